namespace Kindred.Browser;

/// <summary>People who disagree share an archive: a community whose stewards decide by two of three, another that says no, and what each of those concerned
/// sees at every step. With forms and nothing else.</summary>
public class DecidingInABrowserTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    private const string First = "Black immigrants";
    private const string Second = "Refugees";
    private const string Title = "Lanternfolk at the ferry";

    [Fact]
    public async Task One_gives_with_a_condition_one_declines_and_nothing_is_public_before_two_of_three_have_said_yes()
    {
        IPage stranger = await chromium.Open(archive, scripts: false), depositor = await chromium.Open(archive, scripts: false);
        IPage keeper = await SignedIn(SampleArchive.Keeper);
        IPage amal = await Steward("amal", First), bo = await Steward("bo", First), ximena = await Steward("ximena", First), dunya = await Steward("dunya", Second);
        await DecideByTwo(amal);
        string receipt = await Tell(depositor);
        await SeesNothing(stranger);

        string desk = await Accept(keeper);
        foreach (IPage asked in new[] { amal, bo, ximena, dunya }) Assert.Contains(Title, await Text(asked, "/desk"), StringComparison.Ordinal);
        await SeesNothing(stranger);

        await Answer(amal, desk, "Conditional", "Say who rowed.");
        await Sees(depositor, receipt, "Say who rowed.");
        Assert.Contains("Say who rowed.", await Text(bo, desk), StringComparison.Ordinal);
        // What one community said to its own is not the other's to read.
        Assert.DoesNotContain("Say who rowed.", await Text(dunya, desk), StringComparison.Ordinal);

        await Answer(dunya, desk, "Declined", "Not told by us, and not here.");
        await Sees(depositor, receipt, "Not told by us, and not here.");
        await SeesNothing(stranger);

        await Correct(depositor, receipt);
        await Accept(keeper);
        await Answer(amal, desk, "Given", null);
        Assert.Contains("1 of the 2 needed", await Text(keeper, desk), StringComparison.Ordinal);
        await SeesNothing(stranger);

        await Answer(ximena, desk, "Given", null);
        await stranger.GotoAsync("/search?q=lanternfolk");
        await stranger.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = Title }).Follow();
        string shown = await stranger.Locator("main").InnerTextAsync();
        Assert.Contains("The sisters rowed.", shown, StringComparison.Ordinal);
        foreach (string never in new[] { Second, "amal", "ximena", "Say who rowed.", "Not told by us" }) Assert.DoesNotContain(never, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Second, await Text(stranger, new Uri(stranger.Url).AbsolutePath + "/history"), StringComparison.Ordinal);
    }

    private async Task<IPage> SignedIn(string handle) => await chromium.Open(archive, scripts: false, session: await archive.Session(handle));

    private async Task<IPage> Steward(string handle, string community)
    {
        await archive.MakeSteward(handle, community);
        return await SignedIn(handle);
    }

    private static async Task DecideByTwo(IPage steward)
    {
        await steward.GotoAsync("/desk");
        await steward.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = First, Exact = true }).Follow();
        await steward.Locator("[name=way][value=number]").CheckAsync();
        await steward.Locator("#number").FillAsync("2");
        await steward.Locator("form[action*='handler=protocol'] button").Follow();
        Assert.Equal(1, await steward.Locator("[role=status]").CountAsync());
    }

    private static async Task<string> Tell(IPage page)
    {
        Tour tour = new(page);
        await page.GotoAsync("/contribute");
        await tour.Fill("f.title", Title);
        await tour.Fill("f.story", "They lit lanterns until the last boat.");
        await tour.GoOn();
        await tour.Fill("f.centres", First);
        await tour.Fill("f.stoodWith", Second);
        await tour.Go("preview");
        await tour.Go("send");
        return await page.Locator("#receipt").InnerTextAsync();
    }

    private static async Task Correct(IPage page, string receipt)
    {
        Tour tour = new(page);
        await tour.Open(receipt);
        await tour.Go("open");
        await tour.Fill("f.story", "They lit lanterns until the last boat. The sisters rowed.");
        await tour.GoOn();
        await tour.Fill("f.stoodWith", "");
        await tour.Go("preview");
        await tour.Go("send");
    }

    /// <summary>As a keeper, who answers for nobody.</summary>
    /// <returns>Where its communities answer.</returns>
    private static async Task<string> Accept(IPage keeper)
    {
        await keeper.GotoAsync("/desk");
        await keeper.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = Title }).First.Follow();
        await keeper.Locator("form[action*='handler=accept'] button").First.Follow();
        Assert.Equal(1, await keeper.Locator("[role=status]").CountAsync());
        string? record = await keeper.Locator("main a[href*='/desk/records/']").First.GetAttributeAsync("href");
        return record!.Split('?')[0];
    }

    private static async Task Answer(IPage steward, string desk, string answer, string? words)
    {
        await steward.GotoAsync(desk);
        await steward.Locator($"[name=answered][value={answer}]").CheckAsync();
        if (words is not null) await steward.Locator("#condition").FillAsync(words);
        await steward.Locator("form[action*='handler=answer'] button.main").Follow();
        Assert.Equal(1, await steward.Locator("[role=status]").CountAsync());
    }

    private static async Task Sees(IPage depositor, string receipt, string words)
    {
        await new Tour(depositor).Open(receipt);
        Assert.Contains(words, await depositor.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task SeesNothing(IPage stranger)
    {
        await stranger.GotoAsync("/search?q=lanternfolk");
        Assert.Equal(0, await stranger.Locator(".results > li").CountAsync());
    }

    private static async Task<string> Text(IPage page, string address)
    {
        await page.GotoAsync(address);
        return await page.Locator("main").InnerTextAsync();
    }
}
