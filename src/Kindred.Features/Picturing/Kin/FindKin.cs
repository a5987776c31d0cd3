using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Offers pairs that may be kin: of one record, or of all, each day in another order.</summary>
public sealed class FindKin(PublicNetwork network, FacetOrdinals ordinals, DocumentLines lines, FacetLabels labels, IRecordStore records, TimeProvider time)
{
    /// <summary>Of one record.</summary>
    public const int MostOfOne = 20;

    /// <summary>Of the whole archive, found anew each day and after each change.</summary>
    public const int MostInAll = 500;

    private const int OfEach = 2;

    /// <summary>Of each kind, others on another day.</summary>
    private const int MostLookedAt = 1_000;
    private readonly Lock gate = new();
    private Task<ImmutableArray<KinPair>>? all;
    private string state = "";

    /// <summary>Pairs of the record with those that share the rarest with it, in alphabetical order; null: it is not public, or no record of which kin are looked for.</summary>
    public async Task<ImmutableArray<KinOffered>?> Of(RecordId record, Texts texts, CancellationToken cancel)
    {
        (UnlikelyKin kin, _) = await Kin(cancel);
        return ordinals.Find(record) is { } document && UnlikelyKin.Kinds.Contains(await KindOf(document, cancel)) ? [.. (await Named([.. kin.Of(document, MostOfOne, cancel)], cancel)).OrderBy(pair => FacetLabels.Title(pair.Other, texts), texts.Alphabetical).ThenBy(pair => pair.Other.Id)] : null;
    }

    /// <summary>Some of all, in an order that is of the day and of nothing else.</summary>
    /// <param name="skip">So many are on pages before.</param>
    public async Task<(ImmutableArray<KinOffered> Shown, int Total)> All(int skip, int take, CancellationToken cancel)
    {
        (UnlikelyKin kin, string current) = await Kin(cancel);
        ImmutableArray<KinPair> pairs = await Kept(kin, current).WaitAsync(cancel);
        return (await Named([.. pairs.Skip(skip).Take(take)], cancel), pairs.Length);
    }

    private async Task<(UnlikelyKin Kin, string State)> Kin(CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel);
        NetworkSnapshot now = await network.Now(cancel);
        HashSet<(int, int)> refused = [];
        foreach ((RecordId one, RecordId other) in await records.NotKin(new Viewer.Public(time.Today()), cancel))
        {
            if (ordinals.Find(one) is { } first && ordinals.Find(other) is { } second) refused.Add((Math.Min(first, second), Math.Max(first, second)));
        }

        string current = string.Create(CultureInfo.InvariantCulture, $"{now.Version}.{ordinals.Version}.{records.ChangeNumber}.{now.Day:yyyyMMdd}");
        return (new UnlikelyKin(ordinals, now, (one, other) => refused.Contains((Math.Min(one, other), Math.Max(one, other)))), current);
    }

    private Task<ImmutableArray<KinPair>> Kept(UnlikelyKin kin, string current)
    {
        lock (gate)
        {
            if (all is { IsFaulted: false } kept && state == current) return kept;
            state = current;
            int day = time.Today().DayNumber;
            return all = Task.Run(ImmutableArray<KinPair> () =>
            {
                Dictionary<int, ulong> mixed = [];
                ImmutableArray<KinPair> pairs =
                [
                    .. kin.All(
                        OfEach,
                        documents =>
                        {
                            foreach ((int document, RecordId id) in ordinals.IdsOf(documents)) mixed[document] = Mixed(id, day);
                            return documents.Where(mixed.ContainsKey).OrderBy(one => mixed[one]).Take(MostLookedAt);
                        },
                        CancellationToken.None),
                ];
                return [.. pairs.OrderBy(pair => mixed[pair.One] ^ mixed[pair.Other]).ThenBy(pair => mixed[pair.One]).Take(MostInAll)];
            });
        }
    }

    /// <summary>A number that says nothing of the record and is another on each day. Made of its id, which is chance: the number of a document knows how many came before it.</summary>
    private static ulong Mixed(RecordId id, int day)
    {
        ulong mixed = (ulong)id.Value ^ (ulong)(id.Value >> 64) ^ ((ulong)day * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
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
