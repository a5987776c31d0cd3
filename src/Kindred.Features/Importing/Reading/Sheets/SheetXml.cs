using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Kindred.Features.Importing.Reading;

/// <summary>Elements of a workbook's parts, read as they come. By their local names: the two editions of the standard differ in namespaces alone.</summary>
internal static partial class SheetXml
{
    private const long MostCharacters = 8L * 1024 * 1024 * 1024;

    public static XmlReader Open(Stream part) => XmlReader.Create(part, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = MostCharacters,
        CheckCharacters = false,
    });

    /// <summary>The text of the element that the reader is at, with its runs joined and without what says how to pronounce it.</summary>
    public static string RichText(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        int depth = xml.Depth;
        string text = "";
        StringBuilder? runs = null;
        bool isAhead = false;
        while (isAhead || xml.Read())
        {
            isAhead = false;
            if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth) break;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "rPh")
            {
                xml.Skip();
                isAhead = true;
            }
            else if (xml.LocalName == "t")
            {
                string run = xml.ReadElementContentAsString();
                if (text.Length > 0) runs ??= new StringBuilder(text);
                text = run.Length > 0 && text.Length == 0 ? run : text;
                runs?.Append(run);
                isAhead = true;
            }
        }

        return Unescaped(runs?.ToString() ?? text);
    }

    /// <summary>Characters that XML can't hold are written <c>_x000D_</c>.</summary>
    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal) ? Escape().Replace(text, match =>
        (char)ushort.Parse(match.ValueSpan.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var letter && !char.IsSurrogate(letter) && letter != '\0' ? letter.ToString() : "") : text;

    /// <summary>Row and column of <c>B7</c>, each from 1; a row of 0 where none is said.</summary>
    public static (long Row, int Column) Place(ReadOnlySpan<char> reference)
    {
        int column = 0, at = 0;
        for (; at < reference.Length && char.IsAsciiLetter(reference[at]) && column < 100_000; at++) column = (column * 26) + ((reference[at] & ~0x20) - 'A' + 1);
        return (long.TryParse(reference[at..], NumberStyles.None, CultureInfo.InvariantCulture, out long row) ? row : 0, column);
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escape();
}
