using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Importing;
using Kindred.Features.Reviewing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Depositing;

namespace Kindred.Tests.Life;

/// <summary>Days of single fields while their depositor corrects what was sent, or another archive takes it: none ends by the way, and what is new waits as it was said.</summary>
public sealed class FieldDayCorrectionTests
{
    private const string Word = "zirkonwort";

    [Fact]
    public async Task What_a_correction_says_first_waits_for_the_day_that_comes_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("They sang.", [marsh]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("They sang.", [marsh], Handed.Sources + $$""" "summary":"{{Word}}","fieldEmbargoes":{"summary":"{{archive.Today.AddDays(4):O}}"}, """));
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        await FieldEmbargoTests.Hides(archive, practice, Word);
        await archive.Pass(4);
        await FieldEmbargoTests.Shows(archive, practice, Word);
    }

    [Fact]
    public async Task The_desk_keeps_back_a_field_that_a_correction_says_first()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("They sang.", [marsh]));
        RecordId practice = await handed.Accept();
        await handed.Correct(Handed.Practice("They sang.", [marsh], Handed.Sources + $$""" "summary":"{{Word}}", """));
        ReviewOutcome kept = await archive.Get<ReviewDeposit>().KeepBack((await handed.Deposit()).Id, asked.Steward("amal", marsh), (practice, new RecordPart("summary")), archive.Today.AddDays(4), "There is a trial.", CancellationToken.None);
        Assert.IsType<ReviewOutcome.Done>(kept);
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        await FieldEmbargoTests.Hides(archive, practice, Word);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("kept")]
    public async Task Who_takes_the_words_out_shows_them_to_nobody_by_that(string days)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string kept = $$"""{"summary":"{{archive.Today.AddDays(9):O}}"}""";
        Handed handed = await Handed.In(archive, Handed.Practice("They sang.", [marsh], Handed.Sources + $$""" "summary":"{{Word}}","fieldEmbargoes":{{kept}}, """));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("They sang.", [marsh], Handed.Sources + $$""" "fieldEmbargoes":{{days.Replace("kept", kept, StringComparison.Ordinal)}}, """));
        // It waits for review; what anyone reads until then says no more than before.
        Assert.Equal(1, await asked.Shown(practice));
        await FieldEmbargoTests.Hides(archive, practice, Word);
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        await FieldEmbargoTests.Hides(archive, practice, Word);
    }

    [Fact]
    public async Task The_form_lets_a_field_be_emptied_whose_day_is_set_and_a_day_be_mistyped()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question&lang=en");
        await visitor.Send("/contribute?lang=en", ("go", "more"), ("f.title", "Who sings?"), ("f.summary", Word), ("language", "en"));
        string day = $"{archive.Today.AddDays(30):O}";
        await visitor.Send("/contribute?lang=en", ("go", "next"), ("signedAs", ""), ("embargoUntil", ""), ("day.r1.summary", "on the first day of the month after the trial is over"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Send("/contribute?lang=en", ("go", "next"), ("signedAs", ""), ("embargoUntil", ""), ("day.r1.summary", day));
        await visitor.Send("/contribute?lang=en", ("go", "tell"));
        await visitor.Send("/contribute?lang=en", ("go", "more"), ("f.title", "Who sings?"), ("f.summary", ""), ("language", "en"));
        Assert.Contains("name=\"day.r1.summary\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute?lang=en", ("go", "next"), ("signedAs", ""), ("embargoUntil", ""), ("day.r1.summary", day));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await visitor.Send("/contribute?lang=en", ("go", "send"));
        Assert.NotEqual("", visitor.Receipt);
    }

    [Theory]
    [InlineData("null", true)]
    [InlineData("left out", true)]
    [InlineData("{}", false)]
    [InlineData("""{"summary":null}""", false)]
    public async Task A_program_ends_a_day_only_by_saying_so(string said, bool stays)
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string day = $"{archive.Today.AddDays(30):O}";
        using HttpResponseMessage sent = await anyone.PostAsync("/api/v1/deposits", Json($$"""{"records":[{"ref":"a","kind":"question","title":"Who sings?","summary":"{{Word}}","fieldEmbargoes":{"summary":"{{day}}"} }]}"""));
        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString());
        JsonObject current = (await anyone.GetFromJsonAsync<JsonObject>("/api/v1/deposits/current"))!;
        if (said is "left out") current["records"]![0]!.AsObject().Remove("fieldEmbargoes");
        else current["records"]![0]!["fieldEmbargoes"] = JsonNode.Parse(said);
        using HttpResponseMessage put = await anyone.PutAsync("/api/v1/deposits/current", Json(current.ToJsonString()));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(stays ? day : null, (string?)(await anyone.GetFromJsonAsync<JsonObject>("/api/v1/deposits/current"))!["records"]![0]!["fieldEmbargoes"]!["summary"]);
    }

    [Fact]
    public async Task An_empty_name_of_a_field_is_not_the_whole_record()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("They sang.", [marsh]));
        Deposit deposit = await handed.Deposit();
        DateOnly until = archive.Today.AddDays(9);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().KeepBack(deposit.Id, asked.Steward("amal", marsh), until, "There is a trial.", CancellationToken.None));
        using HttpClient amal = archive.With(await archive.Token("amal"));
        using HttpResponseMessage atDesk = await amal.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit.Id}/embargo", new { field = "", why = "over" });
        Assert.Equal(HttpStatusCode.BadRequest, atDesk.StatusCode);
        RecordId practice = await handed.Accept();
        using HttpResponseMessage ofRecord = await amal.PostAsJsonAsync($"/api/v1/desk/records/{practice}/embargo", new { field = "" });
        Assert.Equal(HttpStatusCode.BadRequest, ofRecord.StatusCode);
        Assert.Equal([(EmbargoBy.Community, until)], (await archive.Writer.Write(session => session.Embargoes(practice), CancellationToken.None)).Select(one => (one.By, one.Until)));
    }

    [Fact]
    public async Task A_line_whose_day_can_be_no_part_of_its_own_waits_whole()
    {
        // An export names the field of a single link that waits: who comes in with it is not shown sooner in another archive.
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        await archive.Community("Marsh people");
        await archive.Publish("organisation", Told.Content("Gate union"));
        ImportResult made = await FieldEmbargoTests.Import(archive, $$"""{"kind":"practice","title":"At the gate","summary":"{{Word}}","sources":["https://example.org/a"],"centres":["Marsh people"],"stoodWith":["Gate union"],"fieldEmbargoes":{"stoodWith":"{{archive.Today.AddDays(2):O}}","summary":"{{archive.Today.AddDays(4):O}}" } }""");
        Assert.Equal((1, ""), (made.Made, string.Join("; ", made.Findings)));
        RecordId practice = await archive.Writer.Write(session => session.FindByName("At the gate", ["practice"]).Single(), CancellationToken.None);
        Assert.Null(await asked.Shown(practice));
        await archive.Pass(2);
        Assert.Equal(1, await asked.Shown(practice));
        await FieldEmbargoTests.Hides(archive, practice, Word);
        await archive.Pass(2);
        await FieldEmbargoTests.Shows(archive, practice, Word);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
