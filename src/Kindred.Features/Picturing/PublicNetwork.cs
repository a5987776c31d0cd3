using CommunityGraph;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing;

/// <summary>The network of all that is public, for every picture and every reader alike. Read whole once and on each new day; after a commit the first who asks reads only what it changed, so that
/// nothing that was withdrawn is in what is asked for afterwards.</summary>
public sealed class PublicNetwork : IDisposable
{
    /// <summary>Of more records the connections are read faster one after the other.</summary>
    private const int MostAnew = 20_000;

    private readonly IRecordStore records;
    private readonly IArchiveWriter writer;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock gate = new();
    private HashSet<RecordId> changed = [];
    private HashSet<int> gone = [];
    private bool isToBeRead = true;
    private long told;
    private volatile Reading? latest;

    public PublicNetwork(IRecordStore records, IArchiveWriter writer, TimeProvider time)
    {
        (this.records, this.writer, this.time) = (records, writer, time);
        writer.Committed += Take;
    }

    public void Dispose()
    {
        writer.Committed -= Take;
        turn.Dispose();
    }

    /// <summary>With everything that was committed before this was called.</summary>
    public async ValueTask<NetworkSnapshot> Now(CancellationToken cancel)
    {
        if (Fresh() is { } now) return now;
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return Fresh() ?? await Read().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Read after all that was told of: while it is read anew, whoever asks waits for that.</summary>
    private NetworkSnapshot? Fresh() => latest is { } known && known.Told == Volatile.Read(ref told) && known.Network.Day == time.Today() ? known.Network : null;

    private void Take(IndexChange change)
    {
        // Much that a reader can see joins nobody and parts nobody.
        if (change.Joined.Count + change.Put.Count + change.Removed.Count == 0) return;
        lock (gate)
        {
            told++;
            // An archive that nobody looks at is not remembered change by change.
            isToBeRead |= changed.Count + gone.Count > MostAnew;
            if (isToBeRead) return;
            changed.UnionWith(change.Joined);
            changed.UnionWith(change.Put.Select(document => document.Id));
            gone.UnionWith(change.Removed);
        }
    }

    private async Task<NetworkSnapshot> Read()
    {
        DateOnly today = time.Today();
        HashSet<RecordId> anew;
        HashSet<int> without;
        bool isWhole;
        long toldBefore;
        NetworkSnapshot? before = latest?.Network;
        lock (gate)
        {
            // On a new day some connections have lapsed that nobody said anything of.
            (anew, without, isWhole, toldBefore) = (changed, gone, isToBeRead || before!.Day != today, told);
            (changed, gone, isToBeRead) = ([], [], false);
        }

        try
        {
            LabelledGraph joined = isWhole ? await Whole(today).ConfigureAwait(false) : await Changed(before!, anew, without, today).ConfigureAwait(false);
            NetworkSnapshot now = new(joined, (before?.Version ?? 0) + 1, today);
            latest = new Reading(now, toldBefore);
            return now;
        }
        catch
        {
            // What it was told of is forgotten: the next reads all of it.
            lock (gate) isToBeRead = true;
            throw;
        }
    }

    private async Task<LabelledGraph> Whole(DateOnly today)
    {
        List<LabelledEdge> edges = [];
        await foreach (IReadOnlyList<Joined> pairs in records.Joins(new Viewer.Public(today), CancellationToken.None).ConfigureAwait(false))
        {
            foreach (Joined pair in pairs) edges.Add(NetworkSnapshot.Edge(pair));
        }

        return LabelledGraph.Of(NodesOf(edges), edges);
    }

    private async Task<LabelledGraph> Changed(NetworkSnapshot before, HashSet<RecordId> anew, HashSet<int> without, DateOnly today)
    {
        JoinsOf joins = await records.Joins(anew, new Viewer.Public(today), CancellationToken.None).ConfigureAwait(false);
        LabelledEdge[] edges = [.. joins.Pairs.Select(NetworkSnapshot.Edge)];
        return before.Joined.With([.. without.Concat(joins.Documents).Distinct()], NodesOf(edges), edges);
    }

    private static int NodesOf(IReadOnlyCollection<LabelledEdge> edges) => edges.Count == 0 ? 0 : edges.Max(edge => Math.Max(edge.From, edge.To)) + 1;

    /// <param name="Told">How much had been told of before it was begun.</param>
    private sealed record Reading(NetworkSnapshot Network, long Told);
}
