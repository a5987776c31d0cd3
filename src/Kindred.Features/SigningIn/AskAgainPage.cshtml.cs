using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>Asks who sits there to show it once more, and keeps what they had typed: the form that is sent from here goes to where the first one was going.
/// See <see cref="AskAgainAttribute"/>.</summary>
[MembersPage(IsForHalfIn = true)]
public sealed class AskAgainPage(IMemberStore members, PasskeyCeremony passkeys, KeptForms forms, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    private const int LongestAddress = 2_000;

    public string To { get; private set; } = "";

    public string Kept { get; private set; } = "";

    public PasskeyOffer? Passkey { get; private set; }

    public bool HasPasskey { get; private set; }

    public bool HasPassword { get; private set; }

    /// <summary>Their password has no code app yet.</summary>
    public bool IsHalfIn => viewer.IsHalfIn;

    public string? Finding { get; private set; }

    /// <summary>Nothing waits to be sent on.</summary>
    public IActionResult OnGet() => Redirect(frame.To("/account"));

    public async Task<IActionResult> OnPost([FromQuery] string? to, [FromQuery] string? wrong)
    {
        frame.Wide = false;
        if (await viewer.Of(HttpContext) is not Viewer.Member { Handle: var handle } || viewer.SessionHash is not { } session) return Problems.Result(Problem.SignInEnded);
        if (to is not { Length: > 1 and <= LongestAddress } || !Url.IsLocalUrl(to) || !Request.HasFormContentType) return Redirect(frame.To("/account"));
        Member member = (await members.Find(handle, HttpContext.RequestAborted))!;
        string field = Request.Form[KeptForms.Field].ToString();
        (To, Kept) = (to, forms.OpenFor(field, to, Request) is null ? forms.Keep(to, session, Request.Form) : field);
        (HasPasskey, HasPassword) = (member.HasPasskey, member.PasswordHash is not null);
        if (HasPasskey) Passkey = await passkeys.ToShow(HttpContext, member);
        Finding = wrong switch
        {
            null => null,
            "later" => texts["signing.in.later"],
            _ => texts["signing.again.wrong"],
        };
        return Page();
    }
}
