using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>Rows of cells with a character between, as written by anybody.</summary>
internal sealed class DelimitedSource : Source
{
    private const int SampledBytes = 256 * 1024;
    private const int MostLinesTold = 20;

    private readonly SourceBytes bytes;
    private readonly TextForm text;
    private readonly Dialect dialect;
    private readonly SourceOptions options;
    private readonly TableHeadings headings;

    private DelimitedSource(SourceBytes bytes, TextForm text, SourceOptions options, IEnumerable<Finding> findings)
    {
        this.bytes = bytes;
        this.text = text;
        this.options = options;
        byte[] beginning = text.Beginning(bytes, SampledBytes);
        dialect = Dialect.Guess(beginning, beginning.Length < SampledBytes, options.Delimiter);
        List<DelimitedRow> sample = Sample(beginning);
        int headingRow = options.HeadingRow ?? GuessedRow(sample);
        headings = headingRow == 0 ? TableHeadings.Numbers(sample.Select(row => row.Cells.Length).DefaultIfEmpty(0).Max()) : TableHeadings.Of(Row(headingRow));
        Headings = headings.Names;
        Findings = [.. findings, .. Above(sample, headingRow), .. headings.Findings];
        Recognised = new SourceRecognition
        {
            Form = SourceForm.Delimited,
            Encodings = text.Names,
            Delimiter = (char)dialect.Delimiter,
            LineEnd = dialect.LineEnd,
            HeadingRow = headingRow,
        };
    }

    public static Source Open(SourceBytes bytes, TextForm text, SourceOptions options)
    {
        if (options.Delimiter is not { } delimiter || Dialect.CanDelimit(delimiter)) return new DelimitedSource(bytes, text, options, []);
        return new DelimitedSource(bytes, text, options with { Delimiter = null }, [new Finding("source-no-such-delimiter", "", delimiter.ToString())]);
    }

    public override IEnumerable<SourceRow> Rows()
    {
        using Stream raw = bytes.Open();
        using ByteWindow window = new(text.Read(raw));
        DelimitedReader reader = new(window, dialect, headings.Count);
        DelimitedCells cells = new(headings, text, options.RepairsMojibake);
        int first = Math.Max(Recognised.HeadingRow == 0 ? 0 : (int)Recognised.HeadingRow, dialect.FirstRow);
        while (reader.Next())
        {
            if (reader.Number <= first) continue;
            if (cells.Row(reader) is { } row) yield return row;
            Portion = Math.Min(1, (double)raw.Position / Math.Max(1, bytes.Length));
        }

        Portion = 1;
    }

    private List<DelimitedRow> Sample(byte[] beginning)
    {
        List<DelimitedRow> sample = [];
        using ByteWindow window = new(new MemoryStream(beginning));
        DelimitedReader reader = new(window, dialect, 0);
        // The last row of a part may be half of one; it does no harm among many.
        while (sample.Count < SampledRows && reader.Next()) sample.Add(new DelimitedRow(reader.Number, Cells(reader)));
        return sample;
    }

    private int GuessedRow(List<DelimitedRow> sample)
    {
        DelimitedRow[] rows = [.. sample.Where(row => row.Number > dialect.FirstRow && row.Filled > 0)];
        return rows is [] ? 0 : (int)rows[TableHeadings.Row([.. rows.Select(row => row.Filled)])].Number;
    }

    /// <summary>Out of the file: it may be longer than what was looked at, or far below.</summary>
    private string[] Row(int number)
    {
        using ByteWindow window = new(text.Read(bytes.Open()));
        DelimitedReader reader = new(window, dialect, 0);
        while (reader.Next())
            if (reader.Number == number) return Cells(reader);
        return [];
    }

    private string[] Cells(DelimitedReader reader)
    {
        TextTrouble trouble = TextTrouble.None;
        string[] cells = new string[reader.IsTooLong ? 0 : reader.Count];
        for (int column = 0; column < cells.Length; column++) cells[column] = CellText.Of(reader[column], text, options.RepairsMojibake, ref trouble);
        return cells;
    }

    /// <summary>Lines above the headings are read by nobody else: what they say is told here.</summary>
    private IEnumerable<Finding> Above(List<DelimitedRow> sample, int headingRow) =>
        sample.Where(row => row.Number > dialect.FirstRow && row.Number < headingRow && row.Filled > 0).Take(MostLinesTold)
            .Select(row => new Finding("source-line-above", "", Excerpt.Of(string.Join(' ', row.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell))))));

    private sealed record DelimitedRow(long Number, string[] Cells)
    {
        public int Filled { get; } = Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
    }
}
