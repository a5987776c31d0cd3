using System.Text;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Picturing.Maps;
using Kindred.Features.Sampling;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using Microsoft.AspNetCore.Http;
using Path = System.IO.Path;

namespace Kindred.Tests.Picturing;

/// <summary>The map as anyone sees it: everything in it is in its table, and nothing is shown closer than it may be.</summary>
public sealed class MapPageTests
{
    private static readonly string[] Forms = ["/map", "/map.svg", "/map.geojson", "/api/v1/network/map", "/map?around=-73.79,40.71&zoom=7", "/map.svg?around=-73.79,40.71&zoom=7", "/api/v1/network/map?around=-73.79,40.71&zoom=7"];

    [Fact]
    public async Task Marks_table_and_counts_say_the_same_of_the_sample()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        using HttpClient anyone = archive.Anyone();
        using JsonDocument map = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/map"));
        JsonElement[] marks = [.. map.RootElement.GetProperty("marks").EnumerateArray()], places = [.. map.RootElement.GetProperty("places").EnumerateArray()];
        Assert.Equal(14, places.Length);
        Assert.Equal(14, marks.Sum(mark => mark.GetProperty("places").GetInt32()));
        int total = map.RootElement.GetProperty("total").GetInt32();
        Assert.Equal(await Total(anyone, "/api/v1/records?q=-kind:place"), total);
        JsonElement country = marks.Single(mark => mark.GetProperty("form").GetString() == "country");
        Assert.Equal("United States", country.GetProperty("name").GetString());
        foreach (JsonElement place in places)
        {
            string list = new Uri(place.GetProperty("recordsAt").GetString()!).PathAndQuery;
            Assert.Equal(await Total(anyone, list), place.GetProperty("records").GetInt32());
        }

        string page = await anyone.GetStringAsync("/map");
        Assert.Contains($"{total - map.RootElement.GetProperty("unplaced").GetInt32()} records at 14 places", page, StringComparison.Ordinal);
        foreach (JsonElement place in places) Assert.Contains($"/r/{place.GetProperty("id").GetString()}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Contains("<desc id=\"picture-desc\">", page, StringComparison.Ordinal);
        // A group is called by what is smaller than a country, or by a place of its own and how many more there are.
        Assert.All(marks.Where(mark => mark.GetProperty("form").GetString() == "group"), mark =>
        {
            Assert.NotEqual("United States", mark.GetProperty("name").GetString());
            Assert.Equal(mark.GetProperty("places").GetInt32() - 1, mark.GetProperty("more").GetInt32());
            Assert.Contains($"{mark.GetProperty("name").GetString()} and {mark.GetProperty("more").GetInt32()} more: ", page.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal), StringComparison.Ordinal);
        });
        // A group opens closer, and there as more marks than one.
        string opens = new Uri(marks.First(mark => mark.GetProperty("form").GetString() == "group" && mark.GetProperty("places").GetInt32() > 2).GetProperty("opens").GetString()!).PathAndQuery;
        using JsonDocument closer = JsonDocument.Parse(await anyone.GetStringAsync(opens));
        Assert.True(closer.RootElement.GetProperty("marks").GetArrayLength() > 1);
        Assert.True(closer.RootElement.GetProperty("elsewhere").GetInt32() > 0);
        Assert.DoesNotContain("<a ", await anyone.GetStringAsync("/map.svg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_narrowed_as_lists_are()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Told.Practice(archive);
        await archive.Write(session => archive.Get<Publication>().Reindex(session, Told.Id(1), archive.Today));
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(1, await Total(anyone, "/api/v1/network/map?kind=practice&topic=airports"));
        Assert.Equal(0, await Total(anyone, "/api/v1/network/map?kind=action"));
        Assert.Equal(0, await Total(anyone, "/api/v1/network/map?when=1942"));
        Assert.Contains("Nothing was found.", await anyone.GetStringAsync("/map?kind=action"), StringComparison.Ordinal);
        foreach (string wrong in (string[])["around=1", "around=200,0&zoom=2", "around=1,2&zoom=8", "zoom=3", "around=a,b&zoom=1"])
        {
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await anyone.GetAsync("/api/v1/network/map?" + wrong)).StatusCode);
            Assert.Contains("Part of the address could not be read", await anyone.GetStringAsync("/map?" + wrong), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("zoom=abc", "zoom")]
    [InlineData("zoom=3", "zoom")]
    [InlineData("zoom=99", "zoom")]
    [InlineData("around=1,2&zoom=8", "zoom")]
    [InlineData("around=1,2", "around")]
    [InlineData("around=a,b&zoom=1", "around")]
    [InlineData("around=a,b&zoom=0", "around zoom")]
    public async Task Of_what_could_not_be_read_the_part_is_named_that_was_sent_with_what_may_stand_there(string wrong, string parts)
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        using JsonDocument problem = JsonDocument.Parse(await (await anyone.GetAsync("/api/v1/network/map?" + wrong)).Content.ReadAsStringAsync());
        Assert.Equal(parts, string.Join(' ', problem.RootElement.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("path").GetString())));
        foreach (string form in (string[])["/map.svg", "/map.geojson"])
        {
            string said = await (await anyone.GetAsync($"{form}?{wrong}&lang=en")).Content.ReadAsStringAsync();
            foreach (string part in (string[])["around", "zoom"]) Assert.Equal(parts.Contains(part, StringComparison.Ordinal), said.Contains($"<code dir=\"ltr\">{part}</code>: ", StringComparison.Ordinal));
        }

        string page = await anyone.GetStringAsync($"/map?{wrong}&lang=en");
        foreach (string part in parts.Split(' ')) Assert.Contains($"Part of the address could not be read and was left out. <code dir=\"ltr\">{part}</code>: ", page, StringComparison.Ordinal);
        if (parts.EndsWith("zoom", StringComparison.Ordinal)) Assert.Contains("A whole number from 1, a continent, to 7, a city and what lies around it, together with around.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exact_place_is_shown_no_closer_than_its_communities_want_and_gone_when_they_say_so()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        (RecordId practice, RecordId place) = await asked.PracticeAt(new FieldValue.Coordinates(40.7128, -73.7949, Precision.Exact), marsh);
        using HttpClient anyone = archive.Anyone();
        string[] before = await All(anyone);
        Assert.All(before, text => Assert.DoesNotContain(place.ToString(), text, StringComparison.Ordinal));
        await asked.Answer(practice, marsh, "amal");
        foreach (string text in await All(anyone)) Assert.DoesNotContain("7128", text, StringComparison.Ordinal);
        using (JsonDocument town = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/map?around=-73.79,40.71&zoom=7")))
        {
            JsonElement mark = Assert.Single(town.RootElement.GetProperty("marks").EnumerateArray());
            Assert.Equal(("town", 40.7, -73.8), (mark.GetProperty("form").GetString(), mark.GetProperty("latitude").GetDouble(), mark.GetProperty("longitude").GetDouble()));
        }

        await asked.Answer(practice, marsh, "amal", scope: ConsentScope.Publish | ConsentScope.PrecisePlace);
        Assert.Contains("40.7128", await anyone.GetStringAsync("/map.geojson"), StringComparison.Ordinal);
        // Her word about the place alone changes no word of it, and yet the map follows.
        await asked.Answer(practice, marsh, "amal");
        foreach (string text in await All(anyone)) Assert.DoesNotContain("7128", text, StringComparison.Ordinal);
        Assert.IsType<WithdrawOutcome.Destroyed>(await asked.Withdraw(practice, marsh, "amal"));
        Assert.Equal(before, await All(anyone));
    }

    [Fact]
    public async Task A_hidden_place_is_as_none()
    {
        await using TestArchive archive = await TestArchive.Start(), never = await TestArchive.Start();
        foreach (TestArchive one in (TestArchive[])[archive, never])
        {
            await Told.Practice(one);
            await one.Write(session =>
            {
                if (one == archive) session.Put(session.FindRecord(Told.Id(3))! with { State = RecordState.Hidden });
                else session.Put(session.FindRecord(Told.Id(1))! with { Content = session.FindRecord(Told.Id(1))!.Content with { Links = [new ContentLink("centres", Told.Id(2), IsCommunity: true)] } });
                foreach (int id in (int[])[1, 2, 3]) one.Get<Publication>().Reindex(session, Told.Id(id), one.Today);
                if (one == never) session.Put(session.FindRecord(Told.Id(3))! with { State = RecordState.Hidden });
                one.Get<Publication>().Reindex(session, Told.Id(3), one.Today);
            });
        }

        using HttpClient anyone = archive.Anyone(), other = never.Anyone();
        Assert.Equal(await All(other), await All(anyone));
        using JsonDocument map = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/map"));
        Assert.Equal((2, 2), (map.RootElement.GetProperty("total").GetInt32(), map.RootElement.GetProperty("unplaced").GetInt32()));
    }

    [Fact]
    public async Task A_country_is_filled_and_has_no_point()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId country = await archive.Publish("place", Told.Content("Palestine", ("coordinates", new FieldValue.Coordinates(31.9, 35.2, Precision.Country))));
        RecordId camp = await archive.Publish("place", Told.Content("A camp", ("coordinates", new FieldValue.Coordinates(31.5344, 34.4711, Precision.Region))) with { Links = [new ContentLink("parent", country)] });
        await archive.Publish("action", Told.Content("A vigil") with { Links = [new ContentLink("where", camp)] });
        await archive.Publish("action", Told.Content("A march") with { Links = [new ContentLink("where", country)] });
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/map");
        Assert.Contains("class=\"filled\"", page, StringComparison.Ordinal);
        Assert.Contains("Palestine: 2 records", page, StringComparison.Ordinal);
        Assert.Contains("somewhere in Palestine", page, StringComparison.Ordinal);
        using JsonDocument places = JsonDocument.Parse(await anyone.GetStringAsync("/map.geojson"));
        Assert.All(places.RootElement.GetProperty("features").EnumerateArray(), feature => Assert.Equal(JsonValueKind.Null, feature.GetProperty("geometry").ValueKind));
        foreach (string text in await All(anyone)) Assert.DoesNotContain("31.5344", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_places_are_at_most_a_hundred_and_fifty_marks_and_a_light_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int at = 0; at < 1_500; at++)
            {
                RecordId place = Told.Id(1_000 + at), action = Told.Id(10_000 + at);
                Told.Put(session, place, "place", Told.Content($"Town of the long name {at}", ("coordinates", new FieldValue.Coordinates((at * 7 % 120) - 55, (at * 37 % 360) - 180, Precision.Town))), archive.Today);
                Told.Put(session, action, "action", Told.Content($"Action {at}") with { Links = [new ContentLink("where", place)] }, archive.Today);
                archive.Get<Publication>().Reindex(session, place, archive.Today);
                archive.Get<Publication>().Reindex(session, action, archive.Today);
            }
        });
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/map?lang=ar");
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, 100 * 1024);
        using JsonDocument map = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/map?size=100&page=15"));
        JsonElement[] marks = [.. map.RootElement.GetProperty("marks").EnumerateArray()];
        Assert.InRange(marks.Length, 20, 150);
        Assert.Equal(1_500, marks.Sum(mark => mark.GetProperty("records").GetInt32()));
        Assert.Equal((1_500, 100), (map.RootElement.GetProperty("placesTotal").GetInt32(), map.RootElement.GetProperty("places").GetArrayLength()));
    }

    [Fact]
    public async Task Beyond_its_last_page_the_table_says_so_and_leads_to_its_beginning()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Told.Practice(archive);
        await archive.Write(session => archive.Get<Publication>().Reindex(session, Told.Id(1), archive.Today));
        using HttpClient anyone = archive.Anyone();
        string beyond = await anyone.GetStringAsync("/map?kind=practice&page=999");
        Assert.Contains("The list ends before this page. <a href=\"/map?kind=practice#places\">To its beginning</a>", beyond, StringComparison.Ordinal);
        foreach (string never in (string[])["<table>", "page=998", "999 of"]) Assert.DoesNotContain(never, beyond, StringComparison.Ordinal);
        Assert.DoesNotContain("ends before this page", await anyone.GetStringAsync("/map"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_places_is_bounded_and_says_how_many_it_leaves_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId queens = await archive.Publish("place", Told.Content("Queens", ("coordinates", new FieldValue.Coordinates(40.7, -73.8, Precision.Town))));
        await archive.Publish("action", Told.Content("A vigil") with { Links = [new ContentLink("where", queens)] });
        using HttpClient anyone = archive.Anyone();
        using (JsonDocument all = JsonDocument.Parse(await anyone.GetStringAsync("/map.geojson")))
            Assert.Equal((1, 0), (all.RootElement.GetProperty("features").GetArrayLength(), all.RootElement.GetProperty("leftOut").GetInt32()));
        MapShown one = await archive.Get<ShowMap>().Do(MapAddress.Read("/map", new QueryCollection(), archive.Get<KindList>().Now), Texts.For("en"), 150, CancellationToken.None);
        PlaceTold[] places = [.. Enumerable.Range(1, 5_003).Select(at => one.Rows[0] with { Id = Told.Id(at) })];
        MapShown many = one with { Rows = [.. places], Lines = places.ToDictionary(place => place.Id, _ => one.Lines[queens]) };
        using JsonDocument some = JsonDocument.Parse(archive.Get<TakeMap>().GeoJson(many, "http://localhost"));
        Assert.Equal((5_000, 3), (some.RootElement.GetProperty("features").GetArrayLength(), some.RootElement.GetProperty("leftOut").GetInt32()));
    }

    private static async Task<int> Total(HttpClient client, string address)
    {
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(address));
        return answer.RootElement.GetProperty("total").GetInt32();
    }

    private static async Task<string[]> All(HttpClient client) => [.. await Task.WhenAll(Forms.Select(address => client.GetStringAsync(address)))];
}
