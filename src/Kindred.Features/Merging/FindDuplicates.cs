using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Merging;

/// <summary>Public records of a kind that are called alike, the surest first. It offers pairs and merges none. Names are compared only where they have a key in common
/// (<see cref="NameLikeness.Keys"/>), and of a key that hundreds have only with the next in order: a hundred thousand names take seconds, not days.</summary>
public sealed class FindDuplicates(IRecordStore records, TimeProvider time)
{
    public const int MostPairs = 20_000;
    public const int InPage = 25;

    private const int LargeBlock = 48;
    private const int Neighbours = 12;

    /// <summary>What took long to look through is not looked through at once again for each change: of what is gone since nobody is shown a line.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(500), Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<Found>>> known = new(StringComparer.Ordinal);

    /// <summary>One page of them, from 1. What a keeper said is not the same is left out, and so is what may not be seen any more.</summary>
    public async Task<(IReadOnlyList<Duplicate> Pairs, int Total)> Page(string kind, int page, Viewer.Member keeper, CancellationToken cancel)
    {
        if (!keeper.IsKeeper) return ([], 0);
        IReadOnlySet<(RecordId, RecordId)> notSame = await records.NotSame(keeper, cancel);
        Duplicate[] all = [.. (await Of(kind)).Where(pair => !notSame.Contains(InOrder(pair.One, pair.Other)))];
        return ([.. all.Skip((page - 1) * InPage).Take(InPage)], all.Length);
    }

    /// <summary>Looked through once for each state of the archive: of a record no more than the id is remembered.</summary>
    private async Task<IReadOnlyList<Duplicate>> Of(string kind)
    {
        long change = records.ChangeNumber;
        Lazy<Task<Found>> look = known.GetOrAdd(kind, Look);
        Found found = await Seen(kind, look);
        if (found.Change != change && (found.Took < Long || time.GetElapsedTime(found.Ended) > Kept))
        {
            known.TryRemove(new KeyValuePair<string, Lazy<Task<Found>>>(kind, look));
            look = known.GetOrAdd(kind, Look);
        }

        return (await Seen(kind, look)).Pairs;

        // Not of one request alone: who goes away takes the look from nobody else.
        Lazy<Task<Found>> Look(string of) => new(() => Task.Run(() => Find(of, change)));
    }

    /// <summary>What failed once is looked through anew by whoever asks next.</summary>
    private async Task<Found> Seen(string kind, Lazy<Task<Found>> look)
    {
        try
        {
            return await look.Value;
        }
        catch
        {
            known.TryRemove(new KeyValuePair<string, Lazy<Task<Found>>>(kind, look));
            throw;
        }
    }

    private async Task<Found> Find(string kind, long change)
    {
        long began = time.GetTimestamp();
        List<Name> names = [];
        Viewer anyone = new Viewer.Public(time.Today());
        RecordId? reached = null;
        do
        {
            (IReadOnlyList<NamedAs> seen, reached) = await records.NamesOf(kind, reached, anyone, CancellationToken.None);
            foreach (NamedAs one in seen) names.AddRange(one.Names.Distinct(StringComparer.Ordinal).Select(name => new Name(one.Id, NameLikeness.Of(name))));
        }
        while (reached is not null);
        Duplicate[] pairs = Pairs(names);
        return new Found(change, pairs, time.GetElapsedTime(began), time.GetTimestamp());
    }

    private static Duplicate[] Pairs(List<Name> names)
    {
        names.Sort((left, right) => string.CompareOrdinal(left.Likeness.Folded, right.Likeness.Folded));
        Dictionary<string, List<int>> blocks = new(StringComparer.Ordinal);
        for (int at = 0; at < names.Count; at++)
        {
            foreach (string key in names[at].Likeness.Keys()) (CollectionsMarshal.GetValueRefOrAddDefault(blocks, key, out _) ??= []).Add(at);
        }

        Dictionary<(RecordId, RecordId), (Likeness Likeness, int At)> best = [];
        foreach (List<int> block in blocks.Values.Where(block => block.Count > 1))
        {
            int reach = block.Count > LargeBlock ? Neighbours : block.Count;
            for (int left = 0; left < block.Count; left++)
            {
                for (int right = left + 1; right < Math.Min(block.Count, left + 1 + reach); right++) Weigh(names[block[left]], names[block[right]], block[left]);
            }
        }

        return [.. best.OrderBy(pair => pair.Value.Likeness).ThenBy(pair => pair.Value.At).Take(MostPairs).Select(pair => new Duplicate(pair.Key.Item1, pair.Key.Item2, pair.Value.Likeness))];

        void Weigh(Name one, Name other, int at)
        {
            if (one.Id == other.Id) return;
            (RecordId, RecordId) pair = InOrder(one.Id, other.Id);
            if (best.TryGetValue(pair, out var before) && before.Likeness == Likeness.Writing) return;
            if (one.Likeness.To(other.Likeness) is { } likeness && (before == default || !best.ContainsKey(pair) || likeness < before.Likeness)) best[pair] = (likeness, at);
        }
    }

    private static (RecordId, RecordId) InOrder(RecordId one, RecordId other) => one.Value <= other.Value ? (one, other) : (other, one);

    private sealed record Found(long Change, Duplicate[] Pairs, TimeSpan Took, long Ended);

    private readonly record struct Name(RecordId Id, NameLikeness Likeness);
}

/// <summary>Two records that are called alike, and in what their names differ.</summary>
public sealed record Duplicate(RecordId One, RecordId Other, Likeness Likeness);

/// <summary>A keeper says that two of them are not of one thing, or takes that back. It is remembered, and neither is changed.</summary>
public sealed class SayNotSame(IArchiveWriter writer, TimeProvider time)
{
    /// <returns>False: they are not both there for this keeper.</returns>
    public Task<bool> Do(RecordId one, RecordId other, bool isSame, Viewer.Member keeper, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write(
            session =>
            {
                if (!keeper.IsKeeper || one == other || !IsThere(session, one) || !IsThere(session, other)) return false;
                if (isSame) session.EndNotSame(one, other);
                else session.PutNotSame(one, other, today);
                return true;
            },
            cancel);

        bool IsThere(IArchiveSession session, RecordId id) => session.FindRecord(id) is { } record && VisibilityPolicy.Sees(keeper, Envelope.Of(record));
    }
}
