namespace Kindred.Features.Importing.Reading;

/// <summary>A JSON object a line. A line that is none is told of, and those after it are read.</summary>
internal sealed class JsonLinesSource : Source
{
    private readonly SourceBytes bytes;
    private readonly TextForm text;
    private readonly SourceOptions options;

    public JsonLinesSource(SourceBytes bytes, TextForm text, SourceOptions options)
    {
        this.bytes = bytes;
        this.text = text;
        this.options = options;
        Recognised = new SourceRecognition { Form = SourceForm.JsonLines, Encodings = text.Names };
        Headings = HeadingSample.Of(Rows());
    }

    public override IEnumerable<SourceRow> Rows()
    {
        using Stream raw = bytes.Open();
        using ByteWindow window = new(text.Read(raw));
        JsonCells cells = new(text, options.RepairsMojibake);
        for (long number = 1; ; number++)
        {
            int length = WindowLines.Length(window, out bool isTooLong);
            if (length < 0) break;
            Portion = Math.Min(1, (double)raw.Position / bytes.Length);
            if ((isTooLong ? RefusedRow.TooLong(number, number) : Row(cells, number, window.Bytes[..length])) is { } row) yield return row;
            window.Skip(length);
        }

        Portion = 1;
    }

    private static SourceRow? Row(JsonCells cells, long number, ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r\n\x1E"u8);
        return line.IsEmpty ? null : cells.Row(number, number, line);
    }
}
