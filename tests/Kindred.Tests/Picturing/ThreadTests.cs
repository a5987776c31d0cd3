using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Kindred.Domain.Records;
using Kindred.Features.Picturing;
using Kindred.Features.Picturing.Threads;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Search;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>How two records are connected: page, picture, data.</summary>
public sealed class ThreadTests
{
    private static readonly RecordId Strike = Told.Id(1), Vigil = Told.Id(4);

    [Fact]
    public async Task The_ways_stand_shortest_first_then_best_told_each_step_in_its_own_words()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        JsonElement found = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/thread?from={Strike}&to={Vigil}")).RootElement;
        // Two of two steps, of which the one with sources comes first, and one of three.
        Assert.Equal(["Drivers", "Bakers", "Singers, The march"], found.GetProperty("ways").EnumerateArray().Select(way => string.Join(", ", way.GetProperty("steps").EnumerateArray().SkipLast(1).Select(step => step.GetProperty("to").GetProperty("title").GetString()))));
        string page = await Told.Text(anyone, $"/thread?from={Strike}&to={Vigil}&lang=en", "text/html");
        foreach (string said in (string[])["3 ways lead from the one to the other", "Way 1: 2 steps", "Way 3: 3 steps", "Sourced.", "https://example.org/a", $"/c/{JoinedArchive.Connection(0)}?lang=en", "Stood with", "No words written yet."])
            Assert.Contains(said, page, StringComparison.Ordinal);
        // Both pictures have ids of their own.
        Assert.Equal(2, page.Split("<svg").Length - 1);
        string[] ids = [.. System.Text.RegularExpressions.Regex.Matches(page, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task The_picture_and_the_graphs_hold_each_record_once()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        XDocument svg = XDocument.Parse(await anyone.GetStringAsync($"/thread.svg?from={Strike}&to={Vigil}"));
        Assert.Equal(6, svg.Descendants().Count(one => one.Name.LocalName == "use" && one.Attribute("href")!.Value.StartsWith("#m", StringComparison.Ordinal) && one.Parent!.Name.LocalName == "a"));
        Assert.Equal(6, XDocument.Parse(await anyone.GetStringAsync($"/thread.gexf?from={Strike}&to={Vigil}")).Descendants().Count(one => one.Name.LocalName == "node"));
        Assert.Equal(7, XDocument.Parse(await anyone.GetStringAsync($"/thread.graphml?from={Strike}&to={Vigil}")).Descendants().Count(one => one.Name.LocalName == "edge"));
    }

    [Fact]
    public async Task Of_what_is_said_between_two_the_best_told_comes_first_and_the_rest_is_there_too()
    {
        await using TestArchive archive = await JoinedArchive.Start(
            [("practice", "The strike", null), ("practice", "The vigil", null)],
            [(1, ConnectionType.LearnedFrom, 2, null), (2, ConnectionType.Continues, 1, "In words."), (1, ConnectionType.SpeaksTo, 2, "https://example.org/a")]);
        using HttpClient anyone = archive.Anyone();
        JsonElement step = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/thread?from={Told.Id(1)}&to={Told.Id(2)}")).RootElement.GetProperty("ways")[0].GetProperty("steps")[0];
        Assert.Equal(["speaksTo", "continues", "learnedFrom"], step.GetProperty("claims").EnumerateArray().Select(claim => claim.GetProperty("type").GetString()));
        string page = await Told.Text(anyone, $"/thread?from={Told.Id(1)}&to={Told.Id(2)}&lang=en", "text/html");
        // Read the way the step goes.
        foreach (string said in (string[])["Speaks to", "Continued by", "Learned from"]) Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_kinship_what_is_shared_and_what_is_distinct_are_said_wherever_its_words_would_be()
    {
        await using TestArchive archive = await JoinedArchive.Start([("practice", "The strike", null), ("practice", "The vigil", null)], [(1, ConnectionType.Kin, 2, "Both stop work.|One is by night.")]);
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/thread?from={Told.Id(1)}&to={Told.Id(2)}&lang=en", $"/circle/{Told.Id(1)}?lang=en"])
        {
            string table = (await Told.Text(anyone, address, "text/html")).Split("id=\"table\"")[1];
            Assert.Matches("What is shared:</span> <q[^>]*>Both stop work.</q>.*What is distinct:</span> <q[^>]*>One is by night.</q>", table);
            Assert.DoesNotContain("No words written yet", table, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_step_that_was_taken_back_meanwhile_is_in_no_way()
    {
        await using TestArchive archive = await Small();
        FindThread now = archive.Get<FindThread>(), later = new(archive.Get<PublicNetwork>(), archive.Get<FacetOrdinals>(), archive.Get<DocumentLines>(), await Meanwhile.Lapsed(archive, JoinedArchive.Connection(2)));
        // The bakers did not stand with the strike any more when it was read what they said.
        Assert.Equal(["Drivers", "Bakers", "Singers"], (await now.Of(Strike, Vigil, CancellationToken.None))!.Ways.Select(way => way.Records[1].Title));
        Assert.Equal(["Drivers", "Singers"], (await later.Of(Strike, Vigil, CancellationToken.None))!.Ways.Select(way => way.Records[1].Title));
    }

    [Fact]
    public async Task Of_a_record_that_is_not_public_and_is_cited_nothing_is_said()
    {
        await using TestArchive archive = await JoinedArchive.Start([("practice", "The strike", null), ("practice", "The vigil", null), ("resource", "A shown letter", null), ("resource", "A kept letter", null)], []);
        await archive.Write(session =>
        {
            session.Put(session.FindRecord(Told.Id(4))! with { State = RecordState.Hidden });
            archive.Get<Publication>().Reindex(session, Told.Id(4), archive.Today);
            ConnectionWords words = new() { Language = "en", Text = "As two letters say.", Sources = [Entry.Of(("resource", Told.Id(3).ToString())), Entry.Of(("resource", Told.Id(4).ToString()))] };
            Told.Join(session, Told.Id(900), ConnectionType.LearnedFrom, Told.Id(1), Told.Id(2), archive.Today, words);
        });
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/thread?from={Told.Id(1)}&to={Told.Id(2)}", $"/api/v1/network/thread?from={Told.Id(1)}&to={Told.Id(2)}", $"/circle/{Told.Id(1)}", $"/api/v1/network/circle/{Told.Id(1)}"])
        {
            string said = await Told.Text(anyone, address, address.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html");
            Assert.Contains("As two letters say.", said, StringComparison.Ordinal);
            Assert.Contains(Told.Id(3).ToString(), said, StringComparison.Ordinal);
            Assert.DoesNotContain(Told.Id(4).ToString(), said, StringComparison.Ordinal);
            Assert.DoesNotContain("A kept letter", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_types_a_part_of_names_is_offered_all_that_match_and_may_mean_none_of_them()
    {
        await using TestArchive archive = await JoinedArchive.Start(
            [("community", "Asian Americans", null), ("practice", "American muster", null), ("practice", "Letters of American grocers", null), ("practice", "The vigil", null)], [(2, ConnectionType.LearnedFrom, 4, null)]);
        using HttpClient anyone = archive.Anyone();
        string asked = await Told.Text(anyone, $"/thread?from=american&to={Told.Id(4)}&lang=en", "text/html");
        foreach (int offered in (int[])[1, 2, 3]) Assert.Contains($"<input type=\"radio\" name=\"from\" value=\"{Told.Id(offered)}\"", asked, StringComparison.Ordinal);
        Assert.Contains("None of these: name it another way", asked, StringComparison.Ordinal);
        Assert.Contains("<input class=\"full\" id=\"thread-from\"", await Told.Text(anyone, $"/thread?from=&to={Told.Id(4)}&lang=en", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_called_so_is_offered_before_what_only_speaks_of_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("essay", Told.Content("A letter", ("summary", Told.One("Of Korematsu and his case."))), Told.Id(1));
        await archive.Publish("essay", Told.Content("Before the court, for Korematsu"), Told.Id(2));
        await archive.Publish("person", Told.Content("Fred Korematsu"), Told.Id(3));
        using HttpClient anyone = archive.Anyone();
        Assert.Equal([Told.Id(2).ToString(), Told.Id(3).ToString()], await Offered(anyone, "korematsu"));
        // Where nothing is called so, what speaks of it is better than nothing.
        Assert.Equal([Told.Id(1).ToString()], await Offered(anyone, "case"));
    }

    [Fact]
    public async Task Where_there_is_no_word_in_what_was_typed_that_is_said_and_nothing_is_offered()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage said = await anyone.GetAsync($"/thread?from=%F0%9F%98%80&to=The+vigil&lang=en");
        string page = await said.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, said.StatusCode);
        Assert.Matches("id=\"thread-from-error\">There is no word or number in what you typed", page);
        Assert.DoesNotContain("type=\"radio\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_was_found_stays_a_field_and_finds_it_again()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage unknown = await anyone.GetAsync("/thread?from=the+strikke&to=the+vigil&lang=en");
        string form = await unknown.Content.ReadAsStringAsync();
        Assert.Contains("name=\"from\" value=\"the strikke\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"to\" value=\"The vigil\"", form, StringComparison.Ordinal);
        // Of those that share a name the address says which one.
        string twin = await Told.Text(anyone, $"/thread?from={Told.Id(7)}&to=The+vigil&lang=en", "text/html");
        Assert.Contains($"name=\"from\" value=\"/r/{Told.Id(7)}\"", twin, StringComparison.Ordinal);
        Assert.Contains("id=\"thread-from-beside\"><bdi>Twins</bdi>", twin, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"radio\"", await Told.Text(anyone, $"/thread?from=/r/{Told.Id(7)}&to=The+vigil&lang=en", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_nobody_may_know_keeps_the_form_as_a_name_that_nothing_has()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage unknown = await anyone.GetAsync($"/thread?from={Told.Id(99)}&to=The+vigil&lang=en");
        string form = await unknown.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        foreach (string said in (string[])["id=\"thread-from-error\">Nothing public here is called so.", $"name=\"from\" value=\"{Told.Id(99)}\"", "name=\"to\" value=\"The vigil\""]) Assert.Contains(said, form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_enough_and_where_several_are_called_so_one_is_chosen()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, "/thread?from=the+strike&to=The+vigil&lang=en", "text/html");
        Assert.Contains("Way 1: 2 steps", page, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"/thread?from={Strike}&amp;to={Vigil}\"", page, StringComparison.Ordinal);
        string asked = await Told.Text(anyone, $"/thread?from=Twins&to={Vigil}&lang=en", "text/html");
        Assert.Contains($"<input type=\"radio\" name=\"from\" value=\"{Told.Id(7)}\"", asked, StringComparison.Ordinal);
        Assert.Contains($"<input type=\"radio\" name=\"from\" value=\"{Told.Id(8)}\"", asked, StringComparison.Ordinal);
        Assert.Contains("name=\"to\" value=\"The vigil\"", asked, StringComparison.Ordinal);
        using HttpResponseMessage unknown = await anyone.GetAsync("/thread?from=Nobody+at+all&to=The+vigil&lang=en");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        string again = await unknown.Content.ReadAsStringAsync();
        Assert.Contains("Nothing public here is called so.", again, StringComparison.Ordinal);
        Assert.Contains("value=\"Nobody at all\"", again, StringComparison.Ordinal);
        // By the address of a page, too.
        Assert.Contains("Way 1: 2 steps", await Told.Text(anyone, $"/thread?from=https://example.org/r/{Strike}/the-strike&to={Vigil}&lang=en", "text/html"), StringComparison.Ordinal);
        Assert.Contains("name=\"from\"", await Told.Text(anyone, "/thread?lang=en", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_way_it_is_said_kindly_and_others_are_offered()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/thread?from={Strike}&to={Told.Id(7)}&lang=en", "text/html");
        foreach (string said in (string[])["No way of 8 steps or fewer", "href=\"/kin?lang=en\"", "href=\"/contribute?lang=en\""]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.Contains("one and the same record", await Told.Text(anyone, $"/thread?from={Strike}&to={Strike}&lang=en", "text/html"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/thread.svg?from={Strike}&to={Told.Id(7)}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.GetAsync($"/api/v1/network/thread?from={Strike}")).StatusCode);
    }

    [Fact]
    public async Task What_hundreds_share_is_led_through_only_where_there_is_no_other_way_and_that_is_said()
    {
        (string, string, string?)[] records = [("place", "The country", null), .. Enumerable.Range(0, PublicPaths.MostShared + 1).Select(at => ("action", $"Action {at:000}", (string?)null))];
        (int, ConnectionType, int, string?)[] joins = [.. Enumerable.Range(2, PublicPaths.MostShared + 1).Select(at => (at, ConnectionType.InPlace, 1, (string?)null)), (2, ConnectionType.Cites, 3, null), (3, ConnectionType.Cites, 4, null), (4, ConnectionType.Cites, 5, null)];
        await using TestArchive archive = await JoinedArchive.Start(records, joins);
        using HttpClient anyone = archive.Anyone();
        // Two steps by the country, three by what says something.
        JsonElement own = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/thread?from={Told.Id(2)}&to={Told.Id(5)}")).RootElement, shared = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/thread?from={Told.Id(2)}&to={Told.Id(9)}")).RootElement;
        Assert.Equal((3, false), (Assert.Single(own.GetProperty("ways").EnumerateArray()).GetProperty("steps").GetArrayLength(), own.GetProperty("isThroughShared").GetBoolean()));
        Assert.True(shared.GetProperty("isThroughShared").GetBoolean());
        Assert.Contains("There is no way but through something", await Told.Text(anyone, $"/thread?from={Told.Id(2)}&to={Told.Id(9)}&lang=en", "text/html"), StringComparison.Ordinal);
        // To what is shared itself a way leads like any other.
        Assert.False(JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/network/thread?from={Told.Id(2)}&to={Told.Id(1)}")).RootElement.GetProperty("isThroughShared").GetBoolean());
    }

    [Fact]
    public async Task What_is_withdrawn_is_led_through_no_more_and_is_not_found()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Drivers", await Told.Text(anyone, $"/thread?from={Strike}&to={Vigil}"), StringComparison.Ordinal);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, Told.Id(2), archive.Today, null));
        foreach (string form in (string[])["/thread", "/thread.svg", "/thread.graphml", "/thread.gexf", "/api/v1/network/thread"])
        {
            string left = await Told.Text(anyone, $"{form}?from={Strike}&to={Vigil}");
            Assert.Contains("Bakers", left, StringComparison.Ordinal);
            Assert.DoesNotContain("Drivers", left, StringComparison.Ordinal);
            using HttpResponseMessage gone = await anyone.GetAsync($"{form}?from={Strike}&to={Told.Id(2)}"), never = await anyone.GetAsync($"{form}?from={Strike}&to={Told.Id(99)}");
            Assert.Equal((HttpStatusCode.NotFound, (await never.Content.ReadAsStringAsync()).Replace(Told.Id(99).ToString(), "…")), (gone.StatusCode, (await gone.Content.ReadAsStringAsync()).Replace(Told.Id(2).ToString(), "…")));
        }
    }

    private static async Task<string[]> Offered(HttpClient anyone, string typed) =>
        [.. System.Text.RegularExpressions.Regex.Matches(await Told.Text(anyone, $"/thread?from={typed}&lang=en", "text/html"), "type=\"radio\" name=\"from\" value=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];

    /// <summary>From the strike to the vigil by the drivers, who are sourced, by the bakers, and by the singers and a march.</summary>
    private static Task<TestArchive> Small() => JoinedArchive.Start(
        [("practice", "The strike", "2015"), ("organisation", "Drivers", null), ("organisation", "Bakers", null), ("action", "The vigil", "2018"), ("organisation", "Singers", null), ("action", "The march", "2017"), ("practice", "Twins", null), ("action", "Twins", null)],
        [
            (1, ConnectionType.StoodWith, 2, "https://example.org/a"), (4, ConnectionType.TookPart, 2, "https://example.org/b"), (1, ConnectionType.StoodWith, 3, null), (4, ConnectionType.TookPart, 3, "They baked."),
            (1, ConnectionType.StoodWith, 5, null), (6, ConnectionType.TookPart, 5, null), (4, ConnectionType.Continues, 6, null),
        ]);
}
