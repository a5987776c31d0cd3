using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>A JSON document of any size: a list of objects, one somewhere inside, an object of objects, or one object.</summary>
internal sealed class JsonSource : Source
{
    private readonly SourceBytes bytes;
    private readonly TextForm text;
    private readonly SourceOptions options;
    private readonly JsonShape shape;

    private JsonSource(SourceBytes bytes, TextForm text, SourceOptions options, SourceForm form)
    {
        this.bytes = bytes;
        this.text = text;
        this.options = options;
        shape = JsonShape.Find(bytes, text, options.List);
        Recognised = new SourceRecognition { Form = form, Encodings = text.Names, List = string.Join('.', shape.Way) };
        Findings = [.. shape.Others.Select(other => new Finding("source-other-list", "", Excerpt.Of(other)))];
        Headings = HeadingSample.Of(Rows());
    }

    public static Source Open(SourceBytes bytes, TextForm text, SourceOptions options, SourceForm form = SourceForm.Json) => new JsonSource(bytes, text, options, form);

    public override IEnumerable<SourceRow> Rows()
    {
        using Stream raw = bytes.Open();
        using ByteWindow window = new(text.Read(raw));
        JsonScanner scanner = new(window);
        JsonCells cells = Recognised.Form switch
        {
            SourceForm.OmekaS => new OmekaCells(text, options.RepairsMojibake),
            SourceForm.CslJson => new CslCells(text, options.RepairsMojibake),
            _ => new JsonCells(text, options.RepairsMojibake),
        };
        bool isThere = Enter(scanner);
        for (long number = 1; isThere; number++)
        {
            if (IsAtEnd(scanner)) break;
            string? key = null;
            if (shape.Rows == JsonRows.Members && (key = scanner.Name()) is null)
            {
                yield return RefusedRow.Of(number, 0, CutOff);
                yield break;
            }

            if (scanner.Peek() < 0) break;
            JsonExtent extent = Read(scanner, cells, number, key, out SourceRow? row);
            Portion = Math.Min(1, (double)raw.Position / bytes.Length);
            if (row is not null) yield return row;
            if (extent == JsonExtent.CutOff) yield break;
            if (shape.Rows == JsonRows.Whole) break;
            if (shape.Rows != JsonRows.Sequence && !scanner.TakeComma() && !IsAtEnd(scanner))
            {
                yield return RefusedRow.Of(number + 1, 0, new Finding("source-json-broken"));
                yield break;
            }
        }

        // What closes the list is there, or else the file was cut off between two rows.
        if (!isThere || (shape.Rows is JsonRows.Elements or JsonRows.Members && scanner.Peek() < 0)) yield return RefusedRow.Of(0, 0, isThere ? CutOff : new Finding("source-no-such-list", "", Excerpt.Of(Recognised.List ?? "")));
        Portion = 1;
    }

    private static Finding CutOff { get; } = new("source-cut-off");

    private static JsonExtent Read(JsonScanner scanner, JsonCells cells, long number, string? key, out SourceRow? row)
    {
        JsonExtent extent = scanner.Read(out ReadOnlySpan<byte> json);
        row = extent switch
        {
            JsonExtent.Whole => cells.Row(number, 0, json, key),
            JsonExtent.TooLong => RefusedRow.TooLong(number, 0),
            _ => RefusedRow.Of(number, 0, CutOff),
        };
        scanner.Taken();
        return extent;
    }

    /// <summary>Goes to the first row; false: the way leads nowhere.</summary>
    private bool Enter(JsonScanner scanner)
    {
        foreach (string name in shape.Way)
        {
            if (scanner.Peek() != '{') return false;
            scanner.Take();
            if (!EnterMember(scanner, name)) return false;
        }

        int first = scanner.Peek();
        if (shape.Rows == JsonRows.Elements && first != '[') return false;
        if (shape.Rows is JsonRows.Elements or JsonRows.Members) scanner.Take();
        return true;
    }

    private static bool EnterMember(JsonScanner scanner, string name)
    {
        while (scanner.Name() is { } found)
        {
            if (scanner.Peek() < 0) return false;
            if (found == name) return true;
            if (scanner.Pass() != JsonExtent.Whole || !scanner.TakeComma()) return false;
        }

        return false;
    }

    private bool IsAtEnd(JsonScanner scanner) => scanner.Peek() is var next && (next < 0 || (shape.Rows is JsonRows.Elements or JsonRows.Members && next is ']' or '}'));
}
