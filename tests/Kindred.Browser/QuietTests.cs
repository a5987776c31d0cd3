namespace Kindred.Browser;

/// <summary>A page asks nobody but the archive for anything, leaves nothing with its reader, and has nothing to complain of.</summary>
public class QuietTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    // That a form had faults or an address is gone is the answer asked for; a feature that this browser hasn't got, another may have.
    private static readonly string[] Expected =
        ["Failed to load resource: the server responded with a status of 4", "Error with Permissions-Policy header: Unrecognized feature"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_page_asks_another_host_or_leaves_a_cookie_or_breaks_its_own_policy(bool scripts)
    {
        IPage page = await chromium.Open(archive, scripts: scripts);
        List<string> said = Listen(page);
        Tour tour = new(page);
        await tour.Visit(await tour.Addresses(), Nothing);
        await tour.Contribute(Nothing);
        await tour.Worry(Nothing);
        Assert.Empty(said);
        Assert.Empty(await page.Context.CookiesAsync());
        if (scripts) Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
    }

    [Fact]
    public async Task The_desk_asks_no_other_host_and_breaks_no_policy()
    {
        IPage page = await chromium.Open(archive, session: await archive.Session(SampleArchive.Keeper));
        List<string> said = Listen(page);
        await new Tour(page).Desk(Nothing);
        Assert.Empty(said);
    }

    private static Task Nothing(string stop) => Task.CompletedTask;

    private List<string> Listen(IPage page)
    {
        List<string> said = [];
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(archive.Origin + "/", StringComparison.Ordinal)) said.Add("asks " + request.Url);
        };
        page.PageError += (_, error) => said.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !Expected.Any(words => message.Text.StartsWith(words, StringComparison.Ordinal))) said.Add($"{page.Url}: {message.Text}");
        };
        return said;
    }
}
