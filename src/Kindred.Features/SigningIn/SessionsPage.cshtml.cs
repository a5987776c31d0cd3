using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>Where a member sees what is signed in under their handle, and ends it.</summary>
[MembersPage]
[AskAgain("token")]
public sealed class SessionsPage(
    IMemberStore members, MakeToken make, EndSession end, CurrentViewer viewer, Texts texts, PageFrame frame, TimeProvider time) : PageModel
{
    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public string? NewToken { get; private set; }

    public bool IsThis(Session session) => viewer.SessionHash is { } own && own.AsSpan().SequenceEqual(session.Hash);

    public string Name(Session session) => session.Kind switch
    {
        SessionKind.Token => texts["signing.sessions.token"],
        SessionKind.Feed => texts["signing.sessions.feed"],
        _ => texts["signing.sessions.browser"],
    };

    public Task OnGet() => Show();

    public async Task<IActionResult> OnPostEnd(string hash)
    {
        Session? ended = await end.OneOf(await Handle(), hash, HttpContext.RequestAborted);
        return Redirect(frame.To(ended is not null && IsThis(ended) ? "/sign-out" : "/sessions"));
    }

    /// <summary>Its form takes no longer words; what sends them reads no page.</summary>
    public async Task<IActionResult> OnPostToken(string? label) =>
        label?.Length > MakeToken.LongestLabel ? Problems.Result(Problem.TooLarge) : await Make(SessionKind.Token, label);

    public Task<IActionResult> OnPostFeed() => Make(SessionKind.Feed, null);

    private async Task<IActionResult> Make(SessionKind kind, string? label)
    {
        string secret = (await make.Do(await Handle(), kind, label, MakeToken.DefaultDays, HttpContext.RequestAborted))!;
        NewToken = kind == SessionKind.Feed ? $"{PublicAddress.Of(Request, frame.Shell)}/feed/{secret}.atom" : secret;
        await Show();
        return Page();
    }

    private async Task Show() =>
        Sessions = [.. (await members.Sessions(await Handle(), HttpContext.RequestAborted)).Where(one => one.Until >= time.Today())];

    private async Task<string> Handle() => (await viewer.Of(HttpContext)).AsMember!.Handle;
}
