using Deque.AxeCore.Commons;

namespace Kindred.Browser;

/// <summary>axe-core finds nothing, on any page, in either theme, on a telephone and on a desk.</summary>
public class AccessibilityTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    // Run in the page itself: a page here has no frames, and the wrapper that looks for them takes seconds for each.
    private const string Run = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .map(one => `${one.id} at ${one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(', ')}`)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> violations = [];

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task Every_kind_of_public_page_is_accessible(int width, ColorScheme scheme)
    {
        IPage page = await chromium.Open(archive, width, scheme);
        Tour tour = new(page);
        await tour.Visit(await tour.Addresses(), stop => Look(page, stop));
        AssertNone();
    }

    [Theory]
    [InlineData(360, ColorScheme.Dark, null)]
    [InlineData(1440, ColorScheme.Light, "ar")]
    public async Task Every_step_of_a_deposit_is_accessible(int width, ColorScheme scheme, string? language)
    {
        IPage page = await chromium.Open(archive, width, scheme);
        Tour tour = new(page, language);
        await tour.Contribute(stop => Look(page, stop));
        await tour.Worry(stop => Look(page, stop));
        await tour.Propose(stop => Look(page, stop));
        await tour.Visit(["/", "/search", "/doors"], stop => Look(page, stop));
        AssertNone();
    }

    [Theory]
    [InlineData(SampleArchive.Keeper, 360, ColorScheme.Light)]
    [InlineData(SampleArchive.Steward, 1440, ColorScheme.Dark)]
    public async Task The_desk_and_the_keepers_pages_are_accessible(string handle, int width, ColorScheme scheme)
    {
        IPage reader = await chromium.Open(archive);
        await new Tour(reader).Worry(_ => Task.CompletedTask);
        await new Tour(reader).Propose(_ => Task.CompletedTask);
        IPage page = await chromium.Open(archive, width, scheme, session: await archive.Session(handle));
        await new Tour(page).Desk(stop => Look(page, stop));
        if (handle == SampleArchive.Keeper) await new Tour(page).Imports(stop => Look(page, stop));
        AssertNone();
    }

    private async Task Look(IPage page, string stop)
    {
        await page.EvaluateAsync(Script);
        string[] found = await page.EvaluateAsync<string[]>(Run);
        violations.AddRange(found.Select(violation => $"{stop}: {violation}"));
    }

    private void AssertNone() => Assert.True(violations is [], string.Join('\n', violations));
}
