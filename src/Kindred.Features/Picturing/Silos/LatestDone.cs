using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Silos;

/// <summary>What organisations of a silo did, the latest first.</summary>
public sealed class LatestDone(FacetOrdinals ordinals, FacetLabels labels)
{
    public async Task<ImmutableArray<RecordLine>> Of(Silo silo, int most, CancellationToken cancel)
    {
        ImmutableArray<RecordId> ids = ordinals.Page(ordinals.Select([], null, silo.Events), DocumentOrder.Date, 0, most);
        IReadOnlyDictionary<RecordId, RecordLine> there = await labels.Lines(ids, cancel);
        return [.. ids.Where(there.ContainsKey).Select(id => there[id])];
    }
}
