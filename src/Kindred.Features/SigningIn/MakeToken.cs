using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.SigningIn;

/// <summary>A token for a program, or the private address of a feed. Shown once; only its hash is kept.</summary>
public sealed class MakeToken(IArchiveWriter writer, Keystore keystore, TimeProvider time)
{
    public const int DefaultDays = 365;

    /// <summary>Characters of the words by which a member knows it again.</summary>
    public const int LongestLabel = 60;

    /// <returns>The secret; null where nobody signs in by this handle.</returns>
    public Task<string?> Do(string typedHandle, SessionKind kind, string? label, int days, CancellationToken cancel)
    {
        string? handle = Handle.Read(typedHandle);
        string secret = Keystore.NewSecret();
        string? said = string.IsNullOrWhiteSpace(label) ? null : label.Trim();
        DateOnly today = time.Today();
        return writer.Write(
            session =>
            {
                if (handle is null || session.FindMember(handle) is not { IsTerminal: false }) return null;
                // One feed for each: a new address ends the old one.
                if (kind == SessionKind.Feed) session.DestroySessions(handle, SessionKind.Feed);
                session.Put(new Session(keystore.HashSecret(secret), handle, kind, said, today, today.AddDays(days)));
                return secret;
            },
            cancel);
    }
}
