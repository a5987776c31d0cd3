using Kindred.Domain.Keeping;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>Before sign-in: no cookie, no token of the form. A link that was used, has ended or never was answers alike: it opens nothing.</summary>
[SameSiteForm]
public sealed class JoinPage(Join join, SignIn signIn, Texts texts, PageFrame frame) : PageModel
{
    public string? Handle { get; private set; }

    public bool IsHandleGiven { get; private set; }

    public bool IsKeeper { get; private set; }

    /// <summary>It was used, has ended or never was.</summary>
    public bool OpensNothing { get; private set; }

    public string? Finding { get; private set; }

    public string? FindingAt { get; private set; }

    public async Task<IActionResult> OnGet(string token)
    {
        if (await join.Find(token, HttpContext.RequestAborted) is not { } invitation) return Nothing();
        Show(invitation, null);
        return Page();
    }

    public async Task<IActionResult> OnPost(string token, string? handle, string? password)
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        if (await join.Find(token, cancel) is not { } invitation) return Nothing();
        JoinOutcome outcome = await join.Do(token, handle ?? "", password ?? "", cancel);
        if (outcome is JoinOutcome.NoSuchLink) return Nothing();
        if (outcome is JoinOutcome.Done done)
        {
            SessionCookie.Put(HttpContext, await signIn.Begin(done.Handle, cancel));
            return Redirect(frame.To("/desk"));
        }

        Show(invitation, handle);
        (FindingAt, Finding) = outcome switch
        {
            JoinOutcome.HandleTaken => ("handle", texts["signing.handle.taken"]),
            JoinOutcome.NotAHandle => ("handle", texts["finding.not-a-handle"]),
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

    private void Show(Invitation invitation, string? typed)
    {
        Handle = invitation.Handle ?? typed;
        IsHandleGiven = invitation.Handle is not null;
        IsKeeper = invitation.IsKeeper;
    }
}
