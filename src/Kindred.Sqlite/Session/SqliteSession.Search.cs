using System.Buffers.Binary;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    private const string SelectWords = "SELECT title, body, title_stem, body_stem FROM search WHERE rowid = ?";

    private readonly List<(int Document, SearchDocument Words)> wordsToPut = [];

    public void IndexLater(RecordId id, Func<SearchDocument> document)
    {
        if (!IndexFresh(id, document)) Index(id, document());
    }

    public void Index(RecordId id, SearchDocument? document)
    {
        if (IndexFresh(id, document is null ? null : () => document)) return;
        (int Number, string Kind)? record = database["SELECT doc, kind FROM records WHERE id = ?"].Add(id).First(row => ((int, string)?)(row.Int(0), row.Text(1)));
        if (record is not { } known)
        {
            if (document is not null) throw new InvalidOperationException("Only an accessioned record can be indexed.");
            return;
        }

        var old = database["SELECT title_tokens, body_tokens, terms, first_day, last_day, published, sort_title FROM documents WHERE doc = ?"].Add(known.Number)
            .First(row => new { Title = row.Int(0), Body = row.Int(1), Terms = row.Bytes(2).ToArray(), Days = (row.IntOrNull(3), row.IntOrNull(4), row.DayOrNull(5)), SortTitle = row.Text(6) });
        if (old is null && document is null) return;
        bool hasSameWords = old is not null && document is not null && HasWords(known.Number, document);
        bool isSame = hasSameWords && old!.Days == (document!.FirstDay, document.LastDay, document.Published) && old.SortTitle == document.SortTitle
            && old.Terms.AsSpan().SequenceEqual(Numbers(document.Terms, Find));
        if (isSame) return;
        if (old is not null)
        {
            if (!hasSameWords) RemoveWords(known.Number);
            Count(-1, old.Title, old.Body);
        }

        // New terms first: one that both have is never down to no use.
        if (document is not null) PutDocument(database, known.Number, id, known.Kind, document, hasSameWords);
        else RemoveDocument(known.Number);
        if (old is not null) Release(old.Terms);
        actIsVisible = true;
    }

    /// <summary>Invariant: nothing reads or takes away words within an act but what calls this first. One after the other, since FTS5 brings what it gathered into the index wherever
    /// a statement with triggers comes between: a segment for each record.</summary>
    private void WriteWords(Database on)
    {
        foreach ((int document, SearchDocument words) in wordsToPut)
        {
            on["INSERT INTO search (rowid, title, body, title_stem, body_stem) VALUES (?, ?, ?, ?, ?)"]
                .Add(document).Add(words.Title).Add(words.Body).Add(words.TitleStems).Add(words.BodyStems).Run();
        }

        wordsToPut.Clear();
    }

    private void RemoveWords(int number)
    {
        WriteWords(connection);
        forgotten.UnionWith(database[SelectWords].Add(number).All(row => string.Join(' ', row.Text(0), row.Text(1), row.Text(2), row.Text(3)))
            .SelectMany(words => words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        database["DELETE FROM search WHERE rowid = ?"].Add(number).Run();
        actDestroys = true;
    }

    private bool HasWords(int number, SearchDocument document)
    {
        WriteWords(connection);
        return database[SelectWords].Add(number).First(row =>
            row.Text(0) == document.Title && row.Text(1) == document.Body && row.Text(2) == document.TitleStems && row.Text(3) == document.BodyStems);
    }

    private void PutDocument(Database on, int number, RecordId id, string kind, SearchDocument document, bool hasSameWords)
    {
        byte[] numbers = Numbers(document.Terms, term => Take(on, term));
        int title = Tokens(document.Title), body = Tokens(document.Body);
        on["INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"]
            .Add(number).Add((long?)document.FirstDay).Add((long?)document.LastDay).Add(document.Published).Add(title).Add(body).Add(id).Add(kind)
            .Add(document.SortTitle).Add(numbers).Run();
        Count(+1, title, body);
        if (!hasSameWords) wordsToPut.Add((number, document));
        indexedByAct.Add((number, new IndexedDocument(number, id, kind, document.SortTitle, document.FirstDay, document.LastDay, document.Published, [.. document.Terms.Distinct()])));
    }

    private void RemoveDocument(int number)
    {
        database["DELETE FROM documents WHERE doc = ?"].Add(number).Run();
        indexedByAct.Add((number, null));
    }

    private static byte[] Numbers(IEnumerable<FacetTerm> terms, Func<FacetTerm, int> number)
    {
        int[] numbers = [.. terms.Distinct().Select(number)];
        byte[] bytes = new byte[numbers.Length * 4];
        for (int at = 0; at < numbers.Length; at++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at * 4), numbers[at]);
        return bytes;
    }

    /// <summary>Zero: no document has it.</summary>
    private int Find(FacetTerm term) => knownTerms.TryGetValue(term, out int known) ? known
        : (int)(database["SELECT number FROM facet_terms WHERE facet = ? AND value = ?"].Add(term.Facet).Add(term.Value).Number() ?? 0);

    private void Release(byte[] numbers)
    {
        WriteSums(connection);
        // What nothing uses any more is destroyed, and its number with it.
        knownTerms.Clear();
        for (int at = 0; at < numbers.Length; at += 4)
        {
            int number = BinaryPrimitives.ReadInt32LittleEndian(numbers.AsSpan(at));
            database["UPDATE facet_terms SET uses = uses - 1 WHERE number = ?"].Add(number).Run();
            database["DELETE FROM facet_terms WHERE number = ? AND uses = 0"].Add(number).Run();
        }
    }

    private static int Tokens(string words) => words.Length == 0 ? 0 : words.AsSpan().Count(' ') + 1;
}
