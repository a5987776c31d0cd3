using System.Buffers.Binary;
using System.Collections.Immutable;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite;

internal sealed class SqliteSearchIndex(Readers readers) : ISearchIndex
{
    /// <summary>A prefix that finds more than this is not ranked by the engine: thousands of words in thousands of documents take too long.</summary>
    private const int RankedByPrefix = 2000;

    private const int DocumentsInBatch = 2000;

    private const string Counted = "SELECT rowid, phrase_counts(search) FROM search WHERE search MATCH ?";
    private const string Unranked = "SELECT rowid FROM search WHERE search MATCH ?";
    private const string Everything = "SELECT doc FROM documents ORDER BY doc";
    private const string EverythingBut = "SELECT doc FROM documents WHERE doc NOT IN (SELECT rowid FROM search WHERE search MATCH ?) ORDER BY doc";

    public CorpusSize Size => readers.Read(database => database["SELECT documents, title_tokens, body_tokens FROM archive"].First(row =>
        row.Long(0) == 0 ? default : new CorpusSize(row.Int(0), row.Double(1) / row.Double(0), row.Double(2) / row.Double(0))));

    public Task<Matches> Match(SearchExpression expression, Func<int, bool>? allowed, Func<int, int> titleLength, int best, CancellationToken cancel)
    {
        MatchExpression match = MatchExpression.Of(expression);
        return readers.Read(database => Match(database, match, MatchExpression.HasPrefix(expression), allowed, titleLength, best), cancel);
    }

    public IEnumerable<IndexedDocument> Documents()
    {
        Dictionary<int, FacetTerm> terms = [];
        for (int last = 0; ;)
        {
            List<IndexedDocument> batch = readers.Read(database => Batch(database, last, terms));
            foreach (IndexedDocument document in batch) yield return document;
            if (batch.Count < DocumentsInBatch) yield break;
            last = batch[^1].Document;
        }
    }

    public IReadOnlyList<int> Lapsed(DateOnly today) => readers.Read(database =>
        database["SELECT d.doc FROM documents d JOIN records r ON r.doc = d.doc WHERE r.grade = 2 AND r.until < ?"].Add(today).All(row => row.Int(0)));

    public IEnumerable<(string Word, int Documents)> Words() => readers.Read(database =>
        database["SELECT term, min(sum(doc), (SELECT documents FROM archive)) FROM search_columns WHERE col IN ('title', 'body') GROUP BY term"]
            .All(row => (row.Text(0), row.Int(1))));

    public IReadOnlyDictionary<string, int> Frequencies(IReadOnlyCollection<string> tokens) => readers.Read(database =>
    {
        Dictionary<string, int> frequencies = new(StringComparer.Ordinal);
        foreach (string token in tokens)
            frequencies[token] = (int)(database["SELECT doc FROM search_words WHERE term = ?"].Add(token).Number() ?? 0);
        return frequencies;
    });

    private static Matches Match(Database database, MatchExpression match, bool hasPrefix, Func<int, bool>? allowed, Func<int, int> titleLength, int best)
    {
        if (match is { Match: null, IsEverythingBut: false }) return new Matches([], []);
        if (match.IsEverythingBut)
        {
            Statement rows = match.Match is null ? database[Everything] : database[EverythingBut].Add(match.Match);
            return Newest(database, rows.All(row => row.Int(0)), allowed, best);
        }

        if (hasPrefix || best == 0)
        {
            List<int> found = database[Unranked].Add(match.Match).All(row => row.Int(0));
            if (found.Count > RankedByPrefix || best == 0) return Newest(database, found, allowed, best);
        }

        return Best(database, match.Match!, allowed, titleLength, best);
    }

    /// <summary>One pass: every number is kept, and those allowed are weighed. FTS5 gives them in ascending order.</summary>
    private static Matches Best(Database database, string match, Func<int, bool>? allowed, Func<int, int> titleLength, int best)
    {
        List<int> found = [];
        Weighing weighing = new(titleLength);
        Statement rows = database[Counted].Add(match);
        while (rows.Step())
        {
            int number = rows.Int(0);
            found.Add(number);
            if (allowed?.Invoke(number) != false) weighing.Add(number, rows.Long(1));
        }

        return new Matches([.. found], Candidates(database, weighing.Best(best)));
    }

    private static Matches Newest(Database database, List<int> found, Func<int, bool>? allowed, int best) =>
        new([.. found], Candidates(database, found.AsEnumerable().Reverse().Where(number => allowed?.Invoke(number) != false).Take(best)));

    private static List<Candidate> Candidates(Database database, IEnumerable<int> numbers) =>
    [
        .. numbers.Select(number => database["SELECT title, body, title_stem, body_stem FROM search WHERE rowid = ?"].Add(number)
            .First(row => new Candidate(number, row.Text(0), row.Text(1), row.Text(2), row.Text(3)))).OfType<Candidate>(),
    ];

    private static List<IndexedDocument> Batch(Database database, int last, Dictionary<int, FacetTerm> terms) =>
        database["SELECT doc, id, kind, sort_title, first_day, last_day, published, terms FROM documents WHERE doc > ? ORDER BY doc LIMIT ?"]
            .Add(last).Add(DocumentsInBatch)
            .All(row => new IndexedDocument(
                row.Int(0), row.Id(1), row.Text(2), row.Text(3), row.IntOrNull(4), row.IntOrNull(5), row.DayOrNull(6), Terms(database, row, terms)));

    private static ImmutableArray<FacetTerm> Terms(Database database, Statement row, Dictionary<int, FacetTerm> known)
    {
        ReadOnlySpan<byte> numbers = row.Bytes(7);
        ImmutableArray<FacetTerm>.Builder terms = ImmutableArray.CreateBuilder<FacetTerm>(numbers.Length / 4);
        for (int at = 0; at < numbers.Length; at += 4)
        {
            int number = BinaryPrimitives.ReadInt32LittleEndian(numbers[at..]);
            if (!known.TryGetValue(number, out FacetTerm term))
            {
                term = database["SELECT facet, value FROM facet_terms WHERE number = ?"].Add(number).First(one => new FacetTerm(one.Text(0), one.Text(1)));
                known.Add(number, term);
            }

            terms.Add(term);
        }

        return terms.MoveToImmutable();
    }
}
