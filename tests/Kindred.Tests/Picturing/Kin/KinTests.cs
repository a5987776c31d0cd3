using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Picturing.Kin;
using Kindred.Features.Shared.Publishing;
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
        Assert.Contains("Both are rooted in \u2068Exclusion\u2069.", page, StringComparison.Ordinal);
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
        Assert.False(await say.Do(apart.Airport, apart.Harvest, isKin: false, other, CancellationToken.None));
        Assert.Equal(2, Said(await Kin(anyone)).Length);
        Assert.True(await say.Do(apart.Harvest, apart.Airport, isKin: false, steward, CancellationToken.None));
        Assert.Equal(["Drivers + Pickers: history Exclusion, message no one is illegal"], Said(await Kin(anyone)));
        Assert.Empty(Said(await Kin(anyone, apart.Airport)));
        Assert.True(await say.Do(apart.Airport, apart.Harvest, isKin: true, keeper, CancellationToken.None));
        Assert.Equal(2, Said(await Kin(anyone)).Length);
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

    private static async Task<string[]> All(HttpClient anyone) => await Task.WhenAll(((string[])["/kin", "/kin.svg", "/kin.gexf", "/kin.graphml", "/api/v1/network/kin"]).Select(anyone.GetStringAsync));

    private static string[] Said(JsonElement kin) =>
        [.. kin.GetProperty("pairs").EnumerateArray().Select(pair => $"{Title(pair, "one")} + {Title(pair, "other")}: {string.Join(", ", pair.GetProperty("shared").EnumerateArray().Select(one => $"{one.GetProperty("what").GetString()} {one.GetProperty("label").GetString()}"))}")];

    private static string? Title(JsonElement pair, string end) => pair.GetProperty(end).GetProperty("title").GetString();

    /// <summary>Two practices that share a history and a message, and whatever is put between them.</summary>
    private sealed class Apart(TestArchive archive)
    {
        private int next = 1;

        public RecordId Exclusion { get; private set; }

        public RecordId Airport { get; private set; }

        public RecordId Harvest { get; private set; }

        public RecordId Drivers { get; private set; }

        public RecordId Pickers { get; private set; }

        public static async Task<Apart> Start(TestArchive archive, bool withCommunities = false)
        {
            Apart apart = new(archive);
            await archive.Write(session =>
            {
                apart.Exclusion = apart.Put(session, "Exclusion", "history");
                if (withCommunities) (apart.Drivers, apart.Pickers) = (apart.Put(session, "Drivers", "community"), apart.Put(session, "Pickers", "community"));
                apart.Airport = apart.Practice(session, "Airport", apart.Drivers, "No one is illegal");
                apart.Harvest = apart.Practice(session, "Harvest", apart.Pickers, "No one is illegal ");
            });
            return apart;
        }

        public async Task<RecordId> Tell(string title, string message, RecordId? wanted = null, string kind = "practice")
        {
            RecordId id = wanted ?? Told.Id(next++);
            await archive.Write(session => Put(session, id, title, kind, ("messages", Told.Many(message))));
            return id;
        }

        public Task Hide(RecordId id) => archive.Write(session =>
        {
            session.Put(session.FindRecord(id)! with { State = RecordState.Hidden });
            archive.Get<Publication>().Reindex(session, id, archive.Today);
        });

        /// <summary>By itself, or through one that both lead to.</summary>
        public void Join(IArchiveSession session, ConnectionType type)
        {
            if (type == ConnectionType.Kin || type == ConnectionType.LearnedFrom)
            {
                Told.Join(session, Told.Id(next++), type, Harvest, Airport, archive.Today);
                return;
            }

            RecordId between = Put(session, "Between", type == ConnectionType.InPlace ? "place" : type == ConnectionType.Centres ? "community" : "campaign");
            foreach (RecordId one in (RecordId[])[Airport, Harvest]) Told.Join(session, Told.Id(next++), type, one, between, archive.Today);
        }

        private RecordId Practice(IArchiveSession session, string title, RecordId community, string message)
        {
            RecordId id = Told.Id(next++);
            ImmutableArray<RecordId> communities = community == default ? [] : [community];
            RecordContent content = Told.Content(title, ("messages", Told.Many(message))) with { Links = [new ContentLink("rootedIn", Exclusion), .. communities.Select(one => new ContentLink("centres", one, IsCommunity: true))] };
            Told.Put(session, id, "practice", content, archive.Today, communities: communities);
            Told.Join(session, Told.Id(next++), ConnectionType.RootedIn, id, Exclusion, archive.Today);
            foreach (RecordId one in communities) Told.Join(session, Told.Id(next++), ConnectionType.Centres, id, one, archive.Today);
            archive.Get<Publication>().Reindex(session, id, archive.Today);
            return id;
        }

        private RecordId Put(IArchiveSession session, string title, string kind) => Put(session, Told.Id(next++), title, kind);

        private RecordId Put(IArchiveSession session, RecordId id, string title, string kind, params (string Field, FieldValue Value)[] fields)
        {
            Told.Put(session, id, kind, Told.Content(title, fields), archive.Today);
            archive.Get<Publication>().Reindex(session, id, archive.Today);
            return id;
        }
    }
}
