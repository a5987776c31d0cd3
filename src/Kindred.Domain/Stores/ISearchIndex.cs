using Kindred.Domain.Searching;

namespace Kindred.Domain.Stores;

/// <summary>Full-text search over what is public, and nothing else: the index never holds a word that a stranger may not read. What it finds is
/// still read through <see cref="IRecordStore"/> with a viewer.</summary>
public interface ISearchIndex
{
    /// <summary>All documents that match, and the best of those that <paramref name="allowed"/> lets through, with their words for the final ranking.</summary>
    /// <param name="allowed">By document number; null: all.</param>
    /// <param name="titleLength">By document number, in characters: of titles that say the same, the shorter says it more.</param>
    Task<Matches> Match(SearchExpression expression, Func<int, bool>? allowed, Func<int, int> titleLength, int best, CancellationToken cancel);

    /// <summary>Every document with its facet terms, in ascending number.</summary>
    IEnumerable<IndexedDocument> Documents();

    /// <summary>Documents of records that were public until before this day. The turn of the day takes them out; nobody may count them meanwhile.</summary>
    IReadOnlyList<int> Lapsed(DateOnly today);

    /// <summary>Every folded word with about how many documents have it; one that stands in title and body may be counted twice.</summary>
    IEnumerable<(string Word, int Documents)> Words();

    /// <summary>In how many documents a token stands, exact or as a stem.</summary>
    IReadOnlyDictionary<string, int> Frequencies(IReadOnlyCollection<string> tokens);

    CorpusSize Size { get; }
}

/// <param name="Documents">Numbers of all that match (before <c>allowed</c>), ascending.</param>
public sealed record Matches(int[] Documents, IReadOnlyList<Candidate> Best);

/// <summary>A document with the token strings that the index keeps of it.</summary>
public sealed record Candidate(int Document, string Title, string Body, string TitleStems, string BodyStems);

/// <summary>Documents in the index and the mean number of tokens in a title and in a body.</summary>
public readonly record struct CorpusSize(int Documents, double TitleTokens, double BodyTokens);
