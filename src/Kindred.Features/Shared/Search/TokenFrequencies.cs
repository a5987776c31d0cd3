using System.Collections.Concurrent;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Search;

/// <summary>In how many documents the words of queries stand, kept until something changes: to count a common one takes milliseconds.</summary>
internal sealed class TokenFrequencies(ISearchIndex index, FacetOrdinals ordinals)
{
    private const int MostKept = 10_000;

    private Known known = new(-1, new ConcurrentDictionary<string, int>(StringComparer.Ordinal));

    public IReadOnlyList<long> Of(IReadOnlyList<string> tokens)
    {
        long now = ordinals.Version;
        Known kept = known;
        if (kept.Version != now || kept.Documents.Count > MostKept) known = kept = new Known(now, new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
        string[] unknown = [.. tokens.Where(token => !kept.Documents.ContainsKey(token)).Distinct()];
        if (unknown.Length > 0)
        {
            foreach ((string token, int documents) in index.Frequencies(unknown)) kept.Documents[token] = documents;
        }

        return [.. tokens.Select(token => (long)kept.Documents[token])];
    }

    private sealed record Known(long Version, ConcurrentDictionary<string, int> Documents);
}
