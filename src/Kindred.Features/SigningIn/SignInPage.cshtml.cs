using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>Before sign-in: no cookie, no token of the form.</summary>
[SameSiteForm]
public sealed class SignInPage(SignIn signIn, PasskeyCeremony passkeys, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public string? Handle { get; private set; }

    public string? Finding { get; private set; }

    /// <summary>Null where passkeys can't be.</summary>
    public PasskeyOffer? Passkey { get; private set; }

    public async Task<IActionResult> OnGet() =>
        await viewer.Of(HttpContext) is Viewer.Member ? Redirect(frame.To("/desk")) : await Show();

    public async Task<IActionResult> OnPost(string? handle, string? password, string? code, string? credential, string? state)
    {
        Handle = handle;
        bool isPasskey = !string.IsNullOrEmpty(credential);
        string network = RequestPrefix.Of(HttpContext);
        SignInOutcome outcome = isPasskey
            ? await signIn.ByPasskey(HttpContext, credential!, state, network)
            : await signIn.Do(handle ?? "", password ?? "", code ?? "", network, HttpContext.RequestAborted);
        if (outcome is SignInOutcome.Done done)
        {
            SessionCookie.Put(HttpContext, done.Secret);
            return Redirect(frame.To("/desk"));
        }

        bool isLater = outcome is SignInOutcome.Later;
        Finding = texts[isLater ? "signing.in.later" : isPasskey ? "signing.passkey.wrong" : "signing.in.wrong"];
        Response.StatusCode = isLater ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest;
        return await Show();
    }

    private async Task<PageResult> Show()
    {
        Response.Headers.CacheControl = "no-store";
        Passkey = await passkeys.ToShow(HttpContext);
        return Page();
    }
}
