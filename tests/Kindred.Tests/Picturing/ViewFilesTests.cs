using System.Text;
using System.Xml.Linq;
using Kindred.Domain.Records;
using Kindred.Features.Picturing;
using Kindred.Features.Shared.Graphs;

namespace Kindred.Tests.Picturing;

public class ViewFilesTests
{
    private static readonly RecordId One = RecordId.Mint(), Other = RecordId.Mint();

    [Fact]
    public void Graphml_has_what_a_view_says_of_its_own_beside_what_every_file_says()
    {
        XDocument file = Written(GraphForm.GraphMl);
        XNamespace ns = "http://graphml.graphdrawing.org/xmlns";
        Assert.Equal(("node", "int"), KeyOf("ring"));
        Assert.Equal(("edge", "string"), KeyOf("year"));
        Assert.Equal([("address", "https://a.example/r/x"), ("kind", "practice"), ("language", "en"), ("ring", "0"), ("title", "A \uFFFD march")], Data(file.Descendants(ns + "node").First()));
        Assert.Equal([("isSymmetric", "true"), ("type", "kin"), ("year", "2017")], Data(file.Descendants(ns + "edge").Single()));
        Assert.Equal("undirected", file.Descendants(ns + "graph").Single().Attribute("edgedefault")!.Value);

        (string, string) KeyOf(string name) => file.Descendants(ns + "key").Where(key => key.Attribute("id")!.Value == name).Select(key => (key.Attribute("for")!.Value, key.Attribute("attr.type")!.Value)).Single();

        (string, string)[] Data(XElement of) => [.. of.Elements(ns + "data").Select(data => (data.Attribute("key")!.Value, data.Value)).Order()];
    }

    [Fact]
    public void Gexf_does_too()
    {
        XDocument file = Written(GraphForm.Gexf);
        XNamespace ns = "http://gexf.net/1.3";
        Assert.Equal("integer", file.Descendants(ns + "attribute").Single(one => one.Attribute("id")!.Value == "ring").Attribute("type")!.Value);
        Assert.Equal([("address", "https://a.example/r/x"), ("kind", "practice"), ("language", "en"), ("ring", "0")], Values(file.Descendants(ns + "node").First()));
        Assert.Equal([("isSymmetric", "true"), ("year", "2017")], Values(file.Descendants(ns + "edge").Single()));
        Assert.Equal("The archive", file.Descendants(ns + "creator").Single().Value);

        (string, string)[] Values(XElement of) => [.. of.Descendants(ns + "attvalue").Select(data => (data.Attribute("for")!.Value, data.Attribute("value")!.Value)).Order()];
    }

    [Fact]
    public void A_graph_without_edges_is_whole_too()
    {
        foreach (GraphForm form in GraphForm.All)
        {
            XDocument file = XDocument.Parse(Encoding.UTF8.GetString(ViewFiles.Written(form, new ViewGraph([], []), "", new DateOnly(2026, 2, 3))));
            Assert.Equal(form == GraphForm.Gexf ? 1 : 0, file.Descendants().Count(one => one.Name.LocalName == "edges"));
        }
    }

    private static XDocument Written(GraphForm form)
    {
        ViewGraph graph = new(
            [new GraphNode(One, "A \u0001 march", "practice", "en", null, "https://a.example/r/x") { More = ["0"] }, new GraphNode(Other, "Other", "practice", "en", "2017", "https://a.example/r/y") { More = ["1"] }],
            [new GraphEdge("e", "kin", IsSymmetric: true, One, Other, ConnectionWords.None) { More = ["2017"] }])
        { OfNodes = [new("ring", IsNumber: true)], OfEdges = [new("year")] };
        return XDocument.Parse(Encoding.UTF8.GetString(ViewFiles.Written(form, graph, "The archive", new DateOnly(2026, 2, 3))));
    }
}
