using System.Text;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Search;

/// <summary>"Did you mean": a query's unknown words replaced by the nearest the archive has.</summary>
public sealed class WordsNearby(ISearchIndex index, FacetOrdinals ordinals, TimeProvider time)
{
    private static readonly TimeSpan BuiltAtMostEvery = TimeSpan.FromMinutes(1);

    private readonly Lock building = new();
    private Spelling? spelling;
    private long version;
    private long builtAt;

    /// <summary>Null where every word is known or nothing is near.</summary>
    public string? DidYouMean(string typed, QueryTerms terms)
    {
        IReadOnlyDictionary<string, int> frequencies = index.Frequencies([.. terms.Terms.Select(term => term.Exact)]);
        Dictionary<string, string> meant = [];
        foreach (QueryTerm term in terms.Terms)
        {
            if (term.IsPrefix || frequencies.GetValueOrDefault(term.Exact) > 0) continue;
            // The list may be older than a withdrawal: only what the index still has is offered.
            if (Words().Nearest(term.Exact) is { } near && index.Frequencies([near]).GetValueOrDefault(near) > 0) meant[term.Exact] = near;
        }

        return meant.Count == 0 ? null : Replaced(typed, meant);
    }

    private static string Replaced(string typed, Dictionary<string, string> meant)
    {
        StringBuilder text = new();
        int end = 0;
        WordReader words = new(typed);
        while (words.Read())
        {
            if (!meant.TryGetValue(Folding.Fold(words.Current.In(typed)), out string? near)) continue;
            text.Append(typed, end, words.Current.Start - end).Append(near);
            end = words.Current.End;
        }

        return text.Append(typed, end, typed.Length - end).ToString();
    }

    private Spelling Words()
    {
        lock (building)
        {
            long now = ordinals.Version;
            if (spelling is not null && (version == now || time.GetElapsedTime(builtAt) < BuiltAtMostEvery)) return spelling;
            (version, builtAt) = (now, time.GetTimestamp());
            return spelling = Spelling.Build(index.Words());
        }
    }
}
