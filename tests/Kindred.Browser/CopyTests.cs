using System.IO.Compression;
using Kindred.Domain.Records;
using Path = System.IO.Path;

namespace Kindred.Browser;

/// <summary>What was taken away as pages reads and searches from a folder, with no server, and asks nobody for anything.</summary>
public class CopyTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("gone")]
    [InlineData("cut off")]
    public async Task A_search_says_where_a_part_of_the_index_is_missing(string how)
    {
        Chromium.Need();
        string folder = Path.Combine(Path.GetTempPath(), "kindred-copy-" + RecordId.Mint()), words = Path.Combine(folder, "words", "1.js");
        try
        {
            IPage page = await chromium.Open(archive);
            await using (MemoryStream zip = new(await (await page.APIRequest.GetAsync("/export/static")).BodyAsync())) ZipFile.ExtractToDirectory(zip, folder);
            string whole = await File.ReadAllTextAsync(words);
            Assert.Equal("Nothing here has all of these words.", await Found("zirkonwurz"));
            if (how == "cut off") await File.WriteAllTextAsync(words, whole[..(whole.Length / 2)]);
            else File.Delete(words);
            Assert.StartsWith("Part of the index could not be read", await Found("zirkonwurz"), StringComparison.Ordinal);
            // Another part that is there is searched all the same.
            string index = await File.ReadAllTextAsync(Path.Combine(folder, "index.html"));
            await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), index.Replace("data-parts=\"1\"", "data-parts=\"2\"", StringComparison.Ordinal));
            await File.WriteAllTextAsync(Path.Combine(folder, "words", "2.js"), whole);
            string found = await Found("hour taxis");
            Assert.Contains("One hour without taxis at JFK", found, StringComparison.Ordinal);
            Assert.Contains("Part of the index could not be read", found, StringComparison.Ordinal);

            async Task<string> Found(string asked)
            {
                await page.GotoAsync($"file://{folder}/index.html");
                await page.FillAsync("#q", asked);
                await page.Keyboard.PressAsync("Enter");
                await page.WaitForSelectorAsync("#found p");
                await page.WaitForFunctionAsync("document.querySelectorAll('head script').length === Number(document.getElementById('search').dataset.parts)");
                await page.WaitForTimeoutAsync(300);
                return (await page.InnerTextAsync("#found")).Trim();
            }
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_on_a_stick_is_read_by_its_lists_and_searched_where_scripts_run(bool scripts)
    {
        Chromium.Need();
        string folder = Path.Combine(Path.GetTempPath(), "kindred-copy-" + RecordId.Mint());
        try
        {
            IPage page = await chromium.Open(archive, scripts: scripts);
            await using (MemoryStream zip = new(await (await page.APIRequest.GetAsync("/export/static")).BodyAsync())) ZipFile.ExtractToDirectory(zip, folder);
            List<string> said = [];
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith("file://" + folder, StringComparison.Ordinal)) said.Add("asks " + request.Url);
            };
            page.PageError += (_, error) => said.Add($"{page.Url}: {error}");
            page.Console += (_, message) => said.Add($"{page.Url}: {message.Text}");
            await page.GotoAsync($"file://{folder}/index.html");
            if (scripts)
            {
                await page.FillAsync("#q", "hour TÁXIS");
                await page.Keyboard.PressAsync("Enter");
                await page.ClickAsync("#found a:has-text('One hour without taxis at JFK')");
            }
            else
            {
                Assert.False(await page.IsVisibleAsync("#search"));
                await page.ClickAsync("main a[href='lists/actions.html']");
                await page.ClickAsync("main a:has-text('One hour without taxis at JFK')");
            }

            Assert.Equal("One hour without taxis at JFK", (await page.InnerTextAsync("h1")).Trim());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
            await page.ClickAsync("article dd a[href$='.html'] >> nth=0");
            await page.ClickAsync("nav a");
            Assert.EndsWith("/index.html", page.Url, StringComparison.Ordinal);
            Assert.Empty(said);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}
