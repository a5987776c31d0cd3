using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Kindred.Bench;

/// <summary>How long a published archive takes to show who acts with whom: of as many organisations as one picture holds, and how soon what is new is in it.</summary>
internal static class Views
{
    private const int Organisations = 2_000, Actions = 6_000, Times = 3;

    /// <summary>Actions as rows of JSON: one to eight organisations each, mostly of a circle of about twelve.</summary>
    public static string Make(string folder)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "acted.jsonl");
        Random chance = new(7);
        using StreamWriter rows = new(file);
        for (int one = 0; one < Organisations; one++) rows.WriteLine(JsonSerializer.Serialize(new { kind = "organisation", language = "en", title = $"Organisation {one:0000}", sources = new[] { new { url = $"https://example.org/o/{one}" } } }));
        for (int action = 0; action < Actions; action++)
        {
            int circle = chance.Next(Organisations / 12);
            HashSet<int> who = [];
            for (int one = Math.Min(8, 1 + (int)Math.Pow(1 - chance.NextDouble(), -1 / 1.5)); one > 0; one--)
                who.Add(chance.Next(40) == 0 ? chance.Next(Organisations) : Math.Min(Organisations - 1, (circle * 12) + chance.Next(12)));
            // Each is in one at least.
            if (action < Organisations) who.Add(action);
            rows.WriteLine(JsonSerializer.Serialize(new
            {
                kind = "action",
                language = "en",
                title = $"Action {action}",
                when = (2000 + chance.Next(25)).ToString(CultureInfo.InvariantCulture),
                type = "rally",
                topics = new[] { $"topic {circle % 40}" },
                tookPart = who.Select(one => $"Organisation {one:0000}").ToArray(),
                sources = new[] { new { url = $"https://example.org/{action}" } },
            }));
        }

        return file;
    }

    public static async Task<int> Take(string program, string work)
    {
        string file = Make(work), data = Path.Combine(work, "data");
        await Child.Run(program, "import", file, "--data", data);
        double cold = double.MaxValue, warm = double.MaxValue;
        int bytes = 0, page = 0;
        for (int time = 0; time < Times; time++)
        {
            using Archive archive = await Archive.Start(program, data);
            // The network and the counts are read at the start; what is cold is the view.
            await archive.Ask("GET", "/kin");
            (cold, bytes) = Better(cold, await Timed(archive, "/silos.svg"));
            for (int again = 0; again < 20; again++) (warm, _) = Better(warm, await Timed(archive, "/silos.svg"));
            page = (await archive.Ask("GET", "/silos")).Text.Length;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"/silos.svg of {Organisations} organisations: {cold:0} ms cold, {warm:0.0} ms warm, {bytes / 1000.0:0} kB; /silos {page / 1000.0:0} kB"));
        return 0;
    }

    private static (double, int) Better(double before, (double Milliseconds, int Bytes) now) => (Math.Min(before, now.Milliseconds), now.Bytes);

    private static async Task<(double Milliseconds, int Bytes)> Timed(Archive archive, string path)
    {
        Stopwatch watch = Stopwatch.StartNew();
        (_, string text) = await archive.Ask("GET", path);
        return (watch.Elapsed.TotalMilliseconds, System.Text.Encoding.UTF8.GetByteCount(text));
    }
}
