using System.Net;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Picturing.Kin;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Picturing.Kin;

public class KinTests
{
    [Fact]
    public async Task What_lies_far_apart_and_shares_something_rare_is_offered_with_what_it_shares()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(["Airport + Harvest: history Exclusion, message no one is illegal"], Said(await Kin(anyone)));
        Assert.Equal(["Harvest + Airport: history Exclusion, message no one is illegal"], Said(await Kin(anyone, apart.Harvest)));
        string page = await anyone.GetStringAsync("/kin");
        Assert.Contains("Do these know of each other?", page, StringComparison.Ordinal);
        Assert.Contains("Of both this is told: a root in \u2068Exclusion\u2069.", page, StringComparison.Ordinal);
        Assert.Contains($"/contribute?connect=kin&amp;from={apart.Airport}&amp;to={apart.Harvest}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not kin", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_joined_with_each_other_or_through_somebody_is_not_offered()
    {
        foreach (ConnectionType type in (ConnectionType[])[ConnectionType.Kin, ConnectionType.LearnedFrom, ConnectionType.Centres, ConnectionType.PartOf])
        {
            await using TestArchive archive = await TestArchive.Start();
            Apart apart = await Apart.Start(archive);
            using HttpClient anyone = archive.Anyone();
            await archive.Write(session => apart.Join(session, type));
            Assert.Empty(Said(await Kin(anyone)));
        }
    }

    [Fact]
    public async Task What_two_merely_name_does_not_bring_them_near()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        using HttpClient anyone = archive.Anyone();
        await archive.Write(session => apart.Join(session, ConnectionType.InPlace));
        Assert.Single(Said(await Kin(anyone)));
    }

    [Fact]
    public async Task Communities_are_kin_by_what_is_told_of_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive, withCommunities: true);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Drivers + Pickers: history Exclusion, message no one is illegal", Said(await Kin(anyone)));
        Assert.Equal(["Pickers + Drivers: history Exclusion, message no one is illegal"], Said(await Kin(anyone, apart.Pickers)));
    }

    [Fact]
    public async Task A_hidden_record_is_offered_to_nobody_and_changes_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        using HttpClient anyone = archive.Anyone();
        string[] before = await All(anyone);
        RecordId other = await apart.Tell("Quay", "No one is illegal");
        Assert.NotEqual(before, await All(anyone));
        await apart.Hide(other);
        Assert.Equal(before, await All(anyone));
        await apart.Hide(apart.Exclusion);
        Assert.Equal(["Airport + Harvest: message no one is illegal"], Said(await Kin(anyone)));
        using HttpResponseMessage hidden = await anyone.GetAsync($"/kin?of={other}"), never = await anyone.GetAsync($"/kin?of={RecordId.Mint()}");
        Assert.Equal((404, 404), ((int)hidden.StatusCode, (int)never.StatusCode));
        // What was asked for stands in the links to other languages, and nowhere else.
        Assert.Equal(Without(await never.Content.ReadAsStringAsync()), Without(await hidden.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task What_is_shared_with_others_only_by_way_of_something_hidden_is_in_no_number_and_takes_nobodys_place()
    {
        string[][] said = await Task.WhenAll(Offered(isThere: true), Offered(isThere: false));
        Assert.Equal(said[0], said[1]);

        static async Task<string[]> Offered(bool isThere)
        {
            await using TestArchive archive = await TestArchive.Start();
            Apart apart = await Apart.Start(archive);
            RecordId[] secrets = [.. Enumerable.Range(0, 5).Select(at => Told.Id(50_000 + at))];
            foreach (RecordId secret in isThere ? secrets : []) await apart.Tell("Secret", "", secret, "history");
            // Each of these shares a message with one other, and a history that is hidden with one more.
            for (int at = 0; at < 8; at++) await apart.Tell($"One {at}", $"Slogan {at / 2}", Told.Id(1_000 + (2 * at)), root: isThere ? secrets[at % 4] : null);
            // And these such a history, and nothing else.
            for (int at = 0; at < 3; at++) await apart.Tell($"Lone {at}", $"Word {at}", Told.Id(2_000 + (2 * at)), root: isThere ? secrets[4] : null);
            using HttpClient anyone = archive.Anyone();
            // As long as they are public they are shared: what is few enough to bring near is looked at here.
            Assert.Equal(isThere ? 12 : 5, (await Kin(anyone)).GetProperty("total").GetInt32());
            foreach (RecordId secret in isThere ? secrets : []) await apart.Hide(secret);
            Assert.Equal(5, (await Kin(anyone)).GetProperty("total").GetInt32());
            Assert.Equal(0, (await Kin(anyone, Told.Id(2_000))).GetProperty("total").GetInt32());
            return [.. await All(anyone), .. await All(anyone, "?of=" + Told.Id(2_002)), .. await All(anyone, "?of=" + Told.Id(1_002)), .. await Terminal(archive)];
        }
    }

    [Fact]
    public async Task Kin_of_one_record_stand_in_alphabetical_order_however_much_they_share()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        await apart.Tell("Zither", "Sing");
        await apart.Tell("Accordion", "Sing");
        RecordId nearer = await apart.Tell("Middle", "", strategies: ["direct-action/strike"]);
        RecordId one = await apart.Tell("Voices", "Sing", strategies: ["direct-action/strike"]);
        using HttpClient anyone = archive.Anyone();
        Assert.NotEqual(default, nearer);
        Assert.Equal(["Voices + Accordion", "Voices + Middle", "Voices + Zither"], Said(await Kin(anyone, one)).Select(said => said[..said.IndexOf(':')]));
    }

    [Fact]
    public async Task What_every_fourth_has_brings_nobody_near_and_of_terms_within_each_other_the_inner_is_said()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        await apart.Tell("Dockers", "", strategies: ["direct-action/strike"]);
        await apart.Tell("Nurses", "", strategies: ["direct-action/strike"]);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Dockers + Nurses: strategy Strike", Said(await Kin(anyone)).Select(said => said.Replace("Nurses + Dockers", "Dockers + Nurses", StringComparison.Ordinal)));
        Assert.Contains("Of both this is told: a way of acting, \u2068Strike\u2069.", await anyone.GetStringAsync("/kin"), StringComparison.Ordinal);
        await apart.Tell("Porters", "", strategies: ["direct-action/strike"]);
        Assert.Equal(4, Said(await Kin(anyone)).Length);
        await apart.Tell("Weavers", "", strategies: ["direct-action/strike"]);
        Assert.Single(Said(await Kin(anyone)));
    }

    [Fact]
    public async Task What_both_said_to_whom_is_told_of_them_and_no_trait()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        await apart.Tell("Dockers", "", audiences: ["courts"]);
        await apart.Tell("Nurses", "", audiences: ["courts"]);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Of both this is told: words to an audience, \u2068Courts\u2069.", await anyone.GetStringAsync("/kin"), StringComparison.Ordinal);
        Assert.Contains("Of both this is told: the words \u201c\u2068no one is illegal\u2069\u201d.", await anyone.GetStringAsync("/kin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_while_all_are_looked_for_waits_and_gets_the_same()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        using HttpClient anyone = archive.Anyone();
        for (int round = 0; round < 3; round++)
        {
            await apart.Tell($"Other {round}", "No one is illegal");
            string[][] said = [.. (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Kin(anyone)))).Select(Said)];
            Assert.All(said, one => Assert.Equal(said[0], one));
        }
    }

    [Fact]
    public void A_pair_of_which_one_went_meanwhile_is_left_out_and_so_is_what_is_too_much()
    {
        Dictionary<int, RecordId> ids = Enumerable.Range(0, KinOfTheDay.MostLookedAt + 500).ToDictionary(at => at, at => Told.Id(at + 1));
        KinPair[] pairs = [.. Enumerable.Range(0, 700).Select(at => new KinPair(2 * at, (2 * at) + 1, []))];
        Assert.Equal(KinOfTheDay.MostInAll, KinOfTheDay.InOrder(pairs, ids, 1).Length);
        Assert.NotEqual(KinOfTheDay.InOrder(pairs, ids, 1), KinOfTheDay.InOrder(pairs, ids, 2));
        Assert.Equal([pairs[1]], KinOfTheDay.InOrder([pairs[0], pairs[1], new KinPair(0, 9_000, []), new KinPair(9_000, 0, [])], ids.Where(one => one.Key != 1).ToDictionary(), 1));
        int[] today = [.. KinOfTheDay.LookedAt(ids, 1)], tomorrow = [.. KinOfTheDay.LookedAt(ids, 2)];
        Assert.Equal((KinOfTheDay.MostLookedAt, KinOfTheDay.MostLookedAt), (today.Distinct().Count(), tomorrow.Distinct().Count()));
        Assert.NotEqual(today.Order(), tomorrow.Order());
    }

    [Fact]
    public async Task How_many_came_before_and_are_hidden_changes_neither_what_is_offered_nor_its_order()
    {
        string[][] said = await Task.WhenAll(Offered(hidden: 0), Offered(hidden: 7));
        Assert.Equal(said[0], said[1]);

        static async Task<string[]> Offered(int hidden)
        {
            await using TestArchive archive = await TestArchive.Start();
            Apart apart = await Apart.Start(archive);
            // In the other archive these were told before, and nobody may see them.
            for (int at = 0; at < 12; at++)
            {
                for (int secret = 0; secret < hidden; secret++) await apart.Hide(await apart.Tell("Secret", "Secret", Told.Id(100_000 + (at * 100) + secret)));
                await apart.Tell($"One {at}", $"Slogan {at % 5}", Told.Id(1_000 + (at * 2)));
                await apart.Tell($"Other {at}", $"Slogan {at % 5}", Told.Id(1_001 + (at * 2)));
            }

            using HttpClient anyone = archive.Anyone();
            return await All(anyone);
        }
    }

    [Fact]
    public async Task Who_answers_for_one_of_them_says_that_they_are_not_kin_and_takes_it_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive, withCommunities: true);
        using HttpClient anyone = archive.Anyone();
        SayNotKin say = archive.Get<SayNotKin>();
        Viewer.Member steward = new(archive.Today, "amal", IsKeeper: false, [apart.Drivers]), other = steward with { Communities = [RecordId.Mint()] }, keeper = steward with { Communities = [], IsKeeper = true };
        Assert.Equal(NotKinAnswer.NotThere, await say.Do(apart.Airport, apart.Harvest, isKin: false, other, CancellationToken.None));
        Assert.Equal(2, Said(await Kin(anyone)).Length);
        Assert.Equal(NotKinAnswer.Done, await say.Do(apart.Harvest, apart.Airport, isKin: false, steward, CancellationToken.None));
        Assert.Equal(["Drivers + Pickers: history Exclusion, message no one is illegal"], Said(await Kin(anyone)));
        Assert.Empty(Said(await Kin(anyone, apart.Airport)));
        Assert.Equal(NotKinAnswer.Done, await say.Do(apart.Airport, apart.Harvest, isKin: true, keeper, CancellationToken.None));
        Assert.Equal(2, Said(await Kin(anyone)).Length);
    }

    [Fact]
    public async Task Only_two_that_she_may_see_and_of_which_kin_are_looked_for_are_said_not_to_be_kin()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive, withCommunities: true);
        Viewer.Member steward = new(archive.Today, "amal", IsKeeper: false, [apart.Drivers]);
        Assert.Equal(NotKinAnswer.NotThere, await Say(apart.Drivers, apart.Harvest));
        Assert.Equal(NotKinAnswer.NotThere, await Say(apart.Airport, apart.Exclusion));
        Assert.Equal(NotKinAnswer.NotThere, await Say(apart.Airport, apart.Airport));
        Assert.Equal(NotKinAnswer.NotThere, await Say(apart.Airport, RecordId.Mint()));
        Assert.Empty(await archive.Records.NotKin(archive.Stranger, CancellationToken.None));
        await apart.Hide(apart.Harvest);
        Assert.Equal(NotKinAnswer.NotThere, await Say(apart.Airport, apart.Harvest));
        await apart.Hide(apart.Harvest, isHidden: false);
        Assert.Empty(await archive.Records.NotKin(archive.Stranger, CancellationToken.None));
        Assert.Equal(NotKinAnswer.Done, await Say(apart.Airport, apart.Harvest));
        Assert.Single(await archive.Records.NotKin(archive.Stranger, CancellationToken.None));

        Task<NotKinAnswer> Say(RecordId one, RecordId other) => archive.Get<SayNotKin>().Do(one, other, isKin: false, steward, CancellationToken.None);
    }

    [Fact]
    public async Task No_more_than_there_is_room_for_are_remembered_and_that_is_said()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive, withCommunities: true);
        await archive.Member("amal", apart.Drivers);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        await archive.Write(session =>
        {
            for (int at = 1; at < SayNotKin.MostKept; at++) session.PutNotKin(Told.Id(1_000_000 + at), apart.Exclusion, archive.Today);
        });
        (string, string)[] pair = [("one", apart.Airport.ToString()), ("other", apart.Harvest.ToString())], communities = [("one", apart.Drivers.ToString()), ("other", apart.Pickers.ToString())];
        await amal.Read("/kin?lang=en");
        Assert.Equal("/kin?said=1", (await amal.Post("/desk/not-kin", [.. pair, ("isKin", "false")])).Headers.Location?.OriginalString);
        Assert.Equal("/desk/not-kin?full=1", (await amal.Post("/desk/not-kin", [.. communities, ("isKin", "false")])).Headers.Location?.OriginalString);
        Assert.Contains("It was not remembered: 10,000 pairs are", await amal.Read("/desk/not-kin?full=1&lang=en"), StringComparison.Ordinal);
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(["Drivers + Pickers: history Exclusion, message no one is illegal"], Said(await Kin(anyone)));
    }

    [Fact]
    public async Task Only_a_member_is_told_that_it_is_remembered()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive, withCommunities: true);
        await archive.Member("amal", apart.Drivers);
        using HttpClient anyone = archive.Anyone();
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        Assert.DoesNotContain("It is remembered", await anyone.GetStringAsync("/kin?said=1&lang=en"), StringComparison.Ordinal);
        Assert.Contains("It is remembered", await amal.Read("/kin?said=1&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steward_says_it_on_the_page_takes_it_back_at_the_desk_and_nobody_else_may()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive, withCommunities: true);
        await archive.Member("amal", apart.Drivers);
        await archive.Member("bo", await apart.Tell("Cooks", "Eat with us", kind: "community"));
        using HttpClient anyone = archive.Anyone();
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bo = await SignedInBrowser.Of(archive, "bo");
        (string, string)[] pair = [("one", apart.Airport.ToString()), ("other", apart.Harvest.ToString())];
        // Two pairs are offered: the communities, and their practices.
        Assert.Equal(2, (await amal.Read("/kin?lang=en")).Split("<button>Not kin</button>").Length - 1);
        Assert.DoesNotContain("Not kin", await bo.Read("/kin?lang=en"), StringComparison.Ordinal);
        await bo.Read("/sessions");
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Post("/desk/not-kin", [.. pair, ("isKin", "false")])).StatusCode);
        Assert.Equal(2, Said(await Kin(anyone)).Length);
        Assert.Equal("/kin?said=1", (await amal.Post("/desk/not-kin", [.. pair, ("isKin", "false"), ("of", "")])).Headers.Location?.OriginalString);
        Assert.Equal(["Drivers + Pickers: history Exclusion, message no one is illegal"], Said(await Kin(anyone)));
        Assert.Contains("Nobody has said that", await bo.Read("/desk/not-kin?lang=en"), StringComparison.Ordinal);
        Assert.Contains("Airport", await amal.Read("/desk/not-kin?lang=en"), StringComparison.Ordinal);
        Assert.Equal("/desk/not-kin?said=1", (await amal.Post("/desk/not-kin")).Headers.Location?.OriginalString);
        Assert.Equal(2, Said(await Kin(anyone)).Length);
    }

    [Fact]
    public async Task A_kinship_is_written_from_the_offer_with_both_ends_chosen()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        using HttpClient anyone = archive.Anyone();
        string form = await anyone.GetStringAsync($"/contribute?connect=kin&from={apart.Airport}&to={apart.Harvest}");
        Assert.Contains("value=\"Airport\"", form, StringComparison.Ordinal);
        Assert.Contains("value=\"Harvest\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"shared\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"distinct\"", form, StringComparison.Ordinal);
        await apart.Hide(apart.Harvest);
        using HttpResponseMessage gone = await anyone.GetAsync($"/contribute?connect=kin&from={apart.Airport}&to={apart.Harvest}");
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task The_order_of_all_changes_from_day_to_day()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        for (int at = 0; at < 12; at++)
        {
            await apart.Tell($"One {at}", $"Slogan {at}");
            await apart.Tell($"Other {at}", $"Slogan {at}");
        }

        using HttpClient anyone = archive.Anyone();
        string[] today = Said(await Kin(anyone));
        Assert.Equal(today, Said(await Kin(anyone)));
        archive.Clock.Pass(TimeSpan.FromDays(1));
        string[] tomorrow = Said(await Kin(anyone));
        Assert.NotEqual(today, tomorrow);
        Assert.Equal(today.Order(), tomorrow.Order());
    }

    [Fact]
    public async Task What_is_said_to_others_narrows_no_list_and_may_have_a_notice_before_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Apart apart = await Apart.Start(archive);
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain("message=", await anyone.GetStringAsync($"/r/{apart.Airport}"), StringComparison.Ordinal);
        Assert.All((Field[])[Practice.Kind["messages"]!, Domain.Kinds.Action.Kind["claims"]!, Campaign.Kind["coreMessages"]!], field => Assert.True(NoticeCheck.MayBeFolded(field)));
    }

    [Fact]
    public async Task Nothing_that_is_said_of_a_pair_is_a_number()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Apart.Start(archive);
        using HttpClient anyone = archive.Anyone();
        JsonElement pair = (await Kin(anyone)).GetProperty("pairs")[0];
        Assert.DoesNotContain(Values(pair), value => value.ValueKind == JsonValueKind.Number);
    }

    private static string Without(string page) => System.Text.RegularExpressions.Regex.Replace(page, "of=[0-9A-Z]{26}", "");

    private static IEnumerable<JsonElement> Values(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(one => Values(one.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Values),
        _ => [json],
    };

    private static async Task<JsonElement> Kin(HttpClient anyone, RecordId? of = null) => JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/kin" + (of is null ? "" : "?of=" + of))).RootElement;

    private static async Task<string[]> All(HttpClient anyone, string query = "") =>
        await Task.WhenAll(((string[])["/kin", "/kin.svg", "/kin.gexf", "/kin.graphml", "/api/v1/network/kin"]).Select(address => anyone.GetStringAsync(address + query)));

    private static async Task<IReadOnlyList<string>> Terminal(TestArchive archive) =>
        (await Kindred.Host.Commands.Kin.Work.Do(new CommandWork([], archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None)).Lines;

    private static string[] Said(JsonElement kin) =>
        [.. kin.GetProperty("pairs").EnumerateArray().Select(pair => $"{Title(pair, "one")} + {Title(pair, "other")}: {string.Join(", ", pair.GetProperty("shared").EnumerateArray().Select(one => $"{one.GetProperty("what").GetString()} {one.GetProperty("label").GetString()}"))}")];

    private static string? Title(JsonElement pair, string end) => pair.GetProperty(end).GetProperty("title").GetString();
}
