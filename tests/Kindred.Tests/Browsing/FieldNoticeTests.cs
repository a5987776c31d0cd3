using System.Text.Json;
using System.Text.RegularExpressions;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Browsing;

/// <summary>A field behind a notice: folded where it is read, and nowhere else shown unasked.</summary>
public sealed partial class FieldNoticeTests
{
    private const string Hard = "Truncheons marmalade fell on the children.";

    private static RecordContent Content(string field, string notice = "police violence") =>
        Told.Content("At the gate", ("summary", Told.One("At the gate of the camp.")), ("story", Told.One("We sang at the gate.")))
            .With(field, Told.One(Hard)).With(FieldNotices.Name, FieldNotices.Of([(field, notice)]));

    [Theory]
    [InlineData("summary")]
    [InlineData("story")]
    [InlineData("learned")]
    public async Task Lists_snippets_and_descriptions_say_the_notice_and_never_the_words(string field)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId id = await archive.Publish("practice", Content(field));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])["/", "/practices", "/search?q=gate", "/search?q=marmalade", "/practices?q=marmalade+children", $"/r/{id}.ris", $"/r/{id}.bib", $"/r/{id}.csl.json"])
        {
            string page = (await Told.Text(anyone, address, "text/html")).Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal);
            Assert.Contains("At the gate", page, StringComparison.Ordinal);
            Assert.False(page.Contains("marmalade fell", StringComparison.OrdinalIgnoreCase) || page.Contains("Truncheons", StringComparison.Ordinal), address);
        }

        // It is found by its words all the same, and what is said before them stands in their place.
        string found = await Told.Text(anyone, "/search?q=marmalade&lang=en", "text/html");
        Assert.Matches("Before you read:.*police violence", found);
        if (field == "summary") Assert.Matches("Before you read:.*police violence", await Told.Text(anyone, "/practices?lang=en", "text/html"));
        Match description = Description().Match(await Told.Text(anyone, $"/r/{id}?lang=en", "text/html"));
        Assert.Equal(field == "summary" ? "Before you read: police violence" : "At the gate of the camp.", description.Groups[1].Value);
    }

    [Theory]
    [InlineData("summary", true)]
    [InlineData("story", true)]
    [InlineData("learned", false)]
    public async Task On_its_page_it_is_folded_behind_the_notice_and_not_opened_by_itself(string field, bool isNamed)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId id = await archive.Publish("practice", Content(field));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{id}?lang=en", $"/r/{id}/history/1?lang=en"])
        {
            string page = await Told.Text(anyone, address, "text/html");
            Assert.Equal(page.IndexOf("marmalade", StringComparison.Ordinal), page.LastIndexOf("marmalade", StringComparison.Ordinal));
            Match folded = Folded().Match(page);
            Assert.True(folded.Success, address);
            Assert.Contains("police violence", folded.Groups["summary"].Value, StringComparison.Ordinal);
            Assert.Contains("Show", folded.Groups["summary"].Value, StringComparison.Ordinal);
            Assert.Contains("marmalade", folded.Groups["words"].Value, StringComparison.Ordinal);
            Assert.Equal(isNamed, folded.Groups["summary"].Value.Contains("<strong>", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_notice_stands_in_its_own_language_and_before_the_translation_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordContent content = Content("story", "עִבְרִית") with { Language = "he" };
        content = content with { Translations = content.Translations.Add("en", System.Collections.Immutable.ImmutableSortedDictionary.Create<string, Translation>(StringComparer.Ordinal).Add("story", new Translation("Hard marmalade", 1))) };
        RecordId id = await archive.Publish("practice", content);
        using HttpClient anyone = archive.Anyone();
        Match folded = Folded().Match(await Told.Text(anyone, $"/r/{id}?lang=en", "text/html"));
        Assert.Contains("<bdi lang=\"he\" dir=\"rtl\">", folded.Groups["summary"].Value, StringComparison.Ordinal);
        Assert.Contains("Hard marmalade", folded.Groups["words"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_in_it_is_folded_and_a_change_of_the_notice_is_said_in_words()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId id = await archive.Publish("practice", Content("story").With(FieldNotices.Name, null));
        await Change(archive, id, Content("story").With("story", Told.One(Hard + " Twice.")));
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/r/{id}/compare?from=1&to=2&lang=en", "text/html");
        Assert.Contains("marmalade", Folded().Match(page).Groups["words"].Value, StringComparison.Ordinal);
        Assert.Contains("Twice.", Folded().Match(page).Groups["words"].Value, StringComparison.Ordinal);
        Assert.Matches("Warnings before parts of this</dt>[^§]*<ins>[^§]*The story\u2069?: \u2068?police violence", page);
    }

    [Fact]
    public async Task What_was_said_before_it_then_and_is_said_now_do_not_run_into_one_another()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId id = await archive.Publish("practice", Content("story"));
        await Change(archive, id, Content("story", "police violence, a child hurt").With("story", Told.One(Hard + " Twice.")));
        using HttpClient anyone = archive.Anyone();
        string summary = Folded().Match(await Told.Text(anyone, $"/r/{id}/compare?from=1&to=2&lang=en", "text/html")).Groups["summary"].Value;
        Assert.Contains("Before you read: <bdi lang=\"en\" dir=\"ltr\">police violence, a child hurt</bdi> · <bdi lang=\"en\" dir=\"ltr\">police violence</bdi>", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_another_a_telling_is_folded_and_so_is_a_note()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        await tellers.Tell(more: $$"""
            "summary":"{{Hard}}","noticesOf":{"summary":"police violence"},
            """);
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/r/{tellers.First}?lang=en", "text/html");
        Match folded = Folded().Match(page);
        Assert.Contains("police violence", folded.Groups["summary"].Value, StringComparison.Ordinal);
        Assert.Contains("marmalade", folded.Groups["words"].Value, StringComparison.Ordinal);
        RecordId practice = await archive.Publish("practice", Told.Content("By the sea"));
        RecordId note = RecordId.Mint();
        RecordContent said = Told.Content("What I saw", ("type", Told.One("reflection")), ("story", Told.One(Hard)))
            .With(FieldNotices.Name, FieldNotices.Of([("story", "wounds")])) with
        { Links = [new ContentLink("on", practice)] };
        await archive.Publish("note", said, note);
        await archive.Write(session => Told.Join(session, RecordId.Mint(), ConnectionType.About, note, practice, archive.Today));
        folded = Folded().Match(await Told.Text(anyone, $"/r/{practice}?lang=en", "text/html"));
        Assert.Contains("wounds", folded.Groups["summary"].Value, StringComparison.Ordinal);
        Assert.Contains("marmalade", folded.Groups["words"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_of_the_archives_own_is_folded_too_and_stays_so_when_no_form_asks_for_it_any_more()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Declaring.Song.Declare(archive);
        RecordId song = await archive.Publish("song", Told.Content("Row together", ("lyrics", Told.One(Hard))).With(FieldNotices.Name, FieldNotices.Of([("lyrics", "slurs")])));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("slurs", Folded().Match(await Told.Text(anyone, $"/r/{song}?lang=en", "text/html")).Groups["summary"].Value, StringComparison.Ordinal);
        OwnKinds own = Declaring.Song.Own;
        await Declaring.Song.Declare(archive, own with { Kinds = [.. own.Kinds.Select(kind => kind with { Fields = [.. kind.Fields.Select(field => field with { IsRetired = field.Name == "lyrics" || field.IsRetired })] })] });
        Match folded = Folded().Match(await Told.Text(anyone, $"/r/{song}?lang=en", "text/html"));
        Assert.Contains("slurs", folded.Groups["summary"].Value, StringComparison.Ordinal);
        Assert.Contains("marmalade", folded.Groups["words"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formats_give_the_notice_out_beside_the_field()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId id = await archive.Publish("practice", Content("story"));
        using HttpClient anyone = archive.Anyone();
        JsonElement json = JsonElement.Parse(await Told.Text(anyone, $"/api/v1/records/{id}"));
        Assert.Equal("police violence", json.GetProperty("noticesOf").GetProperty("story").GetString());
        Assert.Equal(Hard, json.GetProperty("story").GetString());
        JsonElement linked = JsonElement.Parse(await Told.Text(anyone, $"/r/{id}.jsonld"));
        Assert.Equal("noticesOf.story", linked.GetProperty("additionalProperty").GetProperty("propertyID").GetString());
        Assert.False(linked.TryGetProperty("contentRating", out _));
        string markdown = await Told.Text(anyone, $"/r/{id}.md");
        Assert.Contains("\nnoticesOf: {\"story\":\"police violence\"}\n", markdown.Replace("\": \"", "\":\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(markdown.IndexOf("noticesOf", StringComparison.Ordinal) < markdown.IndexOf("title:", StringComparison.Ordinal));
        Assert.Contains($"<details><summary>police violence</summary>\n\n{Hard}\n\n</details>\n", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_escaped_wherever_it_stands()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId id = await archive.Publish("practice", Content("summary", "<img src=x onerror=alert(1)>\u202E \"'"));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{id}", "/practices", "/search?q=marmalade", "/"])
        {
            string page = await Told.Text(anyone, address, "text/html");
            Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
        }
    }

    private static Task Change(TestArchive archive, RecordId id, RecordContent content) => archive.Write(session =>
    {
        Record record = session.FindRecord(id)!;
        session.Put(new Revision { Record = id, Number = 2, Day = archive.Today, Who = "anonymous", Note = "", Content = content, AskedFrom = 2, WasPublic = true, Basis = record.Basis });
        session.Put(record with { Revision = 2, LatestRevision = 2, Content = content });
    });

    [GeneratedRegex("<meta name=\"description\" content=\"([^\"]*)\">")]
    private static partial Regex Description();

    [GeneratedRegex("<details class=\"noticed\"><summary>(?<summary>.*?)</summary>(?<words>.*?)</details>", RegexOptions.Singleline)]
    private static partial Regex Folded();
}
