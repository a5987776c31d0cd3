using System.IO.Compression;
using Kindred.Domain.Records;
using Path = System.IO.Path;

namespace Kindred.Browser;

/// <summary>What was taken away as pages reads and searches from a folder, with no server, and asks nobody for anything.</summary>
public class CopyTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
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
