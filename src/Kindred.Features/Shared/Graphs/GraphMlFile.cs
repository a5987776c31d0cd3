namespace Kindred.Features.Shared.Graphs;

/// <summary>GraphML 1.0: records as nodes, connections as edges.</summary>
internal sealed class GraphMlFile : GraphFile
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Name, string For, string Type)[] Keys =
    [
        ("title", "node", "string"), ("kind", "node", "string"), ("language", "node", "string"), ("when", "node", "string"), ("address", "node", "string"),
        ("type", "edge", "string"), ("period", "edge", "string"), ("words", "edge", "string"), ("shared", "edge", "string"), ("distinct", "edge", "string"), ("isSymmetric", "edge", "boolean"), ("isDisputed", "edge", "boolean"),
    ];

    private readonly GraphHead head;

    public GraphMlFile(Stream output, GraphHead head)
        : base(output)
    {
        this.head = head;
        Xml.WriteStartElement("graphml", Namespace);
        foreach ((string name, string of, string type) in (IEnumerable<(string, string, string)>)[.. Keys, .. Own(head.OfNodes, "node"), .. Own(head.OfEdges, "edge")])
        {
            Xml.WriteStartElement("key", Namespace);
            Xml.WriteAttributeString("id", name);
            Xml.WriteAttributeString("for", of);
            Xml.WriteAttributeString("attr.name", name);
            Xml.WriteAttributeString("attr.type", type);
            Xml.WriteEndElement();
        }

        Xml.WriteStartElement("graph", Namespace);
        Xml.WriteAttributeString("id", "archive");
        Xml.WriteAttributeString("edgedefault", head.Direction);
    }

    public override void Add(GraphNode node)
    {
        Xml.WriteStartElement("node", Namespace);
        Xml.WriteAttributeString("id", node.Id.ToString());
        Data("title", node.Title);
        Data("kind", node.Kind);
        Data("language", node.Language);
        Data("when", node.When);
        Data("address", node.Address);
        Data(head.OfNodes, node.More);
        Xml.WriteEndElement();
    }

    private protected override void EndNodes()
    {
        // Edges stand beside nodes.
    }

    private protected override void Write(GraphEdge edge)
    {
        Xml.WriteStartElement("edge", Namespace);
        Xml.WriteAttributeString("id", edge.Id);
        Xml.WriteAttributeString("source", edge.From.ToString());
        Xml.WriteAttributeString("target", edge.To.ToString());
        Data("type", edge.Type);
        Data("period", edge.Words.When);
        Data("words", edge.Words.Text);
        Data("shared", edge.Words.Shared);
        Data("distinct", edge.Words.Distinct);
        if (edge.IsSymmetric) Data("isSymmetric", "true");
        if (edge.IsDisputed) Data("isDisputed", "true");
        Data(head.OfEdges, edge.More);
        Xml.WriteEndElement();
    }

    private static IEnumerable<(string Name, string For, string Type)> Own(IEnumerable<GraphColumn> columns, string of) => columns.Select(column => (column.Name, of, column.IsNumber ? "int" : "string"));

    private void Data(IReadOnlyList<GraphColumn> columns, IReadOnlyList<string?> values)
    {
        foreach ((GraphColumn column, string? value) in columns.Zip(values)) Data(column.Name, value);
    }

    private void Data(string key, string? value)
    {
        if (value is null) return;
        Xml.WriteStartElement("data", Namespace);
        Xml.WriteAttributeString("key", key);
        Xml.WriteString(TextInXml.Of(value));
        Xml.WriteEndElement();
    }
}
