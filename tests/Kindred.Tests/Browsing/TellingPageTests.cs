using System.Text.Json;
using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Browsing;

/// <summary>Tellings side by side: on the record's page, on their own, in formats and lists, and on the way in.</summary>
public sealed partial class TellingPageTests
{
    [Fact]
    public async Task They_stand_in_the_alphabetical_order_of_who_tells_them_and_none_is_the_first()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        await tellers.Tell();
        await archive.Pass(3);
        RecordId alder = await Community(tellers, "Alder people", ("es", "Zona del aliso"));
        await Tell(archive, tellers, alder, "Under the alders", "wren");
        using HttpClient anyone = archive.Anyone();
        // The alder people came last, and the page's own words are of the hill people.
        Assert.Equal(["Under the alders", "The words on this page", "By the water"], Headings(await Told.Text(anyone, $"/r/{tellers.First}?lang=en", "text/html")));
        Assert.Equal(["Las palabras de esta página", "By the water", "Under the alders"], Headings(await Told.Text(anyone, $"/r/{tellers.First}?lang=es", "text/html")));
        string section = Section(await Told.Text(anyone, $"/r/{tellers.First}?lang=en", "text/html"));
        Assert.Contains("has given its consent", section, StringComparison.Ordinal);
        Assert.Equal(3, section.Split("#cite\"").Length - 1);
        Assert.DoesNotContain("main", section, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Each tells it in its own words", section, StringComparison.Ordinal);
        Assert.Contains($"href=\"/contribute?kind=telling&amp;on={tellers.First}&amp;", section, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_many_stand_on_the_page_those_that_come_first_in_the_alphabet_and_the_rest_behind_a_link()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        // The last to come is the first in the alphabet.
        for (int at = 29; at >= 0; at--) await Tell(archive, tellers, await Community(tellers, $"People {(char)('A' + at / 26)}{(char)('a' + at % 26)}"), $"Told {at}", $"steward{at}");
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/r/{tellers.First}", "text/html");
        Assert.Equal(["The words on this page", .. Enumerable.Range(0, 11).Select(at => $"Told {at}")], Headings(page));
        Assert.Contains($"href=\"/r/{tellers.First}/connections?type=about&amp;direction=in&amp;kind=telling\">30 tellings", page, StringComparison.Ordinal);
        JsonElement[] ids = [.. (await tellers.Read(tellers.First)).GetProperty("tellings").EnumerateArray()];
        Assert.Equal(30, ids.Length);
        Assert.Equal(ids.Select(id => id.GetString()).Order(StringComparer.Ordinal), ids.Select(id => id.GetString()));
    }

    [Fact]
    public async Task Who_was_there_is_invited_where_nobody_else_has_told_it_and_nowhere_else()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (_, RecordId telling) = await tellers.Tell();
        using HttpClient anyone = archive.Anyone();
        RecordId history = await archive.Publish("history", Told.Content("A flood"));
        Assert.Contains("Another community that was part of it", await Told.Text(anyone, $"/r/{history}", "text/html"), StringComparison.Ordinal);
        foreach (RecordId other in (RecordId[])[tellers.Hill, telling])
            Assert.DoesNotContain("kind=telling", await Told.Text(anyone, $"/r/{other}", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_page_says_who_tells_it_and_what_it_stands_beside_and_is_cited_by_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (_, RecordId telling) = await tellers.Tell();
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/r/{telling}", "text/html");
        Assert.Matches(@"<dt>Told by</dt><dd>(?:(?!</dd>)[\s\S])*<bdi>Marsh people", page);
        Assert.Matches(@"<dt>Set beside</dt><dd>(?:(?!</dd>)[\s\S])*At the gate", page);
        Assert.DoesNotContain("Who may read it", page, StringComparison.Ordinal);
        Assert.Contains("author = {{Marsh people}}", await Told.Text(anyone, $"/r/{telling}.bib"), StringComparison.Ordinal);
        Assert.Contains($"/r/{tellers.First}", await Told.Text(anyone, $"/r/{telling}.jsonld"), StringComparison.Ordinal);
        Assert.Contains($"subjectOf", await Told.Text(anyone, $"/r/{tellers.First}.jsonld"), StringComparison.Ordinal);
        Assert.Contains($"/r/{telling}", await Told.Text(anyone, $"/r/{tellers.First}.ttl"), StringComparison.Ordinal);
        Assert.Contains("By the water", await Told.Text(anyone, $"/r/{tellers.First}.md"), StringComparison.Ordinal);
        Assert.Contains($"\"id\":\"{telling}\"", await Told.Text(anyone, "/export/jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_found_by_its_own_words_with_what_it_stands_beside_and_counts_as_itself_only()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        using HttpClient anyone = archive.Anyone();
        string practices = await Told.Text(anyone, "/practices", "text/html");
        (_, RecordId telling) = await tellers.Tell("We hid among the sedges.", $"\"stoodWith\":[\"{tellers.Marsh}\"],");
        string found = await Told.Text(anyone, "/search?q=sedges", "text/html");
        Assert.Matches($@"<a href=""/r/{telling}"">[\s\S]*Telling · beside <a href=""/r/{tellers.First}""><bdi lang=""es"">At the gate", found);
        Assert.Equal(practices, await Told.Text(anyone, "/practices", "text/html"));
        JsonElement list = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/records?q=told")).RootElement;
        Assert.Equal(0, list.GetProperty("records").EnumerateArray().Count(one => one.GetProperty("id").GetString() == telling.ToString()));
        // Named twice, told by and spoken of: one record that names them, and one community.
        JsonElement all = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/records?q=sedges")).RootElement;
        Assert.Equal([(tellers.Marsh.ToString(), 1)], all.GetProperty("facets").GetProperty("community").EnumerateArray().Select(one => (one.GetProperty("value").GetString()!, one.GetProperty("count").GetInt32())));
        Assert.DoesNotContain("href=\"/tellings", await Told.Text(anyone, "/", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_tells_it_from_the_records_page_step_by_step()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/contribute?kind=telling&on={tellers.First}");
        Assert.Contains("Your telling will stand beside: At the gate", Spaces().Replace(visitor.Text, " "), StringComparison.Ordinal);
        Assert.Contains("have no say over yours", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "By the water"), ("f.story", "We were there."), ("f.toldBy", "Marsh people"), ("f.readBy", "communities"), ("language", "en"));
        Assert.Contains("Only those who answer for the communities it names, and keepers. Nobody else", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Marsh people : its stewards are asked", Spaces().Replace(visitor.Text, " "), StringComparison.Ordinal);
        Assert.DoesNotContain("Hill people", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal(7, visitor.Receipt.Split(' ').Length);
        var waiting = Assert.Single((await archive.Get<Domain.Stores.IDepositStore>().In([Domain.Depositing.DepositState.Deposited], tellers.Reed, 0, 9, CancellationToken.None)).Single().Value.Records);
        Assert.Equal(("telling", tellers.First.ToString()), (waiting.Kind, waiting.Links.Single(link => link.Field == "beside").Target));
    }

    [Fact]
    public async Task A_steward_begins_hers_at_the_desk_in_the_name_of_her_community()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        using SignedInBrowser hilda = await SignedInBrowser.Of(archive, "hilda"), reed = await SignedInBrowser.Of(archive, "reed");
        Assert.Contains($"href=\"/contribute?kind=telling&amp;on={tellers.First}\"", await hilda.Read($"/desk/records/{tellers.First}"), StringComparison.Ordinal);
        Assert.DoesNotContain("kind=telling", await hilda.Read($"/desk/records/{tellers.Hill}"), StringComparison.Ordinal);
        Assert.Contains("open that record’s page", await reed.Read($"/desk/communities/{tellers.Marsh}"), StringComparison.Ordinal);
        Assert.Contains("value=\"Marsh people\"", await reed.Read($"/contribute?kind=telling&on={tellers.First}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_back_the_first_is_told_that_the_others_stay()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        await tellers.Tell();
        using SignedInBrowser hilda = await SignedInBrowser.Of(archive, "hilda");
        Assert.Contains("1 telling beside it stays", await hilda.Read($"/desk/records/{tellers.First}/withdraw"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_was_set_beside_is_not_named_to_who_corrects_it_when_that_is_gone()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (Handed handed, _) = await tellers.Tell();
        await tellers.TakeBack(tellers.Practice);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", handed.Receipt.Words));
        await visitor.Send("/contribute", ("go", "open"));
        Assert.Contains("something that is not here any more", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(tellers.First.ToString(), visitor.Text, StringComparison.Ordinal);
    }

    private static async Task<RecordId> Community(Tellers tellers, string name, (string Language, string Name)? also = null)
    {
        RecordId id = await tellers.Asked.Community(name, Protocol.AnySteward);
        if (also is { } translated) await tellers.Translate(id, translated.Language, translated.Name);
        return id;
    }

    private static async Task Tell(TestArchive archive, Tellers tellers, RecordId by, string title, string steward)
    {
        await tellers.Asked.Appoint(steward, by);
        string json = tellers.Json("Told otherwise.").Replace(tellers.Marsh.ToString(), by.ToString(), StringComparison.Ordinal).Replace("By the water", title, StringComparison.Ordinal);
        await tellers.Asked.Answer(await (await Handed.In(archive, json)).Accept(), by, steward);
    }

    private static string Section(string page) => Tellings().Match(page).Value;

    private static string[] Headings(string page) => [.. Heading().Matches(Section(page)).Select(one => System.Net.WebUtility.HtmlDecode(Tag().Replace(one.Groups[1].Value, "")))];

    [GeneratedRegex("<section id=\"tellings\">.*?</section>", RegexOptions.Singleline)]
    private static partial Regex Tellings();

    [GeneratedRegex("<h3>(.*?)</h3>", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
