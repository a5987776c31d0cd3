using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Offers pairs that may be kin: of one record, or of all, each day in another order. Found once for all readers, and anew after a change; what is shared is forgotten with the change.</summary>
public sealed class FindKin : IDisposable
{
    /// <summary>Of one record.</summary>
    public const int MostOfOne = 20;

    private const int OfEach = 2;
    private readonly PublicNetwork network;
    private readonly FacetOrdinals ordinals;
    private readonly DocumentLines lines;
    private readonly FacetLabels labels;
    private readonly IRecordStore records;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim reading = new(1), turn = new(1);
    private KinNow? kept;
    private long changes;

    public FindKin(PublicNetwork network, FacetOrdinals ordinals, DocumentLines lines, FacetLabels labels, IRecordStore records, TimeProvider time)
    {
        (this.network, this.ordinals, this.lines, this.labels, this.records, this.time) = (network, ordinals, lines, labels, records, time);
        ordinals.Changed += Forget;
    }

    public void Dispose()
    {
        ordinals.Changed -= Forget;
        reading.Dispose();
        turn.Dispose();
    }

    /// <summary>Pairs of the record with those that share the rarest with it, in alphabetical order; null: it is not public, or no record of which kin are looked for.</summary>
    public async Task<ImmutableArray<KinOffered>?> Of(RecordId record, Texts texts, CancellationToken cancel)
    {
        KinNow now = await Now(cancel);
        if (ordinals.Find(record) is not { } document || !UnlikelyKin.Kinds.Contains(await KindOf(document, cancel))) return null;
        ImmutableArray<KinOffered> named = await Named([.. now.Kin.Of(document, MostOfOne, cancel)], cancel);
        return [.. named.OrderBy(pair => FacetLabels.Title(pair.Other, texts), texts.Alphabetical).ThenBy(pair => pair.Other.Id)];
    }

    /// <summary>Some of all, in an order that is of the day and of nothing else.</summary>
    /// <param name="skip">So many are on pages before.</param>
    public async Task<(ImmutableArray<KinOffered> Shown, int Total)> All(int skip, int take, CancellationToken cancel)
    {
        ImmutableArray<KinPair> pairs = await Pairs(cancel);
        return (await Named([.. pairs.Skip(skip).Take(take)], cancel), pairs.Length);
    }

    /// <summary>One at a time: whoever asks first finds them, and the others wait for that. Who leaves stops it.</summary>
    private async Task<ImmutableArray<KinPair>> Pairs(CancellationToken cancel)
    {
        if ((await Now(cancel)).All is { IsDefault: false } known) return known;
        await turn.WaitAsync(cancel);
        try
        {
            // What there is by now: it may have changed while others were waited for.
            KinNow now = await Now(cancel);
            if (now.All.IsDefault) now.All = await Task.Run(() => Found(now, cancel), cancel);
            return now.All;
        }
        finally
        {
            turn.Release();
        }
    }

    private ImmutableArray<KinPair> Found(KinNow now, CancellationToken cancel)
    {
        Dictionary<int, RecordId> ids = [];
        KinPair[] pairs =
        [
            .. now.Kin.All(
                OfEach,
                documents =>
                {
                    IReadOnlyDictionary<int, RecordId> there = ordinals.IdsOf(documents);
                    foreach ((int document, RecordId id) in there) ids[document] = id;
                    return KinOfTheDay.LookedAt(there, now.Day);
                },
                cancel),
        ];
        return KinOfTheDay.InOrder(pairs, ids, now.Day);
    }

    /// <summary>All that pairs are found from, as it is now; read once while nothing changes.</summary>
    private async Task<KinNow> Now(CancellationToken cancel)
    {
        if (await Known(cancel) is (_, { } known)) return known;
        await reading.WaitAsync(cancel);
        try
        {
            (NetworkSnapshot joined, KinNow? meanwhile) = await Known(cancel);
            if (meanwhile is not null) return meanwhile;
            long before;
            lock (gate) before = changes;
            string state = State(joined);
            HashSet<(int, int)> refused = await Refused(cancel);
            HashSet<FacetTerm> told = await Told(cancel);
            KinNow now = new(state, joined.Day.DayNumber, new UnlikelyKin(
                ordinals, joined, (one, other) => refused.Contains((Math.Min(one, other), Math.Max(one, other))), term => !labels.IsOfRecords(term.Facet) || told.Contains(term)));
            lock (gate)
            {
                if (before == changes) kept = now;
            }

            return now;
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<(NetworkSnapshot Joined, KinNow? Known)> Known(CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel);
        NetworkSnapshot joined = await network.Now(cancel);
        lock (gate) return (joined, kept?.State == State(joined) ? kept : null);
    }

    private string State(NetworkSnapshot joined) => string.Create(CultureInfo.InvariantCulture, $"{joined.Version}.{ordinals.Version}.{records.ChangeNumber}.{joined.Day:yyyyMMdd}");

    private async Task<HashSet<(int, int)>> Refused(CancellationToken cancel)
    {
        HashSet<(int, int)> refused = [];
        foreach ((RecordId one, RecordId other) in await records.NotKin(new Viewer.Public(time.Today()), cancel))
        {
            if (ordinals.Find(one) is { } first && ordinals.Find(other) is { } second) refused.Add((Math.Min(first, second), Math.Max(first, second)));
        }

        return refused;
    }

    /// <summary>Records that anyone may see, as what others have: a practice keeps in the index what it links to, whether that is public or not.</summary>
    private async Task<HashSet<FacetTerm>> Told(CancellationToken cancel)
    {
        HashSet<FacetTerm> told = [];
        foreach (string facet in UnlikelyKin.Facets.Where(labels.IsOfRecords))
        {
            Dictionary<RecordId, string> values = [];
            foreach (string value in ordinals.ValuesOf(facet))
            {
                if (RecordId.TryParse(value, out RecordId id)) values[id] = value;
            }

            foreach (RecordId id in (await labels.Lines(values.Keys, cancel)).Keys) told.Add(new FacetTerm(facet, values[id]));
        }

        return told;
    }

    private void Forget(IReadOnlyList<RecordId> changed)
    {
        lock (gate)
        {
            changes++;
            kept = null;
        }
    }

    private async Task<string> KindOf(int document, CancellationToken cancel) => (await lines.Of([document], cancel)).GetValueOrDefault(document)?.Kind ?? "";

    private async Task<ImmutableArray<KinOffered>> Named(KinPair[] pairs, CancellationToken cancel)
    {
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(pairs.SelectMany(pair => new[] { pair.One, pair.Other }), cancel);
        RecordId[] roots = [.. pairs.SelectMany(pair => pair.Shared).Where(term => labels.IsOfRecords(term.Facet)).Select(term => RecordId.TryParse(term.Value, out RecordId id) ? id : default).Distinct()];
        IReadOnlyDictionary<RecordId, RecordLine> named = await labels.Lines(roots, cancel);
        return
        [
            .. pairs.Where(pair => there.ContainsKey(pair.One) && there.ContainsKey(pair.Other))
                .Select(pair => new KinOffered(there[pair.One], there[pair.Other], [.. pair.Shared.Select(term => Share(term, named)).OfType<KinShare>()])).Where(pair => !pair.Shared.IsEmpty),
        ];
    }

    private KinShare? Share(FacetTerm term, IReadOnlyDictionary<RecordId, RecordLine> named)
    {
        if (!labels.IsOfRecords(term.Facet)) return new KinShare(term.Facet, term.Value, null);
        // A root that is hidden by now is not told of.
        return RecordId.TryParse(term.Value, out RecordId id) && named.TryGetValue(id, out RecordLine? line) ? new KinShare(term.Facet, term.Value, line) : null;
    }
}

/// <summary>Two records that may be kin: a question to people.</summary>
/// <param name="Shared">What both have: why they are offered.</param>
public sealed record KinOffered(RecordLine One, RecordLine Other, ImmutableArray<KinShare> Shared);

/// <param name="Facet">history, message, strategy or audience.</param>
/// <param name="Record">Of a history.</param>
public sealed record KinShare(string Facet, string Value, RecordLine? Record);

/// <summary>What pairs are found from, and what was found from it.</summary>
internal sealed record KinNow(string State, int Day, UnlikelyKin Kin)
{
    /// <summary>Default: nobody has asked yet.</summary>
    public ImmutableArray<KinPair> All { get; set; }
}
