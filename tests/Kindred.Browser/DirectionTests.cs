namespace Kindred.Browser;

/// <summary>Arabic reads from the right on a mirrored page, and nothing is wider than a small telephone.</summary>
public class DirectionTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    // What sticks out on either side, but for what scrolls in a frame of its own.
    private const string Wider = """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll('body *')]
            .filter(one => !one.closest('.scroll') && (one.getBoundingClientRect().right > width + 1 || one.getBoundingClientRect().left < -1))
            .map(one => one.outerHTML.slice(0, 80)).concat('the page').slice(0, 3);
        }
        """;

    private const string Links = "() => [...document.querySelectorAll('a[href^=\"/\"]')].map(link => link.getAttribute('href'))";

    [Theory]
    [InlineData(null)]
    [InlineData("ar")]
    public async Task No_page_scrolls_sideways_on_a_small_telephone_even_with_its_text_doubled(string? language)
    {
        IPage page = await chromium.Open(archive);
        List<string> wide = [];
        Tour tour = new(page, language);
        await tour.Visit(await tour.Addresses(), Look);
        await tour.Contribute(Look);
        page = await chromium.Open(archive, session: await archive.Session(SampleArchive.Keeper));
        await new Tour(page, language).Desk(Look);
        await new Tour(page, language).Imports(Look);
        Assert.True(wide is [], string.Join('\n', wide));

        async Task Look(string stop)
        {
            foreach (int percent in new[] { 100, 200 })
            {
                await page.EvaluateAsync($"document.documentElement.style.fontSize = '{percent}%'");
                string[] found = await page.EvaluateAsync<string[]>(Wider);
                if (found is not []) wide.Add($"{stop} at {percent} %: {string.Join(" | ", found)}");
            }
        }
    }

    [Fact]
    public async Task Every_Arabic_page_is_mirrored_and_its_links_keep_the_language()
    {
        IPage page = await chromium.Open(archive, width: 1440);
        List<string> lost = [];
        Tour tour = new(page, "ar");
        await tour.Visit(await tour.Addresses(), Look);
        await tour.Contribute(Look);
        Assert.Empty(lost.Distinct().Take(20));

        async Task Look(string stop)
        {
            Assert.Equal("rtl", await page.Locator("html").GetAttributeAsync("dir"));
            LocatorBoundingBoxResult name = (await page.Locator("header.site .name").BoundingBoxAsync())!;
            Assert.True(name.X > 720, $"{stop}: the name of the archive stands at {name.X}.");
            Assert.Equal("rtl", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('main')).direction"));
            lost.AddRange(
                from address in await page.EvaluateAsync<string[]>(Links)
                where !address.Contains("lang=ar", StringComparison.Ordinal) && !IsForPrograms(address)
                select $"{stop}: {address}");
        }
    }

    [Fact]
    public async Task An_Arabic_record_reads_from_the_right_inside_an_English_page()
    {
        IPage page = await chromium.Open(archive, width: 1440);
        Tour tour = new(page);
        string id = (await tour.Records()).First(record => record is { Kind: "practice", Language: "ar" }).Id;
        await page.GotoAsync("/r/" + id);
        Assert.Equal("ltr", await page.Locator("html").GetAttributeAsync("dir"));
        foreach (string part in new[] { "h1", "p.lead", ".prose" })
        {
            Assert.Equal("rtl", await page.EvaluateAsync<string>("part => getComputedStyle(document.querySelector('main ' + part)).direction", part));
            Assert.Equal("ar", await page.EvaluateAsync<string>("part => document.querySelector('main ' + part).closest('[lang]').lang", part));
        }

        await page.GotoAsync("/practices");
        Assert.Equal("rtl", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.results [lang=ar]')).direction"));
    }

    // Other formats of a record have no language of the page.
    private static bool IsForPrograms(string address) =>
        address.StartsWith("/openapi", StringComparison.Ordinal) || address.StartsWith("/export/", StringComparison.Ordinal) || Path.GetExtension(address) is not "";
}
