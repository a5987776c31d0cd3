namespace Kindred.Browser;

/// <summary>From the first word typed to a withdrawal, as people do it: with a browser, forms and nothing else.</summary>
public class LifeInABrowserTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Password = "plover wicket thunder lamp";

    [Fact]
    public async Task A_practice_is_told_asked_about_corrected_given_found_cited_and_taken_back_without_scripts()
    {
        IPage depositor = await chromium.Open(archive, scripts: false);
        string receipt = await Deposit(depositor);
        IPage steward = await chromium.Open(archive, scripts: false);
        await SignIn(steward);
        await AskBack(steward);
        await AnswerAndCorrect(depositor, receipt);
        await Give(steward);
        string address = await FindAndCite(depositor);
        await Withdraw(steward, address);
        Assert.Equal(410, (await depositor.GotoAsync(address))!.Status);
        Assert.Equal("This record was withdrawn", await depositor.Locator("h1").InnerTextAsync());
        await depositor.GotoAsync("/search?q=zaunkoenig");
        Assert.Equal(0, await depositor.Locator(".results > li").CountAsync());
        await new Tour(depositor).Open(receipt);
        Assert.Equal(0, await depositor.GetByText("zaunkoenig", new PageGetByTextOptions { Exact = false }).CountAsync());
    }

    [Fact]
    public async Task With_scripts_the_way_is_the_same_and_unsaved_words_are_not_lost_by_a_slip()
    {
        IPage page = await chromium.Open(archive);
        Tour tour = new(page);
        await page.GotoAsync("/contribute");
        await tour.Fill("f.title", "Told with scripts");
        int asked = 0;
        page.Dialog += async (_, dialog) =>
        {
            asked++;
            await dialog.AcceptAsync();
        };
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "About", Exact = true }).Follow();
        Assert.EndsWith("/about", page.Url, StringComparison.Ordinal);
        Assert.Equal(1, asked);
        await page.GotoAsync("/contribute");
        await tour.Fill("f.title", "Told with scripts");
        await tour.GoOn();
        await tour.Fill("f.centres", "Skriptvolk");
        await tour.Go("preview");
        await tour.Go("keep");
        Assert.Equal(7, (await page.Locator("#receipt").InnerTextAsync()).Split(' ').Length);
        Assert.True(await page.Locator("[data-print]").IsVisibleAsync());
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_founding_keeper_comes_in_by_the_one_time_link_and_out_again()
    {
        IPage page = await chromium.Open(archive, scripts: false);
        await page.GotoAsync(archive.FoundingLink);
        await page.Locator("#handle").FillAsync("morgan");
        await page.Locator("#password").FillAsync("short");
        await page.Locator("#password").EvaluateAsync("field => field.removeAttribute('minlength')");
        await page.Locator("[name=go]").Follow();
        Assert.Equal(1, await page.Locator("#finding").CountAsync());
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("[name=go]").Follow();
        await CodeApp.SetUp(page);
        await page.GotoAsync("/keep");
        Assert.Equal("Keeping", await page.Locator("h1").InnerTextAsync());
        await page.GotoAsync("/sign-out");
        await page.Locator("main form button").Follow();
        Assert.Equal(404, (await page.GotoAsync(archive.FoundingLink))!.Status);
        await page.GotoAsync("/keep");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }

    private static async Task<string> Deposit(IPage page)
    {
        Tour tour = new(page);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Contribute", Exact = true }).First.Follow();
        await tour.Fill("f.title", "Zaunkoenig at the gate");
        await tour.Fill("f.story", "They sang zaunkoenig all night.");
        foreach (string language in new[] { "Español", "English" })
        {
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = language, Exact = true }).Follow();
            Assert.Equal("They sang zaunkoenig all night.", await page.Locator("[name='f.story']").InputValueAsync());
        }

        await tour.GoOn();
        await tour.Fill("f.centres", SampleArchive.Community);
        await tour.GoOn();
        await tour.Fill("f.when", "2017-03");
        await tour.GoOn();
        await tour.GoOn();
        await tour.Fill("f.sources.0.url", "https://example.org/zaunkoenig");
        await tour.GoOn();
        await tour.Fill("signedAs", "a neighbour");
        await page.Locator("[name=add]").SelectOptionAsync("organisation");
        await tour.Go("add");
        await tour.Fill("f.title", "Friends of the gate");
        await tour.Go("more");
        await tour.Go("connect");
        await page.Locator("[name=from][value='#r1']").CheckAsync();
        await page.Locator("[name=to][value='#r2']").CheckAsync();
        await tour.Fill("shared", "They kept the gate.");
        await tour.Fill("distinct", "Only some of them sang.");
        await tour.GoOn();
        await tour.Go("preview");
        string shown = await page.Locator("main").InnerTextAsync();
        foreach (string told in new[] { "Zaunkoenig at the gate", "all night", "Friends of the gate", "They kept the gate.", "a neighbour", SampleArchive.Community, "March 2017" })
            Assert.Contains(told, shown, StringComparison.Ordinal);
        await tour.Go("send");
        string receipt = await page.Locator("#receipt").InnerTextAsync();
        Assert.Equal(7, receipt.Split(' ').Length);
        return receipt;
    }

    private async Task SignIn(IPage page)
    {
        await page.GotoAsync(await archive.StewardsLink());
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("[name=go]").Follow();
        CodeApp app = await CodeApp.SetUp(page);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/desk");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        await page.Locator("#handle").FillAsync(SampleArchive.Steward);
        await page.Locator("#password").FillAsync("not the words of it");
        await page.Locator("[name=go]").Follow();
        Assert.Equal(1, await page.Locator("#finding").CountAsync());
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("#code").FillAsync(app.Code());
        await page.Locator("[name=go]").Follow();
        Assert.EndsWith("/desk", page.Url, StringComparison.Ordinal);
    }

    private static async Task AskBack(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Zaunkoenig at the gate" }).Follow();
        Assert.Contains("They kept the gate.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#ask").FillAsync("Which night was it?");
        await page.Locator("form[action*='handler=ask'] button").Follow();
        Assert.Equal(1, await page.Locator("[role=status]").CountAsync());
    }

    private static async Task AnswerAndCorrect(IPage page, string receipt)
    {
        Tour tour = new(page);
        await tour.Open(receipt);
        Assert.Contains("Which night was it?", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#text").FillAsync("The night of the vigil.");
        await tour.Go("reply");
        await tour.Go("open");
        await tour.Fill("f.story", "They sang zaunkoenig until morning.");
        await tour.Go("preview");
        await tour.Go("send");
        await tour.Open(receipt);
        Assert.Contains("The night of the vigil.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task Give(IPage page)
    {
        await page.GotoAsync("/desk");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Zaunkoenig at the gate" }).First.Follow();
        string shown = await page.Locator("main").InnerTextAsync();
        Assert.Contains("The night of the vigil.", shown, StringComparison.Ordinal);
        Assert.Contains("until morning", shown, StringComparison.Ordinal);
        if (await page.Locator("[name=basis]").CountAsync() > 0) await page.Locator("[name=basis]").First.CheckAsync();
        await page.Locator("button[name=give]").Follow();
        Assert.Equal(1, await page.Locator("[role=status]").CountAsync());
    }

    private static async Task<string> FindAndCite(IPage page)
    {
        await page.GotoAsync("/");
        await page.Locator("main [name=q]").FillAsync("zaunkoenig");
        await page.Arrive(() => page.Keyboard.PressAsync("Enter"));
        ILocator found = page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Zaunkoenig at the gate" });
        await found.Follow();
        Assert.Contains("until morning", await page.Locator("article").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Zaunkoenig at the gate", await page.Locator("#cite .citation").First.InnerTextAsync(), StringComparison.Ordinal);
        string address = new Uri(page.Url).AbsolutePath;
        Assert.Contains("Zaunkoenig at the gate", await new Tour(page).Text(address + ".bib"), StringComparison.Ordinal);
        return address;
    }

    private static async Task Withdraw(IPage page, string address)
    {
        await page.GotoAsync($"/desk{address.Replace("/r/", "/records/", StringComparison.Ordinal)}/withdraw");
        await page.Locator("#words").FillAsync("Not ours to tell here.");
        await page.Locator("[name=sure]").CheckAsync();
        await page.Locator("main button.main").Follow();
        Assert.Equal(1, await page.Locator("[role=status]").CountAsync());
    }
}
