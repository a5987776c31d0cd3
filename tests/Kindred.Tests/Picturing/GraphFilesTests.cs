using System.Diagnostics;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>Every graph file that can be taken away is opened by NetworkX, which knows graphs of one sort only: directed or not.</summary>
public sealed class GraphFilesTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private const string Opening = """
        import json, os, sys
        import networkx
        from networkx.readwrite.gexf import GEXF
        # Older ones do not know this version's name: what is read of it is the same.
        GEXF.versions.setdefault("1.3", {**GEXF.versions["1.2draft"], "NS_GEXF": "http://gexf.net/1.3"})
        opened = {}
        for name in sorted(os.listdir(sys.argv[1])):
            graph = (networkx.read_graphml if name.endswith("graphml") else networkx.read_gexf)(os.path.join(sys.argv[1], name))
            opened[name] = [graph.is_directed(), graph.number_of_nodes(), graph.number_of_edges(), sum(1 for _, _, said in graph.edges(data=True) if said.get("isSymmetric") is True)]
        print(json.dumps(opened))
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("kindred-test-").FullName;

    [Fact]
    public async Task A_graph_is_undirected_where_all_its_edges_are_and_otherwise_every_edge_is_directed_and_says_whether_it_reads_from_both_sides()
    {
        Assert.SkipUnless(await Ask("import networkx; print(1)") is "1\n", "NetworkX (Debian: python3-networkx) is not here.");
        await using TestArchive archive = await JoinedArchive.Start(
            [("practice", "The strike", null), ("practice", "The vigil", null), ("action", "The march", "2017"), ("organisation", "Bakers", null), ("organisation", "Drivers", null), ("history", "The ban", "1942"), ("practice", "The boycott", null), ("practice", "The walkout", null)],
            [
                (1, ConnectionType.Kin, 2, "Both stop work.|One is by night."), (1, ConnectionType.StoodWith, 4, null), (2, ConnectionType.StoodWith, 4, null), (3, ConnectionType.TookPart, 4, null), (3, ConnectionType.TookPart, 5, null),
                (1, ConnectionType.RootedIn, 6, null), (7, ConnectionType.RootedIn, 6, null), (8, ConnectionType.Kin, 7, "Both wait.|One is louder."),
            ]);
        await archive.Write(session =>
        {
            foreach (int number in (int[])[90, 91])
            {
                Told.Put(session, Told.Id(number), "practice", Told.Content($"Lights {number}", ("messages", Told.Many("Leave the light on"))), archive.Today);
                archive.Get<Publication>().Reindex(session, Told.Id(number), archive.Today);
            }
        });
        using HttpClient anyone = archive.Anyone();
        (string Name, string Address)[] graphs =
        [
            ("circle", $"/circle/{Told.Id(1)}.{{0}}"), ("kin", "/kin.{0}"), ("kinship", $"/circle/{Told.Id(8)}.{{0}}?until=1900"), ("roots", $"/roots/{Told.Id(1)}.{{0}}"), ("silos", "/silos.{0}"),
            ("thread", $"/thread.{{0}}?from={Told.Id(2)}&to={Told.Id(6)}"), ("whole", "/export/{0}"),
        ];
        foreach ((string name, string address) in graphs)
        {
            foreach (string form in (string[])["graphml", "gexf"]) await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.{form}"), await anyone.GetByteArrayAsync(string.Format(address, form)));
        }

        Dictionary<string, int> symmetric = new() { ["circle"] = 2, ["kin"] = 1, ["kinship"] = 1, ["roots"] = 0, ["silos"] = 1, ["thread"] = 1, ["whole"] = 2 };
        JsonElement opened = JsonDocument.Parse(await Ask(Opening, folder)).RootElement;
        Assert.Equal(graphs.Length * 2, opened.EnumerateObject().Count());
        foreach (JsonProperty file in opened.EnumerateObject())
        {
            (bool isDirected, int edges, int both) = (file.Value[0].GetBoolean(), file.Value[2].GetInt32(), file.Value[3].GetInt32());
            Assert.True(edges > 0, file.Name);
            Assert.Equal((file.Name, symmetric[file.Name.Split('.')[0]]), (file.Name, both));
            Assert.Equal((file.Name, both < edges), (file.Name, isDirected));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<string> Ask(string script, params string[] more)
    {
        if (!File.Exists(Python)) return "";
        using Process python = Process.Start(new ProcessStartInfo(Python, ["-c", script, .. more]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> wrong = python.StandardError.ReadToEndAsync();
        string said = await python.StandardOutput.ReadToEndAsync();
        return said.Length > 0 ? said : await wrong;
    }
}
