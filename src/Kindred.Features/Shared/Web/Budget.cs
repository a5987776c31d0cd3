using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Kindred.Features.Shared;

/// <summary>So many tries for each key, given back evenly over a time. In memory only, bounded, under a key that ends with the process, so that not even
/// a dump of memory lists who came.</summary>
public sealed class Budget(int tries, TimeSpan per, TimeProvider time)
{
    private const int MostKeys = 50_000;
    private readonly ConcurrentDictionary<UInt128, State> states = new();
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>Takes one try, or more at once; false when so many are not left.</summary>
    public bool Take(string key, int amount = 1)
    {
        State state = StateOf(key);
        lock (state)
        {
            Refill(state);
            if (state.Left < amount) return false;
            state.Left -= amount;
            return true;
        }
    }

    /// <summary>Takes one try that may not be there yet, and says after how long it is; null where so many wait for theirs.</summary>
    public TimeSpan? Await(string key, int mostWaiting)
    {
        State state = StateOf(key);
        lock (state)
        {
            Refill(state);
            if (state.Left - 1 < -mostWaiting) return null;
            state.Left--;
            return state.Left >= 0 ? TimeSpan.Zero : per / tries * -state.Left;
        }
    }

    /// <summary>Gives back one try that was not made.</summary>
    public void GiveBack(string key)
    {
        State state = StateOf(key);
        lock (state)
        {
            Refill(state);
            state.Left = Math.Min(tries, state.Left + 1);
        }
    }

    /// <summary>Gives all tries back.</summary>
    public void Restore(string key) => states.TryRemove(Digest(key), out _);

    private State StateOf(string key)
    {
        if (states.Count > MostKeys) Forget();
        return states.GetOrAdd(Digest(key), _ => new State(tries, time.GetTimestamp()));
    }

    private void Refill(State state)
    {
        long now = time.GetTimestamp();
        state.Left = Math.Min(tries, state.Left + (time.GetElapsedTime(state.Since, now) / per * tries));
        state.Since = now;
    }

    // Those that are full again go first; where a flood of keys fills the table, everyone starts anew rather than nobody getting in.
    private void Forget()
    {
        foreach ((UInt128 key, State state) in states)
        {
            lock (state) Refill(state);
            if (state.Left >= tries) states.TryRemove(key, out _);
        }

        if (states.Count > MostKeys) states.Clear();
    }

    private UInt128 Digest(string key)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(key), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private sealed class State(double left, long since)
    {
        public double Left = left;
        public long Since = since;
    }
}
