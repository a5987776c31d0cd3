using System.Xml;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>RFC 4287: every record as an entry, with its day as midnight. An entry's id follows from the record's and stays when the archive moves.</summary>
internal sealed class AtomExport : IExportFormat
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    public string Name => "atom";

    public string MediaType => "application/atom+xml";

    public string Suffix => ".atom";

    public string LeavesOut => "all fields but title, summary and rights; a summary before which readers are told something; translations; hours";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        long written = 0;
        WaitingBytes bytes = new(output);
        using XmlWriter xml = XmlWriter.Create(bytes, TextInXml.Settings);
        xml.WriteStartElement("feed", Namespace);
        Element(xml, "id", records.Origin.Length > 0 ? records.Origin + "/export/atom" : "urn:kindred:export:atom");
        Element(xml, "title", records.Archive.Name);
        Element(xml, "updated", Midnight(records.Viewer.Today));
        xml.WriteStartElement("author", Namespace);
        Element(xml, "name", records.Archive.Name);
        xml.WriteEndElement();
        if (records.Origin.Length > 0) Link(xml, "self", records.Origin + "/export/atom", "application/atom+xml");
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            Entry(xml, sheet, records);
            written++;
            await bytes.Send(cancel);
        }

        xml.WriteEndDocument();
        xml.Flush();
        await bytes.SendRest(cancel);
        return written;
    }

    private static void Entry(XmlWriter xml, RecordSheet sheet, ExportedRecords records)
    {
        RecordContent content = sheet.Content;
        xml.WriteStartElement("entry", Namespace);
        xml.WriteAttributeString("xml", "lang", null, content.Language);
        Element(xml, "id", Urn(sheet.Record.Id));
        Element(xml, "title", content.Title);
        Element(xml, "updated", Midnight(sheet.Record.PublishedDay ?? records.Viewer.Today));
        if (sheet.Record.PublishedDay is { } published) Element(xml, "published", Midnight(published));
        Link(xml, "alternate", $"{records.Origin}/r/{sheet.Record.Id}", "text/html");
        xml.WriteStartElement("category", Namespace);
        xml.WriteAttributeString("term", sheet.Record.Kind);
        xml.WriteEndElement();
        // What is said before it stands in its stead: a reader of feeds shows it unasked.
        if ((FieldNotices.Before(content, "summary") ?? content.Text("summary")) is { } summary) Element(xml, "summary", summary);
        string[] rights = [.. content.Texts("rights"), .. sheet.AsksFirst ? [RecordGraph.AskFirst] : (string[])[]];
        if (rights is not []) Element(xml, "rights", string.Join(" – ", rights));
        xml.WriteEndElement();
    }

    /// <summary>Its 128 bits as RFC 9562 writes them.</summary>
    private static string Urn(RecordId id) => $"urn:uuid:{new Guid(id.ToBytes(), bigEndian: true)}";

    private static string Midnight(DateOnly day) => day.Written() + "T00:00:00Z";

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, TextInXml.Of(text));

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", TextInXml.Of(address));
        xml.WriteEndElement();
    }
}
