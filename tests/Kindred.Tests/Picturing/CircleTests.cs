using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Kindred.Domain.Records;
using Kindred.Features.Picturing;
using Kindred.Features.Picturing.Circles;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Search;
using Kindred.Tests.Browsing;
using Kindred.Tests.Merging;

namespace Kindred.Tests.Picturing;

/// <summary>Who is one, two and three steps away from a record, and why: page, picture, data.</summary>
public sealed class CircleTests
{
    private static readonly RecordId Strike = Told.Id(1), Union = Told.Id(2), March = Told.Id(3), River = Told.Id(4), Last = Told.Id(5);

    [Fact]
    public async Task A_page_says_of_each_record_how_far_it_is_and_why_it_is_there()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/circle/{Strike}?lang=en", "text/html");
        foreach (string said in (string[])["The circle of", "1 record is 1 step away.", "1 record is 2 steps away.", "2 records are 3 steps away.", "They drove nobody.", $"/c/{JoinedArchive.Connection(1)}?lang=en"])
            Assert.Contains(said, page, StringComparison.Ordinal);
        string table = page.Split("id=\"table\"")[1];
        // The march is two steps away, through the union, which took part in it.
        Assert.Matches("2 steps</td>\\s*<th scope=\"row\"><a[^>]*>(<bdi>)?The march.*?</th>\\s*<td>Action</td>\\s*<td>\\s*<a[^>]*><bdi>Drivers.*?– *Took part in", Flat(table));
        // By ring, by the kind of connection, and there by the alphabet.
        Assert.True(table.IndexOf("After that", StringComparison.Ordinal) < table.IndexOf("River people", StringComparison.Ordinal));
        Assert.DoesNotContain("Far away", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_circle_of_an_earlier_year_has_what_had_begun_by_then_and_what_is_undated()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        JsonElement now = await Json(anyone, $"/api/v1/network/circle/{Strike}"), then = await Json(anyone, $"/api/v1/network/circle/{Strike}?until=2016");
        Assert.Equal([1, 1, 2], now.GetProperty("rings").EnumerateArray().Select(ring => ring.GetProperty("count").GetInt32()));
        // The march came later: neither it nor what is come to by it alone is there.
        Assert.Equal([1], then.GetProperty("rings").EnumerateArray().Select(ring => ring.GetProperty("count").GetInt32()));
        Assert.Equal((2, 1), (now.GetProperty("undated").GetInt32(), then.GetProperty("undated").GetInt32()));
        Assert.Equal(["2017 0 1 0", "2019 0 0 1"], then.GetProperty("years").EnumerateArray().Select(years => $"{years.GetProperty("from")} {string.Join(' ', years.GetProperty("rings").EnumerateArray())}"));
        string page = await Told.Text(anyone, $"/circle/{Strike}?until=2016&lang=en", "text/html");
        Assert.Contains("As it was at the end of 2016", page, StringComparison.Ordinal);
        Assert.Contains($"/circle/{Strike}?until=2019&amp;lang=en", page, StringComparison.Ordinal);
        Assert.Contains("1 of which nobody wrote when it was is shown too.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_hundreds_share_is_in_the_circle_and_not_walked_through_unless_it_is_the_record_itself()
    {
        (string, string, string?)[] records = [("place", "The country", null), .. Enumerable.Range(0, PublicPaths.MostShared + 1).Select(at => ("action", $"Action {at:000}", (string?)null))];
        await using TestArchive archive = await JoinedArchive.Start(records, [.. Enumerable.Range(2, PublicPaths.MostShared + 1).Select(at => (at, ConnectionType.InPlace, 1, (string?)null))]);
        using HttpClient anyone = archive.Anyone();
        JsonElement one = await Json(anyone, $"/api/v1/network/circle/{Told.Id(2)}"), country = await Json(anyone, $"/api/v1/network/circle/{Told.Id(1)}");
        Assert.Equal(1, one.GetProperty("total").GetInt32());
        Assert.Equal("The country", Assert.Single(one.GetProperty("notWalked").EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal((PublicPaths.MostShared + 1, 0), (country.GetProperty("total").GetInt32(), country.GetProperty("notWalked").GetArrayLength()));
        string page = await Told.Text(anyone, $"/circle/{Told.Id(2)}?lang=en", "text/html");
        Assert.Contains("was not walked through", page, StringComparison.Ordinal);

        // In its own page the three hundred are one mark that opens; the table is one page.
        string whole = await Told.Text(anyone, $"/circle/{Told.Id(1)}?lang=en", "text/html");
        Assert.True(Encoding.UTF8.GetByteCount(whole) < 80 * 1024);
        Assert.Contains("<title>Place of · Actions: 301</title>", whole, StringComparison.Ordinal);
        Assert.Contains("Several records together", whole, StringComparison.Ordinal);
        Assert.InRange(Marks(whole), 2, 150);
        string opened = await Told.Text(anyone, $"/circle/{Told.Id(1)}?ring=1&group=inPlace.in&lang=en", "text/html");
        Assert.InRange(Marks(opened), 100, 150);
        Assert.Equal(50, opened.Split("<tbody>")[^1].Split("<tr>").Length - 1);
        Assert.Contains("Action 050", await Told.Text(anyone, $"/circle/{Told.Id(1)}?page=2&lang=en", "text/html"), StringComparison.Ordinal);
        string beyond = await anyone.GetStringAsync($"/circle/{Told.Id(1)}?page=99");
        Assert.Contains("The list ends before this page.", beyond, StringComparison.Ordinal);
        foreach (string never in (string[])["<table", "page=98", "99 of"]) Assert.DoesNotContain(never, beyond, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_picture_and_the_graphs_hold_the_same_records()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        XDocument svg = XDocument.Parse(await anyone.GetStringAsync($"/circle/{Strike}.svg"));
        Assert.Contains("The march", svg.Root!.Value, StringComparison.Ordinal);
        XDocument graph = XDocument.Parse(await anyone.GetStringAsync($"/circle/{Strike}.graphml"));
        XNamespace ns = "http://graphml.graphdrawing.org/xmlns";
        Assert.Equal([0, 1, 2, 3, 3], graph.Descendants(ns + "node").Select(node => int.Parse(node.Elements(ns + "data").Single(data => data.Attribute("key")!.Value == "steps").Value)).Order());
        Assert.Equal(4, graph.Descendants(ns + "edge").Count());
        Assert.Equal(5, XDocument.Parse(await anyone.GetStringAsync($"/circle/{Strike}.gexf")).Descendants().Count(one => one.Name.LocalName == "node"));
        Assert.Equal(2, XDocument.Parse(await anyone.GetStringAsync($"/circle/{Strike}.gexf?until=2016")).Descendants().Count(one => one.Name.LocalName == "node"));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_in_any_form_and_what_is_withdrawn_is_gone_at_once()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("The march", await Told.Text(anyone, $"/circle/{Strike}"), StringComparison.Ordinal);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, March, archive.Today, null));
        foreach (string form in (string[])["/circle/{0}", "/circle/{0}.svg", "/circle/{0}.graphml", "/circle/{0}.gexf", "/api/v1/network/circle/{0}"])
        {
            using HttpResponseMessage gone = await anyone.GetAsync(string.Format(form, March)), never = await anyone.GetAsync(string.Format(form, Told.Id(99)));
            Assert.Equal((HttpStatusCode.NotFound, await never.Content.ReadAsStringAsync()), (gone.StatusCode, await gone.Content.ReadAsStringAsync()));
            string left = await Told.Text(anyone, string.Format(form, Strike));
            Assert.Contains("Drivers", left, StringComparison.Ordinal);
            Assert.DoesNotContain("march", left, StringComparison.Ordinal);
            Assert.DoesNotContain(River.ToString(), left, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.GetAsync($"/api/v1/network/circle/{Strike}?until=soon")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.GetAsync($"/api/v1/network/circle/{Strike}?group=liked.out")).StatusCode);
    }

    [Fact]
    public async Task What_nothing_leads_to_any_more_when_it_is_read_is_no_row()
    {
        await using TestArchive archive = await Small();
        FindCircle now = archive.Get<FindCircle>(), later = new(archive.Get<PublicNetwork>(), archive.Get<FacetOrdinals>(), archive.Get<DocumentLines>(), await Meanwhile.Lapsed(archive, JoinedArchive.Connection(0)));
        Assert.Equal(["Drivers", "The march", "After that", "River people"], await Titles(now));
        Assert.Equal(["The march", "After that", "River people"], await Titles(later));

        static async Task<IEnumerable<string>> Titles(FindCircle find) =>
            (await find.Rows((await find.Of(new CircleRequest(Strike), CancellationToken.None))!, 0, 50, Texts.For("en"), CancellationToken.None)).Rows.Select(row => row.Line.Title);
    }

    [Fact]
    public async Task A_graph_holds_a_thousand_records_at_most_and_joins_what_hundreds_share_too()
    {
        (string, string, string?)[] records = [("place", "The city", null), ("place", "The country", null), .. Enumerable.Range(0, TakeCircle.MostInGraph + 5).Select(at => ("action", $"Action {at:0000}", (string?)null))];
        (int, ConnectionType, int, string?)[] joins =
        [
            (2, ConnectionType.InPlace, 1, null), .. Enumerable.Range(3, TakeCircle.MostInGraph + 5).Select(at => (at, ConnectionType.InPlace, 1, (string?)null)),
            .. Enumerable.Range(3, PublicPaths.MostShared + 1).Select(at => (at, ConnectionType.InPlace, 2, (string?)null)),
        ];
        await using TestArchive archive = await JoinedArchive.Start(records, joins);
        using HttpClient anyone = archive.Anyone();
        XNamespace ns = "http://graphml.graphdrawing.org/xmlns";
        Assert.Equal(TakeCircle.MostInGraph, XDocument.Parse(await anyone.GetStringAsync($"/circle/{Told.Id(1)}.graphml")).Descendants(ns + "node").Count());
        XElement[] edges = [.. XDocument.Parse(await anyone.GetStringAsync($"/circle/{Told.Id(2)}.graphml")).Descendants(ns + "edge")];
        Assert.Single(edges, edge => edge.Attribute("source")!.Value == Told.Id(2).ToString() && edge.Attribute("target")!.Value == Told.Id(1).ToString());
    }

    [Fact]
    public async Task What_is_not_right_in_the_address_is_said_with_what_may_stand_there()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        foreach ((string address, string said) in ((string, string)[])
        [
            ($"/circle/{Strike}?page=0&lang=en", "<code dir=\"ltr\">page</code>: This is not in the form in which it can be read. A whole number from 1 up."), ($"/circle/{Strike}?until=nonsense&lang=en", "A year from -9999 to 9999"),
            ($"/circle/{Strike}?ring=9&lang=en", "1, 2 or 3."), ("/silos.svg?when=nonsense&lang=en", "<code dir=\"ltr\">when</code>: "), ("/thread.svg?lang=en", "<code dir=\"ltr\">from</code>: This is needed. The id of a record"),
        ])
        {
            using HttpRequestMessage asking = new(HttpMethod.Get, address) { Headers = { { "Accept", "text/html" } } };
            using HttpResponseMessage answer = await anyone.SendAsync(asking);
            string page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(said, page, StringComparison.Ordinal);
            Assert.DoesNotContain("beside each field", page, StringComparison.Ordinal);
        }

        using HttpResponseMessage program = await anyone.GetAsync($"/api/v1/network/circle/{Strike}?ring=9");
        JsonElement problem = JsonDocument.Parse(await program.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("/problems/address-not-right", problem.GetProperty("type").GetString());
        Assert.Contains("1, 2 or 3.", Assert.Single(problem.GetProperty("findings").EnumerateArray()).GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("٢٠١٦")]
    [InlineData("۲۰۱۶")]
    public async Task A_year_is_read_in_the_digits_of_any_script(string year)
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(await anyone.GetStringAsync($"/api/v1/network/circle/{Strike}?until=2016"), await anyone.GetStringAsync($"/api/v1/network/circle/{Strike}?until={year}"));
    }

    [Fact]
    public async Task A_record_that_nothing_is_joined_to_has_an_invitation_in_its_place()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/circle/{Told.Id(6)}?lang=en", "text/html");
        Assert.Contains("Nothing public here is connected with it yet.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_before_anything_began_says_so_and_no_link_leads_there()
    {
        await using TestArchive archive = await JoinedArchive.Start(
            [("practice", "The strike", "2015"), ("action", "The march", "2017"), ("history", "The law", "1924")],
            [(2, ConnectionType.Continues, 1, null), (2, ConnectionType.RootedIn, 3, null)]);
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/circle/{Told.Id(1)}?lang=en", "text/html"), early = await Told.Text(anyone, $"/circle/{Told.Id(1)}?until=1930&lang=en", "text/html");
        Assert.Contains("?until=2017", page, StringComparison.Ordinal);
        // Two steps away, by way of what began in 2017: at the end of 1924 nobody is a step away.
        Assert.Contains("<li>1924: ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("?until=1924", page, StringComparison.Ordinal);
        Assert.Contains("Nothing that is connected with it had begun by the end of 1930.", early, StringComparison.Ordinal);
        Assert.Contains("It began later itself, in 2015.", early, StringComparison.Ordinal);
        Assert.DoesNotContain("yet", early.Split("<main")[1].Split("</main>")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("It began later itself", await Told.Text(anyone, $"/circle/{Told.Id(1)}?until=2016&lang=en", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_circle_of_what_was_merged_is_that_of_the_record_that_stands()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Drivers"), goes = await merged.Tell("organisation", "The drivers");
        await merged.Merge(goes, stays);
        using HttpClient anyone = archive.Anyone();
        foreach (string form in (string[])["/circle/{0}.svg?until=2016", "/api/v1/network/circle/{0}", "/thread?from={0}&to=" + Strike, "/api/v1/network/thread?from=" + Strike + "&to={0}"])
        {
            using HttpResponseMessage answer = await anyone.GetAsync(string.Format(form, goes));
            Assert.Equal((HttpStatusCode.PermanentRedirect, string.Format(form, stays)), (answer.StatusCode, answer.Headers.Location!.ToString()));
        }

        // So is what somebody pastes in.
        Assert.Contains("one and the same record", await Told.Text(anyone, $"/thread?from=https://example.org/r/{goes}/the-drivers&to={stays}&lang=en", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Years_are_told_by_decades_where_there_are_too_many()
    {
        int[] days = [.. Enumerable.Range(0, 60).Select(year => new DateOnly(1900 + year, 2, 3).DayNumber)];
        NetworkSnapshot network = new(CommunityGraph.LabelledGraph.Of(61, [.. Enumerable.Range(1, 60).Select(other => NetworkSnapshot.Edge(new Domain.Stores.Joined(0, other, ConnectionType.Cites, Domain.Stores.HowTold.Silently)))]), 1, new DateOnly(2026, 1, 1));
        Circle circle = Circle.Of(network, 0, 1909, document => document == 0 ? null : days[document - 1], CancellationToken.None);
        Assert.Equal([(1900, 1909, 10), (1910, 1919, 10), (1920, 1929, 10), (1930, 1939, 10), (1940, 1949, 10), (1950, 1959, 10)], circle.Years.Select(years => (years.From, years.To, years.Counts[0])));
        Assert.Equal(10, circle.Count);
    }

    private static Task<TestArchive> Small() => JoinedArchive.Start(
        [("practice", "The strike", "2015"), ("organisation", "Drivers", null), ("action", "The march", "2017-01-28"), ("community", "River people", null), ("action", "After that", "2019"), ("practice", "Far away", "2018")],
        [(1, ConnectionType.StoodWith, 2, "They drove nobody."), (3, ConnectionType.TookPart, 2, "https://example.org/a"), (3, ConnectionType.Centres, 4, null), (5, ConnectionType.Continues, 3, null)]);

    private static int Marks(string page) => page.Split("<svg")[1].Split("</svg>")[0].Split("</defs>")[1].Split("</title></use>").Length - 1;

    private static string Flat(string html) => html.ReplaceLineEndings(" ");

    private static async Task<JsonElement> Json(HttpClient client, string address) => JsonDocument.Parse(await client.GetStringAsync(address)).RootElement;
}
