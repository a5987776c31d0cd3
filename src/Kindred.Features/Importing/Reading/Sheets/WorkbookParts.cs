using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Kindred.Features.Importing.Reading;

/// <summary>A workbook opened: its sheets, and what their cells refer to. Only the parts that are read are looked at, so that a link to no address, which the
/// usual library refuses the whole file for, keeps nobody from the rows beside it.</summary>
internal sealed class WorkbookParts : IDisposable
{
    private const int MostSheets = 1_000;
    private const int MostRelationships = 10_000;
    private const int MostFormats = 100_000;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string Type, string Path)> related;

    /// <exception cref="InvalidDataException">It is none.</exception>
    public WorkbookParts(SourceBytes bytes)
    {
        Raw = bytes.Open();
        archive = new ZipArchive(Raw, ZipArchiveMode.Read, leaveOpen: true);
        // Some programs write the separators of their own system.
        foreach (ZipArchiveEntry entry in archive.Entries) entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        string workbook = Relationships("").Values.FirstOrDefault(one => one.Type == "officeDocument").Path ?? "xl/workbook.xml";
        related = Relationships(workbook);
        (Begins1904, Sheets) = ReadWorkbook(workbook);
    }

    public Stream Raw { get; }

    public bool Begins1904 { get; }

    public List<(string Name, string Id, bool IsHidden)> Sheets { get; }

    public void Dispose()
    {
        archive.Dispose();
        Raw.Dispose();
    }

    /// <summary>Null: it is no sheet of cells, but a chart.</summary>
    public Stream? OpenSheet(string id) => related.TryGetValue(id, out (string Type, string Path) part) && part.Type == "worksheet" ? Open(part.Path) : null;

    public SharedStrings ReadStrings()
    {
        using XmlReader? xml = OpenOne("sharedStrings");
        return SharedStrings.Read(xml);
    }

    /// <summary>Formats by the number that a cell has for its style.</summary>
    public NumberFormat[] ReadFormats()
    {
        using XmlReader? xml = OpenOne("styles");
        Dictionary<int, string> codes = [];
        Dictionary<int, NumberFormat> known = [];
        List<NumberFormat> formats = [];
        bool isInCells = false;
        while (xml is not null && formats.Count < MostFormats && xml.Read())
        {
            if (xml.LocalName == "cellXfs") isInCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && xml.GetAttribute("formatCode") is { } code && codes.Count < MostFormats) codes[Number(xml, "numFmtId")] = code;
            else if (isInCells && xml.LocalName == "xf") formats.Add(Format(Number(xml, "numFmtId")));
        }

        return [.. formats];

        NumberFormat Format(int id) => known.TryGetValue(id, out NumberFormat? format) ? format : known[id] = NumberFormat.Of(id, codes.GetValueOrDefault(id));
    }

    private static int Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private (bool Begins1904, List<(string Name, string Id, bool IsHidden)> Sheets) ReadWorkbook(string path)
    {
        bool begins1904 = false;
        List<(string Name, string Id, bool IsHidden)> sheets = [];
        using XmlReader xml = SheetXml.Open(Open(path) ?? throw new InvalidDataException("A workbook without its first part."));
        while (xml.Read() && sheets.Count < MostSheets)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") begins1904 = xml.GetAttribute("date1904") is "1" or "true" or "on";
            else if (xml.LocalName == "sheet" && Id(xml) is { } id) sheets.Add((xml.GetAttribute("name") ?? "", id, xml.GetAttribute("state") is not (null or "visible")));
        }

        return (begins1904, sheets);
    }

    /// <summary>The attribute <c>id</c> of the relationships' namespace, which each edition of the standard has its own of.</summary>
    private static string? Id(XmlReader xml)
    {
        string? id = null;
        while (xml.MoveToNextAttribute())
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) id = xml.Value;
        xml.MoveToElement();
        return id;
    }

    /// <summary>What a part refers to within the package, by the ids that it uses; of the package itself where it is empty.</summary>
    private Dictionary<string, (string Type, string Path)> Relationships(string part)
    {
        int folder = part.LastIndexOf('/') + 1;
        Dictionary<string, (string Type, string Path)> found = new(StringComparer.Ordinal);
        if (Open($"{part[..folder]}_rels/{part[folder..]}.rels") is not { } stream) return found;
        using XmlReader xml = SheetXml.Open(stream);
        while (xml.Read() && found.Count < MostRelationships)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("TargetMode") == "External") continue;
            if (xml.GetAttribute("Id") is not { } id || xml.GetAttribute("Target") is not { } target) continue;
            string type = xml.GetAttribute("Type") ?? "";
            found[id] = (type[(type.LastIndexOf('/') + 1)..], Path(part[..folder], target.Replace('\\', '/')));
        }

        return found;
    }

    private static string Path(string folder, string target)
    {
        List<string> way = [];
        foreach (string step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && way.Count > 0) way.RemoveAt(way.Count - 1);
            else if (step is not ("." or "..")) way.Add(step);
        }

        return string.Join('/', way);
    }

    private XmlReader? OpenOne(string type) => related.Values.FirstOrDefault(one => one.Type == type).Path is { } path && Open(path) is { } part ? SheetXml.Open(part) : null;

    private Stream? Open(string path) => entries.TryGetValue(path, out ZipArchiveEntry? entry) ? entry.Open() : null;
}
