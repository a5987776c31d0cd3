using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.SigningIn;

/// <summary>Where a member sees what is signed in under their handle, and ends it.</summary>
public sealed class SessionsPage(
    IMemberStore members, IArchiveWriter writer, Keystore keystore, CurrentViewer viewer, Texts texts, PageFrame frame, TimeProvider time) : PageModel
{
    private const int TokenDays = 365;
    private const int LongestLabel = 60;

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public string? NewToken { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await viewer.Of(HttpContext) is Viewer.Member) await next();
        else context.Result = Request.Method == "GET" ? Redirect(frame.To("/sign-in")) : Problems.Result(Problem.SignInNeeded);
    }

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
        string handle = await Handle();
        Session? ended = (await members.Sessions(handle, HttpContext.RequestAborted)).FirstOrDefault(one => Convert.ToHexStringLower(one.Hash) == hash);
        if (ended is not null) await Write(session => session.DestroySession(ended.Hash));
        return Redirect(frame.To(ended is not null && IsThis(ended) ? "/sign-out" : "/sessions"));
    }

    public Task<IActionResult> OnPostToken(string? label) => Make(SessionKind.Token, label?.Trim() is { Length: > 0 } said ? said : null);

    public Task<IActionResult> OnPostFeed() => Make(SessionKind.Feed, null);

    private async Task<IActionResult> Make(SessionKind kind, string? label)
    {
        string handle = await Handle();
        string secret = Keystore.NewSecret();
        DateOnly today = time.Today();
        if (label?.Length > LongestLabel) label = label[..LongestLabel];
        await Write(session =>
        {
            // One feed for each: a new address ends the old one.
            if (kind == SessionKind.Feed) session.DestroySessions(handle, SessionKind.Feed);
            session.Put(new Session(keystore.HashSecret(secret), handle, kind, label, today, today.AddDays(TokenDays)));
        });
        NewToken = kind == SessionKind.Feed ? $"{Request.Scheme}://{Request.Host}/feed/{secret}.atom" : secret;
        await Show();
        return Page();
    }

    private async Task Show() =>
        Sessions = [.. (await members.Sessions(await Handle(), HttpContext.RequestAborted)).Where(one => one.Until >= time.Today())];

    private async Task<string> Handle() => (await viewer.Of(HttpContext)).AsMember!.Handle;

    private Task<bool> Write(Action<IArchiveSession> act) => writer.Write(
        session =>
        {
            act(session);
            return true;
        },
        HttpContext.RequestAborted);
}
