using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>How somebody showed up, as anyone reads it: page, picture, data.</summary>
public sealed class ShowingUpPageTests
{
    [Fact]
    public async Task Campaigns_that_it_is_in_coalition_in_stand_in_alphabetical_order()
    {
        await using TestArchive archive = await JoinedArchive.Start(
            [("organisation", "Drivers", null), ("campaign", "Stop the raids", null), ("campaign", "A clean act", null), ("campaign", "No bans", null)],
            [(1, ConnectionType.InCoalition, 2, null), (1, ConnectionType.InCoalition, 3, null), (1, ConnectionType.InCoalition, 4, null)]);
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync($"/showing-up/{Told.Id(1)}");
        Assert.True(page.IndexOf("A clean act", StringComparison.Ordinal) < page.IndexOf("No bans", StringComparison.Ordinal));
        Assert.True(page.IndexOf("No bans", StringComparison.Ordinal) < page.IndexOf("Stop the raids", StringComparison.Ordinal));
    }

    private static readonly RecordId Campaign = Told.Id(1), March = Told.Id(2), Letter = Told.Id(3), Practice = Told.Id(4), River = Told.Id(5), Boats = Told.Id(6), Hidden = Told.Id(7), Other = Told.Id(8);

    private static readonly string[] Forms = ["/showing-up/{0}", "/showing-up/{0}.svg", "/api/v1/network/showing-up/{0}"];

    [Fact]
    public async Task A_campaigns_page_says_years_strategies_audiences_tempo_and_the_message_beside_its_own_words()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/showing-up/{Campaign}?lang=en", "text/html");
        foreach (string said in (string[])["A march", "A letter", "Standing at the gate", "March", "Lawmakers", "Urgent", "on one day", "No ban, ever", "<mark>Ban</mark>", $"/roots/{Campaign}?lang=en"]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("A kinship", page, StringComparison.Ordinal);
        string silences = page.Split("<section id=\"silences\">")[1].Split("</section>")[0];
        Assert.Contains("January 28, 2017", silences, StringComparison.Ordinal);
        Assert.Contains("/contribute?kind=action&amp;lang=en", silences, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_and_a_community_show_what_they_did_and_with_whom()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        string boats = await Told.Text(anyone, $"/showing-up/{Boats}?lang=en", "text/html"), river = await Told.Text(anyone, $"/showing-up/{River}?lang=en", "text/html");
        foreach (string said in (string[])["A march", "Organised", $"/showing-up/{Campaign}", "No ban, ever"]) Assert.Contains(said, boats, StringComparison.Ordinal);
        Assert.DoesNotContain("A letter", boats, StringComparison.Ordinal);
        Assert.Contains("Standing at the gate", river, StringComparison.Ordinal);
        Assert.Contains("At the centre of", river, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_a_notice_before_it_stands_nowhere_unasked()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        foreach (RecordId id in (RecordId[])[Campaign, River])
        {
            foreach (string form in Forms)
            {
                string answer = await Told.Text(anyone, string.Format(null, form, id) + "?lang=en");
                Assert.DoesNotContain("marmalade", answer, StringComparison.OrdinalIgnoreCase);
                if (!form.EndsWith(".svg", StringComparison.Ordinal)) Assert.Contains("police violence", answer, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_same_is_data_and_a_picture_by_itself()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        JsonElement json = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/showing-up/{Campaign}")).RootElement;
        Assert.Equal(["A march", "A letter", "Standing at the gate"], json.GetProperty("showings").EnumerateArray().Select(one => one.GetProperty("title").GetString()));
        Assert.Equal(["one-day", "unsaid", "urgent"], json.GetProperty("showings").EnumerateArray().Select(one => one.GetProperty("tempo").GetString()));
        Assert.Equal(["2017-01-28 2019-05-01 False", "2019-05-31 2026-03-01 True"], json.GetProperty("silences").EnumerateArray().Select(one => $"{one.GetProperty("from")} {one.GetProperty("to")} {one.GetProperty("isAfter").GetBoolean()}"));
        Assert.Equal("No ban, ever", json.GetProperty("own").GetProperty("coreMessages")[0].GetString());
        XDocument picture = XDocument.Parse(await anyone.GetStringAsync($"/showing-up/{Campaign}.svg?lang=ar"));
        Assert.Equal("rtl", (string?)picture.Root!.Attribute("direction"));
        foreach (string said in (string[])["A march", "٢٠١٧", "عاجل", "لا يُحكى شيء"]) Assert.Contains(said, picture.Root.Value, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.GetAsync($"/api/v1/network/showing-up/{Campaign}?page=0")).StatusCode);
    }

    [Fact]
    public async Task What_cannot_show_up_shows_nothing_and_hidden_and_unknown_answer_alike()
    {
        await using TestArchive with = await Archive(hasHidden: true), without = await Archive();
        using HttpClient one = with.Anyone(), other = without.Anyone();
        foreach (string form in Forms)
        {
            foreach (RecordId id in (RecordId[])[Campaign, River, Boats])
                Assert.Equal(await Told.Text(other, string.Format(null, form, id)), await Told.Text(one, string.Format(null, form, id)));
            foreach (RecordId id in (RecordId[])[Other, March]) Assert.DoesNotContain("A letter", await Told.Text(one, string.Format(null, form, id)), StringComparison.Ordinal);
            string never = await Answer(other, string.Format(null, form, Told.Id(99)), Told.Id(99));
            Assert.Equal(never, await Answer(one, string.Format(null, form, Hidden), Hidden));
        }
    }

    [Fact]
    public async Task What_is_hidden_is_in_none_that_is_asked_for_afterwards()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        foreach (string form in Forms) Assert.Contains("A march", await Told.Text(anyone, string.Format(null, form, Boats)), StringComparison.Ordinal);
        await archive.Write(session =>
        {
            session.Put(session.FindRecord(March)! with { State = RecordState.Hidden });
            archive.Get<Publication>().Reindex(session, March, archive.Today);
        });
        foreach (string form in Forms) Assert.DoesNotContain("A march", await Told.Text(anyone, string.Format(null, form, Boats)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_told_is_an_invitation()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId quiet = await archive.Community("Quiet people");
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/showing-up/{quiet}?lang=en", "text/html");
        Assert.Contains("Nobody has told yet of any showing up.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_gathered_by_years_which_open_and_stand_on_pages_of_fifty()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("campaign", Told.Content("Every week", ("coreMessages", Told.Many("Stay"))), Campaign);
        for (int at = 0; at < 200; at++)
        {
            RecordId action = await archive.Publish("action", Told.Content($"Vigil {at}", ("when", Told.One(at < 180 ? $"2025-{(at % 12) + 1:D2}" : "2026-01")), ("claims", Told.Many("We stay"))), Told.Id(100 + at));
            await archive.Write(session => Told.Join(session, Told.Id(1000 + at), ConnectionType.PartOf, action, Campaign, archive.Today));
        }

        using HttpClient anyone = archive.Anyone();
        string shut = await Told.Text(anyone, $"/showing-up/{Campaign}?lang=en", "text/html"), open = await Told.Text(anyone, $"/showing-up/{Campaign}?year=2025&lang=en", "text/html");
        Assert.Contains($"/showing-up/{Campaign}?year=2025", shut, StringComparison.Ordinal);
        Assert.Equal(20, Marks(shut));
        Assert.InRange(Marks(open), 120, 150);
        Assert.Equal(50 + 1, shut.Split("<tr>").Length - 1);
        Assert.InRange(open.Length, 1, 100_000);
        Assert.Equal(100, JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/showing-up/{Campaign}?page=2")).RootElement.GetProperty("showings").GetArrayLength());

        static int Marks(string page) => page.Split("<svg")[1].Split("</svg>")[0].Split("<use href=\"#m").Length - 1;
    }

    /// <summary>A campaign with a march of 2017, a letter of 2019 without a tempo and an urgent practice whose message has a notice; who organised, and whom it centres.</summary>
    private static async Task<TestArchive> Archive(bool hasHidden = false)
    {
        TestArchive archive = await TestArchive.Start();
        await archive.Publish("community", Told.Content("River people"), River);
        await archive.Publish("organisation", Told.Content("Boat people's union"), Boats);
        await archive.Publish("campaign", Told.Content("No bans", ("coreMessages", Told.Many("No ban, ever")), ("hashtags", Told.Many("#NoBanEver"))), Campaign);
        if (hasHidden)
        {
            await archive.Write(session =>
            {
                Told.Put(session, Hidden, "action", Told.Content("A hidden vigil", ("when", Told.One("2018"))), archive.Today, RecordState.Hidden);
                archive.Get<Publication>().Reindex(session, Hidden, archive.Today);
            });
        }

        await archive.Publish("action", Told.Content("A march", ("when", Told.One("2017-01-28")), ("type", Told.One("march")), ("claims", Told.Many("Ban no one")), ("strategies", Told.Many("public-witness/march")), ("audiences", Told.Many("lawmakers"))), March);
        await archive.Publish("action", Told.Content("A letter", ("when", Told.One("2019-05"))), Letter);
        await archive.Publish("question", Told.Content("A kinship"), Other);
        await archive.Publish(
            "practice", Told.Content("Standing at the gate", ("messages", Told.Many("Hard marmalade words")), ("tempo", Told.One("urgent"))).With(FieldNotices.Name, FieldNotices.Of([("messages", "police violence")])), Practice);
        await archive.Write(session =>
        {
            if (hasHidden)
            {
                foreach ((int at, ConnectionType type, RecordId to) in (ReadOnlySpan<(int, ConnectionType, RecordId)>)[(20, ConnectionType.PartOf, Campaign), (21, ConnectionType.OrganisedBy, Boats), (22, ConnectionType.Centres, River)])
                    Told.Join(session, Told.Id(at), type, Hidden, to, archive.Today);
            }

            foreach ((int at, RecordId part) in ((RecordId[])[March, Letter, Practice, Other]).Index()) Told.Join(session, Told.Id(30 + at), ConnectionType.PartOf, part, Campaign, archive.Today);
            Told.Join(session, Told.Id(40), ConnectionType.OrganisedBy, March, Boats, archive.Today);
            Told.Join(session, Told.Id(41), ConnectionType.Centres, Practice, River, archive.Today);
            Told.Join(session, Told.Id(42), ConnectionType.InCoalition, Boats, Campaign, archive.Today);
        });
        return archive;
    }

    private static async Task<string> Answer(HttpClient client, string address, RecordId id)
    {
        using HttpResponseMessage answer = await client.GetAsync(address);
        return $"{(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Replace(id.ToString(), "…", StringComparison.Ordinal)}";
    }
}
