using System.Xml;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Features.Shared;

namespace Kindred.Features.Exporting.Formats;

/// <summary>GEXF 1.3, as Gephi reads it: records as nodes, connections as edges. Sizes and places of nodes are left to whoever draws: none comes first here.</summary>
internal sealed class GexfExport : IExportFormat
{
    private const string Namespace = "http://gexf.net/1.3";
    private static readonly string[] OfNodes = ["kind", "language", "when", "address"], OfEdges = ["period", "words", "shared", "distinct", "isDisputed"];

    public string Name => "gexf";

    public string MediaType => "application/gexf+xml";

    public string Suffix => ".gexf";

    public string LeavesOut => "as graphml";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        WaitingBytes bytes = new(output);
        Graph graph = new(records);
        using XmlWriter xml = XmlWriter.Create(bytes, TextInXml.Settings);
        xml.WriteStartElement("gexf", Namespace);
        xml.WriteAttributeString("version", "1.3");
        xml.WriteStartElement("meta", Namespace);
        xml.WriteAttributeString("lastmodifieddate", records.Viewer.Today.Written());
        xml.WriteElementString("creator", Namespace, TextInXml.Of(records.Archive.Name));
        xml.WriteEndElement();
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("defaultedgetype", "directed");
        xml.WriteAttributeString("mode", "static");
        Attributes(xml, "node", OfNodes);
        Attributes(xml, "edge", OfEdges);
        xml.WriteStartElement("nodes", Namespace);
        await foreach (Record record in graph.Nodes(cancel))
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", record.Id.ToString());
            xml.WriteAttributeString("label", TextInXml.Of(record.Content.Title));
            Values(xml, OfNodes, [record.Kind, record.Content.Language, record.Content.Text("when"), $"{records.Origin}/r/{record.Id}"]);
            xml.WriteEndElement();
            await bytes.Send(cancel);
        }

        xml.WriteEndElement();
        xml.WriteStartElement("edges", Namespace);
        await foreach (Edge edge in graph.Edges(cancel))
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", edge.Id.ToString());
            xml.WriteAttributeString("source", edge.From.ToString());
            xml.WriteAttributeString("target", edge.To.ToString());
            // Of one kind there is one between two nodes; of several kinds there may be several.
            xml.WriteAttributeString("kind", edge.Type.Name);
            if (edge.Type.IsSymmetric) xml.WriteAttributeString("type", "undirected");
            Values(xml, OfEdges, [edge.Words.When, edge.Words.Text, edge.Words.Shared, edge.Words.Distinct, edge.IsDisputed ? "true" : null]);
            xml.WriteEndElement();
            await bytes.Send(cancel);
        }

        xml.WriteEndDocument();
        xml.Flush();
        await bytes.SendRest(cancel);
        return graph.Count;
    }

    private static void Attributes(XmlWriter xml, string of, string[] names)
    {
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", of);
        foreach (string name in names)
        {
            xml.WriteStartElement("attribute", Namespace);
            xml.WriteAttributeString("id", name);
            xml.WriteAttributeString("title", name);
            xml.WriteAttributeString("type", name == "isDisputed" ? "boolean" : "string");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Values(XmlWriter xml, string[] names, ReadOnlySpan<string?> values)
    {
        if (!values.ContainsAnyExcept((string?)null)) return;
        xml.WriteStartElement("attvalues", Namespace);
        for (int at = 0; at < names.Length; at++)
        {
            if (values[at] is not { } value) continue;
            xml.WriteStartElement("attvalue", Namespace);
            xml.WriteAttributeString("for", names[at]);
            xml.WriteAttributeString("value", TextInXml.Of(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
