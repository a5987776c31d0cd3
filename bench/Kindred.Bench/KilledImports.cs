using System.Globalization;
using System.Text.Json.Nodes;

namespace Kindred.Bench;

/// <summary>Ends an import as a power cut would, again and again, and goes on with it each time; then compares what is there with what an import that nobody ended brought: each row
/// exactly once, and each place and organisation once.</summary>
internal static class KilledImports
{
    public static async Task<int> Run(string program, string file, string work, int rows, int kills)
    {
        Directory.CreateDirectory(work);
        string taken = Path.Combine(work, $"first-{rows}.jsonl");
        await File.WriteAllLinesAsync(taken, File.ReadLines(file).Take(rows));
        string whole = Fresh(work, "whole"), cut = Fresh(work, "cut");
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        await Child.Run(program, "import", taken, "--data", whole);
        TimeSpan usual = watch.Elapsed;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"not ended: {usual.TotalSeconds:0.0} s"));
        Random random = new(Seed: 4);
        int killed = 0;
        for (; killed < kills; killed++)
        {
            using Child child = Child.Start(program, ["import", .. killed == 0 ? [taken] : (string[])["--resume", "1"], "--data", cut]);
            // All of them before it could be done, and some before the first row is in.
            await Task.Delay(random.NextDouble() * (usual * 1.8 / kills));
            if (child.HasEnded) break;
            child.Kill();
            Console.WriteLine($"ended for the {killed + 1}. time with {await Made(program, cut)} rows in");
        }

        await Child.Run(program, "import", "--resume", "1", "--data", cut);
        string[] wanted = await Titles(program, whole), found = await Titles(program, cut);
        int events = found.Count(title => title.StartsWith("action ", StringComparison.Ordinal));
        bool isRight = found.SequenceEqual(wanted) && events == rows && found.Distinct().Count() == found.Length && await Made(program, cut) == rows;
        Console.WriteLine($"{killed} times ended: {events} events of {rows}, {found.Length} records of {wanted.Length}, {found.Length - found.Distinct().Count()} there twice, {await Made(program, cut)} rows in the register: {(isRight ? "right" : "WRONG")}");
        return isRight && killed == kills ? 0 : 1;
    }

    private static string Fresh(string work, string name)
    {
        string folder = Path.Combine(work, name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static async Task<int> Made(string program, string data) =>
        JsonNode.Parse(await Child.Run(program, "import", "--list", "--json", "--data", data))!.AsArray() is [{ } import, ..] ? (int)import["made"]! : 0;

    /// <summary>Kind and title of each record, in their order.</summary>
    private static async Task<string[]> Titles(string program, string data)
    {
        string file = data + ".jsonl";
        File.Delete(file);
        await Child.Run(program, "export", "jsonl", "--out", file, "--data", data);
        return [.. File.ReadLines(file).Select(line => JsonNode.Parse(line)!).Select(record => $"{record["kind"]} {record["title"]}").Order(StringComparer.Ordinal)];
    }
}
