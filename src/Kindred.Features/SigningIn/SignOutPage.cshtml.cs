using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

public sealed class SignOutPage(EndSession end, CurrentViewer viewer) : PageModel
{
    public bool IsDone { get; private set; }

    public async Task OnGet() => IsDone = await viewer.Of(HttpContext) is not Viewer.Member;

    public async Task<IActionResult> OnPost()
    {
        if (await viewer.Of(HttpContext) is Viewer.Member && viewer.SessionHash is { } hash)
            await end.This(hash, HttpContext.RequestAborted);
        SessionCookie.Remove(HttpContext);
        // Nothing of what was read stays behind for whoever comes to this browser next.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        IsDone = true;
        return Page();
    }
}
