using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Kindred.Bench;

/// <summary>The figures an archive of 100,000 records is held to: best of three, with their yardstick in the same run.</summary>
internal sealed class Figures
{
    private const int Times = 3;
    private const int RecordsAsked = 5_000;
    private const int PageTimes = 40;

    // Two words that stand together in some titles, and words that many hold.
    private static readonly string[] Pairs =
    [
        "woman child", "church choir", "group portrait", "history england", "street night", "wedding cake", "school children", "war memorial",
        "railway station", "voyage round", "baseball team", "city views", "hotel interior", "poems illustrated", "travels africa", "boys football",
    ];

    private static readonly string[] Common = ["portrait", "history", "the"];

    private readonly string program;
    private readonly string data;
    private readonly string work;
    private readonly HashSet<string> only;

    private Figures(string program, string work, string[] only) =>
        (this.program, this.work, data, this.only) = (program, work, Path.Combine(work, "data"), [.. only]);

    /// <summary>Loads what is not loaded yet, and prints a line for each figure.</summary>
    public static async Task<int> Take(string program, string corpus, string work, string[] only)
    {
        Directory.CreateDirectory(work);
        Figures figures = new(program, work, only);
        await figures.Import(corpus);
        if (figures.Wants("start")) await figures.Start();
        if (figures.Wants("names")) Say("a story of 100,000 characters looked through for 6,000 refused names", $"{Names.Take():0.0} ms");
        if (only is [] or not ["start" or "names"])
        {
            string record = await figures.Pages();
            if (figures.Wants("cached")) await figures.Cached(record);
        }

        return 0;
    }

    private bool Wants(string name) => only.Count == 0 || only.Contains(name);

    private async Task Import(string corpus)
    {
        if (Directory.Exists(data)) return;
        Stopwatch watch = Stopwatch.StartNew();
        string told = await Child.Run(program, "import", corpus, "--kind", "resource", "--data", data, "--json");
        JsonNode result = JsonNode.Parse(told)!;
        Say("import", $"{result["made"]} records in {watch.Elapsed.TotalSeconds:0} s, {result["findings"]!.AsArray().Count} not taken");
    }

    private async Task Start()
    {
        List<double> seconds = [];
        for (int time = 0; time < Times; time++)
        {
            using Archive archive = await Archive.Start(program, data);
            seconds.Add(archive.StartTook.TotalSeconds);
        }

        Say("start to first page", $"{seconds.Min():0.00} s (of {string.Join(", ", seconds.Select(one => one.ToString("0.00", CultureInfo.InvariantCulture)))})");
    }

    /// <returns>The address of a record.</returns>
    private async Task<string> Pages()
    {
        using Archive bare = await Archive.Start(program, data, pageCache: false);
        Load yardstick = await Nginx.Serve(work, new string('x', 20_000), 16);
        Say("yardstick: nginx, a static page of 20 kB, 16 connections", yardstick.ToString());
        List<string> ids = await Ids(bare);
        string[] records = [.. ids.Select(id => $"/r/{id}")];
        await Best("record page, uncached, 16 connections", "record", () => Load.Get(bare.Address, records, 16));
        await Best("list page of 50, cache off, 16 connections", "list", () => Load.Get(bare.Address, [.. Enumerable.Range(1, 200).Select(page => $"/resources?page={page}")], 16));
        await Best("search, two words with facets, 8 connections", "search",
            () => Load.Get(bare.Address, [.. Pairs.Select(words => $"/api/v1/records?q={Uri.EscapeDataString(words)}")], 8));
        await Best("search page, two words, 8 connections", "search",
            () => Load.Get(bare.Address, [.. Pairs.Select(words => $"/search?q={Uri.EscapeDataString(words)}")], 8));
        foreach (string word in Common)
        {
            if (!Wants("common")) break;
            JsonNode found = await bare.Json($"/api/v1/records?q={word}");
            await Best($"search, “{word}” ({found["total"]} records), 4 connections", "common", () => Load.Get(bare.Address, [$"/api/v1/records?q={word}"], 4));
        }

        if (Wants("connections")) await Connections(bare);
        await Best("deposit, durable, 16 connections", "deposits", () => Load.Deposit(bare.Address, 16));
        if (Wants("desk")) await Desk(bare);
        Say("private memory after the load", $"{bare.Child.PrivateMegabytes:0} MB");
        return records[0];
    }

    /// <summary>The deposits' desk as a keeper reads it, with all that wait.</summary>
    private async Task Desk(Archive archive)
    {
        await Child.Run(program, "member", "add", "bench", "--keeper", "--alone", "To measure", "--data", data);
        (string, string) token = ("Authorization", "Bearer " + await Archive.Token(program, data, "bench"));
        int waiting = (await archive.Json("/api/v1/desk/waiting", token))["total"]!.GetValue<int>();
        List<double> took = [];
        for (int time = 0; time < PageTimes; time++)
        {
            long began = Stopwatch.GetTimestamp();
            (int status, _) = await archive.Ask("GET", "/desk/deposits", null, token);
            if (status != 200) throw new InvalidOperationException($"The desk answered {status}.");
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Say($"the deposits' desk, {waiting} waiting", $"{took.Order().ElementAt(took.Count / 2):0.0} ms, the first {took[0]:0.0} ms");
    }

    private static async Task Connections(Archive archive)
    {
        JsonNode place = (await archive.Json("/api/v1/records?kind=resource&size=1"))["facets"]!["place"]![0]!;
        List<double> took = [];
        for (int time = 0; time < PageTimes; time++)
        {
            long began = Stopwatch.GetTimestamp();
            await archive.Ask("GET", $"/r/{place["value"]}");
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Say($"{place["label"]}, with {place["count"]} connections", $"{took.Order().ElementAt(took.Count / 2):0.0} ms, the first {took[0]:0.0} ms, at most {took.Skip(1).Max():0.0} ms then");
    }

    private async Task Cached(string record)
    {
        using Archive archive = await Archive.Start(program, data);
        (_, string page) = await archive.Ask("GET", record);
        Load nginx = await Best("nginx, the same bytes, 16 connections", "cached", () => Nginx.Serve(work, page, 16));
        Load cached = await Best("record page from the cache, 16 connections", "cached", () => Load.Get(archive.Address, [record], 16));
        Say("cached page beside nginx", $"{cached.PerSecond / nginx.PerSecond:P0} ({page.Length} characters)");
    }

    private static async Task<List<string>> Ids(Archive archive)
    {
        List<string> ids = [];
        for (int page = 1; ids.Count < RecordsAsked; page += 19)
        {
            JsonArray records = (await archive.Json($"/api/v1/records?kind=resource&size=100&page={page}"))["records"]!.AsArray();
            if (records.Count == 0) break;
            ids.AddRange(records.Select(record => record!["id"]!.GetValue<string>()));
        }

        return ids;
    }

    private async Task<Load> Best(string what, string name, Func<Task<Load>> measure)
    {
        if (!Wants(name)) return new Load(0, 0, 0);
        List<Load> loads = [];
        for (int time = 0; time < Times; time++) loads.Add(await measure());
        Load best = loads.MaxBy(load => load.PerSecond)!;
        Say(what, $"{best} (of {string.Join("; ", loads)})");
        return best;
    }

    private static void Say(string what, string measured) => Console.WriteLine($"{what}: {measured}");
}
