using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>Before sign-in: no cookie, no token of the form.</summary>
[SameSiteForm]
public sealed class SignInPage(SignIn signIn, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public string? Handle { get; private set; }

    public string? Finding { get; private set; }

    public async Task<IActionResult> OnGet() =>
        await viewer.Of(HttpContext) is Viewer.Member ? Redirect(frame.To("/desk")) : Page();

    public async Task<IActionResult> OnPost(string? handle, string? password)
    {
        Handle = handle;
        switch (await signIn.Do(handle ?? "", password ?? "", RequestPrefix.Of(HttpContext), HttpContext.RequestAborted))
        {
            case SignInOutcome.Done done:
                SessionCookie.Put(HttpContext, done.Secret);
                return Redirect(frame.To("/desk"));
            case SignInOutcome.Later:
                Finding = texts["signing.in.later"];
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return Page();
            default:
                Finding = texts["signing.in.wrong"];
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
        }
    }
}
