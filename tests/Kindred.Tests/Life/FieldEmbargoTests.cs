using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Depositing;
using Kindred.Tests.Exporting;
using Kindred.Tests.Reviewing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life;

/// <summary>One field, or one link of a field, is read by nobody but those who see the record's way before its day; the rest is public.</summary>
public sealed class FieldEmbargoTests
{
    private const string Word = "zirkonwort";

    private static readonly string[] Addresses =
    [
        "/r/{id}", "/r/{id}.json", "/r/{id}.jsonld", "/r/{id}.md", "/r/{id}.ttl", "/r/{id}.bib", "/r/{id}.ris", "/r/{id}.csl.json", "/r/{id}/history", "/r/{id}/history/1", "/r/{id}/compare?from=1&to=2", "/r/{id}/connections",
        "/r/{id}/propose", "/r/{id}/translate/ar", "/api/v1/records/{id}", "/api/v1/records/{id}/history", "/api/v1/records?kind=practice", "/practices", "/search?q=gate", .. Exported.Addresses,
    ];

    [Fact]
    public async Task A_field_is_read_by_nobody_else_before_its_day_and_by_anyone_from_then_on()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Deposited(marsh, $$""" "fieldEmbargoes":{"story":"{{archive.Today.AddDays(5):O}}","otherNames":"{{archive.Today.AddDays(3):O}}"}, """));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal((1, RecordState.Published), (await asked.Shown(practice), (await asked.Find(practice))!.State));
        await Hides(archive, practice, Word, Word + "alias");
        Assert.Empty(await Found(archive, Word));
        Assert.Empty(await archive.Records.Named(Word, [], asked.Anyone, CancellationToken.None));
        Assert.Empty(await archive.Writer.Write(session => session.FindByName(Word + "alias", []), CancellationToken.None));
        // Who answers for it reads what she says yes to, and until when it waits.
        foreach (Viewer viewer in (Viewer[])[asked.Steward("amal", marsh), asked.Keeper(), new Viewer.Depositor(archive.Today, (await handed.Deposit()).Id)])
        {
            Record seen = (await archive.Records.Records([practice], viewer, CancellationToken.None)).Single().Value;
            Assert.Contains(Word, seen.Content.Text("story"), StringComparison.Ordinal);
            Assert.Equal([new RecordPart("otherNames"), new RecordPart("story")], seen.WithheldFields.Select(one => one.Part));
            Assert.Contains(Word, (await archive.Records.Revision(practice, 1, viewer, CancellationToken.None))!.Value.Value.Content.Text("story"), StringComparison.Ordinal);
        }

        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        foreach (string page in (string[])[$"/r/{practice}?lang=en", $"/desk/records/{practice}?lang=en"])
        {
            string read = await amal.Read(page);
            Assert.Contains(Word, read, StringComparison.Ordinal);
            Assert.Contains("not public before", read, StringComparison.Ordinal);
        }

        await archive.Pass(3);
        await Hides(archive, practice, Word + " sang");
        await Shows(archive, practice, Word + "alias");
        // Between midnight and the turn of the day it still waits.
        archive.Clock.Pass(TimeSpan.FromDays(2));
        await Hides(archive, practice, Word + " sang");
        await archive.Pass(0);
        await Shows(archive, practice, Word + " sang");
        Assert.Contains(practice.ToString(), await Found(archive, Word), StringComparison.Ordinal);
        Assert.Empty((await asked.Find(practice))!.WithheldFields);
        Assert.Empty(await archive.Writer.Write(session => session.Embargoes(practice), CancellationToken.None));
    }

    [Fact]
    public async Task A_steward_keeps_back_a_field_of_what_is_public_in_older_revisions_too_and_each_has_a_word_of_her_own()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await Answered(asked, practice, marsh, hill);
        await asked.Correct(practice, Word + " sang", marsh, hill);
        await archive.Write(session => session.Put(session.FindRevision(practice, 2)! with { Note = "why " + Word }));
        await Answered(asked, practice, marsh, hill);
        await asked.Correct(practice, "nobody sang", marsh, hill);
        await Answered(asked, practice, marsh, hill);
        await Shows(archive, practice, Word + " sang", "/r/{id}/history/2");
        KeepBack act = archive.Get<KeepBack>();
        RecordPart story = new("story");
        DateOnly day = archive.Today;
        Assert.Equal(new KeepBackOutcome.Done(RecordState.Published, day.AddDays(3)), await act.Do(practice, story, null, day.AddDays(3), null, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.Equal(new KeepBackOutcome.Done(RecordState.Published, day.AddDays(9)), await act.Do(practice, story, null, day.AddDays(9), null, asked.Steward("bo", hill), CancellationToken.None));
        await Hides(archive, practice, Word, "nobody sang");
        foreach (int number in (int[])[1, 2, 3])
        {
            Revision old = (await archive.Records.Revision(practice, number, asked.Anyone, CancellationToken.None))!.Value.Value;
            Assert.Equal((null, ""), (old.Content.Text("story"), old.Note));
        }

        // Nobody is asked anew, and a keeper does not keep back what anyone could read.
        Assert.Equal(3, await asked.Shown(practice));
        Assert.IsType<KeepBackOutcome.NeedsWork>(await act.Do(practice, new RecordPart("sources"), null, day.AddDays(3), "hm", asked.Keeper(), CancellationToken.None));
        Assert.IsType<KeepBackOutcome.Unknown>(await act.Do(practice, story, null, day.AddDays(3), null, asked.Steward("zoe", RecordId.Mint()), CancellationToken.None));
        Assert.Equal(new KeepBackOutcome.Done(RecordState.Published, day.AddDays(3)), await act.Do(practice, story, null, null, null, asked.Steward("bo", hill), CancellationToken.None));
        await Hides(archive, practice, Word);
        Assert.Equal(new KeepBackOutcome.Done(RecordState.Published, null), await act.Do(practice, story, null, null, null, asked.Steward("amal", marsh), CancellationToken.None));
        await Shows(archive, practice, "nobody sang");
        await Shows(archive, practice, "why " + Word, "/r/{id}/history");
    }

    [Fact]
    public async Task What_becomes_public_on_its_day_is_told_of_as_a_revision_is_and_only_if_every_yes_still_holds()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId told = await Waiting(archive, asked, marsh, 4), lapsing = await Waiting(archive, asked, marsh, 4);
        await asked.Answer(lapsing, marsh, "amal", until: archive.Today.AddDays(2));
        Assert.DoesNotContain(await Acts(archive, told), act => act.Kind == ActKind.Revision);
        await archive.Pass(4);
        Assert.Single(await Acts(archive, told), act => act is { Kind: ActKind.Revision, IsPublic: true });
        Assert.Null(await asked.Shown(lapsing));
        Assert.Empty(await archive.Writer.Write(session => session.Embargoes(lapsing), CancellationToken.None));
    }

    [Fact]
    public async Task A_link_waits_with_its_connection_and_comes_back_under_the_same_address()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        (RecordId practice, RecordId place) = await asked.PracticeAt(new FieldValue.Coordinates(52.51234, 13.41234, Precision.Exact), marsh);
        await asked.Answer(practice, marsh, "amal", scope: ConsentScope.Publish | ConsentScope.PrecisePlace);
        RecordId link = await Link();
        RecordId note = await asked.Note(link);
        await asked.Answer(note, marsh, "amal");
        Assert.Equal(1, await asked.Shown(note));
        KeepBack act = archive.Get<KeepBack>();
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, new RecordPart("where", place), null, archive.Today.AddDays(3), null, asked.Steward("amal", marsh), CancellationToken.None));
        await Hides(archive, practice, place.ToString(), "12 Elm Street");
        Assert.Equal((null, null), (await asked.Shown(link), await asked.Shown(note)));
        // It came with what is told of it, and goes with that.
        Assert.Null(await asked.Shown(place));
        using HttpClient keeper = archive.With(await archive.Member("mika"));
        Assert.Contains(place.ToString(), await keeper.GetStringAsync($"/api/v1/records/{practice}"), StringComparison.Ordinal);
        await archive.Pass(3);
        Assert.Equal(link, await Link());
        Assert.Equal((1, 1, 1), (await asked.Shown(link), await asked.Shown(note), await asked.Shown(place)));

        async Task<RecordId> Link() => await archive.Writer.Write(session => session.ConnectionsOf(practice).Single(one => one.Type == "inPlace").Id, CancellationToken.None);
    }

    [Fact]
    public async Task Who_could_not_read_it_neither_deletes_nor_overwrites_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Waiting(archive, asked, marsh, 9);
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage sent = await anyone.PostAsJsonAsync($"/api/v1/records/{practice}/proposals", new { changes = new { story = "they danced", summary = "They stood there." }, why = "it was so" });
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        DepositId deposit = await archive.Writer.Write(session => session.ProposalsTo(practice).Single().Id, CancellationToken.None);
        ReviewDeposit review = archive.Get<ReviewDeposit>();
        ReviewOutcome refused = await review.Take(deposit, asked.Keeper(), new ProposalChoice(["story", "summary"], null), PublicationBasis.PublicSources, false, null, CancellationToken.None);
        Assert.Equal("proposal-kept-back", Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(refused).Findings).Code);
        Assert.IsType<ReviewOutcome.Done>(await review.Take(deposit, asked.Keeper(), new ProposalChoice(["summary"], null), PublicationBasis.PublicSources, false, null, CancellationToken.None));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        await Hides(archive, practice, Word);
        // The export that anyone has says nothing of it, and does not take it away.
        using MemoryStream written = new();
        await archive.Export("jsonl", written, asked.Anyone);
        string lines = Encoding.UTF8.GetString(written.ToArray());
        Assert.DoesNotContain(Word, lines, StringComparison.Ordinal);
        Assert.Equal(0, (await Import(archive, lines)).Changed);
        Assert.Contains(Word, (await asked.Find(practice))!.Content.Text("story"), StringComparison.Ordinal);
        using MemoryStream whole = new();
        await archive.Export("jsonl", whole, new Viewer.Member(archive.Today, Member.TerminalHandle, true, []));
        Assert.Contains("\"fieldEmbargoes\":{\"otherNames\":", Encoding.UTF8.GetString(whole.ToArray()), StringComparison.Ordinal);
        Assert.Equal(0, (await Import(archive, Encoding.UTF8.GetString(whole.ToArray()))).Changed);
    }

    [Fact]
    public async Task What_a_line_brings_with_a_day_waits_for_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        ImportResult made = await Import(archive, $$"""{"kind":"history","title":"The crossing","summary":"They crossed.","story":"{{Word}} sang","sources":["https://example.org/a"],"fieldEmbargoes":{"story":"{{archive.Today.AddDays(2):O}}" } }""");
        Assert.Equal((1, ""), (made.Made, string.Join("; ", made.Findings)));
        RecordId history = await archive.Writer.Write(session => session.FindByName("The crossing", ["history"]).Single(), CancellationToken.None);
        await Hides(archive, history, Word);
        await archive.Pass(2);
        await Shows(archive, history, Word);
    }

    [Theory]
    [InlineData("title", "embargo-part-needed")]
    [InlineData("rights", "embargo-part-needed")]
    [InlineData("contentNotices", "embargo-part-needed")]
    [InlineData("noticesOf", "embargo-part-needed")]
    [InlineData("centres", "embargo-part-named")]
    [InlineData("stoodWith", "embargo-part-named")]
    [InlineData("doors", "part-unknown")]
    [InlineData("nonsense", "part-unknown")]
    public async Task What_a_record_must_have_is_not_kept_back_alone(string field, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        DateOnly until = archive.Today.AddDays(3);
        KeepBackOutcome outcome = await archive.Get<KeepBack>().Do(practice, new RecordPart(field), null, until, null, asked.Steward("amal", marsh), CancellationToken.None);
        Assert.Equal(code, Assert.IsType<KeepBackOutcome.NeedsWork>(outcome).Finding.Code);
        // Nor what nobody says; whoever tells something may set the day for what they will say there.
        KeepBackOutcome empty = await archive.Get<KeepBack>().Do(practice, new RecordPart("learned"), null, until, null, asked.Steward("amal", marsh), CancellationToken.None);
        Assert.Equal("part-empty", Assert.IsType<KeepBackOutcome.NeedsWork>(empty).Finding.Code);
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage sent = await anyone.PostAsync("/api/v1/deposits", new StringContent(Deposited(marsh, $$""" "fieldEmbargoes":{"{{field}}":"{{until:O}}"}, """), Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Contains($"records[a].fieldEmbargoes.{field}", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_is_destroyed_leaves_no_day_behind()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Waiting(archive, asked, marsh, 9);
        Assert.IsType<PartOutcome.Destroyed>(await archive.Get<WithdrawPart>().Do(practice, "story", null, null, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.Equal(new RecordPart("otherNames"), Assert.Single(await archive.Writer.Write(session => session.Embargoes(practice), CancellationToken.None)).Part);
        Assert.Null((await asked.Find(practice))!.Content.Text("story"));
    }

    [Fact]
    public async Task The_form_takes_a_day_for_a_field_and_the_receipt_changes_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question&lang=en");
        await visitor.Send("/contribute?lang=en", ("go", "more"), ("f.title", "Who sings?"), ("f.summary", Word), ("language", "en"));
        Assert.Contains("name=\"day.r1.summary\"", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"day.r1.title\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute?lang=en", ("go", "next"), ("signedAs", ""), ("embargoUntil", ""), ("day.r1.summary", "2001-01-01"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("value=\"2001-01-01\"", visitor.Page, StringComparison.Ordinal);
        // What is not right names the part, and leads to its day.
        Assert.Matches("<a href=\"#day\\.r1\\.summary\"><bdi>In short</bdi></a>[^§]*id=\"day\\.r1\\.summary\"", visitor.Page);
        DateOnly day = archive.Today.AddDays(30);
        await visitor.Send("/contribute?lang=en", ("go", "next"), ("signedAs", ""), ("embargoUntil", ""), ("day.r1.summary", $"{day:O}"));
        Assert.Contains("Not public before", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute?lang=en", ("go", "send"));
        string words = visitor.Receipt;
        HttpClient keeper = archive.With(await archive.Member("mika"));
        JsonElement waiting = await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting");
        string deposit = waiting.GetProperty("deposits")[0].GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await keeper.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/accept", new { })).StatusCode);
        RecordId id = await archive.Writer.Write(session => session.FindByName("Who sings?", ["question"]).Single(), CancellationToken.None);
        await Hides(archive, id, Word);
        await visitor.Send("/receipt?lang=en", ("words", words));
        Assert.Contains("It is public.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Only part of this is kept back", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("wanted by you", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt?lang=en", ("go", "embargo-end"), ("what", $"{id} summary"));
        await Shows(archive, id, Word);
        await visitor.Send("/receipt?lang=en", ("go", "embargo"), ("what", $"{id} summary"), ("embargoUntil", $"{day:O}"));
        await Hides(archive, id, Word);
        await visitor.Send("/receipt?lang=en", ("go", "embargo"), ("what", $"{id} title"), ("embargoUntil", $"{day:O}"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Fact]
    public async Task A_program_reads_and_keeps_the_days_it_does_not_speak_of()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string day = $"{archive.Today.AddDays(30):O}";
        using HttpResponseMessage sent = await anyone.PostAsync("/api/v1/deposits", Json($$"""{"records":[{"ref":"a","kind":"question","title":"Who sings?","summary":"{{Word}}","fieldEmbargoes":{"summary":"{{day}}"} }]}"""));
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString());
        JsonObject current = (await anyone.GetFromJsonAsync<JsonObject>("/api/v1/deposits/current"))!;
        Assert.Equal((day, "summary", "a"), ((string?)current["records"]![0]!["fieldEmbargoes"]!["summary"], (string?)current["embargoes"]![0]!["field"], (string?)current["embargoes"]![0]!["record"]));
        Assert.Null(current["embargoUntil"]);
        Assert.Equal(day, await Corrected(null));
        Assert.Null(await Corrected(new JsonObject()));

        async Task<string?> Corrected(JsonObject? days)
        {
            current["records"]![0]!.AsObject().Remove("fieldEmbargoes");
            if (days is not null) current["records"]![0]!["fieldEmbargoes"] = days;
            Assert.Equal(HttpStatusCode.OK, (await anyone.PutAsync("/api/v1/deposits/current", Json(current.ToJsonString()))).StatusCode);
            return (string?)(await anyone.GetFromJsonAsync<JsonObject>("/api/v1/deposits/current"))!["records"]![0]!["fieldEmbargoes"]!["summary"];
        }

        static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
    }

    [Fact]
    public async Task Stewards_and_the_desk_keep_a_field_back_on_their_pages_and_by_program()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Deposited(marsh, ""));
        await archive.Member("mika");
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika");
        DepositId deposit = (await handed.Deposit()).Id;
        RecordId entry = (await handed.Deposit()).Records[0].Entry;
        Assert.Contains($"value=\"{entry} story\"", await mika.Read($"/desk/deposits/{deposit}?lang=en"), StringComparison.Ordinal);
        string until = $"{archive.Today.AddDays(6):O}";
        using HttpResponseMessage atDesk = await mika.Post($"/desk/deposits/{deposit}?handler=embargo&lang=en", ("embargoUntil", until), ("what", $"{entry} story"), ("why", "for their safety"), ("go", "set"));
        Assert.Equal(HttpStatusCode.Redirect, atDesk.StatusCode);
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await Hides(archive, practice, Word + " sang");
        await Shows(archive, practice, Word + "alias");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        await amal.Read($"/desk/records/{practice}?lang=en");
        using HttpResponseMessage byPage = await amal.Post($"/desk/records/{practice}?handler=embargo&lang=en", ("embargoUntil", until), ("what", $"{practice} otherNames"), ("go", "set"));
        Assert.Equal(HttpStatusCode.Redirect, byPage.StatusCode);
        await Hides(archive, practice, Word);
        using HttpClient program = archive.With(await archive.Token("amal"));
        using HttpResponseMessage ended = await program.PostAsJsonAsync($"/api/v1/desk/records/{practice}/embargo", new { field = "otherNames" });
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        await Shows(archive, practice, Word + "alias");
        using HttpResponseMessage wrong = await program.PostAsJsonAsync($"/api/v1/desk/records/{practice}/embargo", new { field = "centres", embargoUntil = until });
        Assert.Equal((HttpStatusCode.BadRequest, true), (wrong.StatusCode, (await wrong.Content.ReadAsStringAsync()).Contains("embargo-part-named", StringComparison.Ordinal)));
    }

    private static string Deposited(RecordId community, string more) => $$"""
        {"records":[{"ref":"a","kind":"practice","language":"en","title":"At the gate",{{Handed.Sources}}{{more}}"summary":"They stood.","otherNames":["{{Word}}alias"],"story":"{{Word}} sang",
            "translations":{"es":{"story":"{{Word}} canta"} },"centres":["{{community}}"]}]}
        """;

    /// <summary>A public practice whose story waits for so many days.</summary>
    private static async Task<RecordId> Waiting(TestArchive archive, Asked asked, RecordId community, int days)
    {
        Handed handed = await Handed.In(archive, Deposited(community, $$""" "fieldEmbargoes":{"story":"{{archive.Today.AddDays(days):O}}","otherNames":"{{archive.Today.AddDays(days):O}}"}, """));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, community, "amal");
        Assert.Equal(1, await asked.Shown(practice));
        return practice;
    }

    private static async Task Answered(Asked asked, RecordId practice, RecordId marsh, RecordId hill)
    {
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
    }

    internal static async Task Hides(TestArchive archive, RecordId id, params string[] words)
    {
        using HttpClient anyone = archive.Anyone();
        foreach (string address in Addresses)
        {
            using HttpResponseMessage response = await anyone.GetAsync(address.Replace("{id}", id.ToString(), StringComparison.Ordinal));
            string answer = Exported.Text(await response.Content.ReadAsByteArrayAsync());
            foreach (string word in words) Assert.False(answer.Contains(word, StringComparison.OrdinalIgnoreCase), $"{address} says {word}");
            if (address is "/r/{id}") Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    internal static async Task Shows(TestArchive archive, RecordId id, string word, string address = "/r/{id}")
    {
        using HttpClient anyone = archive.Anyone();
        Assert.Contains(word, await anyone.GetStringAsync(address.Replace("{id}", id.ToString(), StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    internal static async Task<string> Found(TestArchive archive, string word)
    {
        using HttpClient anyone = archive.Anyone();
        JsonArray records = (await anyone.GetFromJsonAsync<JsonObject>($"/api/v1/records?q={word}"))!["records"]!.AsArray();
        return records.Count == 0 ? "" : records.ToJsonString();
    }

    private static async Task<IReadOnlyList<Act>> Acts(TestArchive archive, RecordId about) => [.. (await archive.Records.Acts(ofPowerOnly: false, 200, new Viewer.Public(archive.Today), CancellationToken.None)).Select(one => one.Value.Act).Where(act => act.Subjects.Contains(about))];

    internal static async Task<ImportResult> Import(TestArchive archive, string lines)
    {
        using StringReader reader = new(lines);
        return await archive.Get<ImportRecords>().Import(reader, null, isReviewed: false, null, CancellationToken.None);
    }
}
