using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Kindred.Bench;

/// <summary>How fast a published archive takes in a file, and what memory of its own it needs for that. Each time into an archive that is empty.</summary>
internal static class Imports
{
    /// <param name="rows">So many of the first lines; 0: all.</param>
    public static async Task<int> Take(string program, string file, string work, int rows, int times)
    {
        Directory.CreateDirectory(work);
        string taken = file;
        if (rows > 0)
        {
            taken = Path.Combine(work, $"first-{rows}{Path.GetExtension(file)}");
            await File.WriteAllLinesAsync(taken, File.ReadLines(file).Take(rows));
        }

        List<Measured> all = [];
        for (int time = 0; time < times; time++)
        {
            string data = Path.Combine(work, "import-data");
            if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
            all.Add(await Once(program, taken, data));
            Console.WriteLine(all[^1]);
        }

        Console.WriteLine($"best of {times}: {all.MaxBy(one => one.RowsPerSecond)}");
        return 0;
    }

    private static async Task<Measured> Once(string program, string file, string data)
    {
        // Making an empty archive is no part of it.
        await Child.Run(program, "member", "list", "--data", data);
        Stopwatch watch = Stopwatch.StartNew();
        Child.Ended ended = await Child.Measure(program, "import", file, "--data", data, "--json");
        watch.Stop();
        JsonNode result = JsonNode.Parse(ended.Output)!;
        return new Measured((int)result["made"]!, (int)result["notTaken"]!, watch.Elapsed.TotalSeconds, ended.UserSeconds, ended.SystemSeconds, ended.PrivateMegabytes);
    }

    private sealed record Measured(int Made, int NotTaken, double Seconds, double UserSeconds, double SystemSeconds, double PrivateMegabytes)
    {
        public double RowsPerSecond => Made / Seconds;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Made} records ({NotTaken} not taken) in {Seconds:0.0} s, {RowsPerSecond:#,0}/s; processor {UserSeconds:0.0} s and {SystemSeconds:0.0} s of the system; private memory at most {PrivateMegabytes:0} MB");
    }
}
