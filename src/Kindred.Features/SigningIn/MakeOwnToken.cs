using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.SigningIn;

/// <summary>A member makes a token for a program, or the address of their private feed. Shown once; only its hash is kept.</summary>
public sealed class MakeOwnToken(IArchiveWriter writer, Keystore keystore, TimeProvider time)
{
    private const int Days = 365;
    private const int LongestLabel = 60;

    public async Task<string> Do(string handle, SessionKind kind, string? label, CancellationToken cancel)
    {
        string secret = Keystore.NewSecret();
        DateOnly today = time.Today();
        string? said = label?.Trim() is { Length: > 0 } words ? words : null;
        if (said?.Length > LongestLabel) said = said[..LongestLabel];
        await writer.Write(
            session =>
            {
                // One feed for each: a new address ends the old one.
                if (kind == SessionKind.Feed) session.DestroySessions(handle, SessionKind.Feed);
                session.Put(new Session(keystore.HashSecret(secret), handle, kind, said, today, today.AddDays(Days)));
                return true;
            },
            cancel);
        return secret;
    }
}
