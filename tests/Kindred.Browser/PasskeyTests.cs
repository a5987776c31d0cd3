namespace Kindred.Browser;

/// <summary>Passkeys as a browser makes and shows them, with a device that Chromium plays.</summary>
public sealed class PasskeyTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    // Its own: a second keeper who signs in ends the first days, in which other tests live.
    private readonly SampleArchive archive = new();

    private const string Password = "plover wicket thunder lamp";

    public ValueTask InitializeAsync() => archive.InitializeAsync();

    public ValueTask DisposeAsync() => archive.DisposeAsync();

    [Fact]
    public async Task Someone_joins_signs_in_and_is_asked_again_with_a_passkey_and_loses_no_word()
    {
        IPage page = await chromium.Open(archive);
        string at = archive.Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await Plug(page);
        await page.GotoAsync(at + await archive.KeepersLink("noor"));
        Assert.False(await page.Locator("[data-passkey-without]").IsVisibleAsync());
        await page.Locator("button[data-passkey=make]").Follow();
        Assert.EndsWith("/desk", page.Url, StringComparison.Ordinal);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(at + "/sign-in");
        await page.Locator("button[data-passkey=show]").Follow();
        Assert.EndsWith("/desk", page.Url, StringComparison.Ordinal);
        await page.GotoAsync(at + "/account");
        Assert.Equal(0, await page.Locator("form[action*='handler=remove']").CountAsync());
        await page.GotoAsync(at + "/keep/members");
        archive.ForgetProofs();
        await page.Locator("form[action*='handler=invite'] [name=handle]").FillAsync("sol");
        await page.Locator("form[action*='handler=invite'] [name=role][value=keeper]").CheckAsync();
        await page.Locator("form[action*='handler=invite'] [name=reason]").FillAsync("She reads with care.");
        await page.Locator("form[action*='handler=invite'] button").Last.Follow();
        Assert.Contains("/sign-in/again", page.Url, StringComparison.Ordinal);
        await page.Locator("button[data-passkey=show]").Follow();
        Assert.EndsWith("/keep/members?handler=invite", page.Url, StringComparison.Ordinal);
        await page.GotoAsync(at + "/keep");
        string kept = await page.Locator("main").InnerTextAsync();
        await page.GotoAsync(at + "/about/acts");
        Assert.Contains("She reads with care.", kept + await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_person_comes_in_by_password_and_code_without_scripts_and_is_asked_again()
    {
        IPage page = await chromium.Open(archive, scripts: false);
        await page.GotoAsync(await archive.KeepersLink("lina"));
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("[name=go]").Follow();
        CodeApp app = await CodeApp.SetUp(page);
        await page.GotoAsync("/sessions");
        archive.ForgetProofs();
        await page.Locator("#label").FillAsync("my script");
        await page.Locator("form[action*='handler=token'] button").Follow();
        Assert.Contains("/sign-in/again", page.Url, StringComparison.Ordinal);
        await page.Locator("[id=again-password]").FillAsync("not the words of it");
        await page.Locator("[id=again-code]").FillAsync(app.Code());
        await page.Locator("[name=go][value=password]").Follow();
        Assert.Equal(1, await page.Locator("#finding").CountAsync());
        await page.Locator("[id=again-password]").FillAsync(Password);
        await page.Locator("[id=again-code]").FillAsync(app.Code());
        await page.Locator("[name=go][value=password]").Follow();
        Assert.Equal(1, await page.Locator(".receipt").CountAsync());
        Assert.Contains("my script", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    internal static async Task Plug(IPage page)
    {
        ICDPSession device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
