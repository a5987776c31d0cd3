using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Picturing;

/// <summary>Roots as anyone reads them: page, picture, data.</summary>
public sealed class RootsPageTests
{
    private static readonly RecordId Vigil = Told.Id(1), Ban = Told.Id(2), Exclusion = Told.Id(3), Hidden = Told.Id(4), River = Told.Id(5), Campaign = Told.Id(6);

    private static readonly string[] Forms = ["/roots/{0}", "/roots/{0}.svg", "/roots/{0}.graphml", "/roots/{0}.gexf", "/api/v1/network/roots/{0}"];

    [Fact]
    public async Task A_page_shows_each_root_with_words_and_sources_and_invites_where_something_is_missing()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/roots/{Vigil}?lang=en", "text/html");
        foreach (string said in (string[])["An order at the border", "An act of exclusion", "No bans", "It was the order that brought us there.", "https://example.org/order", "River people", "1880s", $"/circle/{Vigil}?lang=en"]) Assert.Contains(said, page, StringComparison.Ordinal);
        string missing = page.Split("<section id=\"missing\">")[1].Split("</section>")[0];
        foreach (string asked in (string[])["What is ", "Who bore ", "Why does ", $"/r/{Exclusion}/propose?lang=en", "/contribute?kind=history&amp;lang=en"]) Assert.Contains(asked, missing, StringComparison.Ordinal);
        // What says why is not asked for a reason, and who is named is not asked after.
        Assert.DoesNotContain("Who bore <a href=\"/r/" + Ban, missing, StringComparison.Ordinal);
        Assert.True(page.IndexOf("At the gate", page.IndexOf("<tbody>", StringComparison.Ordinal), StringComparison.Ordinal) < page.LastIndexOf("An act of exclusion", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_no_root_at_all_is_an_invitation_and_no_picture()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId alone = await archive.Publish("practice", Told.Content("Alone"));
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/roots/{alone}?lang=en", "text/html");
        Assert.Contains("Nobody has written down yet what this is rooted in.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/roots/{alone}.svg")).StatusCode);
    }

    [Fact]
    public async Task A_history_shows_what_grows_from_it_above()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/roots/{Exclusion}?lang=en", "text/html");
        Assert.Contains("At the gate", page, StringComparison.Ordinal);
        JsonElement json = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/roots/{Exclusion}")).RootElement;
        Assert.Equal([0, -1, -2, -2], json.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("distance").GetInt32()));
    }

    [Fact]
    public async Task What_began_only_afterwards_is_no_root_and_what_may_have_been_before_is()
    {
        await using TestArchive archive = await JoinedArchive.Start(
            [("action", "The strike", "2017-02-02"), ("campaign", "The campaign", "2017-09/.."), ("history", "The ban", "2018-06-26"), ("practice", "The kitchen", "2017"), ("history", "The decree", "2017-09-24")],
            [(1, ConnectionType.PartOf, 2, null), (2, ConnectionType.Answers, 3, null), (4, ConnectionType.RootedIn, 5, null), (1, ConnectionType.RootedIn, 5, null)]);
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(["The strike"], await Titles(1));
        Assert.Equal(["The campaign", "The ban"], await Titles(2));
        Assert.Equal(["The kitchen", "The decree"], await Titles(4));
        Assert.Equal(["The decree", "The kitchen"], await Titles(5));

        async Task<IEnumerable<string?>> Titles(int record) => JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/roots/{Told.Id(record)}")).RootElement
            .GetProperty("records").EnumerateArray().Select(one => one.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Who_bore_it_stands_in_alphabetical_order_whoever_was_named_first()
    {
        await using TestArchive archive = await JoinedArchive.Start(
            [("practice", "The kitchen", "2017"), ("history", "The order", "1942"), ("community", "Zapotecs", null), ("community", "Amami", null), ("community", "Maya", null)],
            [(1, ConnectionType.RootedIn, 2, null), (2, ConnectionType.BorneBy, 5, null), (2, ConnectionType.BorneBy, 4, null), (2, ConnectionType.BorneBy, 3, null)]);
        using HttpClient anyone = archive.Anyone();
        // For programs in the order of ids, which says nothing.
        Assert.Equal(["Zapotecs", "Amami", "Maya"], JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/roots/{Told.Id(1)}")).RootElement
            .GetProperty("records")[1].GetProperty("borneBy").EnumerateArray().Select(one => one.GetProperty("title").GetString()));
        string page = await anyone.GetStringAsync($"/roots/{Told.Id(1)}");
        Assert.True(page.LastIndexOf("Amami", StringComparison.Ordinal) < page.LastIndexOf("Maya", StringComparison.Ordinal));
        Assert.True(page.LastIndexOf("Maya", StringComparison.Ordinal) < page.LastIndexOf("Zapotecs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_is_data_a_graph_and_a_picture_that_says_of_which_day_it_is()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        JsonElement json = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/roots/{Vigil}")).RootElement;
        Assert.Equal(4, json.GetProperty("records").GetArrayLength());
        JsonElement told = json.GetProperty("steps").EnumerateArray().First(step => step.GetProperty("words").ValueKind == JsonValueKind.String);
        Assert.Equal(("It was the order that brought us there.", "https://example.org/order"), (told.GetProperty("words").GetString(), told.GetProperty("sources")[0].GetProperty("url").GetString()));
        XDocument graph = XDocument.Parse(await anyone.GetStringAsync($"/roots/{Vigil}.graphml"));
        Assert.Equal(["0", "1", "1", "2"], graph.Descendants().Where(one => (string?)one.Attribute("key") == "distance").Select(one => one.Value).Order());
        XDocument picture = XDocument.Parse(await anyone.GetStringAsync($"/roots/{Vigil}.svg?lang=ar"));
        Assert.Equal("rtl", (string?)picture.Root!.Attribute("direction"));
        Assert.Contains("An act of", picture.Root.Value, StringComparison.Ordinal);
        Assert.Contains("٢٠٢٦", picture.Root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_roots_change_no_byte_and_hidden_unknown_and_withdrawn_addresses_answer_alike()
    {
        await using TestArchive with = await Archive(hasHidden: true), without = await Archive();
        using HttpClient one = with.Anyone(), other = without.Anyone();
        foreach (string form in Forms)
        {
            foreach (RecordId id in (RecordId[])[Vigil, Ban, Exclusion])
                Assert.Equal(await Told.Text(other, string.Format(null, form, id)), await Told.Text(one, string.Format(null, form, id)));
            Assert.Equal(await Answer(other, string.Format(null, form, Told.Id(99)), Told.Id(99)), await Answer(one, string.Format(null, form, Hidden), Hidden));
        }
    }

    [Fact]
    public async Task What_is_hidden_is_in_no_picture_that_is_asked_for_afterwards()
    {
        await using TestArchive archive = await Archive();
        using HttpClient anyone = archive.Anyone();
        foreach (string form in Forms) Assert.Contains("An order", await Told.Text(anyone, string.Format(null, form, Vigil)), StringComparison.Ordinal);
        await archive.Write(session =>
        {
            session.Put(session.FindRecord(Ban)! with { State = RecordState.Hidden });
            archive.Get<Publication>().Reindex(session, Ban, archive.Today);
        });
        foreach (string form in Forms)
        {
            string answer = await Told.Text(anyone, string.Format(null, form, Vigil));
            Assert.DoesNotContain("An order", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("An act", answer, StringComparison.Ordinal);
            Assert.Equal(await Answer(anyone, string.Format(null, form, Told.Id(99)), Told.Id(99)), await Answer(anyone, string.Format(null, form, Ban), Ban));
        }
    }

    [Fact]
    public async Task A_large_picture_is_gathered_by_time_and_a_time_opens()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId root = await archive.Publish("history", Told.Content("A root", ("when", Told.One("1900"))), Told.Id(1));
        for (int at = 0; at < 149; at++)
        {
            RecordId grown = await archive.Publish("practice", Told.Content($"Branch {at}", ("when", Told.One(at < 120 ? "2016" : "2017"))), Told.Id(100 + at));
            await archive.Write(session => Told.Join(session, Told.Id(1000 + at), ConnectionType.RootedIn, grown, root, archive.Today));
        }

        for (int at = 0; at < 20; at++)
        {
            RecordId older = await archive.Publish("history", Told.Content($"Older {at}", ("when", Told.One("1800"))), Told.Id(300 + at));
            await archive.Write(session => Told.Join(session, Told.Id(2000 + at), ConnectionType.RootedIn, root, older, archive.Today));
        }

        using HttpClient anyone = archive.Anyone();
        string shut = await Told.Text(anyone, $"/roots/{root}?lang=en", "text/html"), open = await Told.Text(anyone, $"/roots/{root}?open=2010&lang=en", "text/html");
        Assert.InRange(Marks(shut), 20, 150);
        Assert.InRange(Marks(open), 21, 150);
        Assert.Contains($"/roots/{root}?open=2010", shut, StringComparison.Ordinal);
        Assert.InRange(shut.Length, 1, 100_000);
        Assert.InRange(open.Length, 1, 100_000);
        // Fifty rows, and the rest on the pages after.
        Assert.Equal(50 + 1, shut.Split("<tr>").Length - 1);
        Assert.Contains($"/roots/{root}?page=2", shut, StringComparison.Ordinal);

        static int Marks(string page) => page.Split("<svg")[1].Split("</svg>")[0].Split("<use href=\"#m").Length - 1;
    }

    /// <summary>A practice, an order that it is rooted in, with words and a source, an act beneath that, silently; a campaign that answers the order.</summary>
    private static async Task<TestArchive> Archive(bool hasHidden = false)
    {
        TestArchive archive = await TestArchive.Start();
        await archive.Publish("community", Told.Content("River people"), River);
        if (hasHidden) await Put(archive, Hidden, "history", Told.Content("Hidden marmalade", ("when", Told.One("1700"))), RecordState.Hidden);
        await archive.Publish("practice", Told.Content("At the gate", ("when", Told.One("2017-01-28"))), Vigil);
        await archive.Publish("history", Told.Content("An order at the border", ("when", Told.One("2017-01-27"))), Ban);
        await archive.Publish("history", Told.Content("An act of exclusion", ("when", Told.One("1882"))), Exclusion);
        await archive.Publish("campaign", Told.Content("No bans", ("when", Told.One("2017"))), Campaign);
        ConnectionWords words = new() { Language = "en", Text = "It was the order that brought us there.", Sources = [Entry.Of(("url", "https://example.org/order"))] };
        await archive.Write(session =>
        {
            if (hasHidden)
            {
                Told.Join(session, Told.Id(20), ConnectionType.RootedIn, Exclusion, Hidden, archive.Today, words);
                Told.Join(session, Told.Id(21), ConnectionType.RootedIn, Hidden, Ban, archive.Today, words);
                Told.Join(session, Told.Id(22), ConnectionType.BorneBy, Hidden, River, archive.Today);
            }

            Told.Join(session, Told.Id(10), ConnectionType.RootedIn, Vigil, Ban, archive.Today, words);
            Told.Join(session, Told.Id(11), ConnectionType.RootedIn, Ban, Exclusion, archive.Today);
            Told.Join(session, Told.Id(12), ConnectionType.BorneBy, Ban, River, archive.Today);
            Told.Join(session, Told.Id(13), ConnectionType.PartOf, Vigil, Campaign, archive.Today);
            Told.Join(session, Told.Id(14), ConnectionType.Answers, Campaign, Ban, archive.Today);
        });
        return archive;
    }

    private static Task<Record> Put(TestArchive archive, RecordId id, string kind, RecordContent content, RecordState state) => archive.Writer.Write(
        session =>
        {
            Record record = Told.Put(session, id, kind, content, archive.Today, state);
            archive.Get<Publication>().Reindex(session, id, archive.Today);
            return record;
        },
        CancellationToken.None);

    private static async Task<string> Answer(HttpClient client, string address, RecordId id)
    {
        using HttpResponseMessage answer = await client.GetAsync(address);
        return $"{(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Replace(id.ToString(), "…", StringComparison.Ordinal)}";
    }
}
