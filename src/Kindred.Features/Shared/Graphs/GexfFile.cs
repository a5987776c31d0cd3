using Kindred.Domain.Dates;

namespace Kindred.Features.Shared.Graphs;

/// <summary>GEXF 1.3, as Gephi reads it: records as nodes, connections as edges. Sizes and places of nodes are left to whoever draws: none comes first here.</summary>
internal sealed class GexfFile : GraphFile
{
    private const string Namespace = "http://gexf.net/1.3";

    private static readonly GraphColumn[] AllNodes = [new("kind"), new("language"), new("when"), new("address")];
    private static readonly GraphColumn[] AllEdges = [new("period"), new("words"), new("shared"), new("distinct"), new(Symmetric), new(Disputed)];

    private const string Symmetric = "isSymmetric", Disputed = "isDisputed";

    private readonly GraphColumn[] ofNodes;
    private readonly GraphColumn[] ofEdges;

    public GexfFile(Stream output, GraphHead head)
        : base(output)
    {
        (ofNodes, ofEdges) = ([.. AllNodes, .. head.OfNodes], [.. AllEdges, .. head.OfEdges]);
        Xml.WriteStartElement("gexf", Namespace);
        Xml.WriteAttributeString("version", "1.3");
        Xml.WriteStartElement("meta", Namespace);
        Xml.WriteAttributeString("lastmodifieddate", head.Today.Written());
        Xml.WriteElementString("creator", Namespace, TextInXml.Of(head.Name));
        Xml.WriteEndElement();
        Xml.WriteStartElement("graph", Namespace);
        Xml.WriteAttributeString("defaultedgetype", head.Direction);
        Xml.WriteAttributeString("mode", "static");
        Attributes("node", ofNodes);
        Attributes("edge", ofEdges);
        Xml.WriteStartElement("nodes", Namespace);
    }

    public override void Add(GraphNode node)
    {
        Xml.WriteStartElement("node", Namespace);
        Xml.WriteAttributeString("id", node.Id.ToString());
        Xml.WriteAttributeString("label", TextInXml.Of(node.Title));
        Values(ofNodes, [node.Kind, node.Language, node.When, node.Address, .. node.More]);
        Xml.WriteEndElement();
    }

    private protected override void EndNodes()
    {
        Xml.WriteEndElement();
        Xml.WriteStartElement("edges", Namespace);
    }

    private protected override void Write(GraphEdge edge)
    {
        Xml.WriteStartElement("edge", Namespace);
        Xml.WriteAttributeString("id", edge.Id);
        Xml.WriteAttributeString("source", edge.From.ToString());
        Xml.WriteAttributeString("target", edge.To.ToString());
        // Of one kind there is one between two nodes; of several kinds there may be several.
        Xml.WriteAttributeString("kind", edge.Type);
        Values(ofEdges, [edge.Words.When, edge.Words.Text, edge.Words.Shared, edge.Words.Distinct, edge.IsSymmetric ? "true" : null, edge.IsDisputed ? "true" : null, .. edge.More]);
        Xml.WriteEndElement();
    }

    private void Attributes(string of, GraphColumn[] columns)
    {
        Xml.WriteStartElement("attributes", Namespace);
        Xml.WriteAttributeString("class", of);
        foreach (GraphColumn column in columns)
        {
            Xml.WriteStartElement("attribute", Namespace);
            Xml.WriteAttributeString("id", column.Name);
            Xml.WriteAttributeString("title", column.Name);
            Xml.WriteAttributeString("type", column.IsNumber ? "integer" : column.Name is Symmetric or Disputed ? "boolean" : "string");
            Xml.WriteEndElement();
        }

        Xml.WriteEndElement();
    }

    private void Values(GraphColumn[] columns, ReadOnlySpan<string?> values)
    {
        if (!values.ContainsAnyExcept((string?)null)) return;
        Xml.WriteStartElement("attvalues", Namespace);
        for (int at = 0; at < values.Length; at++)
        {
            if (values[at] is not { } value) continue;
            Xml.WriteStartElement("attvalue", Namespace);
            Xml.WriteAttributeString("for", columns[at].Name);
            Xml.WriteAttributeString("value", TextInXml.Of(value));
            Xml.WriteEndElement();
        }

        Xml.WriteEndElement();
    }
}
