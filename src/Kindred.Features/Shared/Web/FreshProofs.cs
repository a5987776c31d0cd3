using System.Collections.Concurrent;

namespace Kindred.Features.Shared;

/// <summary>Which browsers' sessions have shown, minutes ago, that it is still their member who sits there: by signing in, or by being asked again. In memory
/// only, so that no hour is written down anywhere; a restart asks once more.</summary>
public sealed class FreshProofs(TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private const int Many = 1_000;
    private readonly ConcurrentDictionary<string, long> shown = new();

    public void Note(byte[] sessionHash)
    {
        if (shown.Count > Many) Forget();
        shown[Convert.ToHexString(sessionHash)] = time.GetTimestamp();
    }

    public bool IsFresh(byte[] sessionHash) =>
        shown.TryGetValue(Convert.ToHexString(sessionHash), out long at) && time.GetElapsedTime(at) < Lasts;

    /// <summary>Whoever is signed in is asked again.</summary>
    public void ForgetAll() => shown.Clear();

    private void Forget()
    {
        foreach ((string session, long at) in shown)
            if (time.GetElapsedTime(at) >= Lasts) shown.TryRemove(session, out _);
    }
}
