using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Kindred.Features.SigningIn;

/// <summary>Everything that lets a member in, in one place: passkeys, password with code app, recovery codes; what is signed in is a page of its own.</summary>
[MembersPage(IsForHalfIn = true)]
[AskAgain("remove", "codes", "forget")]
public sealed class AccountPage(IMemberStore members, ChangeWaysIn change, CurrentViewer viewer, Texts texts, PageFrame frame, TimeProvider time) : PageModel
{
    /// <summary>So many codes left and fewer are said loudly.</summary>
    public const int FewCodes = 3;

    public Member Me { get; private set; } = null!;

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    public int CodesLeft { get; private set; }

    public int SignedIn { get; private set; }

    /// <summary>Shown once, when they were made just now.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    public string? Done { get; private set; }

    public bool IsOnlyWayIn => Passkeys.Count == 1 && Me.PasswordHash is null;

    public static string IdOf(Passkey passkey) => WebEncoders.Base64UrlEncode([.. passkey.CredentialId]);

    public Task OnGet(string? done, CancellationToken cancel)
    {
        Done = done is not null && texts.Has("signing.done." + done) ? texts["signing.done." + done] : null;
        return Load(cancel);
    }

    public async Task<IActionResult> OnPostName(string? id, string? name, CancellationToken cancel)
    {
        if (name?.Length > Passkey.LongestName) return Problems.Result(Problem.TooLarge);
        return Read(id) is { } passkey && await change.Name(await Handle(), passkey, name, cancel) ? Back("named") : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPostRemove(string? id, CancellationToken cancel)
    {
        string handle = await Handle();
        if (Read(id) is not { } passkey || !(await members.Passkeys(handle, cancel)).Any(one => one.CredentialId.SequenceEqual(passkey))) return Problems.Result(Problem.NotFound);
        return Back(await change.Remove(handle, passkey, viewer.SessionHash!, cancel) ? "removed" : "only-way");
    }

    public async Task<IActionResult> OnPostCodes(CancellationToken cancel)
    {
        if (await change.RenewRecoveryCodes(await Handle(), cancel) is not { } codes) return Redirect(frame.To("/account/code-app"));
        NewCodes = codes;
        await Load(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostForget(CancellationToken cancel) =>
        Back(await change.ForgetPassword(await Handle(), viewer.SessionHash!, cancel) ? "forgotten" : "only-way");

    private RedirectResult Back(string done) => Redirect(frame.To("/account?done=" + done));

    private static ImmutableArray<byte>? Read(string? id)
    {
        try
        {
            return id is { Length: > 0 and < 2_000 } ? [.. WebEncoders.Base64UrlDecode(id)] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<string> Handle() => (await viewer.Of(HttpContext)).AsMember!.Handle;

    private async Task Load(CancellationToken cancel)
    {
        frame.Wide = false;
        string handle = await Handle();
        Me = (await members.Find(handle, cancel))!;
        Passkeys = await members.Passkeys(handle, cancel);
        CodesLeft = await members.RecoveryCodesLeft(handle, cancel);
        SignedIn = (await members.Sessions(handle, cancel)).Count(session => session.Until >= time.Today());
    }
}
