using System.Text;
using System.Xml;

namespace Kindred.Features.Importing.Reading;

/// <summary>The texts that the cells of a workbook name by number. They are kept as bytes, without an object for each: a book of a million has them all.</summary>
internal sealed class SharedStrings
{
    private const int PageBytes = 1024 * 1024;

    // The largest book that is read has a few million.
    private const int MostStrings = 20_000_000;

    private readonly List<byte[]> pages = [];
    private readonly List<(int Page, int Start, int Length)> places = [];
    private int used;

    public string? this[int number] => number >= 0 && number < places.Count && places[number] is var place ? Encoding.UTF8.GetString(pages[place.Page], place.Start, place.Length) : null;

    public static SharedStrings Read(XmlReader? xml)
    {
        SharedStrings strings = new();
        while (xml is not null && xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si") strings.Add(SheetXml.RichText(xml));
        return strings;
    }

    private void Add(string text)
    {
        if (places.Count == MostStrings) throw new InvalidDataException("More shared strings than anything has.");
        int length = Encoding.UTF8.GetByteCount(text);
        if (pages.Count == 0 || used + length > pages[^1].Length)
        {
            pages.Add(new byte[Math.Max(PageBytes, length)]);
            used = 0;
        }

        Encoding.UTF8.GetBytes(text, pages[^1].AsSpan(used));
        places.Add((pages.Count - 1, used, length));
        used += length;
    }
}
