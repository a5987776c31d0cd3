using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Picturing.Silos;
using Kindred.Features.Shared.Publishing;
using Kindred.Host.Commands;
using Microsoft.AspNetCore.Http;

namespace Kindred.Tests.Picturing.Silos;

public partial class SilosTests
{
    private static readonly (string, string, string, string)[] TwoSilos =
    [
        ("March", "action", "2016-03-01", "AB"), ("Letter", "practice", "2016-04-01", "BC"), ("Rally", "action", "2016-05-01", "AC"),
        ("Strike", "action", "2017-03-01", "DE"), ("Coalition", "campaign", "2017", "DEF"), ("Alone", "action", "2017-06-01", "G"),
    ];

    [Fact]
    public async Task Who_acted_together_is_one_silo_and_what_two_of_them_share_is_a_bridge()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, TwoSilos);
        using HttpClient anyone = archive.Anyone();
        JsonElement apart = await Silos(anyone);
        Assert.Equal((7, 6, 12, 6, 3, 1), Counts(apart));
        Assert.Equal(["Group A, Group B, Group C; closed", "Group D, Group E, Group F; closed"], Named(apart));
        Assert.Empty(apart.GetProperty("bridges").EnumerateArray());

        await acted.Did("Vigil", "action", "2018-01-01", ["C", "D"]);
        JsonElement met = await Silos(anyone);
        Assert.Equal(["Group A, Group B, Group C; open", "Group D, Group E, Group F; open"], Named(met));
        JsonElement bridge = Assert.Single(met.GetProperty("bridges").EnumerateArray());
        Assert.Equal(("Vigil", 2), (bridge.GetProperty("event").GetProperty("title").GetString(), bridge.GetProperty("joins").GetArrayLength()));
        Assert.Equal([acted["A"].ToString(), acted["D"].ToString()], bridge.GetProperty("joins").EnumerateArray().Select(one => one.GetString()!));
    }

    [Fact]
    public async Task Years_kinds_and_places_narrow_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        await ActedArchive.Start(archive, TwoSilos);
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(["Group A, Group B, Group C; closed"], Named(await Silos(anyone, "?when=2016")));
        Assert.Equal(["Group D, Group E, Group F; closed"], Named(await Silos(anyone, "?when=2017")));
        Assert.Equal(["Group D, Group E, Group F; closed"], Named(await Silos(anyone, "?kind=campaign")));
        Assert.Equal(0, (await Silos(anyone, "?where=Nowhere")).GetProperty("events").GetInt32());
        using HttpResponseMessage unreadable = await anyone.GetAsync("/api/v1/network/silos?when=lately");
        Assert.Equal(400, (int)unreadable.StatusCode);
        string page = await anyone.GetStringAsync("/silos");
        Assert.Matches("href=\"/silos\\?when=2016\"[^>]*>2016</a> <span class=\"meta\">1 silo</span>", page);
        Assert.Matches("href=\"/silos\\?when=2017\"[^>]*>2017</a> <span class=\"meta\">1 silo</span>", page);
        Assert.Contains("We could not read", await anyone.GetStringAsync("/silos?when=lately"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_their_last_page_all_silos_and_an_opened_one_say_so_and_lead_to_the_beginning()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, TwoSilos);
        using HttpClient anyone = archive.Anyone();
        string all = await anyone.GetStringAsync("/silos?page=999"), opened = await anyone.GetStringAsync($"/silos?with={acted["A"]}&page=999");
        Assert.Contains("The list ends before this page. <a href=\"/silos\">To its beginning</a>", all, StringComparison.Ordinal);
        Assert.Contains($"The list ends before this page. <a href=\"/silos?with={acted["A"]}\">To its beginning</a>", opened, StringComparison.Ordinal);
        foreach (string page in (string[])[all, opened])
        {
            foreach (string never in (string[])["<table>", "<ul>\n</ul>", "page=998", "999 of"]) Assert.DoesNotContain(never, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("ends before this page", await anyone.GetStringAsync($"/silos?with={acted["A"]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crowd_says_nothing_of_who_acted_with_whom_and_is_said_to_be_left_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, TwoSilos);
        await acted.Did("Everyone", "action", "2019", Enumerable.Range(0, 101).Select(at => $"crowd {at}").Concat(["A", "D"]));
        using HttpClient anyone = archive.Anyone();
        JsonElement silos = await Silos(anyone);
        Assert.Equal(["Group A, Group B, Group C; closed", "Group D, Group E, Group F; closed"], Named(silos));
        Assert.Equal("Everyone", Assert.Single(silos.GetProperty("leftOut").EnumerateArray()).GetProperty("title").GetString());
        Assert.Contains("1 gathering with more than 100 named participants is left out", await anyone.GetStringAsync("/silos"), StringComparison.Ordinal);
        Assert.Contains("1 gathering with more than 100", await anyone.GetStringAsync("/silos.svg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_hidden_changes_no_byte_and_is_gone_at_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, TwoSilos);
        using HttpClient anyone = archive.Anyone();
        string[] before = await All(anyone);
        await acted.Did("Secret", "action", "2016", ["C", "D", "X"], "sabotage");
        Assert.NotEqual(before, await All(anyone));
        await acted.Hide("Secret");
        await acted.Hide("X");
        Assert.Equal(before, await All(anyone));
        await acted.Hide("X", isHidden: false);
        await acted.Destroy("X");
        await acted.Destroy("Secret");
        Assert.Equal(before, await All(anyone));
    }

    [Fact]
    public async Task Where_nothing_is_found_it_says_what_was_looked_at_and_leads_to_all()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        foreach (string narrowed in (string[])["?where=Nowhereville", "?when=1942/1945"])
        {
            string page = await anyone.GetStringAsync("/silos" + narrowed);
            Assert.Contains("in anything that was looked at here.", page, StringComparison.Ordinal);
            Assert.Contains("<a href=\"/silos\">See all of them</a>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Silos come into sight", page, StringComparison.Ordinal);
        }

        Assert.Contains("Silos come into sight", await anyone.GetStringAsync("/silos"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_campaign_takes_no_others_place_in_what_a_silo_is_about()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, ("March", "action", "2017", "AB"), ("Vigil", "action", "2017", "AB"), ("Picnic", "action", "2018", "CD"), ("Feast", "action", "2018", "CD"));
        await archive.Write(session =>
        {
            RecordId secret = acted.Put(session, "Secret", "campaign"), open = acted.Put(session, "Open doors", "campaign");
            foreach ((string name, RecordId[] campaigns) in ((string, RecordId[])[])[("March", [secret, open]), ("Vigil", [secret])])
            {
                Domain.Records.Record record = session.FindRecord(acted[name])!;
                session.Put(record with { Content = record.Content with { Links = [.. campaigns.Select(campaign => new ContentLink("partOf", campaign))] } });
                archive.Get<Publication>().Reindex(session, record.Id, archive.Today);
            }

            session.Put(session.FindRecord(secret)! with { State = RecordState.Hidden });
            archive.Get<Publication>().Reindex(session, secret, archive.Today);
        });
        using HttpClient anyone = archive.Anyone();
        string[] about = [.. (await Silos(anyone)).GetProperty("silos").EnumerateArray().SelectMany(silo => silo.GetProperty("about").EnumerateArray()).Select(word => word.GetString()!)];
        Assert.Equal(["Open doors"], about);
    }

    [Fact]
    public async Task A_page_names_every_silo_in_picture_and_table_and_opens_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, [.. TwoSilos, ("Vigil", "action", "2018-01-01", "CD")]);
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/silos");
        XDocument picture = Picture(page);
        Assert.Equal(6, Links(picture, acted, "ABCDEF"));
        Assert.Single(Texts(picture), text => text == "Vigil");
        foreach (char letter in "ABCDEF") Assert.Equal(2, Regex.Count(page, $"href=\"/r/{acted[letter.ToString()]}\""));
        string opened = await anyone.GetStringAsync($"/silos?with={acted["B"]}");
        Assert.Contains("What they did", opened, StringComparison.Ordinal);
        Assert.Equal(3, Links(Picture(opened), acted, "ABC"));
        Assert.Equal(0, Links(Picture(opened), acted, "DEF"));
        Assert.DoesNotContain("What they did", await anyone.GetStringAsync($"/silos?with={acted["G"]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_has_at_most_a_hundred_and_fifty_marks_and_the_whole_picture_all()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = new(archive);
        for (int at = 0; at < 60; at++) await acted.Did($"Day {at}", "action", "2017", Enumerable.Range(0, 3 + (at % 9)).Select(one => $"{at}-{one}"));
        for (int at = 0; at < 5; at++) await acted.Did($"Bridge {at}", "action", "2018", [$"{8 + (9 * at)}-0", $"{17 + (9 * at)}-0"]);
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/silos"), whole = await anyone.GetStringAsync("/silos.svg");
        Assert.Equal(40, Picture(page).Descendants().Count(element => (string?)element.Attribute("class") == "silo"));
        Assert.InRange(Picture(page).Descendants().Count(element => element.Name.LocalName == "use"), 5, 150);
        Assert.True(page.Length < 80_000, $"{page.Length} bytes");
        Assert.Equal(Enumerable.Range(0, 60).Sum(at => 3 + (at % 9)), Regex.Count(whole, "<title>Organisation: Group "));
        Assert.Equal(50, Regex.Count(page, "<tr><th scope=\"row\">"));
        Assert.Contains("page=2", page, StringComparison.Ordinal);
        Assert.Equal(10, Regex.Count(await anyone.GetStringAsync("/silos?page=2"), "<tr><th scope=\"row\">"));
    }

    [Fact]
    public async Task Topics_that_others_do_not_have_say_what_a_silo_is_about()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = new(archive);
        for (int at = 0; at < 3; at++)
        {
            await acted.Did($"Port {at}", "action", "2017", ["A", "B"], "airports");
            await acted.Did($"Field {at}", "action", "2017", ["C", "D"], "harvest");
        }

        using HttpClient anyone = archive.Anyone();
        Assert.Equal(["airports", "harvest"], (await Silos(anyone)).GetProperty("silos").EnumerateArray().Select(silo => Assert.Single(silo.GetProperty("about").EnumerateArray()).GetString()!).Order());
    }

    [Fact]
    public async Task Who_acted_with_whom_can_be_taken_as_a_graph()
    {
        await using TestArchive archive = await TestArchive.Start();
        await ActedArchive.Start(archive, TwoSilos);
        using HttpClient anyone = archive.Anyone();
        XDocument graph = XDocument.Parse(await anyone.GetStringAsync("/silos.graphml"));
        Assert.Equal((7, 6), (Count(graph, "node"), Count(graph, "edge")));
        Assert.Equal((7, 6), (Count(XDocument.Parse(await anyone.GetStringAsync("/silos.gexf")), "node"), Count(XDocument.Parse(await anyone.GetStringAsync("/silos.gexf")), "edge")));
        using HttpResponseMessage other = await anyone.GetAsync("/silos.csv");
        Assert.Equal(404, (int)other.StatusCode);
    }

    [Fact]
    public async Task Other_facets_narrow_it_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, TwoSilos);
        await acted.Did("Port", "action", "2017", ["A", "B"], "airports");
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(["Group A, Group B; closed"], Named(await Silos(anyone, "?topic=airports")));
        Assert.Empty(Named(await Silos(anyone, "?axis=faith")));
    }

    [Fact]
    public async Task What_is_asked_often_is_found_once_however_much_else_is_asked()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, TwoSilos);
        FindSilos find = archive.Get<FindSilos>();
        SilosFound first = await Found("/silos?when=2016");
        Assert.Same(first, await Found("/silos?when=2016"));
        Assert.NotSame(first, await Found("/silos?when=2017"));
        for (int at = 0; at < 200; at++) await Found($"/silos?when=2016-01-01/20{at % 80 + 17}-01-{(at % 28) + 1:00}&topic=t{at}");
        Assert.Same(first, await Found("/silos?when=2016"));
        await acted.Did("Vigil", "action", "2016-06-01", ["A", "D"]);
        Assert.NotSame(first, await Found("/silos?when=2016"));

        async Task<SilosFound> Found(string address)
        {
            Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[(address.IndexOf('?') + 1)..]);
            return (await find.Of(FindSilos.Read("/silos", new QueryCollection(query), archive.Get<KindList>().Now), Features.Shared.Texts.For("en"), CancellationToken.None)).Found;
        }
    }

    [Fact]
    public async Task Every_year_is_offered_and_the_latest_are_looked_into()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = new(archive);
        for (int year = 1991; year <= 2020; year++) await acted.Did($"Day {year}", "action", $"{year}-05-01", ["A", "B"]);
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/silos?lang=en");
        string times = page[page.IndexOf("class=\"times\"", StringComparison.Ordinal)..page.IndexOf("</nav>", page.IndexOf("class=\"times\"", StringComparison.Ordinal), StringComparison.Ordinal)];
        for (int year = 1991; year <= 2020; year++) Assert.Contains($"when={year}", times, StringComparison.Ordinal);
        Assert.Equal(12, Regex.Count(times, "1 silo<"));
        Assert.Matches("2009</a> <span class=\"meta\">1 silo<", times);
        // What goes on for years is of each of them.
        await acted.Did("Long", "campaign", "2020/2023", ["C", "D"]);
        Assert.Equal(["2020", "2021", "2022", "2023"], archive.Get<FindSilos>().Times(await archive.Get<FindSilos>().Of(FindSilos.Read("/silos", new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["kind"] = "campaign" }), archive.Get<KindList>().Now), Features.Shared.Texts.For("en"), CancellationToken.None), 30));
    }

    [Fact]
    public async Task What_is_no_kind_and_who_is_in_no_silo_is_said()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, TwoSilos);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Part of the address could not be read", await anyone.GetStringAsync("/silos?kind=foo&lang=en"), StringComparison.Ordinal);
        using HttpResponseMessage unreadable = await anyone.GetAsync("/api/v1/network/silos?kind=foo");
        Assert.Equal(400, (int)unreadable.StatusCode);
        foreach (string with in (string[])["ZZZ", acted["G"].ToString()])
            Assert.Contains("The organisation that was asked for is in no silo here", await anyone.GetStringAsync($"/silos?with={with}&lang=en"), StringComparison.Ordinal);
        Assert.DoesNotContain("that was asked for", await anyone.GetStringAsync($"/silos?with={acted["A"]}&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_but_that_nothing_told_joins_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, [.. TwoSilos, ("Vigil", "action", "2018", "CD")]);
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/silos?lang=en"), year = await anyone.GetStringAsync("/silos?when=2017&lang=en");
        Assert.Contains("What is told here is not all that was", page, StringComparison.Ordinal);
        Assert.Contains("Nothing told here joins it to others.", year, StringComparison.Ordinal);
        Assert.Contains("Nothing told here of this time, place or kind bridges these silos.", year, StringComparison.Ordinal);
        Assert.Contains("Nothing told here bridges this silo with another.", await anyone.GetStringAsync($"/silos?when=2017&with={acted["E"]}&lang=en"), StringComparison.Ordinal);
        Assert.Contains($"href=\"/r/{acted["G"]}?lang=en\"", page[page.IndexOf("id=\"alone\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        JsonElement silos = await Silos(anyone);
        Assert.Equal("Group G", Assert.Single(silos.GetProperty("withNoOther").EnumerateArray()).GetProperty("title").GetString());
        Assert.False(silos.TryGetProperty("modularity", out _));
        // Two of which nothing is said are told apart by names.
        Assert.Contains("<bdi>Group A</bdi> · <bdi>Group B</bdi> and 1 more", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>Group D</bdi> · <bdi>Group E</bdi> and 1 more", page, StringComparison.Ordinal);
        CommandResult told = await Kindred.Host.Commands.Silos.Work.Do(new CommandWork(new JsonObject { ["when"] = "nonsense" }, archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None);
        Assert.Equal((1, "Nothing was looked for; kindred silos --help says what each takes."), (told.Exit, told.Lines[^1]));
        Assert.StartsWith("--when: This is not a date we can read.", told.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downloads_keep_what_the_page_is_narrowed_to_and_the_language_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        await ActedArchive.Start(archive, TwoSilos);
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/silos?lang=es&when=2016&page=1");
        foreach (string address in (string[])["/silos.svg", "/api/v1/network/silos", "/silos.gexf", "/silos.graphml"]) Assert.Contains($"href=\"{address}?when=2016&amp;lang=es\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_part_of_the_address_that_could_not_be_read_is_named()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        foreach ((string part, string typed) in ((string, string)[])[("kind", "person"), ("where", new string('x', 500))])
        {
            string page = await anyone.GetStringAsync($"/silos?{part}={typed}&lang=en");
            Assert.Contains($"Part of the address could not be read and was left out. <code dir=\"ltr\">{part}</code>: ", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task In_the_terminal_silos_are_told_apart_by_number_and_those_with_no_other_are_named()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, [.. TwoSilos, ("Vigil", "action", "2018-12", "CD")]);
        IReadOnlyList<string> told = (await Kindred.Host.Commands.Silos.Work.Do(new CommandWork([], archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None)).Lines;
        Assert.Contains("1. Group A · Group B and 1 more (1 bridge to others)", told);
        Assert.Contains("2. Group D · Group E and 1 more (1 bridge to others)", told);
        Assert.Contains("  Vigil (December 2018): 1 Group A – 2 Group D", told);
        Assert.Equal(["With no other", "Nothing told here says that these acted with another. In alphabetical order.", "  Group G"], told.TakeLast(3));
        foreach (int at in Enumerable.Range(0, 55)) await acted.Did($"Act {at}", "action", "2019", [$"{at:00}"]);
        told = (await Kindred.Host.Commands.Silos.Work.Do(new CommandWork([], archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None)).Lines;
        Assert.Equal((50, "The first 50 of 56 are listed here; all are in the data."), (told.SkipWhile(line => line != "With no other").Count(line => line.StartsWith("  Group", StringComparison.Ordinal)), told[^1]));
    }

    [Fact]
    public async Task What_is_of_one_day_stands_in_the_order_of_ids_however_it_came()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, TwoSilos);
        foreach ((int at, string vigil) in ((string[])["First", "Second", "Third"]).Index())
        {
            // Who came later has the smaller id.
            acted.Next = 10_000 - (at * 100);
            await acted.Did(vigil, "action", "2018-01-01", ["C", "D"]);
            acted.Next = 100_000 - (at * 1_000);
            await acted.Did("Crowd " + vigil, "action", "2019", Enumerable.Range(0, 101).Select(one => $"crowd {one}"));
        }

        using HttpClient anyone = archive.Anyone();
        JsonElement silos = await Silos(anyone);
        foreach (string[] ids in (string[][])[Ids("bridges", one => one.GetProperty("event")), Ids("leftOut", one => one)]) Assert.Equal((3, string.Join(' ', ids.Order(StringComparer.Ordinal))), (ids.Length, string.Join(' ', ids)));

        string[] Ids(string name, Func<JsonElement, JsonElement> record) => [.. silos.GetProperty(name).EnumerateArray().Select(one => record(one).GetProperty("id").GetString()!)];
    }

    private static int Count(XDocument graph, string name) => graph.Descendants().Count(element => element.Name.LocalName == name);

    private static async Task<JsonElement> Silos(HttpClient anyone, string query = "") => JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/silos" + query)).RootElement;

    private static async Task<string[]> All(HttpClient anyone) => await Task.WhenAll(((string[])["/silos", "/silos.svg", "/silos.gexf", "/silos?when=2016", "/api/v1/network/silos"]).Select(anyone.GetStringAsync));

    private static (int, int, int, int, int, int) Counts(JsonElement silos)
    {
        int Of(string name) => silos.GetProperty(name).GetInt32();
        return (Of("organisations"), Of("events"), Of("memberships"), Of("pairs"), Of("largestComponent"), Of("alone"));
    }

    private static string[] Named(JsonElement silos) =>
        [.. silos.GetProperty("silos").EnumerateArray().Select(silo => $"{string.Join(", ", silo.GetProperty("organisations").EnumerateArray().Select(one => one.GetProperty("title").GetString()))}; {(silo.GetProperty("isClosed").GetBoolean() ? "closed" : "open")}")];

    private static XDocument Picture(string page) => XDocument.Parse(InlineSvg().Match(page).Value);

    private static IEnumerable<string> Texts(XDocument picture) => picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);

    private static int Links(XDocument picture, ActedArchive acted, string letters) =>
        letters.Count(letter => picture.Descendants().Any(element => (string?)element.Attribute("href") == $"/r/{acted[letter.ToString()]}"));

    [GeneratedRegex("<svg class=\"picture\".*?</svg>|<svg\\s+class=\"picture\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex InlineSvg();
}
