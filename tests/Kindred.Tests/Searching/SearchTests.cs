using System.Net;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Tests.Searching;

/// <summary>From a published record to the page that lists it, with the engine that keeps it.</summary>
public class SearchTests
{
    [Theory]
    [InlineData("vi", "Đoàn kết trong mưa", "doan ket")]
    [InlineData("ar", "التضامُن في المطار", "تضامن")]
    [InlineData("es", "Los compañeros del aeropuerto", "companero")]
    [InlineData("en", "Strikes at the airport", "striking")]
    [InlineData("de", "Die Kämpfe der Häuser", "haus")]
    [InlineData("fr", "Les grèves de la faim", "greve")]
    [InlineData("pt", "As manifestações de junho", "manifestação")]
    [InlineData("ru", "Солидарность рабочих", "солидарности")]
    [InlineData("fa", "همبستگی کارگران", "همبستگي")]
    [InlineData("ja", "連帯経済の実践", "経済")]
    [InlineData("th", "ความสามัคคีของชุมชน", "สามัคคี")]
    public async Task People_find_it_in_any_language(string language, string title, string query)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId id = await Publish(archive, "practice", language, title);
        await Publish(archive, "practice", "en", "Something else entirely");
        SearchResult found = await Find(archive, new SearchRequest { Query = query });
        Assert.Equal([id], found.Ids);
    }

    [Fact]
    public async Task Words_phrases_exclusion_beginnings_and_titles_narrow_as_they_say()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId vigil = await Publish(archive, "practice", "en", "Vigil at the detention centre", "Candles and silence.");
        RecordId march = await Publish(archive, "practice", "en", "March to the centre", "After the vigil people marched on.");
        Assert.Equal(2, (await Find(archive, new SearchRequest { Query = "vigil" })).Total);
        Assert.Equal(vigil, (await Find(archive, new SearchRequest { Query = "vigil" })).Ids[0]);
        Assert.Equal([vigil], (await Find(archive, new SearchRequest { Query = "\"detention centre\"" })).Ids);
        Assert.Equal([march], (await Find(archive, new SearchRequest { Query = "vigil -candles" })).Ids);
        Assert.Equal([vigil], (await Find(archive, new SearchRequest { Query = "deten*" })).Ids);
        Assert.Equal([vigil], (await Find(archive, new SearchRequest { Query = "title:vigil" })).Ids);
        Assert.Equal("vigil", (await Find(archive, new SearchRequest { Query = "vigyl" })).DidYouMean);
    }

    [Fact]
    public async Task A_facet_can_be_typed_by_the_name_people_use()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Publish(archive, "community", "en", "Sikh Americans");
        RecordId centred = await Publish(archive, "practice", "en", "Langar on the road", when: "2017-01-28", centres: community);
        await Publish(archive, "practice", "en", "Another road", when: "2016");
        Assert.Equal([centred], (await Find(archive, new SearchRequest { Query = "community:\"sikh americans\"" })).Ids);
        Assert.Equal([centred], (await Find(archive, new SearchRequest { Query = "road year:2017" })).Ids);
        Assert.Equal(2, (await Find(archive, new SearchRequest { Query = "road time:2010s" })).Total);
        SearchResult nobody = await Find(archive, new SearchRequest { Query = "road community:nobody" });
        Assert.Equal(0, nobody.Total);
        Assert.Equal(["nobody"], nobody.NotUnderstood);
        FacetList facet = (await Find(archive, new SearchRequest { Query = "road" })).Facets.Single(one => one.Facet == "community");
        Assert.Equal([new FacetCount(community.ToString(), "Sikh Americans", 1)], facet.Values);
    }

    [Fact]
    public async Task A_name_that_changes_is_found_as_it_is_now()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Publish(archive, "community", "en", "Sikh Americans");
        RecordId centred = await Publish(archive, "practice", "en", "Langar on the road", centres: community);
        for (int again = 0; again < 2; again++) Assert.Equal([centred], (await Find(archive, new SearchRequest { Query = "community:sikh" })).Ids);
        await Publish(archive, "community", "en", "Panjabi Americans", id: community);
        Assert.Equal(["sikh"], (await Find(archive, new SearchRequest { Query = "community:sikh" })).NotUnderstood);
        Assert.Equal([centred], (await Find(archive, new SearchRequest { Query = "community:panjabi" })).Ids);
    }

    [Theory]
    [InlineData("topic:!!!")]
    [InlineData("community:…")]
    [InlineData("time:!!!")]
    public async Task A_facet_without_a_word_is_not_understood(string query)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Publish(archive, "community", "en", "Sikh Americans");
        await Publish(archive, "practice", "en", "Langar on the road", when: "2017", centres: community);
        SearchResult found = await Find(archive, new SearchRequest { Query = query });
        Assert.Equal(0, found.Total);
        Assert.Single(found.NotUnderstood);
    }

    [Fact]
    public async Task A_place_holds_what_is_told_of_the_places_within_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId city = await Publish(archive, "place", "en", "New York");
        RecordId borough = await Publish(archive, "place", "en", "Queens", links: [new ContentLink("parent", city)]);
        RecordId quarter = await Publish(archive, "place", "en", "Jackson Heights", links: [new ContentLink("parent", borough)]);
        // Two places within each other end nobody's search.
        RecordId one = RecordId.Mint();
        RecordId other = await Publish(archive, "place", "en", "Nowhere", links: [new ContentLink("parent", one)]);
        await Publish(archive, "place", "en", "Elsewhere", links: [new ContentLink("parent", other)], id: one);
        RecordId zone = await Publish(archive, "practice", "en", "Hate-free zone", links: [new ContentLink("where", quarter)]);
        RecordId march = await Publish(archive, "practice", "en", "March", links: [new ContentLink("where", city)]);
        RecordId far = await Publish(archive, "practice", "en", "Vigil", links: [new ContentLink("where", other)]);
        Assert.Equal([zone], (await Find(archive, new SearchRequest { Where = "Queens" })).Ids);
        Assert.Equal(new HashSet<RecordId> { zone, march }, [.. (await Find(archive, new SearchRequest { Where = "New York" })).Ids]);
        Assert.Equal([zone], (await Find(archive, new SearchRequest { Where = borough.ToString() })).Ids);
        Assert.Equal([far], (await Find(archive, new SearchRequest { Where = "Elsewhere" })).Ids);
        Assert.Equal([march], (await Find(archive, new SearchRequest { Query = "place:\"new york\" -place:queens" })).Ids);
        Assert.Equal(["Mars"], (await Find(archive, new SearchRequest { Where = "Mars" })).NotUnderstood);
        Assert.DoesNotContain((await Find(archive, new SearchRequest())).Facets, facet => facet.Facet == "within");
    }

    [Fact]
    public async Task What_is_withdrawn_is_gone_from_lists_counts_and_names_at_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Publish(archive, "community", "en", "Quietwater people");
        RecordId practice = await Publish(archive, "practice", "en", "Marker zylophant", centres: community);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("zylophant", await anyone.GetStringAsync("/practices"), StringComparison.Ordinal);
        Assert.Contains("zylophant", await anyone.GetStringAsync("/"), StringComparison.Ordinal);
        await archive.Writer.Write(session => { session.Index(practice, null); session.Destroy(practice, null); return 0; }, default);
        foreach (string address in (string[])["/practices", "/", "/search", "/search?q=zylophant", "/communities"])
            Assert.DoesNotContain("marker", (await anyone.GetStringAsync(address)).ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Equal(0, (await Find(archive, new SearchRequest { Query = "zylophant" })).Total);
        await archive.Writer.Write(session => { session.Index(community, null); session.Destroy(community, null); return 0; }, default);
        Assert.DoesNotContain("Quietwater", await anyone.GetStringAsync("/communities"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Communities_are_listed_by_name_in_the_readers_language_never_by_count()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId zulu = await Publish(archive, "community", "en", "Zulu speakers");
        RecordId arab = await Publish(archive, "community", "en", "Arab Americans");
        for (int many = 0; many < 3; many++) await Publish(archive, "practice", "en", $"Practice {many}", centres: zulu);
        await Publish(archive, "practice", "en", "One more", centres: arab);
        SearchResult practices = await Find(archive, new SearchRequest { Facets = [new FacetFilter("kind", "practice")] });
        Assert.Equal(["Arab Americans", "Zulu speakers"], practices.Facets.Single(facet => facet.Facet == "community").Values.Select(one => one.Label));
        SearchResult communities = await Find(archive, new SearchRequest { Facets = [new FacetFilter("kind", "community")] });
        Assert.Equal([arab, zulu], communities.Ids);
    }

    [Fact]
    public async Task Paging_reaches_every_record_once_beyond_the_ranked_ones()
    {
        await using TestArchive archive = await TestArchive.Start();
        for (int number = 0; number < 230; number++) await Publish(archive, "practice", "en", $"Common word {number}");
        List<RecordId> seen = [];
        for (int page = 1; page <= 5; page++) seen.AddRange((await Find(archive, new SearchRequest { Query = "common", Page = page, Size = 50 })).Ids);
        Assert.Equal(230, seen.Count);
        Assert.Equal(230, seen.Distinct().Count());
    }

    [Fact]
    public async Task Pages_say_how_many_in_what_order_and_keep_whats_strange_harmless()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Publish(archive, "practice", "en", "<b>Bold</b> hope", "Hope & <script>x</script>");
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/search?q=hope");
        Assert.Contains("1 record.", page, StringComparison.Ordinal);
        Assert.Contains("<mark>hope</mark>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>x", page, StringComparison.Ordinal);
        foreach (string address in (string[])[
            "/practices?strategy=nothing", "/practices?page=9", "/practices?page=x&sort=y&size=1000&when=yesterday", "/practices?lang=ar", "/doors?language=xx",
            "/search?q=%22%20-&community=zzz", "/practices?when=2017", "/practices?more=topic", "/places", "/people"])
            Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/nothings")).StatusCode);
    }

    [Fact]
    public async Task A_browser_that_holds_the_page_is_told_that_it_still_holds()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Publish(archive, "practice", "en", "Hope");
        using HttpClient anyone = archive.Anyone();
        await archive.Get<FacetOrdinals>().Loaded;
        HttpResponseMessage first = await anyone.GetAsync("/practices");
        string tag = Assert.Single(first.Headers.GetValues("ETag"));
        using HttpRequestMessage again = new(HttpMethod.Get, "/practices");
        again.Headers.TryAddWithoutValidation("If-None-Match", tag);
        Assert.Equal(HttpStatusCode.NotModified, (await anyone.SendAsync(again)).StatusCode);
        await Publish(archive, "practice", "en", "More hope");
        using HttpRequestMessage later = new(HttpMethod.Get, "/practices");
        later.Headers.TryAddWithoutValidation("If-None-Match", tag);
        HttpResponseMessage changed = await anyone.SendAsync(later);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("More hope", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doors_are_shown_while_they_are_open()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Publish(archive, "door", "en", "Translate a letter", more: [("whatIsAsked", "An hour"), ("closes", archive.Today.AddDays(2).ToString("yyyy-MM-dd", null)), ("online", "true")]);
        await Publish(archive, "door", "en", "Closed already", more: [("whatIsAsked", "x"), ("closes", archive.Today.AddDays(-1).ToString("yyyy-MM-dd", null))]);
        using HttpClient anyone = archive.Anyone();
        string doors = await anyone.GetStringAsync("/doors");
        Assert.Contains("Translate a letter", doors, StringComparison.Ordinal);
        Assert.DoesNotContain("Closed already", doors, StringComparison.Ordinal);
        archive.Clock.Pass(TimeSpan.FromDays(3));
        Assert.DoesNotContain("Translate a letter", await anyone.GetStringAsync("/doors"), StringComparison.Ordinal);
    }

    private static Task<SearchResult> Find(TestArchive archive, SearchRequest request) =>
        archive.Get<SearchRecords>().Find(request, Texts.For("en"), CancellationToken.None);

    private static async Task<RecordId> Publish(
        TestArchive archive, string kind, string language, string title, string? story = null, string? when = null, RecordId? centres = null, (string, string)[]? more = null,
        ContentLink[]? links = null, RecordId? id = null)
    {
        RecordContent content = new RecordContent { Language = language }.With("title", new FieldValue.One(title));
        if (story is not null) content = content.With("story", new FieldValue.One(story));
        if (when is not null) content = content.With("when", new FieldValue.One(when));
        foreach ((string field, string text) in more ?? []) content = content.With(field, new FieldValue.One(text));
        if (centres is { } community) content = content with { Links = [new ContentLink("centres", community, IsCommunity: true)] };
        if (links is not null) content = content with { Links = [.. links] };
        return await archive.Publish(kind, content, id);
    }
}
