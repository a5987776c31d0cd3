using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>A token for the API, or the private address of a feed, shown once.</summary>
public sealed class MakeToken(IArchiveWriter writer, Keystore keystore, TimeProvider time)
{
    public const int DefaultDays = 365;

    public Task<KeepingOutcome> Do(string typedHandle, SessionKind kind, string? label, int days, CancellationToken cancel)
    {
        string? handle = Handle.Read(typedHandle);
        string secret = Keystore.NewSecret();
        DateOnly today = time.Today();
        return writer.Write<KeepingOutcome>(
            session =>
            {
                if (handle is null || session.FindMember(handle) is not { IsTerminal: false }) return new KeepingOutcome.NoSuchMember();
                // One feed for each: a new address ends the old one.
                if (kind == SessionKind.Feed) session.DestroySessions(handle, SessionKind.Feed);
                session.Put(new Session(keystore.HashSecret(secret), handle, kind, label, today, today.AddDays(days)));
                return new KeepingOutcome.Done(handle, secret);
            },
            cancel);
    }
}
