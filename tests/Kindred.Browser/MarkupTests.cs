using System.Diagnostics;
using System.Text.Json;

namespace Kindred.Browser;

/// <summary>The Nu HTML checker has nothing to say about any page, as the archive sends it.</summary>
public class MarkupTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Jar = "VNU_JAR";

    [Fact]
    public async Task No_page_has_an_error_or_a_warning_in_its_markup()
    {
        string? jar = Environment.GetEnvironmentVariable(Jar);
        Assert.SkipWhen(jar is null, $"{Jar} doesn't say where the Nu HTML checker's vnu.jar is (CONTRIBUTING.md tells how to get it).");
        IPage page = await chromium.Open(archive, scripts: false);
        IPage desk = await chromium.Open(archive, scripts: false, session: await archive.Session(SampleArchive.Keeper));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kindred-markup-");
        try
        {
            List<string> stops = [];
            Tour.Look look = Keep(page, folder, stops);
            Tour tour = new(page);
            IReadOnlyList<string> addresses = await tour.Addresses();
            await tour.Visit(addresses, look);
            await tour.Contribute(look);
            await tour.Worry(look);
            await new Tour(page, "ar").Visit(addresses.Take(3), look);
            Tour.Look keeping = Keep(desk, folder, stops);
            await new Tour(desk).Desk(keeping);
            await new Tour(desk).Imports(keeping);
            foreach ((_, string id, _) in await tour.Records()) await Keep(folder, stops, "/r/" + id, await tour.Text("/r/" + id));
            IReadOnlyList<string> said = await Check(jar, folder, stops);
            Assert.True(said is [], string.Join('\n', said));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Keeps the bytes of the page one is on, not what the browser made of them.</summary>
    private static Tour.Look Keep(IPage page, DirectoryInfo folder, List<string> stops)
    {
        IResponse? last = null;
        page.Response += (_, response) => last = response.Request.IsNavigationRequest ? response : last;
        return async stop => await Keep(folder, stops, stop, await last!.TextAsync());
    }

    private static Task Keep(DirectoryInfo folder, List<string> stops, string stop, string html)
    {
        stops.Add(stop);
        return File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{stops.Count - 1}.html"), html);
    }

    /// <summary>One run over all files.</summary>
    private static async Task<IReadOnlyList<string>> Check(string jar, DirectoryInfo folder, List<string> stops)
    {
        ProcessStartInfo start = new("java", ["-Xss1m", "-jar", jar, "--format", "json", "--exit-zero-always", "--skip-non-html", folder.FullName]) { RedirectStandardError = true };
        using Process checker = Process.Start(start)!;
        string report = await checker.StandardError.ReadToEndAsync();
        await checker.WaitForExitAsync();
        using JsonDocument json = JsonDocument.Parse(report);
        return
        [
            .. from message in json.RootElement.GetProperty("messages").EnumerateArray()
               where message.GetProperty("type").GetString() == "error" || message.TryGetProperty("subType", out _)
               let file = Path.GetFileNameWithoutExtension(message.GetProperty("url").GetString())
               let extract = message.TryGetProperty("extract", out JsonElement near) ? near.GetString() : ""
               select $"{stops[int.Parse(file!, System.Globalization.CultureInfo.InvariantCulture)]}: {message.GetProperty("message").GetString()} · {extract}",
        ];
    }
}
