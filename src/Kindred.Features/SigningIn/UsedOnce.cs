using System.Collections.Concurrent;

namespace Kindred.Features.SigningIn;

/// <summary>What may be shown once only: codes and challenges that were right. In memory, for as long as they would still be good, so that no hour of anybody's coming is
/// written down. Only what was right is held: strangers cannot fill it.</summary>
public sealed class UsedOnce(TimeProvider time)
{
    private const int Many = 1_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new();

    /// <summary>False: it was used already.</summary>
    public bool Take(string what, TimeSpan goodFor)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (used.Count > Many)
            foreach ((string old, DateTimeOffset until) in used)
                if (until < now) used.TryRemove(old, out _);
        return used.TryAdd(what, now + goodFor);
    }
}
