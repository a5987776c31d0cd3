using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;

namespace Kindred.Tests.Reviewing;

public class DepositsDeskTests
{
    private const string Long = "We stood at the gate of the market each night until the last stall had closed, and whoever had bread shared it with those who came.";

    [Fact]
    public async Task A_keeper_narrows_orders_and_leafs_through_what_waits()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("kofi");
        for (int at = 0; at < 103; at++) await Put(archive, Told(archive, $"Told {at}", $"Word {at} of it."), community);
        await Put(archive, Told(archive, "Una olla", "Algo.", "es"));
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string first = await kofi.Read("/desk/deposits?lang=en"), second = await kofi.Read("/desk/deposits?lang=en&page=2"), beyond = await kofi.Read("/desk/deposits?lang=en&page=99");
        Assert.Contains("104 deposits. Oldest first", first, StringComparison.Ordinal);
        Assert.Equal((100, 4, 4), (Lines(first), Lines(second), Lines(beyond)));
        Assert.Contains("href=\"/desk/deposits?language=es", first, StringComparison.Ordinal);
        string spanish = await kofi.Read("/desk/deposits?lang=en&language=es&from=nonsense");
        Assert.Equal(1, Lines(spanish));
        Assert.Contains("Una olla", spanish, StringComparison.Ordinal);
        Assert.Contains("could not be read", spanish, StringComparison.Ordinal);
        Assert.Equal(1, Lines(await kofi.Read("/desk/deposits?q=OLLA")));
        Assert.Equal(0, Lines(await kofi.Read("/desk/deposits?state=declined")));
        Assert.Contains("/desk/deposits", await kofi.Read("/desk"), StringComparison.Ordinal);
        string ticked = await kofi.Read("/desk/deposits?tick=all&page=2");
        Assert.Equal(4, ticked.Split("checked=\"checked\"").Length - 1);
    }

    [Fact]
    public async Task A_steward_counts_hers_and_is_told_nothing_of_what_others_may_see()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community(), hill = await archive.Community("Hill people");
        await archive.Member("amina", river);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await Put(archive, Told(archive, "Of the river", Long), river);
        string before = await amina.Read("/desk/deposits"), list = await amina.Read("/desk/deposits?state=quarantined");
        DepositId hidden = await Put(archive, Told(archive, "Of the river", Long + " And more."), hill);
        await Put(archive, Told(archive, "Of the hill", Long) with { State = DepositState.Quarantined }, hill);
        await archive.Write(session => session.Put(new Assignment(hidden, "amina", archive.Today)));
        Assert.Equal(Plain(before), Plain(await amina.Read("/desk/deposits")));
        Assert.Equal(Plain(list), Plain(await amina.Read("/desk/deposits?state=quarantined")));
        DepositId hers = (await archive.Get<IDepositStore>().AtDesk(new DeskFilter(), new Viewer.Member(archive.Today, "amina", false, [river]), 0, 9, CancellationToken.None)).Deposits[0].Deposit.Value.Id;
        Assert.DoesNotContain(hidden.ToString(), await amina.Read($"/desk/deposits/{hers}"), StringComparison.Ordinal);
        HttpResponseMessage beside = await amina.Answer($"/desk/deposits/{hers}/beside/{hidden}"), never = await amina.Answer($"/desk/deposits/{hers}/beside/{RecordId.Mint()}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (beside.StatusCode, never.StatusCode));
        Assert.Equal(await never.Content.ReadAsStringAsync(), await beside.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Many_are_declined_at_a_time_each_whole_and_the_page_says_which_were_not()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("kofi");
        DepositId one = await Put(archive, Told(archive, "One", "First."), community), changed = await Put(archive, Told(archive, "Two", "Second."), community);
        DepositId own = await Put(archive, Told(archive, "Three", "Third.") with { Depositor = "kofi" }, community);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string page = await kofi.Read("/desk/deposits?lang=en");
        (string, string)[] ticks = [.. Ticks(page).Select(tick => ("deposit", tick))];
        Assert.Equal(3, ticks.Length);
        string none = await (await kofi.Post("/desk/deposits?handler=many&lang=en", ("act", "decline"), ("because", ""))).Content.ReadAsStringAsync();
        Assert.Contains(Texts.For("en")["desk.done.none-ticked"], none, StringComparison.Ordinal);
        // Nothing is asked about what nobody chose.
        Assert.DoesNotContain(Texts.For("en")["finding.reason-missing"], none, StringComparison.Ordinal);
        HttpResponseMessage without = await kofi.Post("/desk/deposits?handler=many&lang=en", [.. ticks, ("act", "decline"), ("because", " ")]);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(3, (await without.Content.ReadAsStringAsync()).Split("checked=\"checked\"").Length - 1);
        // Its depositor writes while the list is read.
        await archive.Write(session => session.Put(session.FindDeposit(changed)! with { Messages = [new DepositMessage(true, archive.Today, "Please wait.")] }, [community]));
        HttpResponseMessage answer = await kofi.Post("/desk/deposits?handler=many&lang=en", [.. ticks, ("act", "decline"), ("because", "Told already, thank you.")]);
        string told = await answer.Content.ReadAsStringAsync();
        Assert.Contains("1 is declined.", told, StringComparison.Ordinal);
        Assert.Contains("2 are as they were:", told, StringComparison.Ordinal);
        Assert.Contains("since you saw it", told, StringComparison.Ordinal);
        Assert.Contains("you sent it in yourself", told, StringComparison.Ordinal);
        Assert.Equal((DepositState.Declined, "Told already, thank you."), ((await Find(archive, one)).State, (await Find(archive, one)).DeclinedBecause));
        Assert.Equal([DepositState.Deposited, DepositState.Deposited], [(await Find(archive, changed)).State, (await Find(archive, own)).State]);
    }

    [Fact]
    public async Task A_flood_is_one_line_with_one_tick_and_who_meant_it_can_still_answer()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        List<DepositId> flood = [];
        for (int at = 0; at < 6; at++) flood.Add(await Put(archive, Told(archive, $"Win {at}", $"{Long} https://example.org/win") with { State = DepositState.Quarantined }));
        DepositId meant = await Put(archive, Told(archive, "Bread", "Of the bread we shared after the raid nothing has been written down, nor who baked it, until somebody asked us today.") with { State = DepositState.Quarantined });
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string page = await kofi.Read("/desk/deposits?state=quarantined&lang=en");
        Assert.Equal(2, Lines(page));
        Assert.True(page.IndexOf("Bread", StringComparison.Ordinal) < page.IndexOf("Win 0", StringComparison.Ordinal));
        Assert.Contains("6 nearly the same on this page", page, StringComparison.Ordinal);
        Assert.Contains("6 deposits with the same address", page, StringComparison.Ordinal);
        string[] ticks = Ticks(page);
        await kofi.Post("/desk/deposits?handler=many&state=quarantined&lang=en", ("deposit", ticks[0]), ("act", "release"));
        Assert.Equal(DepositState.Deposited, (await Find(archive, meant)).State);
        // What is out of quarantine is no flood any more.
        string answer = await (await kofi.Post("/desk/deposits?handler=many&state=quarantined&lang=en", ("deposit", ticks[0]), ("deposit", ticks[1]), ("act", "flood"))).Content.ReadAsStringAsync();
        Assert.Contains("6 are declined as a flood.", answer, StringComparison.Ordinal);
        Assert.Contains("1 is as it was:", answer, StringComparison.Ordinal);
        foreach (DepositId id in flood) Assert.Equal((DepositState.Declined, null), ((await Find(archive, id)).State, (await Find(archive, id)).DeclinedBecause));
    }

    [Fact]
    public async Task Who_reads_it_is_told_at_the_desk_and_locks_nobody_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community(), other = await archive.Community("Hill people");
        await archive.Member("kofi");
        await archive.Member("amina", community);
        await archive.Member("jo", other);
        DepositId deposit = await Put(archive, Told(archive, "Bread", Long), community);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi"), amina = await SignedInBrowser.Of(archive, "amina");
        await kofi.Read($"/desk/deposits/{deposit}");
        Assert.EndsWith("done=with-another", (await kofi.Post($"/desk/deposits/{deposit}?handler=assign", ("to", "amina"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("You are reading it", await amina.Read($"/desk/deposits/{deposit}?lang=en"), StringComparison.Ordinal);
        Assert.Contains("<bdi>amina</bdi>", await kofi.Read("/desk/deposits"), StringComparison.Ordinal);
        Assert.Contains("Bread", await amina.Read("/desk/deposits?with=me"), StringComparison.Ordinal);
        // Who may not see it, and who is not there, are answered alike.
        string[] refused = [];
        foreach (string to in (string[])["jo", "nobody"])
        {
            HttpResponseMessage no = await kofi.Post($"/desk/deposits/{deposit}?handler=assign&lang=en", ("to", to));
            Assert.Equal(HttpStatusCode.BadRequest, no.StatusCode);
            refused = [.. refused, Plain(await no.Content.ReadAsStringAsync())];
        }

        Assert.Equal(refused[0], refused[1]);
        // Her role ends: it is nobody's, at once for readers and by the turn of the day for good.
        await archive.Write(session => session.Put(session.FindMember("amina")! with { Roles = [] }));
        Assert.DoesNotContain("<bdi>amina</bdi>", await kofi.Read("/desk/deposits"), StringComparison.Ordinal);
        await archive.Get<AssignDeposit>().TurnDay(archive.Today, CancellationToken.None);
        Assert.Empty(await archive.Writer.Write(session => session.Assignments(), CancellationToken.None));
        // Another acts on what she reads: it ends with that.
        await kofi.Post($"/desk/deposits/{deposit}?handler=assign");
        await kofi.Post($"/desk/deposits/{deposit}?handler=decline", ("text", "Thank you, no."));
        Assert.Empty(await archive.Writer.Write(session => session.Assignments(), CancellationToken.None));
    }

    [Fact]
    public async Task What_was_told_already_is_read_beside_it_and_its_depositor_is_told_where()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, _, RecordId record) = await Vigil.Published(archive);
        await archive.Member("kofi");
        DepositId again = await Put(archive, Told(archive, "A vigil by the River", "We stood there each night, and danced."), community), twice = await Put(archive, Told(archive, "A vigil by the river", "Other words."), community);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string page = await kofi.Read($"/desk/deposits/{again}?lang=en");
        Assert.Contains($"/desk/deposits/{again}/beside/{record}", page, StringComparison.Ordinal);
        Assert.Contains($"/desk/deposits/{again}/beside/{twice}", page, StringComparison.Ordinal);
        string beside = await kofi.Read($"/desk/deposits/{again}/beside/{record}?lang=en");
        Assert.Matches("<ins>.*danced.*</ins>", beside);
        Assert.Contains("Keep both", beside, StringComparison.Ordinal);
        Assert.Contains($"?told={record}", beside, StringComparison.Ordinal);
        Assert.Contains($"/r/{record} .", await kofi.Read($"/desk/deposits/{again}?told={record}&lang=en"), StringComparison.Ordinal);
        Assert.Contains("Other words.", await kofi.Read($"/desk/deposits/{again}/beside/{twice}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_deals_with_many_and_is_answered_for_each()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("kofi");
        DepositId one = await Put(archive, Told(archive, "One", "First.") with { State = DepositState.Quarantined }, community), two = await Put(archive, Told(archive, "Two", "Second."), community);
        using HttpClient kofi = archive.With(await archive.Token("kofi"));
        JsonElement released = await Do(kofi, new { act = "release", deposits = new[] { one.ToString(), two.ToString(), RecordId.Mint().ToString(), "nonsense" } });
        Assert.Equal(1, released.GetProperty("done").GetInt32());
        Assert.Equal(["done", "not-now", "unknown", "unknown"], released.GetProperty("deposits").EnumerateArray().Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await kofi.PostAsJsonAsync("/api/v1/desk/deposits/bulk", new { act = "decline", deposits = new[] { one.ToString() } })).StatusCode);
        Assert.False((await kofi.PostAsJsonAsync("/api/v1/desk/deposits/bulk", new { act = "accept", deposits = new[] { one.ToString() } })).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await kofi.PostAsJsonAsync("/api/v1/desk/deposits/bulk", new { act = "release", deposits = Enumerable.Repeat(one.ToString(), 101) })).StatusCode);
        Assert.Equal(2, (await Do(kofi, new { act = "assign", deposits = new[] { one.ToString(), two.ToString() } })).GetProperty("done").GetInt32());
        JsonElement declined = await Do(kofi, new { act = "decline", text = "No.", deposits = new[] { one.ToString(), two + ".0000" } });
        Assert.Equal(["done", "changed"], declined.GetProperty("deposits").EnumerateArray().Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal([DepositState.Declined, DepositState.Deposited], [(await Find(archive, one)).State, (await Find(archive, two)).State]);
        using HttpClient stranger = archive.Anyone();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsJsonAsync("/api/v1/desk/deposits/bulk", new { act = "release", deposits = new[] { one.ToString() } })).StatusCode);
    }

    [Fact]
    public async Task A_program_learns_nothing_of_what_its_member_may_not_see_and_does_nothing_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community(), hill = await archive.Community("Hill people");
        DepositId hidden = await Put(archive, Told(archive, "Of the river", Long), river);
        using HttpClient jo = archive.With(await archive.Member("jo", hill));
        foreach (object act in (object[])[new { act = "decline", text = "No.", deposits = Both() }, new { act = "assign", deposits = Both() }])
            Assert.Equal(["unknown", "unknown"], (await Do(jo, act)).GetProperty("deposits").EnumerateArray().Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal(DepositState.Deposited, (await Find(archive, hidden)).State);
        Assert.Empty(await archive.Writer.Write(session => session.Assignments(), CancellationToken.None));

        string[] Both() => [hidden.ToString(), DepositId.Mint().ToString()];
    }

    [Fact]
    public async Task The_private_feed_counts_what_a_member_reads()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        DepositId one = await Put(archive, Told(archive, "One", "First."));
        await archive.Write(session => session.Put(new Assignment(one, "kofi", archive.Today)));
        Assert.Equal(1, await archive.Get<IDepositStore>().CountWith(new Viewer.Member(archive.Today, "kofi", true, []), CancellationToken.None));
    }

    private static async Task<JsonElement> Do(HttpClient client, object body)
    {
        HttpResponseMessage answer = await client.PostAsJsonAsync("/api/v1/desk/deposits/bulk", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Deposit Told(TestArchive archive, string title, string story, string language = "en") => new()
    {
        Id = DepositId.Mint(), State = DepositState.Deposited, Day = archive.Today, StateDay = archive.Today, ReceiptHash = RecordId.Mint().ToBytes(),
        Records =
        [
            new DepositedRecord
            {
                Ref = "a", Entry = RecordId.Mint(), Kind = "practice",
                Content = new RecordContent { Language = language }.With("title", new FieldValue.One(title)).With("story", new FieldValue.One(story)),
            },
        ],
    };

    private static async Task<DepositId> Put(TestArchive archive, Deposit deposit, params RecordId[] named)
    {
        Deposit whole = deposit with { Records = [deposit.Records[0] with { Links = [.. named.Select(id => new LinkMention("centres", id.ToString()))] }] };
        await archive.Write(session => session.Put(whole, named));
        return whole.Id;
    }

    private static async Task<Deposit> Find(TestArchive archive, DepositId id) => (await archive.Writer.Write(session => session.FindDeposit(id), CancellationToken.None))!;

    private static int Lines(string page) => page.Split("type=\"checkbox\"").Length - 1;

    private static string[] Ticks(string page) => [.. page.Split("name=\"deposit\" value=\"").Skip(1).Select(part => part.Split('"')[0])];

    /// <summary>Without what differs from one answer to the next anyway.</summary>
    private static string Plain(string page) => System.Text.RegularExpressions.Regex.Replace(page, "__RequestVerificationToken\"[^>]*>", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
