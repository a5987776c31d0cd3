using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>A member makes one more passkey. It is asked who sits there before a device makes one, not after.</summary>
[MembersPage(IsForHalfIn = true)]
[AskAgain]
public sealed class PasskeyPage(IMemberStore members, PasskeyCeremony passkeys, ChangeWaysIn change, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public PasskeyOffer? Passkey { get; private set; }

    public Member Me { get; private set; } = null!;

    public string? Name { get; private set; }

    public string? Finding { get; private set; }

    public IActionResult OnGet() => Redirect(frame.To("/account"));

    public Task OnPostBegin(CancellationToken cancel) => Show(cancel);

    public async Task<IActionResult> OnPost(string? credential, string? state, string? name, CancellationToken cancel)
    {
        if (name?.Length > Domain.Keeping.Passkey.LongestName) return Problems.Result(Problem.TooLarge);
        await Show(cancel);
        bool wasHalf = Me.HasHalfAWayIn;
        if (await passkeys.Made(HttpContext, credential, state) is { } made && made.Member == Me.Id
            && await change.Add(Me.Handle, made.Passkey with { Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim() }, cancel))
            return Redirect(frame.To(wasHalf ? "/account?done=added-instead" : "/account?done=added"));
        (Name, Finding) = (name, texts["signing.passkey.wrong"]);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task Show(CancellationToken cancel)
    {
        frame.Wide = false;
        Me = (await members.Find((await viewer.Of(HttpContext)).AsMember!.Handle, cancel))!;
        Passkey = await passkeys.ToMake(HttpContext, Me.Id, Me.Handle);
    }
}
