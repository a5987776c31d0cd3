using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Kindred.Bench;

/// <summary>Ends the archive as a power cut would, while people deposit, a steward answers and some of it is withdrawn; then looks whether everything
/// that was acknowledged holds, and whether anything stands half done.</summary>
internal sealed class Kills
{
    private const string Community = "Neighbours of the bridge";
    private const int People = 6;

    private readonly string program;
    private readonly string data;
    private readonly string steward;
    private readonly List<Told> told = [];
    private readonly List<string> alarms = [];

    private Kills(string program, string data, string steward) => (this.program, this.data, this.steward) = (program, data, steward);

    public static async Task<int> Run(string program, string work, int times)
    {
        string data = Path.Combine(work, "data");
        Directory.CreateDirectory(work);
        string community = Path.Combine(work, "community.jsonl");
        await File.WriteAllTextAsync(community, $$"""{"kind":"community","title":"{{Community}}"}""");
        await Child.Run(program, "import", community, "--data", data);
        await Child.Run(program, "member", "add", "amina", "--steward", Community, "--alone", "The first steward", "--data", data);
        Kills kills = new(program, data, await Archive.Token(program, data, "amina"));
        for (int time = 1; time <= times && kills.alarms.Count == 0; time++)
        {
            await kills.Once(new Random(time));
            if (time % 25 == 0) Console.WriteLine($"{time} kills, {kills.Counts()}");
        }

        await kills.LookForResidue();
        foreach (string alarm in kills.alarms) Console.WriteLine($"ALARM {alarm}");
        Console.WriteLine($"{times} kills: {kills.Counts()}; {kills.alarms.Count} alarms");
        return kills.alarms.Count == 0 ? 0 : 1;
    }

    private string Counts() => string.Create(
        CultureInfo.InvariantCulture,
        $"acknowledged {told.Count(one => one.Receipt is not null)} deposits, {told.Count(one => one.Id is not null)} consents, {told.Count(one => one.IsWithdrawn)} withdrawals");

    private async Task Once(Random random)
    {
        int before = told.Count;
        using (Archive archive = await Archive.Start(program, data))
        {
            int[] seeds = [.. Enumerable.Range(0, People).Select(_ => random.Next())];
            Task[] people = [.. seeds.Select(seed => Act(archive, new Random(seed)))];
            await Task.Delay(random.Next(20, 1_200));
            archive.Child.Kill();
            await Task.WhenAll(people);
        }

        using Archive again = await Archive.Start(program, data);
        for (int at = before; at < told.Count; at++) await Verify(again, told[at]);
        // Somebody from long ago, too.
        for (int some = 0; some < 10 && before > 0; some++) await Verify(again, told[random.Next(before)]);
        foreach (JsonNode? waiting in await Waiting(again)) await again.Ask("POST", $"/api/v1/desk/deposits/{waiting!["id"]}/decline", """{"text":"Not now."}""", Token);
    }

    /// <summary>Deposits, has it answered, and withdraws half of it; until the archive is gone.</summary>
    private async Task Act(Archive archive, Random random)
    {
        try
        {
            while (true)
            {
                // No word of any language, and no number, which would be found in others.
                Told one = new("zq" + string.Concat(Enumerable.Range(0, 10).Select(_ => (char)('a' + random.Next(26)))));
                lock (told) told.Add(one);
                await Act(archive, one, isWithdrawn: random.Next(2) == 0);
            }
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            // The archive was ended; what was not acknowledged may be or not be.
        }
    }

    private async Task Act(Archive archive, Told one, bool isWithdrawn)
    {
        string deposit = $$"""{"records":[{"ref":"a","kind":"practice","language":"en","title":"{{one.Marker}}","story":"We stood at the {{one.Marker}}.","centres":["{{Community}}"]}]}""";
        (int status, string text) = await archive.Ask("POST", "/api/v1/deposits", deposit);
        if (status != 201) throw new InvalidOperationException($"A deposit was answered {status}.");
        one.Receipt = (string)JsonNode.Parse(text)!["receipt"]!;
        if ((await Waiting(archive)).FirstOrDefault(waiting => (string)waiting!["records"]![0]!["title"]! == one.Marker) is not { } found) return;
        string entry = (string)found["records"]![0]!["id"]!;
        one.IsAnswered = true;
        (status, text) = await archive.Ask("POST", $"/api/v1/desk/records/{entry}/answer", """{"answer":"given"}""", Token);
        if (status != 200) throw new InvalidOperationException($"An answer was answered {status}.");
        one.Id = (string)JsonNode.Parse(text)!["id"]!;
        if (!isWithdrawn) return;
        one.IsWithdrawing = true;
        (status, _) = await archive.Ask("POST", $"/api/v1/desk/records/{one.Id}/withdraw", "{}", Token);
        if (status != 200) throw new InvalidOperationException($"A withdrawal was answered {status}.");
        one.IsWithdrawn = true;
    }

    private async Task Verify(Archive archive, Told one)
    {
        JsonNode found = await archive.Json($"/api/v1/records?q={one.Marker}");
        int total = (int)found["total"]!;
        string? id = one.Id ?? (total == 1 ? (string)found["records"]![0]!["id"]! : null);
        int page = id is null ? 404 : (await archive.Ask("GET", $"/r/{id}")).Status;
        int receipt = one.Receipt is null ? 0 : (await archive.Ask("GET", "/api/v1/deposits/current", null, ("Kindred-Receipt", one.Receipt))).Status;
        bool isGone = page == 410;
        Alarm(one, receipt is 404, "an acknowledged deposit is lost");
        Alarm(one, one.Id is not null && !one.IsWithdrawing && page != 200, $"an acknowledged consent is lost: its page answers {page}");
        Alarm(one, one.IsWithdrawn && !isGone, $"an acknowledged withdrawal is lost: its page answers {page}");
        Alarm(one, total != (page == 200 ? 1 : 0), $"half a state: its page answers {page}, the search finds {total}");
        Alarm(one, !one.IsAnswered && total > 0, "public without an answer");
        if (isGone) one.IsWithdrawn = true;
    }

    private void Alarm(Told one, bool isSo, string what)
    {
        if (isSo) alarms.Add($"{one.Marker}: {what}");
    }

    private async Task<JsonArray> Waiting(Archive archive)
    {
        (int status, string text) = await archive.Ask("GET", "/api/v1/desk/waiting", null, Token);
        return status == 200 ? JsonNode.Parse(text)!["deposits"]!.AsArray() : throw new InvalidOperationException($"The desk answered {status}.");
    }

    private (string, string) Token => ("Authorization", $"Bearer {steward}");

    /// <summary>No byte of what was withdrawn, in any file, although nobody ever stopped the archive in peace.</summary>
    private async Task LookForResidue()
    {
        string markers = Path.Combine(Path.GetDirectoryName(data)!, "markers");
        await File.WriteAllLinesAsync(markers, told.Where(one => one.IsWithdrawn).Select(one => one.Marker));
        using Process grep = Process.Start(new ProcessStartInfo("grep", ["-raicFf", markers, data]) { RedirectStandardOutput = true })!;
        string found = await grep.StandardOutput.ReadToEndAsync();
        alarms.AddRange(found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.EndsWith(":0", StringComparison.Ordinal)).Select(line => $"residue in {line}"));
    }

    /// <summary>What one depositor was told, and what was only attempted.</summary>
    private sealed class Told(string marker)
    {
        public string Marker => marker;

        public string? Receipt { get; set; }

        public bool IsAnswered { get; set; }

        public string? Id { get; set; }

        public bool IsWithdrawing { get; set; }

        public bool IsWithdrawn { get; set; }
    }
}
