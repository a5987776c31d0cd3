using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing;

/// <summary>The lines of documents, as a stranger may see them now: what was withdrawn since a picture was thought out has none, and is not shown.</summary>
public sealed class DocumentLines(FacetOrdinals ordinals, FacetLabels labels)
{
    /// <returns>By number of document.</returns>
    public async Task<IReadOnlyDictionary<int, RecordLine>> Of(IEnumerable<int> documents, CancellationToken cancel)
    {
        IReadOnlyDictionary<int, RecordId> ids = ordinals.IdsOf(documents);
        IReadOnlyDictionary<RecordId, RecordLine> lines = await labels.Lines([.. ids.Values], cancel);
        return ids.Where(one => lines.ContainsKey(one.Value)).ToDictionary(one => one.Key, one => lines[one.Value]);
    }
}
