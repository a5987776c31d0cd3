using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Features.Sampling;

namespace Kindred.Tests.Shared;

/// <summary>A page is light enough for a bad line: with its styles and scripts, and before it is compressed.</summary>
public sealed partial class WeightTests
{
    private const int MostBytes = 100 * 1024;
    private const int MostBytesOfScript = 30 * 1024;

    [Fact]
    public async Task No_page_weighs_more_than_a_hundred_kilobytes_and_no_script_more_than_thirty()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        RecordId[] records = [.. (await archive.Records.All(archive.Stranger, null, CancellationToken.None).ToListAsync()).Select(record => record.Value.Id)];
        using HttpClient anyone = archive.Anyone();
        Dictionary<string, int> fetched = [];
        string[] pages =
        [
            "/", "/search", "/practices", "/actions", "/organisations", "/communities", "/doors", "/contribute", "/about", "/export", "/api", "/map", "/map?around=-73.9,40.8&zoom=2", "/timeline", "/timeline?when=2017", "/silos", "/kin",
            .. records.SelectMany(id => new[] { $"/r/{id}", $"/circle/{id}" }), .. records.Zip(records.Skip(1), (from, to) => $"/thread?from={from}&to={to}"),
        ];
        foreach (string page in pages)
        {
            // Arabic takes two bytes a letter.
            string address = page + (page.Contains('?') ? "&" : "?") + "lang=ar", html = await anyone.GetStringAsync(address);
            string[] needed = [.. Needed().Matches(html).Select(match => match.Groups[1].Value).Distinct()];
            foreach (string file in needed.Where(file => !fetched.ContainsKey(file))) fetched[file] = (await anyone.GetByteArrayAsync(file)).Length;
            int script = needed.Where(file => file.EndsWith(".js", StringComparison.Ordinal)).Sum(file => fetched[file]);
            int whole = System.Text.Encoding.UTF8.GetByteCount(html) + needed.Sum(file => fetched[file]);
            Assert.True(whole < MostBytes, $"{address} weighs {whole} bytes.");
            Assert.True(script < MostBytesOfScript, $"{address} has {script} bytes of script.");
        }

        Assert.Contains(fetched.Keys, file => file.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(fetched.Keys, file => file.EndsWith(".js", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)(?=")""")]
    private static partial Regex Needed();
}
