using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kindred.Bench;

/// <summary>How long a published archive with 1,000,000 connections takes to say who may be kin of one practice; beside it, its circle and the practice itself, each of a thousand for the first time.</summary>
internal static class Kinships
{
    private const int Communities = 5_000, Histories = 2_500, Places = 500, Practices = 200_000, Messages = 60_000, Asked = 1_000;

    private static readonly string[] Strategies = ["boycott", "direct-action/strike", "public-witness/march", "public-witness/vigil", "mutual-aid"];

    /// <summary>Practices as rows of JSON, each with five connections: a community it centres and two it stood with, a history it is rooted in, a place. A history, and a message, is of as many as few share.</summary>
    public static string Make(string folder)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "practices.jsonl");
        using StreamWriter rows = new(file);
        foreach ((string kind, string name, int count) in ((string, string, int)[])[("community", "Community", Communities), ("history", "History", Histories), ("place", "Place", Places)])
        {
            for (int one = 0; one < count; one++) rows.WriteLine(JsonSerializer.Serialize(new { kind, language = "en", title = $"{name} {one:00000}", sources = Source($"{kind}/{one}") }));
        }

        Random chance = new(11);
        for (int practice = 0; practice < Practices; practice++)
        {
            int[] who = [.. Enumerable.Range(0, 8).Select(_ => chance.Next(Communities)).Distinct().Take(3)];
            rows.WriteLine(JsonSerializer.Serialize(new
            {
                kind = "practice",
                language = "en",
                title = $"Practice {practice}",
                story = "What was done.",
                centres = new[] { $"Community {who[0]:00000}" },
                stoodWith = who[1..].Select(one => $"Community {one:00000}").ToArray(),
                rootedIn = new[] { $"History {chance.Next(Histories):00000}" },
                where = new[] { $"Place {chance.Next(Places):00000}" },
                messages = new[] { $"Message {chance.Next(Messages)}" },
                strategies = new[] { Strategies[chance.Next(Strategies.Length)] },
                sources = Source($"practice/{practice}"),
            }));
        }

        return file;
    }

    public static async Task<int> Take(string program, string work)
    {
        string data = Path.Combine(work, "data");
        if (!Directory.Exists(data)) await Child.Run(program, "import", Make(work), "--data", data);
        using Archive archive = await Archive.Start(program, data, pageCache: false);
        string[] ids = await Spread(archive);
        await archive.Ask("GET", "/api/v1/network/kin?of=" + ids[0]);
        foreach ((string name, string path) in ((string, string)[])[("the practice", "/api/v1/records/"), ("kin", "/api/v1/network/kin?of="), ("circle", "/api/v1/network/circle/"), ("kin, page with picture", "/kin?of=")])
        {
            List<double> milliseconds = [];
            int most = 0;
            foreach (string id in ids)
            {
                Stopwatch watch = Stopwatch.StartNew();
                (int status, string text) = await archive.Ask("GET", path + id);
                milliseconds.Add(watch.Elapsed.TotalMilliseconds);
                if (status != 200) throw new InvalidOperationException($"{path}{id}: {status}");
                most = Math.Max(most, Encoding.UTF8.GetByteCount(text));
            }

            milliseconds.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, of {ids.Length}: p50 {milliseconds[ids.Length / 2]:0.0} ms, p99 {milliseconds[ids.Length * 99 / 100]:0.0} ms, worst {milliseconds[^1]:0.0} ms; the largest {most / 1000.0:0} kB"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{archive.Child.PrivateMegabytes:0} MB of private memory"));
        return 0;
    }

    /// <summary>Spread over all of them.</summary>
    private static async Task<string[]> Spread(Archive archive)
    {
        List<string> ids = [];
        for (int page = 1; ids.Count < Asked; page += 20)
        {
            (_, string text) = await archive.Ask("GET", $"/api/v1/records?kind=practice&size=100&page={page}");
            ids.AddRange(JsonNode.Parse(text)!["records"]!.AsArray().Select(one => (string)one!["id"]!));
        }

        return [.. ids.Take(Asked)];
    }

    private static object[] Source(string path) => [new { url = "https://example.org/" + path }];
}
