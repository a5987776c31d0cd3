using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Stewarding;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Stewarding;

/// <summary>A community's stewards decide among themselves, by their protocol and without a keeper.</summary>
public sealed partial class WishAmongStewardsTests
{
    private static readonly Protocol TwoOfThem = new(2);

    [Fact]
    public async Task Two_of_three_invite_a_fourth_and_the_link_comes_with_the_role()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", TwoOfThem, "amal", "bassam", "carmen");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bassam = await SignedInBrowser.Of(archive, "bassam");
        await amal.Read($"/desk/communities/{community}/stewards?lang=en");
        HttpResponseMessage wished = await amal.Post($"/desk/communities/{community}/stewards?handler=invite&lang=en", ("handle", "Dalia"), ("until", "2026-12-31"), ("reason", "Zirkonwort"));
        Assert.Contains("Your word is written down", await amal.Read(wished.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Null(await Find(archive, "dalia"));
        Assert.Contains("#wishes", await bassam.Read("/desk?lang=en"), StringComparison.Ordinal);
        string page = await bassam.Read($"/desk/communities/{community}?lang=en");
        Assert.Contains("Zirkonwort", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/join/", page, StringComparison.Ordinal);
        HttpResponseMessage agreed = await bassam.Post($"/desk/communities/{community}?handler=agree&lang=en", ("number", Number(page)));
        Assert.Equal(HttpStatusCode.OK, agreed.StatusCode);
        string shown = await agreed.Content.ReadAsStringAsync();
        Assert.Contains("A new one-time link for: <bdi>dalia</bdi>", shown, StringComparison.Ordinal);
        string link = Regex.Match(shown, "/join/[A-Za-z0-9_-]+").Value;
        Role role = Assert.Single((await Find(archive, "dalia"))!.Roles);
        Assert.Equal((community, new DateOnly(2026, 12, 31)), (role.Community, role.Until));
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(link)).StatusCode);
        // Shown once; and the reason is gone from every file.
        Assert.DoesNotContain("/join/", await bassam.Read($"/desk/communities/{community}"), StringComparison.Ordinal);
        Assert.Empty(Residue.In(archive.Folder, "Zirkonwort"));
    }

    [Fact]
    public async Task A_steward_is_relieved_by_the_others_and_not_by_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AllStewards, "amal", "bassam", "carmen");
        await archive.Pass(1);
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, "amal", new Wished.Relieve("carmen")));
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, "amal", new Wished.Relieve("carmen")));
        Assert.Equal("not-on-oneself", Assert.IsType<WishOutcome.NotRight>(await Wish(archive, community, "carmen", new Wished.Relieve("carmen"))).Finding.Code);
        Assert.Contains("carmen", await Stewards(archive, community));
        Assert.IsType<WishOutcome.Done>(await Wish(archive, community, "bassam", new Wished.Relieve("carmen")));
        Assert.Equal(["amal", "bassam"], await Stewards(archive, community));
        // Two are left, and both must decide: neither relieves the other.
        Assert.Equal("too-few-stewards", Assert.IsType<WishOutcome.NotRight>(await Wish(archive, community, "amal", new Wished.Relieve("bassam"))).Finding.Code);
    }

    [Fact]
    public async Task A_word_can_be_taken_back_and_lapses()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", TwoOfThem, "amal", "bassam", "carmen");
        WishAmongStewards wishes = archive.Get<WishAmongStewards>();
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, "amal", new Wished.Relieve("carmen"), "Zirkonwort"));
        long number = Assert.Single(await Waiting(archive, community)).Number;
        Assert.IsType<WishOutcome.Unknown>(await wishes.TakeBack(community, number, Steward(archive, "bassam", community), CancellationToken.None));
        Assert.IsType<WishOutcome.Done>(await wishes.TakeBack(community, number, Steward(archive, "amal", community), CancellationToken.None));
        Assert.Empty(await Waiting(archive, community));
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, "amal", new Wished.Relieve("carmen"), "Zirkonwort"));
        await archive.Pass(StewardsWish.Days + 1);
        Assert.Empty(await Waiting(archive, community));
        Assert.Empty(Residue.In(archive.Folder, "Zirkonwort"));
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, "bassam", new Wished.Relieve("carmen")));
    }

    [Fact]
    public async Task No_keeper_uses_this_door_and_no_former_steward()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal", "bassam");
        await archive.Member("ines");
        using SignedInBrowser ines = await SignedInBrowser.Of(archive, "ines");
        foreach (string page in (string[])["", "/stewards", "/settings"])
            Assert.Equal(HttpStatusCode.NotFound, (await ines.Answer($"/desk/communities/{community}{page}")).StatusCode);
        // As one who signed in while she was a steward.
        Assert.IsType<WishOutcome.Unknown>(await Wish(archive, community, "ines", new Wished.Invite("mallory", null)));
        Assert.Empty(await archive.Get<IMemberStore>().Wishes(new Viewer.Member(archive.Today, "ines", true, []), CancellationToken.None));
    }

    [Fact]
    public async Task A_handle_that_waits_for_a_keeper_is_not_given_here()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal", "bassam");
        await archive.Member("ines");
        Assert.Equal("handle-not-claimed", Assert.IsType<WishOutcome.NotRight>(await Wish(archive, community, "amal", new Wished.Invite("ines", null))).Finding.Code);
        Assert.Equal("not-a-handle", Assert.IsType<WishOutcome.NotRight>(await Wish(archive, community, "amal", new Wished.Invite("keeper", null))).Finding.Code);
    }

    [Fact]
    public async Task The_only_steward_is_told_what_follows_before_she_goes()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal");
        await archive.Pass(1);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string address = $"/desk/communities/{community}/stewards";
        Assert.Contains("stays public until somebody answers", await amal.Read(address + "?lang=en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await amal.Post(address + "?handler=layDown")).StatusCode);
        Assert.Equal(["amal"], await Stewards(archive, community));
        await amal.Read(address);
        // It was all she had here: she is told so, and not asked to sign in.
        HttpResponseMessage left = await amal.Post(address + "?handler=layDown&lang=en", ("sure", "true"));
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Assert.Contains(Texts.For("en")["desk.laydown.left"], await left.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await Stewards(archive, community));
    }

    [Fact]
    public async Task Nobody_lays_her_role_down_by_one_touch()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "bassam"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bassam");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bassam = await SignedInBrowser.Of(archive, "bassam");
        string address = $"/desk/communities/{marsh}/stewards";
        Assert.Contains(Texts.For("en")["desk.laydown.last"], await amal.Read(address + "?lang=en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await amal.Post(address + "?handler=layDown")).StatusCode);
        Assert.Equal(["amal", "bassam"], await Stewards(archive, marsh));
        // Who answers for another community stays signed in, at their desk.
        Assert.DoesNotContain(Texts.For("en")["desk.laydown.last"], await bassam.Read(address + "?lang=en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await bassam.Post(address + "?handler=layDown", ("sure", "true"))).StatusCode);
        Assert.Equal(["amal"], await Stewards(archive, marsh));
        Assert.Equal(["bassam"], await Stewards(archive, hill));
    }

    [Fact]
    public async Task A_stewards_term_is_warned_of_on_her_desk_and_renewed_by_the_same_wish()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal", "bassam");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        Assert.IsType<WishOutcome.Done>(await Wish(archive, community, "bassam", new Wished.Invite("amal", archive.Today.AddDays(31))));
        Assert.DoesNotContain("Your time as steward", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        await archive.Pass(1);
        Assert.Contains("Your time as steward", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        Assert.IsType<WishOutcome.Done>(await Wish(archive, community, "bassam", new Wished.Invite("amal", null)));
        Assert.DoesNotContain("Your time as steward", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_steward_is_in_no_act()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal");
        Assert.IsType<WishOutcome.Done>(await Wish(archive, community, "amal", new Wished.Invite("dalia", null), "Zirkonwort"));
        WrittenAct written = (await archive.Records.Acts(ofPowerOnly: false, 1, archive.Stranger, CancellationToken.None))[0].Value;
        Assert.Equal((ActKind.Grant, null, null), (written.Act.Kind, written.Act.By, written.Act.Reason));
        Assert.Equal([community], written.Act.Subjects);
    }

    [Fact]
    public async Task Settings_hold_with_as_many_words_as_the_protocol_asks_and_are_shown_where_they_matter()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId community = await asked.Community("Marsh people", TwoOfThem, "amal", "bassam");
        RecordId practice = await asked.Practice(community);
        foreach (string one in (string[])["amal", "bassam"]) await asked.Answer(practice, community, one, scope: ConsentScope.Publish | ConsentScope.SisterArchives);
        using HttpClient anyone = archive.Anyone();
        (string, string)[] typed =
        [
            ("silence", "declined"), ("notices", "Deaths are told of\nPolice violence"), ("place", "region"), ("sisters", "names-and-titles"), ("scope", "Media"), ("decide", "We sit in a **circle**."), ("reason", "why"),
        ];
        foreach ((string handle, bool holds) in new[] { ("amal", false), ("bassam", true) })
        {
            using SignedInBrowser browser = await SignedInBrowser.Of(archive, handle);
            await browser.Read($"/desk/communities/{community}/settings");
            await browser.Post($"/desk/communities/{community}/settings", typed);
            string page = await Browsing.Told.Text(anyone, $"/r/{practice}?lang=en"), json = await Browsing.Told.Text(anyone, $"/api/v1/records/{practice}");
            Assert.Equal(holds, page.Contains("Police violence", StringComparison.Ordinal));
            Assert.Contains(holds ? "\"terms\":{\"contentNotices\":[\"Deaths are told of\",\"Police violence\"],\"sisterArchives\":\"names-and-titles\"" : "\"sisterArchives\":\"nothing\"", json, StringComparison.Ordinal);
            Assert.Equal(holds, (await Browsing.Told.Text(anyone, $"/r/{community}?lang=en")).Contains("<strong>circle</strong>", StringComparison.Ordinal));
        }

        RecordId other = await asked.Practice(community);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        Assert.Matches("value=\"Media\" checked", await amal.Read($"/desk/records/{other}"));
        Assert.DoesNotMatch("value=\"PrecisePlace\" checked", await amal.Read($"/desk/records/{other}"));
        // Nobody answered in time: it counts as their no, until they say yes.
        await archive.Pass(Protocol.AnySteward.SilenceDays + 1);
        Assert.Equal(RecordState.Declined, (await asked.Find(other))!.State);
        foreach (string one in (string[])["amal", "bassam"]) await asked.Answer(other, community, one);
        Assert.Equal(RecordState.Published, (await asked.Find(other))!.State);
    }

    [Fact]
    public async Task Settings_that_others_decided_while_she_wrote_are_shown_and_not_overwritten()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal", "bassam");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bassam = await SignedInBrowser.Of(archive, "bassam");
        string address = $"/desk/communities/{community}/settings?lang=en";
        await amal.Read(address);
        await bassam.Read(address);
        await bassam.Post(address, ("place", "region"), ("sisters", "nothing"), ("silence", "review"), ("notices", "Deaths are told of"), ("reason", "we were raided"));
        HttpResponseMessage stopped = await amal.Post(address, ("place", "exact"), ("sisters", "nothing"), ("silence", "review"), ("notices", "Zirkon"), ("reason", "why"));
        string page = await stopped.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.PreconditionFailed, stopped.StatusCode);
        Assert.Contains("Something else holds", page, StringComparison.Ordinal);
        Assert.Contains("Deaths are told of", page, StringComparison.Ordinal);
        Assert.Contains(">Zirkon</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(Precision.Region, (await Holds()).FinestPlace);
        // Who has read what holds now may still wish it.
        await amal.Answer(address);
        await amal.Post(address, ("place", "town"), ("sisters", "nothing"), ("silence", "review"), ("notices", "Zirkon"), ("reason", "why"));
        Assert.Equal((Precision.Town, "Zirkon"), ((await Holds()).FinestPlace, (await Holds()).ContentNotices[0]));

        async Task<CommunitySettings> Holds() => (await archive.Get<IMemberStore>().Community(community, archive.Today, CancellationToken.None))!.Settings;
    }

    [Fact]
    public async Task Who_left_her_browser_open_is_asked_again_before_anything_is_wished_for()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", TwoOfThem, "amal", "bassam", "carmen");
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, "bassam", new Wished.Invite("dalia", null)));
        long number = Assert.Single(await Waiting(archive, community)).Number;
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string own = $"/desk/communities/{community}";
        foreach (string page in (string[])["", "/stewards", "/settings"]) await amal.Read(own + page);
        archive.Clock.Pass(TimeSpan.FromMinutes(11));
        foreach ((string at, string field, string value) in ((string, string, string)[])
            [("/stewards?handler=invite", "handle", "eda"), ("/stewards?handler=relieve", "handle", "carmen"), ("/stewards?handler=layDown", "sure", "true"), ("/settings", "place", "exact"), ("?handler=agree", "number", $"{number}")])
        {
            HttpResponseMessage asked = await amal.Post(own + at, (field, value), ("reason", "why"));
            Assert.Equal((HttpStatusCode.TemporaryRedirect, true), (asked.StatusCode, asked.Headers.Location!.ToString().StartsWith("/sign-in/again", StringComparison.Ordinal)));
        }

        Assert.Equal(["bassam"], Assert.Single(await Waiting(archive, community)).By);
        Assert.Equal(["amal", "bassam", "carmen"], await Stewards(archive, community));
    }

    [Theory]
    [InlineData("number", "9", "30", "number")]
    [InlineData("number", "many", "30", "number")]
    [InlineData("number", "2", "3", "silence")]
    [InlineData("all", "2", "", "silence")]
    [InlineData("", "2", "30", "way")]
    public async Task A_way_to_decide_that_cannot_be_is_kept_as_it_was_typed_and_spoken_of_beside_it(string way, string many, string days, string wrong)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal", "bassam");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string at = $"/desk/communities/{community}";
        await amal.Read(at + "?lang=en");
        HttpResponseMessage answer = await amal.Post($"{at}?handler=protocol&lang=en", ("way", way), ("number", many), ("silence", days));
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Matches($"role=\"alert\"><p><a href=\"#{wrong}\">[^§]*id=\"{wrong}\"", page);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, $"<p class=\"error\" id=\"{wrong}-wrong\">"));
        Assert.Matches($"id=\"number\"[^>]* value=\"{many}\"", page);
        if (days.Length > 0) Assert.Matches($"id=\"silence\"[^>]* value=\"{days}\"", page);
        else Assert.DoesNotMatch("id=\"silence\"[^>]* value=\"[^\"]", page);
        if (way.Length > 0) Assert.Matches($"name=\"way\" value=\"{way}\" checked", page);
    }

    [Fact]
    public async Task What_is_not_right_leads_to_the_field_that_mends_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", TwoOfThem, "amal", "bassam", "carmen");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string at = $"/desk/communities/{community}/stewards";
        foreach ((string form, string id, (string, string)[] typed) in ((string, string, (string, string)[])[])
        [
            ("invite", "handle", [("handle", "?")]), ("invite", "until", [("handle", "dalia"), ("until", "yesterday")]), ("invite", "until", [("handle", "dalia"), ("until", "2001-01-01")]),
            ("relieve", "because-2", [("handle", "bassam"), ("reason", " ")]), ("relieve", "because-3", [("handle", "carmen"), ("reason", "")]), ("layDown", "sure", []),
        ])
        {
            await amal.Read(at + "?lang=en");
            HttpResponseMessage answer = await amal.Post($"{at}?handler={form}&lang=en", typed);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            // The message at the top, what is wrong beside the field, and the field that says so.
            Assert.Matches($"role=\"alert\"><p><a href=\"#{id}\">[^§]*<p class=\"error\" id=\"{id}-wrong\">[^§]*<input[^>]* id=\"{id}\"[^>]* aria-describedby=\"{id}-wrong", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Who_signs_in_with_a_passkey_alone_has_claimed_her_handle()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId community = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), other = await asked.Community("Hill people", Protocol.AnySteward, "dalia");
        Assert.Equal("handle-not-claimed", Assert.IsType<WishOutcome.NotRight>(await Wish(archive, community, "amal", new Wished.Invite("dalia", null))).Finding.Code);
        await archive.Write(session => session.Put(new Passkey { CredentialId = [1], Handle = "dalia", Domain = "localhost", PublicKey = [2], SignCount = 0, Made = archive.Today }));
        Assert.IsType<WishOutcome.Done>(await Wish(archive, community, "amal", new Wished.Invite("dalia", null)));
        using SignedInBrowser dalia = await SignedInBrowser.Of(archive, "dalia");
        Assert.DoesNotContain("has not opened the link yet", await dalia.Read($"/desk/communities/{other}/stewards?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_ends_a_role_is_given_no_way_into_the_seat_that_had_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal", "bassam");
        await archive.Write(session => session.Put(new Passkey { CredentialId = [1], Handle = "bassam", Domain = "localhost", PublicKey = [2], SignCount = 0, Made = archive.Today }));
        await archive.Pass(1);
        Assert.IsType<WishOutcome.Done>(await Wish(archive, community, "amal", new Wished.Relieve("bassam")));
        // Bassam handed in deposits by that name, and what was answered under it was Bassam's.
        Assert.Equal("handle-of-another", Assert.IsType<WishOutcome.NotRight>(await Wish(archive, community, "amal", new Wished.Invite("bassam", null))).Finding.Code);
        Assert.Equal("handle-of-another", Assert.IsType<WishOutcome.NotRight>(await Wish(archive, community, "amal", new Wished.Invite("bassam", archive.Today.AddDays(9)))).Finding.Code);
        // Whoever never opened her link is given another.
        Assert.NotNull(Assert.IsType<WishOutcome.Done>(await Wish(archive, community, "amal", new Wished.Invite("dalia", null))).Link);
        Assert.NotNull(Assert.IsType<WishOutcome.Done>(await Wish(archive, community, "amal", new Wished.Invite("dalia", null))).Link);
    }

    [Fact]
    public async Task Names_are_changed_with_the_guidance_in_one_revision()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId community = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        await asked.Answer(community, community, "amal");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        await amal.Read($"/desk/communities/{community}");
        await amal.Post($"/desk/communities/{community}?handler=guidance", ("names", "Marsh folk\nMa'dan"), ("namesNotWanted", "Swampers"), ("say", "marsh"), ("askOfAllies", ""));
        RecordContent content = (await asked.Find(community))!.Content;
        Assert.Equal(["Marsh folk", "Ma'dan"], content.Texts("names"));
        Assert.Equal(["Swampers"], content.Texts("namesNotWanted"));
        Assert.Equal(2, await asked.Shown(community));
    }

    private static Viewer.Member Steward(TestArchive archive, string handle, RecordId community) => new(archive.Today, handle, false, [community]);

    private static Task<WishOutcome> Wish(TestArchive archive, RecordId community, string by, Wished wished, string reason = "why") =>
        archive.Get<WishAmongStewards>().Wish(community, wished, reason, Steward(archive, by, community), CancellationToken.None);

    private static Task<IReadOnlyList<StewardsWish>> Waiting(TestArchive archive, RecordId community) =>
        archive.Get<IMemberStore>().Wishes(Steward(archive, "amal", community), CancellationToken.None);

    private static async Task<IEnumerable<string>> Stewards(TestArchive archive, RecordId community) =>
        (await archive.Get<IMemberStore>().Community(community, archive.Today, CancellationToken.None))!.Stewards;

    private static Task<Member?> Find(TestArchive archive, string handle) => archive.Get<IMemberStore>().Find(handle, CancellationToken.None);

    private static string Number(string page) => NumberField().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"number\" value=\"([0-9]+)\"")]
    private static partial Regex NumberField();
}
