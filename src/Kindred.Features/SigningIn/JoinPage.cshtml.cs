using Kindred.Domain.Keeping;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>Before sign-in: no cookie, no token of the form. A link that was used, has ended or never was answers alike: it opens nothing.</summary>
[SameSiteForm]
public sealed class JoinPage(Join join, SignIn signIn, PasskeyCeremony passkeys, Texts texts, PageFrame frame) : PageModel
{
    public string? Handle { get; private set; }

    public bool IsHandleGiven { get; private set; }

    /// <summary>Its handle is public.</summary>
    public bool IsKeeper { get; private set; }

    /// <summary>It makes a keeper of whoever uses it.</summary>
    public bool IsFounding { get; private set; }

    /// <summary>It was used, has ended or never was.</summary>
    public bool OpensNothing { get; private set; }

    /// <summary>They were here before: all that let them in ends.</summary>
    public bool EndsOthers { get; private set; }

    /// <summary>Null where passkeys can't be.</summary>
    public PasskeyOffer? Passkey { get; private set; }

    public string? Finding { get; private set; }

    public string? FindingAt { get; private set; }

    public async Task<IActionResult> OnGet(string token)
    {
        if (await join.Find(token, HttpContext.RequestAborted) is not { } invitation) return Nothing();
        await Show(invitation, null);
        return Page();
    }

    public async Task<IActionResult> OnPost(string token, string? handle, string? password, string? credential, string? state)
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        if (await join.Find(token, cancel) is not { } invitation) return Nothing();
        JoinOutcome outcome = string.IsNullOrEmpty(credential) ? await join.Do(token, handle ?? "", password ?? "", cancel)
            : await passkeys.Made(HttpContext, credential, state) is { } made ? await join.WithPasskey(token, handle ?? "", made.Passkey, made.Member, cancel)
            : new JoinOutcome.PasskeyNotGood();
        if (outcome is JoinOutcome.NoSuchLink) return Nothing();
        if (outcome is JoinOutcome.Done done)
        {
            SessionCookie.Put(HttpContext, await signIn.Begin(done.Handle, cancel));
            // A password alone opens nothing yet: its code app comes straight after it.
            return Redirect(frame.To(string.IsNullOrEmpty(credential) ? "/account/code-app" : "/desk"));
        }

        await Show(invitation, handle);
        (FindingAt, Finding) = outcome switch
        {
            JoinOutcome.HandleTaken => ("handle", texts["signing.handle.taken"]),
            JoinOutcome.NotAHandle => ("handle", texts["finding.not-a-handle"]),
            JoinOutcome.PasskeyNotGood => ("passkey", texts["signing.passkey.wrong"]),
            JoinOutcome.PasswordNotGood { Finding: "short" } => ("password", texts["signing.password.short"]),
            JoinOutcome.PasswordNotGood { Finding: "long" } => ("password", texts["signing.password.long"]),
            _ => ("password", texts["signing.password.common"]),
        };
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private PageResult Nothing()
    {
        OpensNothing = true;
        Response.StatusCode = StatusCodes.Status404NotFound;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private async Task Show(Invitation invitation, string? typed)
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        Response.Headers.CacheControl = "no-store";
        Handle = invitation.Handle ?? typed;
        IsHandleGiven = invitation.Handle is not null;
        IsKeeper = await join.IsForKeeper(invitation, cancel);
        IsFounding = invitation.IsKeeper;
        EndsOthers = await join.IsForSomebodyThere(invitation, cancel);
        Passkey = await passkeys.ToMake(HttpContext, await join.MemberOf(invitation, cancel), invitation.Handle ?? "");
    }
}
