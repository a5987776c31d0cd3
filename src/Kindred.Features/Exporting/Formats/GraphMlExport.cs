using System.Xml;
using Kindred.Domain.Records;
using Kindred.Features.Shared;

namespace Kindred.Features.Exporting.Formats;

/// <summary>GraphML 1.0: records as nodes, connections as edges.</summary>
internal sealed class GraphMlExport : IExportFormat
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Name, string For, string Type)[] Keys =
    [
        ("title", "node", "string"), ("kind", "node", "string"), ("language", "node", "string"), ("when", "node", "string"), ("address", "node", "string"),
        ("type", "edge", "string"), ("period", "edge", "string"), ("words", "edge", "string"), ("shared", "edge", "string"), ("distinct", "edge", "string"), ("isDisputed", "edge", "boolean"),
    ];

    public string Name => "graphml";

    public string MediaType => "application/graphml+xml";

    public string Suffix => ".graphml";

    public string LeavesOut => "all fields but title, kind, language and when; translations; sources of connections, and notes that hang on them";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        WaitingBytes bytes = new(output);
        Graph graph = new(records);
        using XmlWriter xml = XmlWriter.Create(bytes, TextInXml.Settings);
        xml.WriteStartElement("graphml", Namespace);
        foreach ((string name, string of, string type) in Keys)
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", name);
            xml.WriteAttributeString("for", of);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", "archive");
        xml.WriteAttributeString("edgedefault", "directed");
        await foreach (Record record in graph.Nodes(cancel))
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", record.Id.ToString());
            Data(xml, "title", record.Content.Title);
            Data(xml, "kind", record.Kind);
            Data(xml, "language", record.Content.Language);
            Data(xml, "when", record.Content.Text("when"));
            Data(xml, "address", $"{records.Origin}/r/{record.Id}");
            xml.WriteEndElement();
            await bytes.Send(cancel);
        }

        await foreach (Edge edge in graph.Edges(cancel))
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", edge.Id.ToString());
            xml.WriteAttributeString("source", edge.From.ToString());
            xml.WriteAttributeString("target", edge.To.ToString());
            if (edge.Type.IsSymmetric) xml.WriteAttributeString("directed", "false");
            Data(xml, "type", edge.Type.Name);
            Data(xml, "period", edge.Words.When);
            Data(xml, "words", edge.Words.Text);
            Data(xml, "shared", edge.Words.Shared);
            Data(xml, "distinct", edge.Words.Distinct);
            if (edge.IsDisputed) Data(xml, "isDisputed", "true");
            xml.WriteEndElement();
            await bytes.Send(cancel);
        }

        xml.WriteEndDocument();
        xml.Flush();
        await bytes.SendRest(cancel);
        return graph.Count;
    }

    private static void Data(XmlWriter xml, string key, string? value)
    {
        if (value is null) return;
        xml.WriteStartElement("data", Namespace);
        xml.WriteAttributeString("key", key);
        xml.WriteString(TextInXml.Of(value));
        xml.WriteEndElement();
    }
}
