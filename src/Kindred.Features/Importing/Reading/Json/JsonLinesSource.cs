namespace Kindred.Features.Importing.Reading;

/// <summary>A JSON object a line. A line that is none is told of, and those after it are read.</summary>
internal sealed class JsonLinesSource(SourceBytes bytes, TextForm text, SourceOptions options) : TextSource(SourceForm.JsonLines, bytes, text, options)
{
    public override IEnumerable<SourceRow> Rows()
    {
        using Stream raw = Bytes.Open();
        using ByteWindow window = new(Text.Read(raw));
        JsonCells cells = new(Text, Options.RepairsMojibake);
        for (long number = 1; ; number++)
        {
            int length = WindowLines.Length(window, out bool isTooLong);
            if (length < 0) break;
            Portion = Math.Min(1, (double)raw.Position / Bytes.Length);
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
