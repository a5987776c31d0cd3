using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Importing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Depositing;
using Kindred.Tests.Exporting;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Life;

/// <summary>What is said before a field tells of it: it waits with the field, comes with it, and is taken from it by nobody meanwhile who could not read it.</summary>
public sealed class NoticeOfWaitingFieldTests
{
    private const string Words = "zirkonwort", Notice = "turmalinschlag";

    private static readonly RecordPart Story = new("story");

    [Fact]
    public async Task A_notice_waits_with_its_field_in_every_revision_and_comes_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Told(marsh, $"{Words} one", Notice));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Told(marsh, $"{Words} two", Notice + " again"));
        Assert.IsType<ReviewOutcome.Done>(await handed.Review());
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        await FieldEmbargoTests.Shows(archive, practice, Notice + " again");
        await KeepBack(archive, asked, practice, Story, 3, marsh);
        await FieldEmbargoTests.Hides(archive, practice, Words, Notice);
        Assert.Empty(await FieldEmbargoTests.Found(archive, Notice));
        foreach (int number in (int[])[1, 2])
            Assert.Empty(FieldNotices.All((await archive.Records.Revision(practice, number, asked.Anyone, CancellationToken.None))!.Value.Value.Content));
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        Assert.Contains(Notice, await amal.Read($"/r/{practice}?lang=en"), StringComparison.Ordinal);
        await archive.Pass(3);
        await FieldEmbargoTests.Shows(archive, practice, Notice + " again");
        await FieldEmbargoTests.Shows(archive, practice, Notice, "/r/{id}/history/1");
        Assert.Contains(practice.ToString(), await FieldEmbargoTests.Found(archive, Notice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_summary_that_waits_lists_say_neither_words_nor_notice_and_from_its_day_the_notice()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await (await Handed.In(archive, Told(marsh, "They sang.", null, $$""" "summary":"{{Words}}","noticesOf":{"summary":"{{Notice}}"},"fieldEmbargoes":{"summary":"{{archive.Today.AddDays(2):O}}"}, """))).Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(1, await asked.Shown(practice));
        string[] shown = ["/", "/practices", "/search?q=gate", $"/r/{practice}", $"/r/{marsh}"];
        await FieldEmbargoTests.Hides(archive, practice, Words, Notice);
        foreach (string address in shown)
        {
            string page = await Read(archive, address);
            Assert.False(page.Contains(Words, StringComparison.OrdinalIgnoreCase) || page.Contains(Notice, StringComparison.OrdinalIgnoreCase), address);
        }

        Assert.Empty(await FieldEmbargoTests.Found(archive, Words) + await FieldEmbargoTests.Found(archive, Notice));
        await archive.Pass(2);
        foreach (string address in (string[])["/practices", "/search?q=gate", $"/search?q={Words}"])
        {
            string page = await Read(archive, address);
            Assert.Contains(Notice, page, StringComparison.Ordinal);
            Assert.DoesNotContain(Words + "<", page.Replace("</mark>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Contains($"<meta name=\"description\" content=\"Before you read: {Notice}\">", await Read(archive, $"/r/{practice}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notices_are_not_kept_back_alone()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Public(archive, asked, marsh);
        KeepBackOutcome outcome = await archive.Get<KeepBack>().Do(practice, new RecordPart(FieldNotices.Name), null, archive.Today.AddDays(3), null, asked.Steward("amal", marsh), CancellationToken.None);
        Assert.Equal("embargo-part-needed", Assert.IsType<KeepBackOutcome.NeedsWork>(outcome).Finding.Code);
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage sent = await anyone.PostAsync("/api/v1/deposits", Json(Told(marsh, Words, Notice, $$""" "fieldEmbargoes":{"noticesOf":"{{archive.Today.AddDays(3):O}}"}, """)));
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Contains("embargo-part-needed", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_of_other_notices_leaves_the_one_of_the_field_that_waits()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Public(archive, asked, marsh);
        await KeepBack(archive, asked, practice, Story, 3, marsh);
        Proposed proposed = await Proposed.To(archive, practice, """{"noticesOf":{"summary":"wounds"}}""");
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take());
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        Assert.Equal([("story", Notice), ("summary", "wounds")], FieldNotices.All((await asked.Find(practice))!.Content));
        await FieldEmbargoTests.Hides(archive, practice, Notice);
        // Who asks for no notices at all means those that were shown.
        Proposed none = await Proposed.To(archive, practice, """{"noticesOf":null}""");
        Assert.IsType<ReviewOutcome.Done>(await none.Take());
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal([("story", Notice)], FieldNotices.All((await asked.Find(practice))!.Content));
        await archive.Pass(3);
        await FieldEmbargoTests.Shows(archive, practice, Notice);
    }

    [Theory]
    [InlineData("""{"noticesOf":{"story":"slurs"}}""")]
    [InlineData("""{"translations":{"es":{"story":"Ellas cantaron."}}}""")]
    public async Task What_was_proposed_to_a_field_before_it_waits_is_not_taken_while_it_does(string changes)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Public(archive, asked, marsh);
        Proposed proposed = await Proposed.To(archive, practice, changes);
        await KeepBack(archive, asked, practice, Story, 3, marsh);
        Assert.Equal("proposal-kept-back", Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(await proposed.Take()).Findings).Code);
        Assert.Equal(1, (await asked.Find(practice))!.LatestRevision);
    }

    [Theory]
    [InlineData("""{"noticesOf":{"story":"slurs"}}""")]
    [InlineData("""{"translations":{"es":{"story":"Ellas cantaron."}}}""")]
    public async Task What_is_proposed_to_a_field_that_waits_is_answered_as_where_there_is_none(string changes)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId waits = await Public(archive, asked, marsh);
        await KeepBack(archive, asked, waits, Story, 3, marsh);
        RecordId silent = await (await Handed.In(archive, Told(marsh, null, null))).Accept();
        await asked.Answer(silent, marsh, "amal");
        Assert.Equal(await Sent(silent), await Sent(waits));

        async Task<(HttpStatusCode, string)> Sent(RecordId record)
        {
            using HttpClient anyone = archive.Anyone();
            using HttpResponseMessage answer = await anyone.PostAsync($"/api/v1/records/{record}/proposals", Json($$"""{"changes":{{changes}},"why":"so"}"""));
            return (answer.StatusCode, answer.StatusCode == HttpStatusCode.Created ? "" : await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_line_of_the_public_export_keeps_the_notice_that_it_does_not_know()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Public(archive, asked, marsh);
        await KeepBack(archive, asked, practice, Story, 3, marsh);
        using MemoryStream written = new();
        await archive.Export("jsonl", written, asked.Anyone);
        string line = Encoding.UTF8.GetString(written.ToArray()).Split('\n').Single(one => one.Contains(practice.ToString(), StringComparison.Ordinal) && one.Contains("At the gate", StringComparison.Ordinal));
        Assert.DoesNotContain(Notice, line, StringComparison.Ordinal);
        JsonObject changed = JsonNode.Parse(line)!.AsObject();
        changed["noticesOf"] = new JsonObject { ["summary"] = "wounds" };
        using StringReader reader = new(changed.ToJsonString());
        ImportResult done = await archive.Get<ImportRecords>().Import(reader, null, isReviewed: true, null, CancellationToken.None);
        Assert.Equal((1, ""), (done.Waiting, string.Join("; ", done.Findings)));
        DepositId waits = await archive.Writer.Write(session => session.DepositsHolding(practice).Single(id => session.FindDeposit(id)!.Records[0].AwaitsReview), CancellationToken.None);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Accept(waits, asked.Keeper(), PublicationBasis.PublicSources, CancellationToken.None));
        Revision newest = (await archive.Writer.Write(session => session.FindRevision(practice, session.FindRecord(practice)!.LatestRevision), CancellationToken.None))!;
        Assert.Equal([("story", Notice), ("summary", "wounds")], FieldNotices.All(newest.Content));
    }

    [Fact]
    public async Task A_part_that_is_taken_out_and_put_back_while_it_waits_waits_on_with_its_notice()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo");
        RecordId practice = await (await Handed.In(archive, Told(marsh, Words, Notice))).Accept();
        foreach (string steward in (string[])["amal", "bo"]) await asked.Answer(practice, marsh, steward, until: archive.Today.AddDays(40));
        await KeepBack(archive, asked, practice, Story, 9, marsh);
        Assert.IsType<PartOutcome.Held>(await archive.Get<WithdrawPart>().Do(practice, "story", null, marsh, asked.Steward("bo", marsh), CancellationToken.None));
        await FieldEmbargoTests.Hides(archive, practice, Words, Notice);
        long number = (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number;
        Assert.Equal(new PartOutcome.Shown(true), await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("bo", marsh), CancellationToken.None));
        await FieldEmbargoTests.Hides(archive, practice, Words, Notice);
        Assert.Empty(await FieldEmbargoTests.Found(archive, Words) + await FieldEmbargoTests.Found(archive, Notice));
        // To say it again for longer shows nothing sooner.
        Assert.Equal(new RenewConsentsOutcome.Done(1, 0), await archive.Get<RenewConsents>().Do([(practice, marsh)], archive.Today.AddDays(90), asked.Steward("amal", marsh), null, CancellationToken.None));
        await FieldEmbargoTests.Hides(archive, practice, Words, Notice);
        await archive.Pass(9);
        await FieldEmbargoTests.Shows(archive, practice, Words);
        await FieldEmbargoTests.Shows(archive, practice, Notice);
        // Destroyed it takes its notice and its day with it.
        await KeepBack(archive, asked, practice, Story, 9, marsh);
        foreach (string steward in (string[])["amal", "bo"]) await archive.Get<WithdrawPart>().Do(practice, "story", null, marsh, asked.Steward(steward, marsh), CancellationToken.None);
        Assert.Empty(await archive.Writer.Write(session => session.Embargoes(practice), CancellationToken.None));
        Assert.Empty(Residue.In(archive.Folder, Notice));
        Assert.Empty(Residue.In(archive.Folder, Words));
    }

    [Fact]
    public async Task What_a_steward_signs_is_all_that_she_read_of_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Public(archive, asked, marsh);
        await KeepBack(archive, asked, practice, Story, 3, marsh);
        Revision read = (await archive.Records.Revision(practice, 1, asked.Steward("amal", marsh), CancellationToken.None))!.Value.Value;
        byte[] signed = await archive.Writer.Write(session => session.WordsSaid(practice, 1)!, CancellationToken.None);
        Assert.Equal(Encoding.UTF8.GetString(ContentJson.Write(read.Content)), Encoding.UTF8.GetString(signed));
        Assert.Contains(Notice, Encoding.UTF8.GetString(signed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fieldEmbargoes", """{"nonsense":"2030-01-01"}""", "part-unknown")]
    [InlineData("fieldEmbargoes", """{"story":"2001-01-01"}""", "embargo-past")]
    [InlineData("fieldEmbargoes", """{"story":"2999-01-01"}""", "embargo-too-far")]
    [InlineData("fieldEmbargoes", """{"story":"soon"}""", "day-not-a-day")]
    [InlineData("fieldEmbargoes", """{"story":7}""", "wrong-shape")]
    [InlineData("fieldEmbargoes", "[]", "wrong-shape")]
    [InlineData("fieldEmbargoes", "hundred", "part-unknown")]
    [InlineData("noticesOf", """{"nonsense":"wounds"}""", "unknown-field")]
    [InlineData("noticesOf", """{"title":"wounds"}""", "notice-not-here")]
    [InlineData("noticesOf", """{"learned":"wounds"}""", "notice-of-nothing")]
    [InlineData("noticesOf", """{"story":7}""", "wrong-shape")]
    [InlineData("noticesOf", "\"wounds\"", "wrong-shape")]
    [InlineData("noticesOf", "long", "too-long")]
    [InlineData("noticesOf", "hundred", "unknown-field")]
    public async Task What_a_program_says_wrongly_is_a_finding_and_takes_nothing_away(string member, string value, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string day = $"{archive.Today.AddDays(9):O}";
        value = value switch
        {
            "long" => $$"""{"story":"{{new string('x', 5_000)}}"}""",
            "hundred" => new JsonObject(Enumerable.Range(0, 100).Select(one => KeyValuePair.Create($"f{one}", (JsonNode?)JsonValue.Create(day)))).ToJsonString(),
            _ => value,
        };
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage sent = await anyone.PostAsync("/api/v1/deposits", Json(Told(marsh, Words, Notice, $$""" "fieldEmbargoes":{"story":"{{day}}"}, """)));
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", (string?)JsonNode.Parse(await sent.Content.ReadAsStringAsync())!["receipt"]);
        JsonObject current = await Current();
        current["records"]![0]![member] = JsonNode.Parse(value);
        using HttpResponseMessage answer = await anyone.PutAsync("/api/v1/deposits/current", Json(current.ToJsonString()));
        string said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest && said.Contains($"\"{code}\"", StringComparison.Ordinal), $"{answer.StatusCode} {said}");
        JsonNode after = (await Current())["records"]![0]!;
        Assert.Equal((day, Notice, Words), ((string?)after["fieldEmbargoes"]!["story"], (string?)after["noticesOf"]!["story"], (string?)after["story"]));

        async Task<JsonObject> Current() => JsonNode.Parse(await anyone.GetStringAsync("/api/v1/deposits/current"))!.AsObject();
    }

    private static string Told(RecordId community, string? story, string? notice, string more = "") => $$"""
        {"records":[{"ref":"a","kind":"practice","language":"en","title":"At the gate",{{Handed.Sources}}{{more}}{{(more.Contains("summary", StringComparison.Ordinal) ? "" : "\"summary\":\"They stood.\",")}}
            {{(story is null ? "" : $"\"story\":\"{story}\",")}}{{(notice is null ? "" : $"\"noticesOf\":{{\"story\":\"{notice}\"}},")}}"centres":["{{community}}"]}]}
        """;

    /// <summary>A public practice with a notice before its story.</summary>
    private static async Task<RecordId> Public(TestArchive archive, Asked asked, RecordId community)
    {
        RecordId practice = await (await Handed.In(archive, Told(community, Words, Notice))).Accept();
        await asked.Answer(practice, community, "amal");
        Assert.Equal(1, await asked.Shown(practice));
        return practice;
    }

    private static async Task KeepBack(TestArchive archive, Asked asked, RecordId practice, RecordPart part, int days, RecordId community) => Assert.IsType<KeepBackOutcome.Done>(
        await archive.Get<KeepBack>().Do(practice, part, null, archive.Today.AddDays(days), null, asked.Steward("amal", community), CancellationToken.None));

    private static async Task<string> Read(TestArchive archive, string address)
    {
        using HttpClient anyone = archive.Anyone();
        return await anyone.GetStringAsync(address);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
