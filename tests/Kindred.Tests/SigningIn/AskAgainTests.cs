using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Tests.Keeping;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.SigningIn;

/// <summary>What matters to others is done by a session that showed within minutes who sits there; asked again, one loses no word.</summary>
public partial class AskAgainTests
{
    private const string Good = "violet anchors hum beneath gravel";
    private const string Invite = "/keep/members?handler=invite";

    private static readonly (string, string)[] Typed = [("handle", "amal"), ("role", "keeper"), ("reason", "she knows\nthe neighbours")];

    [Fact]
    public async Task The_form_waits_while_it_is_asked_and_then_goes_on_as_it_was_typed()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        byte[] secret = await archive.GivePassword("kofi", Good);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/members");
        archive.Clock.Pass(TimeSpan.FromMinutes(11));
        HttpResponseMessage asked = await kofi.Post(Invite, Typed);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, asked.StatusCode);
        string again = asked.Headers.Location!.ToString();
        string page = await (await kofi.Post(again, Typed)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("the neighbours", page, StringComparison.Ordinal);
        string to = WebUtility.HtmlDecode(Action().Match(page).Groups[1].Value), kept = Kept().Match(page).Groups[1].Value;
        Assert.Equal(Invite, to);
        HttpResponseMessage wrong = await kofi.Post(to, ("again.kept", kept), ("again.password", "not the right words"), ("again.code", archive.Code(secret)));
        Assert.EndsWith("&wrong=true", wrong.Headers.Location!.ToString(), StringComparison.Ordinal);
        page = await (await kofi.Post(wrong.Headers.Location!.ToString(), ("again.kept", kept))).Content.ReadAsStringAsync();
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Equal(kept, Kept().Match(page).Groups[1].Value);
        Assert.Empty(await Waiting(archive));
        HttpResponseMessage done = await kofi.Post(to, ("again.kept", kept), ("again.password", Good), ("again.code", archive.Code(secret)));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        TwoKeeperAct act = Assert.Single(await Waiting(archive));
        Assert.Equal(("she knows\nthe neighbours", "amal"), (act.Reason, RoleChange.Parse(act).Handle));
        // For ten minutes it is known.
        Assert.Equal(HttpStatusCode.OK, (await kofi.Post(Invite, [("handle", "lin"), .. Typed[1..]])).StatusCode);
        Assert.Equal(2, (await Waiting(archive)).Count);
    }

    [Fact]
    public async Task What_was_kept_is_good_for_one_session_and_one_address()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        byte[] secret = await archive.GivePassword("kofi", Good);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi"), other = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/members");
        await other.Read("/keep/members");
        archive.Clock.Pass(TimeSpan.FromMinutes(11));
        string again = (await kofi.Post(Invite, Typed)).Headers.Location!.ToString();
        string kept = Kept().Match(await (await kofi.Post(again, Typed)).Content.ReadAsStringAsync()).Groups[1].Value;
        foreach ((SignedInBrowser browser, string to) in ((SignedInBrowser, string)[])[(other, Invite), (kofi, "/keep/members?handler=link")])
            Assert.Equal(HttpStatusCode.TemporaryRedirect, (await browser.Post(to, ("again.kept", kept), ("again.password", Good), ("again.code", archive.Code(secret)))).StatusCode);
        Assert.Empty(await Waiting(archive));
    }

    [Fact]
    public async Task Every_page_on_which_power_is_used_asks_and_programs_are_not_asked()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        RecordId community = await archive.Community();
        await TwoKeepers.Claimed(archive, "ines", community);
        RecordId practice = await archive.Publish("practice", Browsing.Told.Content("A vigil"));
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi"), ines = await SignedInBrowser.Of(archive, "ines");
        await kofi.Read("/keep/members");
        await ines.Read($"/desk/communities/{community}");
        archive.Clock.Pass(TimeSpan.FromMinutes(11));
        foreach (string address in (string[])["/keep?handler=agree", "/keep?handler=refuse", Invite, "/keep/members?handler=end", "/keep/members?handler=link",
            $"/desk/records/{practice}/withdraw", "/sessions?handler=token", "/account?handler=remove", "/account?handler=codes", "/account?handler=forget",
            "/account/passkey?handler=begin", "/account/passkey", "/account/code-app?handler=begin", "/account/code-app", "/account/password"])
            Assert.Equal(HttpStatusCode.TemporaryRedirect, (await kofi.Post(address)).StatusCode);
        foreach (string handler in (string[])["protocol", "link"])
            Assert.Equal(HttpStatusCode.TemporaryRedirect, (await ines.Post($"/desk/communities/{community}?handler={handler}")).StatusCode);
        // To hide in an emergency, to end a session and to name a passkey must be quick.
        Assert.NotEqual(HttpStatusCode.TemporaryRedirect, (await kofi.Post($"/desk/records/{practice}/withdraw?handler=hide", ("reason", "danger"))).StatusCode);
        Assert.NotEqual(HttpStatusCode.TemporaryRedirect, (await kofi.Post("/sessions?handler=end", ("hash", "00"))).StatusCode);
        using HttpClient program = archive.With(await archive.Token("kofi"));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/keep/members")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    public async Task What_is_sent_without_a_form_is_asked_too(string? type)
    {
        await using TestArchive archive = await TwoKeepers.Start();
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/members");
        const string InQuery = Invite + "&handle=amal&role=keeper&reason=because";
        archive.Clock.Pass(TimeSpan.FromMinutes(11));
        HttpResponseMessage answer = await kofi.PostWithoutForm(InQuery, type is null ? null : new StringContent("{}", System.Text.Encoding.UTF8, type));
        Assert.Empty(await Waiting(archive));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        // Nothing was typed that could be kept.
        HttpResponseMessage again = await kofi.PostWithoutForm(answer.Headers.Location!.ToString(), type is null ? null : new StringContent("{}", System.Text.Encoding.UTF8, type));
        Assert.True((int)again.StatusCode < 500, $"{again.StatusCode}");
        Assert.Empty(await Waiting(archive));
    }

    private static Task<IReadOnlyList<TwoKeeperAct>> Waiting(TestArchive archive) => archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None);

    [GeneratedRegex("id=\"again\" action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("name=\"again.kept\" value=\"([^\"]+)\"")]
    private static partial Regex Kept();
}
