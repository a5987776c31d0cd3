using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>A member who has a password chooses another.</summary>
[MembersPage]
[AskAgain]
public sealed class PasswordPage(ChangeWaysIn change, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public string? Finding { get; private set; }

    public void OnGet() => frame.Wide = false;

    public async Task<IActionResult> OnPost(string? password, CancellationToken cancel)
    {
        frame.Wide = false;
        if (await change.SetPassword((await viewer.Of(HttpContext)).AsMember!.Handle, password ?? "", viewer.SessionHash!, cancel) is not { } finding)
            return Redirect(frame.To("/account?done=password"));
        Finding = texts["signing.password." + finding];
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
