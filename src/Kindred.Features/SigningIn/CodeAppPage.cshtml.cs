using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>Setting up a code app, with the password where there is none yet. The secret is stored once a code of it was right.</summary>
[MembersPage(IsForHalfIn = true)]
[AskAgain]
public sealed class CodeAppPage(IMemberStore members, ChangeWaysIn change, Keystore keystore, CurrentSettings settings, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    private const int GroupLength = 4;

    public Member Me { get; private set; } = null!;

    /// <summary>In groups of four letters; null: they have a code app, and are asked whether they want another.</summary>
    public string? Secret { get; private set; }

    /// <summary>Opens a code app of this device.</summary>
    public string Link { get; private set; } = "";

    public string? Finding { get; private set; }

    public string? FindingAt { get; private set; }

    /// <summary>Shown once, when it is done.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public async Task OnGet(CancellationToken cancel)
    {
        await Load(cancel);
        if (Me.CodeSecret is null) Show();
    }

    public async Task OnPostBegin(CancellationToken cancel)
    {
        await Load(cancel);
        Show();
    }

    public async Task<IActionResult> OnPost(string? code, string? password, CancellationToken cancel)
    {
        await Load(cancel);
        switch (await change.SetCodeApp(Me.Handle, NewSecret(), code ?? "", password, viewer.SessionHash!, cancel))
        {
            case CodeAppOutcome.Done done:
                Codes = done.RecoveryCodes;
                return Page();
            case CodeAppOutcome.NotRight { Finding: "code" }:
                Show();
                return Refused("code", texts["signing.code-app.wrong"]);
            case CodeAppOutcome.NotRight wrong:
                Show();
                return Refused("password", texts["signing." + wrong.Finding]);
            default:
                throw new InvalidOperationException("There is no other outcome.");
        }
    }

    private byte[] NewSecret() => keystore.NewCodeSecret(Me.Handle, Me.SecurityStamp, viewer.SessionHash!, TimeCode.SecretBytes);

    private PageResult Refused(string at, string words)
    {
        (FindingAt, Finding) = (at, words);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Show()
    {
        string letters = TimeCode.Text(NewSecret());
        Secret = string.Join(' ', letters.Chunk(GroupLength).Select(group => new string(group)));
        string archive = Uri.EscapeDataString(settings.Value.Name);
        Link = $"otpauth://totp/{archive}:{Uri.EscapeDataString(Me.Handle)}?secret={letters}&issuer={archive}&digits={TimeCode.Digits}&period={TimeCode.StepSeconds}";
    }

    private async Task Load(CancellationToken cancel)
    {
        frame.Wide = false;
        Me = (await members.Find((await viewer.Of(HttpContext)).AsMember!.Handle, cancel))!;
    }
}
