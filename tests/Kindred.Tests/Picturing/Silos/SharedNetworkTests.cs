using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

using Kindred.Host.Commands;

namespace Kindred.Tests.Picturing.Silos;

/// <summary>A network that others kept, brought in as any spreadsheet is: who took part in which programme of an orchestra stands in for who took part in which action.</summary>
public sealed class SharedNetworkTests : IDisposable
{
    private const string Profile = """
        {"kindredProfile": 1, "name": "who took part", "kind": "action", "key": "programme", "together": true, "title": "Programme {programme}, {when}",
         "constants": {"type": "gathering", "sources.url": "https://github.com/nyphilarchive/PerformanceHistory"}, "columns": {"programme": "drop", "date": "when", "name": "tookPart", "role": "drop"}}
        """;

    /// <summary>Counted by NetworkX from the file itself, as <c>kindred silos</c> says it counts: who took part, pairs that did so together where no more than a hundred did, and the largest part that hangs together.</summary>
    private const string Counting = """
        import json, sys
        import networkx
        members = {}
        for line in open(sys.argv[1], encoding="utf-8").read().split("\n")[1:]:
            if line:
                programme, _, _, name = line.split("\t")
                # Several in one cell are several, and a name is one however its letters are cased.
                members.setdefault(programme, set()).update(one.strip().lower() for one in name.split(";") if one.strip())
        together = networkx.Graph()
        together.add_nodes_from(set().union(*members.values()))
        for names in members.values():
            if len(names) <= 100:
                together.add_edges_from((one, other) for one in names for other in names if one < other)
        largest = max(networkx.connected_components(together), key=len)
        print(json.dumps({"organisations": together.number_of_nodes(), "events": len(members), "memberships": sum(map(len, members.values())),
                          "pairs": together.number_of_edges(), "largestComponent": len(largest)}))
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("kindred-test-").FullName;

    [Fact]
    public async Task Actors_events_memberships_pairs_and_the_largest_part_are_those_that_NetworkX_counts()
    {
        string file = Path.Combine(House.Checkout.Root, "..", "shared", "data", "networks", "nyphil", "memberships.tsv");
        Assert.SkipUnless(File.Exists(file), "../shared is not beside this checkout.");
        string profile = Path.Combine(folder, "took-part.json");
        await File.WriteAllTextAsync(profile, Profile);
        await using TestArchive archive = await TestArchive.Start();
        JsonObject arguments = new() { ["file"] = file, ["profile"] = ProfileFile.Find(profile), ["dryRun"] = false };
        JsonNode told = (await Import.Work.Do(new CommandWork(arguments, archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None)).Json!;
        Assert.Equal((13_297, 0, 0), ((long)told["made"]!, (long)told["waiting"]!, (long)told["notTaken"]!));
        using HttpClient anyone = archive.Anyone();
        JsonElement silos = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/silos")).RootElement;
        JsonElement counted = JsonDocument.Parse(await Count(file)).RootElement;
        foreach (JsonProperty one in counted.EnumerateObject()) Assert.Equal((one.Name, one.Value.GetInt32()), (one.Name, silos.GetProperty(one.Name).GetInt32()));
        Assert.Equal(2, silos.GetProperty("leftOut").GetArrayLength());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<string> Count(string file)
    {
        using Process python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Counting, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string counted = await python.StandardOutput.ReadToEndAsync();
        Assert.True(counted.Length > 0, "NetworkX (Debian: python3-networkx) is asked to count the same: " + await python.StandardError.ReadToEndAsync());
        return counted;
    }
}
