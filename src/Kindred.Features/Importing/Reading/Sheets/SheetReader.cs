using System.Globalization;
using System.Xml;

namespace Kindred.Features.Importing.Reading;

/// <summary>Goes from row to row of a sheet, and holds the cells of one.</summary>
internal sealed class SheetReader(Stream part, SheetSurvey survey, SharedStrings strings, NumberFormat[] formats, bool begins1904) : IDisposable
{
    private const int MostColumns = 16_384;

    /// <summary>Cells that span rows, at one row: of more, each says what it says once.</summary>
    private const int MostSpanning = 256;

    private readonly XmlReader xml = SheetXml.Open(part);
    private readonly List<SheetCell> cells = [];
    private readonly Queue<(long First, long Last, int Column)> merged = new(survey.Merged.OrderBy(one => one.First));
    private readonly List<(long Last, int Column, SheetCell Cell)> spanning = [];
    private long seen;

    public long Number { get; private set; }

    /// <summary>It says more than a row may: one long text can be named by each of its cells. What is too much was not read.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>By their columns, which count from 0.</summary>
    public List<SheetCell> Cells => cells;

    public void Dispose() => xml.Dispose();

    /// <summary>Rows that are there; of those without a cell that has anything in it there may be some among them, but none after the last with one.</summary>
    public bool Next()
    {
        cells.Clear();
        while (seen < survey.Contents && xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            Number = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 ? number : Number + 1;
            if (!xml.IsEmptyElement) ReadCells();
            if (cells.Count > 0 && (merged.Count > 0 || spanning.Count > 0)) Span();
            return true;
        }

        return false;
    }

    private void ReadCells()
    {
        int depth = xml.Depth;
        int column = 0;
        long characters = 0;
        IsTooLong = false;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            column = xml.GetAttribute("r") is { } reference && SheetXml.Place(reference).Column is var said and > 0 ? said : column + 1;
            if (xml.IsEmptyElement) continue;
            string type = xml.GetAttribute("t") ?? "n";
            int style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : -1;
            if (IsTooLong || ReadCell(type, style) is not { } cell || column > MostColumns) continue;
            IsTooLong = (characters += cell.Text.Length) > Source.LongestRow;
            cells.Add(cell with { Column = column - 1 });
        }
    }

    private SheetCell? ReadCell(string type, int style)
    {
        int depth = xml.Depth;
        string? value = null;
        string? inline = null;
        bool isCalculated = false;
        bool isAhead = false;
        while (isAhead || xml.Read())
        {
            isAhead = false;
            if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth) break;
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "v":
                    seen++;
                    value = xml.ReadElementContentAsString();
                    isAhead = true;
                    break;
                case "f":
                    seen++;
                    isCalculated = true;
                    xml.Skip();
                    isAhead = true;
                    break;
                case "is":
                    seen++;
                    inline = SheetXml.RichText(xml);
                    break;
            }
        }

        if (type == "inlineStr") return Cell(inline ?? value, SheetTrouble.None);
        if (string.IsNullOrEmpty(value)) return isCalculated && type != "str" ? new SheetCell(0, "", SheetTrouble.NotCalculated) : Cell(inline, SheetTrouble.None);
        return type switch
        {
            "s" => Cell(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? strings[number] : null, SheetTrouble.None),
            "str" => Cell(SheetXml.Unescaped(value), SheetTrouble.None),
            "b" => Cell(value is "1" or "true" ? "true" : "false", SheetTrouble.None),
            "e" => Cell(value, SheetTrouble.Error),
            "d" => Cell(WrittenMoment.Tidy(value), SheetTrouble.None),
            _ => Cell((style >= 0 && style < formats.Length ? formats[style] : NumberFormat.General).Text(value, begins1904), SheetTrouble.None),
        };
    }

    private static SheetCell? Cell(string? text, SheetTrouble trouble) => string.IsNullOrWhiteSpace(text) ? null : new SheetCell(0, text, trouble);

    /// <summary>Cells that were merged over rows say the same of each of them.</summary>
    private void Span()
    {
        spanning.RemoveAll(one => one.Last < Number);
        while (merged.TryPeek(out (long First, long Last, int Column) next) && next.First <= Number)
        {
            merged.Dequeue();
            if (next.First == Number && spanning.Count < MostSpanning && cells.Find(cell => cell.Column == next.Column - 1) is { Text: not null } cell) spanning.Add((next.Last, next.Column - 1, cell));
        }

        foreach ((long _, int column, SheetCell cell) in spanning)
        {
            int at = cells.FindIndex(other => other.Column >= column);
            if (at >= 0 && cells[at].Column == column) continue;
            cells.Insert(at < 0 ? cells.Count : at, cell);
        }
    }
}

internal enum SheetTrouble
{
    None,

    /// <summary>The text is what the sheet shows for it.</summary>
    Error,

    /// <summary>A formula of whose result the file says nothing.</summary>
    NotCalculated,
}

internal readonly record struct SheetCell(int Column, string Text, SheetTrouble Trouble);
