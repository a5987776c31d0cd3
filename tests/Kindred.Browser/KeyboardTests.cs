namespace Kindred.Browser;

/// <summary>Everything can be done from the keyboard, and one always sees where one is.</summary>
public class KeyboardTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    // Where the focus is: its place in the page, and whether it shows and is in sight.
    private const string Focus = """
        () => {
          const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
          return one === document.body ? ['-1', 'yes', 'body'] : [
            String([...document.querySelectorAll('*')].indexOf(one)),
            style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 1 && box.bottom > 0 && box.top < innerHeight ? 'yes' : 'no',
            one.outerHTML.slice(0, 100)];
        }
        """;

    [Fact]
    public async Task The_first_key_reaches_a_link_past_the_header()
    {
        IPage page = await chromium.Open(archive, scripts: false);
        await page.GotoAsync("/practices");
        await page.Keyboard.PressAsync("Tab");
        ILocator skip = page.Locator("a.skip");
        Assert.True(await skip.EvaluateAsync<bool>("link => link === document.activeElement"));
        Assert.True((await skip.BoundingBoxAsync())!.Y >= 0);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"));
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/practices", null)]
    [InlineData("/contribute", "ar")]
    [InlineData("/receipt", null)]
    [InlineData("/doors", "ar")]
    public async Task The_focus_goes_through_a_page_in_its_order_and_always_shows(string address, string? language)
    {
        IPage page = await chromium.Open(archive);
        await page.GotoAsync(new Tour(page, language).At(address));
        int before = -1, stops = 0;
        for (; stops < 200; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            string[] focus = await page.EvaluateAsync<string[]>(Focus);
            int place = int.Parse(focus[0], System.Globalization.CultureInfo.InvariantCulture);
            if (place < before) break;
            Assert.True(place > before && focus[1] == "yes", $"Stop {stops}: {focus[2]}");
            before = place;
        }

        Assert.InRange(stops, 10, 199);
    }

    [Fact]
    public async Task A_deposit_is_told_without_a_mouse()
    {
        IPage page = await chromium.Open(archive, scripts: false);
        await page.GotoAsync("/contribute");
        await page.Locator("#f-title").FocusAsync();
        await page.Keyboard.TypeAsync("Told by keys alone");
        await page.Arrive(() => page.Keyboard.PressAsync("Enter"));
        await Reach(page, "[name='f.centres']");
        await page.Keyboard.TypeAsync("Tastenvolk");
        await Reach(page, "button[value=preview]:not([aria-hidden])");
        await page.Arrive(() => page.Keyboard.PressAsync("Enter"));
        Assert.Equal("Told by keys alone", await page.Locator("#title-0").InnerTextAsync());
        Assert.Equal("Look at it once more", await page.Locator("main h2").First.InnerTextAsync());
        await Reach(page, "button[value=keep]");
        await page.Arrive(() => page.Keyboard.PressAsync("Space"));
        Assert.Equal(7, (await page.Locator("#receipt").InnerTextAsync()).Split(' ').Length);
    }

    [Fact]
    public async Task A_choice_is_made_with_arrows_and_a_search_with_one_key()
    {
        IPage page = await chromium.Open(archive);
        string practice = (await new Tour(page).Records()).First(record => record.Kind == "practice").Id;
        await page.GotoAsync($"/r/{practice}/concern");
        await Reach(page, "[name=what]");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.True(await page.Locator("[name=what]").Nth(1).IsCheckedAsync());
        await page.GotoAsync("/practices");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("korematsu");
        await page.Arrive(() => page.Keyboard.PressAsync("Enter"));
        Assert.True(await page.Locator(".results mark").CountAsync() > 0);
        Assert.EndsWith("/search?q=korematsu", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_top_where_the_focus_goes_and_leads_to_its_field()
    {
        IPage page = await chromium.Open(archive);
        await page.GotoAsync("/contribute");
        await new Tour(page).GoOn();
        Assert.Equal("findings", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("A title after all");
        Assert.Equal("A title after all", await page.Locator("#f-title").InputValueAsync());
        Assert.Equal("true", await page.Locator("#f-title").GetAttributeAsync("aria-invalid"));
        Assert.Contains("f-title-wrong", await page.Locator("#f-title").GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);
    }

    private static async Task Reach(IPage page, string what)
    {
        for (int presses = 0; presses < 150; presses++)
        {
            if (await page.EvaluateAsync<bool>("what => document.activeElement.matches(what)", what)) return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"No key reaches {what}.");
    }
}
