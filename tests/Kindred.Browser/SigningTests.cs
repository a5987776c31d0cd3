using SQLitePCL;

namespace Kindred.Browser;

/// <summary>A steward signs her answer with a device that Chromium plays, and sees when somebody makes it another.</summary>
public sealed class SigningTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    // Its own: it is tampered with.
    private readonly SampleArchive archive = new();

    public ValueTask InitializeAsync() => archive.InitializeAsync();

    public ValueTask DisposeAsync() => archive.DisposeAsync();

    [Fact]
    public async Task She_signs_what_she_chose_and_what_somebody_makes_of_it_is_told()
    {
        IPage page = await chromium.Open(archive);
        string at = archive.Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await PasskeyTests.Plug(page);
        await page.GotoAsync(at + await archive.StewardsLink());
        await page.Locator("button[data-passkey=make]").Follow();
        await page.GotoAsync(at + "/desk");
        await page.Locator("a[href*='/desk/communities/']").First.Follow();
        await page.Locator("a[href*='/said']").First.Follow();
        await page.Locator(".results h2 a[href*='/desk/records/']").First.Follow();
        string record = page.Url;
        await page.Locator("[name=answered][value=Given]").CheckAsync();
        await page.Locator("[name=scope][value=Reuse]").CheckAsync();
        await page.Locator("[name=until]").FillAsync("2099-03-01");
        string before = await page.Locator("[data-sign-print]").InnerTextAsync();
        await page.Locator("[name=condition]").FillAsync("  Say “the river people”,\nplease: é ");
        await Assertions.Expect(page.Locator("[data-sign-print]")).Not.ToHaveTextAsync(before);
        string print = await page.Locator("[data-sign-print]").InnerTextAsync();
        await page.Locator("[data-sign] button").Follow();
        Assert.Contains("done=answered", page.Url, StringComparison.Ordinal);
        string said = await page.Locator("aside[aria-labelledby=stands]").InnerTextAsync();
        Assert.Contains("Signed with her own key, and it holds.", said, StringComparison.Ordinal);
        Assert.Contains(print, said, StringComparison.Ordinal);
        Change("UPDATE consents SET scope = 31 WHERE number = (SELECT max(consent) FROM consent_signatures)");
        await page.GotoAsync(record);
        said = await page.Locator("aside[aria-labelledby=stands]").InnerTextAsync();
        Assert.Contains("This is not what was signed", said, StringComparison.Ordinal);
        Assert.DoesNotContain("and it holds", said, StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"));
    }

    [Fact]
    public async Task Without_scripts_she_answers_as_before()
    {
        IPage page = await chromium.Open(archive, scripts: false, session: await archive.Session(SampleArchive.Steward));
        await page.GotoAsync("/desk");
        await page.Locator("a[href*='/desk/communities/']").First.Follow();
        await page.Locator("a[href*='/said']").First.Follow();
        await page.Locator(".results h2 a[href*='/desk/records/']").First.Follow();
        Assert.Equal(0, await page.Locator("[data-sign]:visible").CountAsync());
        await page.Locator("[name=answered][value=Given]").CheckAsync();
        await page.Locator("form[action*='handler=answer'] button.main:visible").Follow();
        Assert.Contains("Not signed.", await page.Locator("aside[aria-labelledby=stands]").InnerTextAsync(), StringComparison.Ordinal);
    }

    private void Change(string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(archive.DatabaseFile, out sqlite3 database));
        using (database) Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, sql));
    }
}
