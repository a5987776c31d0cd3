using System.Globalization;
using System.Text.Json.Nodes;

namespace Kindred.Bench;

/// <summary>Rows of events as a union's or a movement's list has them: title, day, town, who called for it, topics, a page that told of it. Towns and
/// organisations are named, and become records with the first row that names them. The same rows every time.</summary>
internal static class Events
{
    private const int Places = 300;
    private const int Organisations = 2_000;

    private static readonly string[] Types = ["march", "rally", "strike", "vigil", "walk-out", "petition", "gathering", "teach-in", "press-conference", "boycott"];
    private static readonly string[] Causes =
    [
        "fair rents", "a living wage", "clean water", "the right to stay", "safe schools", "free transport", "care workers", "the night shift", "open libraries", "warehouse workers",
        "language classes", "the city's gardens", "equal pay", "public hospitals", "families kept apart", "the harvest workers", "accessible buses", "winter shelters",
    ];

    private static readonly string[] Syllables = ["al", "ber", "cor", "dan", "el", "fen", "gra", "hol", "is", "jun", "kel", "lor", "mar", "nor", "os", "pel", "quin", "ros", "sal", "tor", "ul", "ven", "wes", "yar", "zel"];
    private static readonly string[] Forms = ["Workers' Union", "Tenants' Association", "Neighbours' Network", "Coalition", "Committee", "Workers' Centre", "Friends of the Commons", "Assembly"];
    private static readonly string[] Topics = ["housing", "wages", "water", "migration", "schools", "transport", "care", "libraries", "gardens", "health", "shelter", "languages"];

    /// <summary>Writes <c>events.jsonl</c> and <c>events.csv</c> into the folder.</summary>
    public static async Task<int> Make(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        await using StreamWriter lines = new(Path.Combine(folder, "events.jsonl"));
        await using StreamWriter cells = new(Path.Combine(folder, "events.csv"));
        await cells.WriteLineAsync("kind,title,type,when,where,organisedBy,summary,topics,source title,source url");
        foreach (Event one in Rows(count))
        {
            await lines.WriteLineAsync(one.Json().ToJsonString());
            await cells.WriteLineAsync(one.Cells());
        }

        Console.WriteLine($"{count} events");
        return 0;
    }

    private static IEnumerable<Event> Rows(int count)
    {
        Random random = new(Seed: 4);
        string[] places = Names(random, Places, name => name);
        string[] organisations = Names(random, Organisations, name => $"{name} {Forms[random.Next(Forms.Length)]}");
        DateOnly first = new(1968, 1, 1);
        for (int number = 1; number <= count; number++)
        {
            // Some towns and some organisations are in most rows, and most in few.
            string place = places[(int)(Places * Math.Pow(random.NextDouble(), 2))];
            string organisation = organisations[(int)(Organisations * Math.Pow(random.NextDouble(), 2))];
            string cause = Pick(Causes);
            string type = Pick(Types);
            DateOnly day = first.AddDays(random.Next(20_000));
            yield return new Event(
                $"{char.ToUpperInvariant(type[0])}{type[1..]} for {cause} in {place} ({number})", type, day, place, organisation,
                $"About {random.Next(20, 9_000)} people came together for {cause}, called by {organisation}; {random.Next(2, 40)} spoke, and {Pick(Topics)} was on most signs.",
                [.. new[] { Pick(Topics), Pick(Topics) }.Distinct()], $"https://news.example/{day.Year}/{number}");
        }

        string Pick(string[] all) => all[random.Next(all.Length)];
    }

    private static string[] Names(Random random, int count, Func<string, string> whole)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        while (names.Count < count)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => Syllables[random.Next(Syllables.Length)]));
            names.Add(whole(char.ToUpperInvariant(name[0]) + name[1..]));
        }

        return [.. names];
    }

    private sealed record Event(string Title, string Type, DateOnly Day, string Place, string Organisation, string Summary, string[] Topics, string Address)
    {
        private string When => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private string SourceTitle => $"Report of {When}";

        public JsonObject Json() => new()
        {
            ["kind"] = "action",
            ["title"] = Title,
            ["type"] = Type,
            ["when"] = When,
            ["where"] = new JsonArray(Place),
            ["organisedBy"] = new JsonArray(Organisation),
            ["summary"] = Summary,
            ["topics"] = new JsonArray([.. Topics.Select(topic => (JsonNode)topic)]),
            ["sources"] = new JsonArray(new JsonObject { ["title"] = SourceTitle, ["url"] = Address }),
        };

        public string Cells() => string.Join(',', new[] { "action", Title, Type, When, Place, Organisation, Summary, string.Join("; ", Topics), SourceTitle, Address }.Select(Quoted));

        private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
