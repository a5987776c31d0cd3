using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Reviewing;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Declaring;

/// <summary>A keeper adds a kind with three fields and a vocabulary, and it is everywhere at once, without a restart.</summary>
public sealed class SongTests
{
    private const string Reason = """{"reason":"we sing",""";

    [Fact]
    public async Task What_a_keeper_declares_is_at_once_in_form_page_list_search_facet_API_and_export()
    {
        await using TestArchive archive = await TestArchive.Start();
        string kofi = await archive.Member("kofi");
        RecordId river = await archive.Community();
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/songs")).StatusCode);
        Assert.DoesNotContain("Songs", await anyone.GetStringAsync("/"), StringComparison.Ordinal);
        (HttpStatusCode status, string body) = await Song.Put(archive, kofi, Reason + Song.File[1..]);
        Assert.True(status == HttpStatusCode.OK, body);
        Assert.Equal(Song.File, body);

        // The form
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=song");
        Assert.Contains("Lyrics", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Leave out what the singers keep", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "next"), ("language", "en"), ("f.title", "Row together"), ("f.lyrics", "Row, *zaunkoenig*, row"));
        await visitor.Send("/contribute", ("go", "next"), ("f.sungBy", "River people"));
        Assert.Contains("Mourning", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "sources"), ("f.moods", "joy/dance"), ("f.moods", "defiance"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.sources.0.url", "https://example.org/songs"));
        Assert.Contains("Defiance", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "send"));
        Assert.NotEqual("", visitor.Receipt);

        DepositId deposit = Assert.Single(await archive.Writer.Write(session => session.DepositsIn(DepositState.Deposited, DateOnly.MaxValue), CancellationToken.None));
        ReviewOutcome accepted = await archive.Get<ReviewDeposit>().Accept(deposit, new Asked(archive).Keeper(), PublicationBasis.PublicSources, CancellationToken.None);
        RecordId song = Assert.IsType<ReviewOutcome.Done>(accepted).Deposit.Records[0].Accessioned!.Value;

        string page = await anyone.GetStringAsync($"/r/{song}");
        foreach (string words in (string[])["Lyrics", "<em>zaunkoenig</em>", "Mood", "/songs?moods=joy%2Fdance", "Defiance", "Sung by", "River people", "href=\"/songs\""]) Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("Desafío", await anyone.GetStringAsync($"/r/{song}?lang=es"), StringComparison.Ordinal);
        string list = await anyone.GetStringAsync("/songs");
        foreach (string words in (string[])["<h1>Songs", "Words and a tune", "Row together", "moods=joy", "Mood"]) Assert.Contains(words, list, StringComparison.Ordinal);
        Assert.Contains("Row together", await anyone.GetStringAsync("/songs?moods=joy"), StringComparison.Ordinal);
        Assert.DoesNotContain("Row together", await anyone.GetStringAsync("/songs?moods=mourning"), StringComparison.Ordinal);
        Assert.Contains("Row together", await anyone.GetStringAsync("/search?q=zaunkoenig"), StringComparison.Ordinal);
        Assert.Contains("Row together", await anyone.GetStringAsync("/search?q=mood:dance"), StringComparison.Ordinal);
        Assert.Contains("Canciones", await anyone.GetStringAsync("/?lang=es"), StringComparison.Ordinal);
        Assert.Equal(["defiance Defiance 1", "joy Joy 1", "joy/dance Dance 1"], (await Song.Facet(archive, "moods")).Order());
        Assert.Equal([$"{river} River people 1"], await Song.Facet(archive, "community"));
        Assert.Contains("Alegría", string.Join(' ', await Song.Facet(archive, "moods", language: "es")), StringComparison.Ordinal);

        using JsonDocument record = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/records/{song}"));
        Assert.Equal(["joy/dance", "defiance"], record.RootElement.GetProperty("moods").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.GetAsync("/api/v1/records?moods=" + new string('x', 201))).StatusCode);
        using JsonDocument openApi = JsonDocument.Parse(await anyone.GetStringAsync("/openapi/v1.json"));
        JsonElement schema = openApi.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("own.song").GetProperty("properties");
        Assert.Equal("Mood", schema.GetProperty("moods").GetProperty("description").GetString());
        Assert.Equal(4, schema.GetProperty("moods").GetProperty("items").GetProperty("enum").GetArrayLength());
        Assert.Contains(openApi.RootElement.GetProperty("paths").GetProperty("/api/v1/records").GetProperty("get").GetProperty("parameters").EnumerateArray(), one => one.GetProperty("name").GetString() == "moods");
        Assert.Contains("additionalProperty", await anyone.GetStringAsync($"/r/{song}.jsonld"), StringComparison.Ordinal);
        Assert.Contains("Defiance", await anyone.GetStringAsync($"/r/{song}.ttl"), StringComparison.Ordinal);
        Assert.Contains("zaunkoenig", await anyone.GetStringAsync($"/r/{song}.md"), StringComparison.Ordinal);
        string exported = await Exported(archive);
        Assert.Contains("zaunkoenig", exported, StringComparison.Ordinal);

        // An import of what was exported, and of a line of its own.
        string file = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(archive.Folder)!, "songs.jsonl");
        await System.IO.File.WriteAllTextAsync(file, exported + """{"title":"Low water","moods":["mourning"],"lyrics":"Low."}""" + "\n");
        CommandResult taken = await Terminal.Run(Import.Work, new JsonObject { ["file"] = file, ["kind"] = "song" }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal((ExitStatus.Done, 1, 1), (taken.Exit, (int)taken.Json!["made"]!, (int)taken.Json["same"]!));
        Assert.Contains("Low water", await anyone.GetStringAsync("/songs?moods=mourning"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declaration_holds_after_a_start_and_for_a_command_without_a_server()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        await archive.Publish("song", Told.Content("Row together", ("moods", Told.Many("joy"))));
        await archive.Stop();
        using (MemoryStream written = new())
        {
            CommandResult done = await Terminal.Run(Export.Work, new JsonObject { ["kind"] = "song" }, archive.Settings, TextWriter.Null, written, CancellationToken.None);
            Assert.Equal(ExitStatus.Done, done.Exit);
            Assert.Contains("Row together", Encoding.UTF8.GetString(written.ToArray()), StringComparison.Ordinal);
        }

        await using TestArchive again = await TestArchive.Start(archive.Folder, archive.Clock);
        using HttpClient anyone = again.Anyone();
        Assert.Contains("Row together", await anyone.GetStringAsync("/songs?moods=joy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renaming_and_retiring_lose_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        RecordId song = await archive.Publish("song", Told.Content("Row together", ("moods", Told.Many("joy")), ("lyrics", Told.One("Row."))));
        using HttpClient anyone = archive.Anyone();
        await anyone.GetStringAsync("/songs");
        OwnKind own = Song.Own.Kind("song")!;
        await Song.Declare(archive, new OwnKinds([own with { IsRetired = true, Words = own.Words.With("en", "many", "Songs and chants"), Fields = [own.Fields[0] with { IsRetired = true, Words = own.Fields[0].Words.With("en", "label", "Words") }] }], []));
        string page = await anyone.GetStringAsync($"/r/{song}");
        Assert.Contains("Words", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lyrics", page, StringComparison.Ordinal);
        Assert.Contains("Row.", page, StringComparison.Ordinal);
        Assert.Contains("Songs and chants", await anyone.GetStringAsync("/songs"), StringComparison.Ordinal);
        Assert.Contains("<mark>Row</mark> together", await anyone.GetStringAsync("/search?q=row"), StringComparison.Ordinal);
        Assert.Contains("\"lyrics\":\"Row.\"", await Exported(archive), StringComparison.Ordinal);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=song");
        Assert.DoesNotContain("value=\"song\"", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_keeps_what_a_retired_field_and_a_retired_term_hold()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        using HttpClient anyone = archive.Anyone();
        using StringContent deposit = new("""{"records":[{"ref":"a","kind":"song","language":"en","title":"Row","lyrics":"Row on.","moods":["joy"]}]}""", Encoding.UTF8, "application/json");
        using JsonDocument made = JsonDocument.Parse(await (await anyone.PostAsync("/api/v1/deposits", deposit)).Content.ReadAsStringAsync());
        string receipt = made.RootElement.GetProperty("receipt").GetString()!;
        OwnKind own = Song.Own.Kind("song")!;
        await Song.Declare(archive, new OwnKinds([own with { Fields = [own.Fields[0] with { IsRetired = true }] }], [new OwnVocabulary("songMoods") { Terms = [Song.Own.Vocabulary("songMoods")!.Term("joy")! with { IsRetired = true }] }]));
        Visitor visitor = new(anyone);
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt));
        await visitor.Send("/contribute", ("go", "open"));
        // Still there to be corrected, and for those who begin anew it is not asked.
        Assert.Contains("Row on.", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", [.. visitor.Fields.Where(field => field.Name != "f.title"), ("f.title", "Row, all"), ("go", "next"), ("language", "en")]);
        await visitor.Send("/contribute", ("go", "next"));
        Assert.Matches("value=\"joy\" checked", visitor.Page);
        await visitor.Send("/contribute", [.. visitor.Fields, ("go", "preview")]);
        await visitor.Send("/contribute", ("go", "send"));
        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        string now = await anyone.GetStringAsync("/api/v1/deposits/current");
        foreach (string words in (string[])["Row, all", "Row on.", "\"joy\""]) Assert.Contains(words, now, StringComparison.Ordinal);
        Visitor other = new(archive.Anyone());
        await other.Open("/contribute?kind=song");
        Assert.DoesNotContain("f.lyrics", other.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facet_added_to_what_records_hold_already_counts_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        OwnKind song = Song.Own.Kind("song")!, practice = Song.Own.Kind("practice")!;
        await Song.Declare(archive, new OwnKinds([practice with { Fields = [practice.Fields[0] with { IsFacet = false, IsSearchable = false }] }], []));
        foreach (string title in (string[])["Ferrying", "Rowing"]) await archive.Publish("practice", Told.Content(title, ("weather", Told.One("Zwischenhoch"))));
        using HttpClient anyone = archive.Anyone();
        Assert.Empty(await Song.Facet(archive, "weather", "kind=practice"));
        Assert.DoesNotContain("Rowing", await anyone.GetStringAsync("/search?q=zwischenhoch"), StringComparison.Ordinal);
        await Song.Declare(archive);
        await archive.Get<Features.Declaring.IndexAnew>().Done;
        Assert.Equal(["zwischenhoch zwischenhoch 2"], await Song.Facet(archive, "weather", "kind=practice"));
        Assert.Contains("Rowing", await anyone.GetStringAsync("/search?q=zwischenhoch"), StringComparison.Ordinal);
        Assert.Null(await archive.Writer.Write(session => session.FindValue("kinds to index anew"), CancellationToken.None));
    }

    [Fact]
    public async Task What_was_left_to_be_indexed_is_done_after_the_next_start()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        await archive.Publish("song", Told.Content("Row together", ("moods", Told.Many("joy"))));
        // As if the process had ended between the declaration and the first step.
        await archive.Write(session =>
        {
            session.PutValue("own kinds", OwnKindsJson.Write(Song.Own.With(new OwnKinds([], [new OwnVocabulary("songMoods") { Terms = [new OwnTerm("joy") { Now = "defiance" }, new OwnTerm("joy/dance") { Now = "defiance" }] }]))));
            session.PutValue("kinds to index anew", "1 -1 song");
        });
        await archive.Stop();
        await using TestArchive again = await TestArchive.Start(archive.Folder, archive.Clock);
        await again.Get<Features.Declaring.IndexAnew>().Done;
        Assert.Equal(["defiance Defiance 1"], await Song.Facet(again, "moods"));
    }

    [Fact]
    public async Task Who_reads_meanwhile_sees_the_old_or_the_new_and_never_a_mix()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_PAGE_CACHE", "off")]);
        await Song.Declare(archive, Renamed("A"));
        await archive.Publish("song", Told.Content("Row together", ("moods", Told.Many("joy"))));
        using CancellationTokenSource stop = new();
        List<string> mixed = [];
        int read = 0;
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using HttpClient anyone = archive.Anyone();
            while (!stop.IsCancellationRequested)
            {
                string page = await anyone.GetStringAsync("/songs");
                bool hasOld = page.Contains("SongsA", StringComparison.Ordinal) || page.Contains("MoodA", StringComparison.Ordinal) || page.Contains("JoyA", StringComparison.Ordinal);
                bool hasNew = page.Contains("SongsB", StringComparison.Ordinal) || page.Contains("MoodB", StringComparison.Ordinal) || page.Contains("JoyB", StringComparison.Ordinal);
                Interlocked.Increment(ref read);
                if (hasOld == hasNew) lock (mixed) mixed.Add(page);
            }
        }))];
        for (int turn = 0; turn < 30 || (Volatile.Read(ref read) <= 10 && turn < 3000); turn++) await Song.Declare(archive, Renamed(turn % 2 == 0 ? "B" : "A"));
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.True(read > 10);
        Assert.Empty(mixed);

        static OwnKinds Renamed(string tail)
        {
            OwnKind song = Song.Own.Kind("song")!;
            OwnVocabulary moods = Song.Own.Vocabulary("songMoods")!;
            return new OwnKinds(
                [song with { Words = song.Words.With("en", "many", "Songs" + tail), Fields = [.. song.Fields.Select(field => field.Name == "moods" ? field with { Words = field.Words.With("en", "label", "Mood" + tail) } : field)] }],
                [moods with { Terms = [.. moods.Terms.Select(term => term.Id == "joy" ? term with { Words = term.Words.With("en", "label", "Joy" + tail) } : term)] }]);
        }
    }

    [Fact]
    public async Task Who_is_no_keeper_declares_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        string reed = await archive.Member("reed", await archive.Community());
        Assert.Equal(HttpStatusCode.Forbidden, (await Song.Put(archive, reed, Reason + Song.File[1..])).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Song.Put(archive, "nonsense", Reason + Song.File[1..])).Status);
        Assert.Null(archive.Get<KindList>().Find("song"));
        string kofi = await archive.Member("kofi");
        Assert.Contains("reason-missing", (await Song.Put(archive, kofi, Song.File)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Song.Put(archive, kofi, """{"reason":"x","kinds":{"song":{},"song":{}}}""")).Status);
        Assert.Null(archive.Get<KindList>().Find("song"));
        await Song.Put(archive, kofi, Reason + Song.File[1..]);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("we sing", await anyone.GetStringAsync("/about/acts"), StringComparison.Ordinal);
    }

    private static async Task<string> Exported(TestArchive archive)
    {
        using MemoryStream written = new();
        CommandResult done = await Terminal.Run(Export.Work, new JsonObject { ["kind"] = "song" }, archive.Settings, TextWriter.Null, written, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, done.Exit);
        return Encoding.UTF8.GetString(written.ToArray());
    }
}
