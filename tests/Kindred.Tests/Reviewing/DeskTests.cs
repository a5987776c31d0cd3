using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.SigningIn;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Reviewing;

public class DeskTests
{
    [Fact]
    public async Task A_steward_reads_a_deposit_says_yes_and_it_is_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        DepositId deposit = await Deposit(archive, community);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        Assert.Contains($"/desk/deposits/{deposit}", await amina.Read("/desk"), StringComparison.Ordinal);
        string page = await amina.Read($"/desk/deposits/{deposit}");
        Assert.Contains("A vigil by the river", page, StringComparison.Ordinal);
        Assert.Contains("River people", page, StringComparison.Ordinal);
        HttpResponseMessage accepted = await amina.Post($"/desk/deposits/{deposit}?handler=accept", ("give", "true"));
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Contains("River people", await amina.Read(accepted.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.True(await IsPublic(archive, deposit));
        Assert.Contains("A vigil by the river", await amina.Read("/desk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_of_three_stewards_are_enough_where_the_community_asks_for_two()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        foreach (string handle in (string[])["amina", "ines", "kofi"]) await archive.Member(handle, community);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/communities/{community}");
        HttpResponseMessage set = await amina.Post($"/desk/communities/{community}?handler=protocol", ("way", "number"), ("number", "2"), ("silence", "30"));
        Assert.EndsWith("done=protocol", set.Headers.Location!.ToString(), StringComparison.Ordinal);
        // No way chosen is not the easiest one.
        Assert.Equal(HttpStatusCode.BadRequest, (await amina.Post($"/desk/communities/{community}?handler=protocol", ("number", "2"), ("silence", "30"))).StatusCode);
        DepositId deposit = await Deposit(archive, community);
        await amina.Read($"/desk/deposits/{deposit}");
        await amina.Post($"/desk/deposits/{deposit}?handler=accept", ("give", "true"));
        Assert.False(await IsPublic(archive, deposit));
        using SignedInBrowser ines = await SignedInBrowser.Of(archive, "ines");
        RecordId record = await Accessioned(archive, deposit);
        Assert.Contains($"/desk/records/{record}", await ines.Read("/desk"), StringComparison.Ordinal);
        await ines.Read($"/desk/records/{record}");
        HttpResponseMessage answered = await ines.Post(
            $"/desk/records/{record}?handler=answer", ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"));
        Assert.EndsWith("done=answered", answered.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.True(await IsPublic(archive, deposit));
        // One alone can't make it easier again: what is in force asks for two.
        HttpResponseMessage wish = await amina.Post($"/desk/communities/{community}?handler=protocol", ("way", "any"), ("number", "1"), ("silence", "30"));
        Assert.EndsWith("done=protocol-waits", wish.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_steward_and_a_stranger_cannot_tell_what_is_there()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        RecordId other = await archive.Community("Hill people");
        await archive.Member("amina", community);
        await archive.Member("jo", other);
        DepositId deposit = await Deposit(archive, community);
        using SignedInBrowser jo = await SignedInBrowser.Of(archive, "jo");
        using HttpClient stranger = archive.Anyone();
        foreach ((string there, string never) in new[]
        {
            ($"/desk/deposits/{deposit}", $"/desk/deposits/{RecordId.Mint()}"),
            ($"/desk/communities/{community}", $"/desk/communities/{RecordId.Mint()}"),
            ($"/desk/records/{community}", $"/desk/records/{RecordId.Mint()}"),
        })
        {
            HttpResponseMessage one = await jo.Answer(there), two = await jo.Answer(never);
            Assert.Equal(HttpStatusCode.NotFound, one.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, two.StatusCode);
            Assert.Equal(await two.Content.ReadAsStringAsync(), await one.Content.ReadAsStringAsync());
            foreach (string address in (string[])[there, never])
                Assert.Equal("/sign-in", (await stranger.GetAsync(address)).Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        DepositId deposit = await Deposit(archive, community);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/deposits/{deposit}");
        HttpResponseMessage refused = await amina.PostWithout($"/desk/deposits/{deposit}?handler=accept", ("give", "true"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.False(await IsPublic(archive, deposit));
    }

    [Fact]
    public async Task A_keeper_cannot_publish_against_a_steward()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        await archive.Member("kofi");
        DepositId deposit = await Deposit(archive, community);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read($"/desk/deposits/{deposit}");
        await kofi.Post($"/desk/deposits/{deposit}?handler=accept", ("basis", "PublicSources"), ("give", "true"));
        await kofi.Post($"/desk/deposits/{deposit}?handler=accept", ("basis", "Consent"), ("give", "true"));
        Assert.False(await IsPublic(archive, deposit));
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        RecordId record = await Accessioned(archive, deposit);
        await amina.Read($"/desk/records/{record}");
        await amina.Post($"/desk/records/{record}?handler=answer", ("community", community.ToString()), ("answered", "Declined"));
        HttpResponseMessage refused = await kofi.Post(
            $"/desk/records/{record}?handler=answer", ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.False(await IsPublic(archive, deposit));
    }

    [Fact]
    public async Task What_was_set_aside_is_dealt_with_many_at_a_time()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("kofi");
        DepositId[] aside = [await Deposit(archive, community, DepositState.Quarantined), await Deposit(archive, community, DepositState.Quarantined)];
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        Assert.Contains("/desk/deposits?state=quarantined", await kofi.Read("/desk"), StringComparison.Ordinal);
        await kofi.Read("/desk/deposits?state=quarantined");
        await kofi.Post("/desk/deposits?handler=many&state=quarantined", [.. aside.Select(id => ("deposit", id.ToString())), ("act", "release")]);
        foreach (DepositId id in aside) Assert.Equal(DepositState.Deposited, (await Find(archive, id)).State);
    }

    [Fact]
    public async Task Guidance_changes_with_the_communitys_own_yes()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/communities/{community}");
        HttpResponseMessage saved = await amina.Post(
            $"/desk/communities/{community}?handler=guidance", ("say", "People of the river"), ("ratherNot", "Boat people"), ("why", ""), ("askOfAllies", "Come early."));
        Assert.EndsWith("done=guidance", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Visible<Record>[] shown = [.. await archive.Records.Records([community], new Viewer.Public(archive.Today), CancellationToken.None)];
        Assert.Equal("Come early.", Assert.Single(shown).Value.Content.Text("askOfAllies"));
    }

    [Fact]
    public async Task Two_who_change_the_guidance_at_once_lose_neither_words()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        foreach (string handle in (string[])["amina", "ines"]) await archive.Member(handle, community);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina"), ines = await SignedInBrowser.Of(archive, "ines");
        string address = $"/desk/communities/{community}";
        await amina.Read(address);
        await ines.Read(address);
        await amina.Post($"{address}?handler=guidance", ("say", "People of the river"), ("askOfAllies", "Come early."));
        (string, string)[] hers = [("say", "River folk"), ("askOfAllies", "Bring soup.")];
        HttpResponseMessage refused = await ines.Post($"{address}?handler=guidance&lang=en", hers);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        string page = await refused.Content.ReadAsStringAsync();
        foreach (string kept in (string[])["while you wrote", "Come early.", "People of the river", "value=\"River folk\"", "Bring soup."]) Assert.Contains(kept, page, StringComparison.Ordinal);
        Assert.Equal("Come early.", await AskOfAllies(archive, community));
        await ines.Read(address);
        HttpResponseMessage tooLong = await ines.Post($"{address}?handler=guidance&lang=en", ("say", "River folk"), ("why", new string('o', 1001)));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Contains("value=\"River folk\"", await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await ines.Read(address);
        Assert.EndsWith("done=guidance", (await ines.Post($"{address}?handler=guidance", hers)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Bring soup.", await AskOfAllies(archive, community));
    }

    [Fact]
    public async Task A_yes_that_comes_with_the_guidance_is_no_wider_than_the_one_before()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await Say("Given", ("scope", "Publish"), ("scope", "Reuse"), ("until", "2026-12-31"));
        HttpResponseMessage saved = await Guide();
        Assert.Contains("done=guidance", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Consent yes = (await Said())[0];
        Assert.Equal((2, ConsentAnswer.Given, ConsentScope.Publish | ConsentScope.Reuse, new DateOnly(2026, 12, 31)), (yes.Revision, yes.Answer, yes.Scope, yes.Until));
        await Say("Declined", ("condition", "Not under this name."));
        HttpResponseMessage refused = await Guide();
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Come early.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(ConsentAnswer.Declined, (await Said())[0].Answer);

        async Task Say(string answer, params (string, string)[] more)
        {
            await amina.Read($"/desk/records/{community}");
            HttpResponseMessage said = await amina.Post($"/desk/records/{community}?handler=answer", [("community", community.ToString()), ("answered", answer), .. more]);
            Assert.EndsWith("done=answered", said.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        async Task<HttpResponseMessage> Guide()
        {
            await amina.Read($"/desk/communities/{community}");
            return await amina.Post($"/desk/communities/{community}?handler=guidance&lang=en", ("askOfAllies", "Come early."));
        }

        Task<IReadOnlyList<Consent>> Said() => archive.Get<IDepositStore>().Answered([community], Keeper(archive), 10, CancellationToken.None);
    }

    private static async Task<string?> AskOfAllies(TestArchive archive, RecordId community) =>
        Assert.Single(await archive.Records.Records([community], new Viewer.Public(archive.Today), CancellationToken.None)).Value.Content.Text("askOfAllies");

    [Fact]
    public async Task A_steward_withdraws_after_reading_what_will_be_destroyed()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        DepositId deposit = await Deposit(archive, community);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/deposits/{deposit}");
        await amina.Post($"/desk/deposits/{deposit}?handler=accept", ("give", "true"));
        RecordId record = await Accessioned(archive, deposit);
        Assert.Contains("name=\"sure\"", await amina.Read($"/desk/records/{record}/withdraw"), StringComparison.Ordinal);
        await amina.Post($"/desk/records/{record}/withdraw", ("sure", "true"), ("words", "It was ours to tell."));
        Assert.IsType<Reading.Withdrawn>(await archive.Records.Read(record, new Viewer.Public(archive.Today), 0, CancellationToken.None));
    }

    [Fact]
    public async Task A_private_feed_says_how_much_waits_and_nothing_else()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        await Deposit(archive, community);
        string secret = Assert.IsType<string>(await archive.Get<MakeToken>().Do("amina", Domain.Keeping.SessionKind.Feed, null, 365, CancellationToken.None));
        using HttpClient reader = archive.Anyone();
        string feed = await reader.GetStringAsync($"/feed/{secret}.atom?lang=en");
        Assert.Contains("1 waits for you", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("vigil", feed, StringComparison.OrdinalIgnoreCase);
        await archive.Get<RaiseConcern>().Raise(community, ConcernAbout.Endangers, "", "", "", "", "once", false, CancellationToken.None);
        Assert.Contains("2 wait for you", await reader.GetStringAsync($"/feed/{secret}.atom?lang=en"), StringComparison.Ordinal);
        string joined = await (await reader.GetAsync("/join/used?lang=en")).Content.ReadAsStringAsync();
        Assert.Contains("This link opens nothing", joined, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/feed/nobody.atom")).StatusCode);
    }

    private static async Task<DepositId> Deposit(TestArchive archive, RecordId community, DepositState state = DepositState.Deposited) =>
        await Vigil.Find(archive, await Vigil.Send(archive, community, "We stood there each night, and sang.", "2017-01", state));

    private static async Task<Deposit> Find(TestArchive archive, DepositId id) =>
        (await archive.Get<IDepositStore>().Find(id, Keeper(archive), CancellationToken.None))!.Value.Value;

    private static async Task<RecordId> Accessioned(TestArchive archive, DepositId id) => (await Find(archive, id)).Records[0].Accessioned!.Value;

    private static async Task<bool> IsPublic(TestArchive archive, DepositId id) =>
        (await Find(archive, id)).Records[0].Accessioned is { } record
        && await archive.Records.Read(record, new Viewer.Public(archive.Today), 0, CancellationToken.None) is Reading.Found;

    private static Viewer.Member Keeper(TestArchive archive) => new(archive.Today, "reader-of-tests", true, []);
}
