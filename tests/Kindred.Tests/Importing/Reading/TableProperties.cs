using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>Any table, written by the rules in any dialect and encoding, comes back cell for cell, however its bytes are cut.</summary>
public class TableProperties
{
    private static readonly string[] Pieces =
        ["a", "Queens", " ", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", "é", "ß", "ü", "1942", "-", "'", "=1+1", "#", "\"a\"", ", \"", "\",", "\n\n", "NÃO"];

    private static readonly string[] UnicodePieces = [.. Pieces, "التضامن", "đoàn kết", "連帯", "💜", "\u200F", "e\u0301"];

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t|\"\r\n ");

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private static readonly string[] Ends = ["\n", "\r\n"];

    private static readonly Encoding[] Encodings = [new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), Encoding.Latin1];

    private sealed record Written(string[][] Table, char Delimiter, string End, int Encoding, bool EndsOpen, bool QuotesAll);

    private static readonly Arbitrary<Written> Any = Arb.From(
        from encoding in Gen.Choose(0, Encodings.Length - 1)
        from columns in Gen.Choose(2, 5)
        from rows in Gen.Choose(0, 8)
        from cells in Gen.Choose(0, 5).SelectMany(many => Gen.Elements(Encodings[encoding].IsSingleByte ? Pieces : UnicodePieces).ArrayOf(many)).Select(string.Concat).ArrayOf(columns * rows)
        from delimiter in Gen.Elements(Delimiters)
        from end in Gen.Elements(Ends)
        from endsOpen in Gen.Elements(true, false)
        from quotesAll in Gen.Elements(true, false)
        select new Written([.. cells.Chunk(columns)], delimiter, end, encoding, endsOpen, quotesAll));

    [Fact]
    public void A_table_comes_back_cell_for_cell() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Any, written => Read(written, () => int.MaxValue).SequenceEqual(Expected(written))));

    [Fact]
    public void However_the_bytes_are_cut_the_rows_are_the_same() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Any, Gen.Choose(1, 9).ToArbitrary(), (written, most) => Read(written, () => most).SequenceEqual(Expected(written))));

    /// <summary>The dialect is said and not guessed here: a table of three cells can be written in one that looks like another.</summary>
    private static string[] Read(Written written, Func<int> most)
    {
        string file = Write(written);
        Encoding encoding = Encodings[written.Encoding];
        SourceOptions options = new() { Delimiter = written.Delimiter, HeadingRow = 1 };
        return SourceFile.Open(new CutStream([.. encoding.GetPreamble(), .. encoding.GetBytes(file)], most), "table", options).Lines();
    }

    private static string[] Expected(Written written) =>
        [.. written.Table.Select((cells, row) => (Row: row + 2, Cells: cells.Select((cell, column) => $"h{column}={cell}").Where((_, column) => !string.IsNullOrWhiteSpace(cells[column]))))
            .Where(row => row.Cells.Any()).Select(row => $"{row.Row}: {string.Join("; ", row.Cells)}")];

    /// <summary>RFC 4180, in a few lines.</summary>
    private static string Write(Written written)
    {
        int columns = written.Table.Select(row => row.Length).DefaultIfEmpty(2).First();
        IEnumerable<string[]> rows = [[.. Enumerable.Range(0, columns).Select(column => $"h{column}")], .. written.Table];
        string file = string.Join(written.End, rows.Select(row => string.Join(written.Delimiter, row.Select(Cell))));
        return written.EndsOpen ? file : file + written.End;

        string Cell(string text) => written.QuotesAll || text.AsSpan().IndexOfAny(Quoted) >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }
}
