using System.Security.Claims;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Shared;

/// <summary>Who is looking, once for each request. Someone without a cookie or token is <see cref="Viewer.Public"/> and costs nothing.</summary>
public sealed class CurrentViewer(TimeProvider time, Keystore keystore, IMemberStore members)
{
    private Viewer? viewer;

    /// <summary>Who is looking, where that was asked already, as it is for each request with a cookie or token; null: not yet.</summary>
    public Viewer? Known => viewer;

    /// <summary>Hash of the session or token that was shown.</summary>
    public byte[]? SessionHash { get; private set; }

    /// <summary>A token was shown and is nobody's, or has ended.</summary>
    public bool IsTokenUnknown { get; private set; }

    /// <summary>Signed in by a password alone: they see nothing that a role would show, and may do nothing but make the way in whole.</summary>
    public bool IsHalfIn { get; private set; }

    public static bool IsBearer(HttpRequest request) => BearerOf(request) is not null;

    public ValueTask<Viewer> Of(HttpContext context)
    {
        if (viewer is not null) return new(viewer);
        string? bearer = BearerOf(context.Request);
        // The API reads no cookie: a form on another site could send one along.
        string? cookie = bearer is null && !context.Request.Path.StartsWithSegments("/api") ? SessionCookie.Read(context.Request) : null;
        if (bearer is null && cookie is null) return new(viewer = new Viewer.Public(time.Today()));
        return Find(context, bearer ?? cookie!, bearer is null ? SessionKind.Browser : SessionKind.Token);
    }

    private async ValueTask<Viewer> Find(HttpContext context, string secret, SessionKind kind)
    {
        DateOnly today = time.Today();
        byte[] hash = keystore.HashSecret(secret);
        Session? session = await members.FindSession(hash, today, context.RequestAborted);
        Member? member = session?.Kind == kind ? await members.Find(session.Handle, context.RequestAborted) : null;
        if (member is null || member.IsTerminal)
        {
            IsTokenUnknown = kind == SessionKind.Token;
            return viewer = new Viewer.Public(today);
        }

        SessionHash = hash;
        IsHalfIn = kind == SessionKind.Browser && member.HasHalfAWayIn;
        Viewer.Member signedIn = IsHalfIn ? new Viewer.Member(today, member.Handle, IsKeeper: false, []) : ViewerOf(member, today);
        context.User = Principal(signedIn);
        return viewer = signedIn;
    }

    public static Viewer.Member ViewerOf(Member member, DateOnly today) =>
        new(today, member.Handle, member.IsKeeperOn(today), member.CommunitiesOn(today)) { MayHide = KeepersTerm.Of(member, today).MayHide };

    private static ClaimsPrincipal Principal(Viewer.Member member)
    {
        ClaimsIdentity identity = new("session");
        identity.AddClaim(new Claim(identity.NameClaimType, member.Handle));
        if (member.IsKeeper) identity.AddClaim(new Claim(identity.RoleClaimType, "keeper"));
        if (member.IsSteward) identity.AddClaim(new Claim(identity.RoleClaimType, "steward"));
        return new ClaimsPrincipal(identity);
    }

    private static string? BearerOf(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }
}

/// <summary>Lets pages know who is signed in; refuses a token that is nobody's rather than taking its bearer for a stranger.</summary>
public sealed class SignedIn(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        return CurrentViewer.IsBearer(request) || SessionCookie.Read(request) is not null ? Look(context) : next(context);
    }

    private async Task Look(HttpContext context)
    {
        CurrentViewer current = context.RequestServices.GetRequiredService<CurrentViewer>();
        await current.Of(context);
        if (current.IsTokenUnknown) context.Raise(Problem.SignInNeeded);
        else await next(context);
    }
}
