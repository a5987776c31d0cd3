using System.Text.Json.Nodes;
using Kindred.Domain.Records;

namespace Kindred.Tests.Importing.Running;

/// <summary>Lines as somebody with a messy spreadsheet would bring them: new things, things that are there, links to both and to what nobody knows, the same twice, what is not right.</summary>
internal sealed class RandomFile(Random random, IReadOnlyList<(RecordId Id, string Kind, string Title)> there)
{
    private readonly List<string> lines = [];

    public static async Task<RandomFile> Over(TestArchive archive, int seed)
    {
        // In an order of their own: what a dump has first is random, too.
        string[] found = [.. LosslessDump.Query(archive, "SELECT hex(id) || '|' || kind || '|' || title FROM records WHERE kind <> 'note' AND kind <> 'telling' ORDER BY kind, title")];
        await Task.CompletedTask;
        return new RandomFile(new Random(seed), [.. found.Select(line => line.Split('|', 3)).Select(parts => (RecordId.FromBytes(Convert.FromHexString(parts[0])), parts[1], parts[2]))]);
    }

    public string Lines(int count)
    {
        while (lines.Count < count) lines.Add(Next());
        return string.Join('\n', lines);
    }

    private string Next() => random.Next(12) switch
    {
        0 when lines.Count > 0 => lines[random.Next(lines.Count)],
        1 => random.Next(3) switch { 0 => "not JSON", 1 => """{"kind":"zzz","title":"What?"}""", _ => """{"kind":"action","story":"without a title"}""" },
        2 or 3 => Change(),
        _ => New(),
    };

    private string New()
    {
        string kind = Pick("organisation", "action", "action", "practice", "question", "place", "campaign", "history", "resource", "community");
        JsonObject line = new() { ["kind"] = kind, ["title"] = $"{Pick("March", "Strike", "Kitchen", "Vigil", "Choir")} {random.Next(60)}" };
        if (random.Next(2) == 0) line["story"] = $"They {Pick("sang", "cooked", "sat", "walked")} {random.Next(5)} days.";
        if (random.Next(3) == 0) line["summary"] = "In short.";
        if (kind is "action" or "practice" && random.Next(2) == 0) line["when"] = $"20{random.Next(10, 25)}";
        if (kind is "action" or "practice" or "question") Link(line, "where", "place");
        if (kind == "action") Link(line, "organisedBy", "organisation");
        if (kind == "organisation") Link(line, "members", "organisation");
        if (kind is "action" or "practice") Link(line, "partOf", "campaign");
        if (kind is "action" && random.Next(3) == 0 || kind == "practice") Link(line, "centres", "community", isAlways: true);
        if (line.ContainsKey("centres") || kind == "community" || random.Next(3) == 0) line["sources"] = new JsonArray("https://example.org/" + random.Next(9));
        return line.ToJsonString();
    }

    private string Change()
    {
        (RecordId id, string kind, string title) = there[random.Next(there.Count)];
        JsonObject line = new() { ["id"] = id.ToString(), ["kind"] = kind, ["title"] = random.Next(3) == 0 ? title + " again" : title, ["story"] = $"Told otherwise {random.Next(4)}." };
        line["sources"] = new JsonArray("https://example.org/changed");
        if (kind == "practice") Link(line, "centres", "community", isAlways: true);
        if (random.Next(2) == 0) Link(line, "where", "place");
        return line.ToJsonString();
    }

    private void Link(JsonObject line, string field, string kind, bool isAlways = false)
    {
        if (!isAlways && random.Next(2) == 0) return;
        (RecordId Id, string Kind, string Title)[] known = [.. there.Where(one => one.Kind == kind)];
        string target = random.Next(3) switch
        {
            0 when known is not [] => known[random.Next(known.Length)].Id.ToString(),
            1 when known is not [] => known[random.Next(known.Length)].Title,
            _ => $"{kind} nobody knows {random.Next(12)}",
        };
        line[field] = new JsonArray(target);
    }

    private string Pick(params string[] words) => words[random.Next(words.Length)];
}
