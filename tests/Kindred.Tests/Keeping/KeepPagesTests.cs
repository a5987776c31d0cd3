using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Keeping;

public partial class KeepPagesTests
{
    [Fact]
    public async Task Settings_take_effect_on_the_next_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/settings");
        HttpResponseMessage saved = await kofi.Post("/keep/settings", ("name", "Riverside"), ("languages", "en"), ("languages", "es"), ("first", "es"), ("reason", "more of us read Spanish"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("Riverside", await kofi.Read("/keep"), StringComparison.Ordinal);
        HttpResponseMessage wrong = await kofi.Post("/keep/settings", ("name", ""), ("languages", "en"), ("first", "en"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        HttpResponseMessage tooLong = await kofi.Post(
            "/keep/settings?lang=en", ("name", "Riverside"), ("languages", "en"), ("first", "en"), ("keeperTermMonths", "99"), ("delayDays", "some"), ("reason", "so"));
        string page = await tooLong.Content.ReadAsStringAsync();
        Assert.Contains("id=\"keeperTermMonths-wrong\"", page, StringComparison.Ordinal);
        foreach (string kept in (string[])["value=\"99\"", "value=\"some\""]) Assert.Contains(kept, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_in_the_languages_that_keepers_chose_and_no_other()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/settings");
        await kofi.Post("/keep/settings", ("name", "Riverside"), ("languages", "en"), ("languages", "es"), ("first", "es"), ("reason", "we speak both"));
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/about");
        Assert.Contains("<html lang=\"es\"", page, StringComparison.Ordinal);
        Assert.Contains("hreflang=\"en\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hreflang=\"ar\"", page, StringComparison.Ordinal);
        page = await anyone.GetStringAsync("/about?lang=ar");
        Assert.Contains("<html lang=\"es\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("lang=ar#", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", await anyone.GetStringAsync("/about?lang=en"), StringComparison.Ordinal);
        anyone.DefaultRequestHeaders.Add("Accept-Language", "ar, en;q=0.5");
        Assert.Contains("<html lang=\"en\"", await anyone.GetStringAsync("/about"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_shown_once_and_works()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/members");
        HttpResponseMessage invited = await kofi.Post("/keep/members?handler=invite", ("handle", "lee"), ("role", "keeper"), ("reason", "he comes"));
        string link = Link().Match(await invited.Content.ReadAsStringAsync()).Value;
        using HttpClient lee = archive.Anyone();
        Assert.Equal(HttpStatusCode.OK, (await lee.GetAsync(link)).StatusCode);
        Assert.DoesNotContain(link, await kofi.Read("/keep/members"), StringComparison.Ordinal);
        Assert.True((await archive.Get<IMemberStore>().Find("lee", CancellationToken.None))!.IsKeeperOn(archive.Today));
    }

    [Fact]
    public async Task Links_lead_to_the_public_address()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://archive.example")]);
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi", "https://archive.example");
        await kofi.Read("/keep/members");
        HttpResponseMessage invited = await kofi.Post("/keep/members?handler=invite", ("handle", "lee"), ("role", "keeper"), ("reason", "he comes"));
        Assert.Matches("https://archive.example/join/[A-Za-z0-9_-]+", await invited.Content.ReadAsStringAsync());
        HttpResponseMessage feed = await kofi.Post("/sessions?handler=feed");
        Match address = Regex.Match(await feed.Content.ReadAsStringAsync(), "https://archive.example(/feed/[A-Za-z0-9_-]+\\.atom)");
        Assert.True(address.Success);
        await archive.Write(session => session.Put(new Deposit { Id = DepositId.Mint(), State = DepositState.Deposited, Day = archive.Today, StateDay = archive.Today }, []));
        Assert.Contains("https://archive.example/desk", await kofi.Read(address.Groups[1].Value), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keeper", "31/12/2026", "Write the day as")]
    [InlineData("", "2026-12-31", "Say whether as steward or as keeper")]
    [InlineData("steward", "2026-12-31", "No community here has this name")]
    public async Task An_invitation_that_cannot_be_read_makes_nobody(string role, string until, string said)
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/members");
        HttpResponseMessage refused = await kofi.Post("/keep/members?handler=invite&lang=en", ("handle", "lee"), ("role", role), ("until", until), ("reason", "Zirkonwort"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        string page = await refused.Content.ReadAsStringAsync();
        foreach (string kept in (string[])[said, "value=\"lee\"", $"value=\"{until}\"", "Zirkonwort"]) Assert.Contains(kept, page, StringComparison.Ordinal);
        Assert.Null(await archive.Get<IMemberStore>().Find("lee", CancellationToken.None));
        // At the top with a link to the field, and beside the field.
        string field = Regex.Match(page, "role=\"alert\"><a href=\"#([a-z]+)\">").Groups[1].Value;
        Assert.Contains($"id=\"{field}-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"{field}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_what_came_of_an_act_and_asks_why_before()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        await archive.Member("lee");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/members");
        HttpResponseMessage refused = await kofi.Post("/keep/members?handler=end&lang=en", ("handle", "lee"), ("community", ""), ("reason", " "), ("at", "end-x"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Say why", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        HttpResponseMessage ended = await kofi.Post("/keep/members?handler=end&lang=en", ("handle", "lee"), ("community", ""), ("reason", "he moved away"), ("at", "end-x"));
        Assert.Contains("The role has ended.", await kofi.Read(ended.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Contains("he moved away", await kofi.Read("/about/acts"), StringComparison.Ordinal);
        await kofi.Read("/desk");
        HttpResponseMessage none = await kofi.Post("/desk?handler=settle&lang=en");
        Assert.Contains("Nothing was ticked", await kofi.Read(none.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_a_keeper_opens_the_keepers_pages_and_no_browser_keeps_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        await archive.Member("lee");
        await archive.Get<Features.Keeping.ChangeRole>().Do(
            new Domain.Keeping.RoleChange("lee", null, null, IsEnd: true), "lee", null, "", CancellationToken.None);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        using SignedInBrowser lee = await SignedInBrowser.Of(archive, "lee");
        using HttpClient stranger = archive.Anyone();
        foreach (string address in (string[])["/keep", "/keep/members", "/keep/settings", "/keep/hidden"])
        {
            HttpResponseMessage opened = await kofi.Answer(address);
            Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
            Assert.True(opened.Headers.CacheControl?.NoStore);
            Assert.Equal(HttpStatusCode.Forbidden, (await lee.Answer(address)).StatusCode);
            Assert.Equal("/sign-in", (await stranger.GetAsync(address)).Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Two_roles_for_one_community_wait_side_by_side()
    {
        await using TestArchive archive = await TestArchive.Start();
        Domain.Records.RecordId river = await archive.Community();
        await archive.Member("kofi");
        await archive.Write(session =>
        {
            foreach (string handle in (string[])["rosa", "lina"])
                session.PutTwoKeeperAct(new Domain.Keeping.TwoKeeperAct(0, Domain.Keeping.TwoKeeperKind.Grant, new Domain.Keeping.RoleChange(handle, river, null, IsEnd: false).ToString(), "mika", archive.Today, ""));
        });
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string page = await kofi.Read("/keep");
        Assert.Contains("rosa", page, StringComparison.Ordinal);
        Assert.Contains("lina", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("/join/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
