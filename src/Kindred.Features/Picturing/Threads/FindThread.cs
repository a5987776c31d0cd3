using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Threads;

/// <summary>The shortest explanations between two records: of fewest steps first, then the best told.</summary>
public sealed class FindThread(PublicNetwork network, FacetOrdinals ordinals, DocumentLines lines, ReadClaims claims)
{
    /// <returns>Null: one of them is no record that is public.</returns>
    public async Task<ThreadFound?> Of(RecordId from, RecordId to, CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel);
        NetworkSnapshot now = await network.Now(cancel);
        if (ordinals.Find(from) is not { } near || ordinals.Find(to) is not { } far) return null;
        FoundWays found = PublicPaths.Ways(now, near, far, cancel);
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(found.Ways.SelectMany(way => way).Append(near).Append(far), cancel);
        if (!there.TryGetValue(near, out RecordLine? begin) || !there.TryGetValue(far, out RecordLine? end)) return null;
        // Something may have been withdrawn meanwhile: a way without it is none.
        ImmutableArray<RecordLine>[] whole = [.. found.Ways.Where(way => way.All(there.ContainsKey)).Select(way => way.Select(document => there[document]).ToImmutableArray())];
        ClaimsRead read = await claims.Between([.. whole.SelectMany(way => way.Zip(way.Skip(1), (one, other) => (one.Id, other.Id))).Distinct()], cancel);
        ImmutableArray<ThreadWay> ways = [.. whole.Select(way => new ThreadWay(way, [.. way.Zip(way.Skip(1), (one, other) => StepsRead.Between(read, one, other))])).Where(way => way.Steps.All(step => !step.IsEmpty))];
        return new ThreadFound(begin, end, ways, now.Day) { IsThroughShared = found.IsThroughShared && !ways.IsEmpty, Cited = read.Cited };
    }
}

/// <param name="Ways">None: within as many steps as are looked for there is none, or it is one record.</param>
/// <param name="Day">The day of which it is.</param>
public sealed record ThreadFound(RecordLine From, RecordLine To, ImmutableArray<ThreadWay> Ways, DateOnly Day)
{
    /// <summary>There is no way but through what hundreds share.</summary>
    public bool IsThroughShared { get; init; }

    /// <summary>The records that sources cite, as far as anyone may see them.</summary>
    public IReadOnlyDictionary<RecordId, RecordLine> Cited { get; init; } = ImmutableDictionary<RecordId, RecordLine>.Empty;

    public bool IsOne => From.Id == To.Id;

    /// <summary>The query that asks for it.</summary>
    public string Query => $"?from={From.Id}&to={To.Id}";

    /// <summary>Each once, in the order in which the ways come to them.</summary>
    public IReadOnlyList<RecordLine> Records => [.. Ways.SelectMany(way => way.Records).DistinctBy(line => line.Id)];
}

/// <param name="Records">With both ends.</param>
/// <param name="Steps">Between each and the next all that is said, the best told first.</param>
public sealed record ThreadWay(ImmutableArray<RecordLine> Records, ImmutableArray<ImmutableArray<StepRead>> Steps);
