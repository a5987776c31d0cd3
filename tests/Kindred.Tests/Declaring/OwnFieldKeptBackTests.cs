using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Declaring;
using Kindred.Features.Reviewing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Declaring;

/// <summary>An archive's own field waits for its day and stands behind its warning whatever keepers make of the field meanwhile.</summary>
public sealed class OwnFieldKeptBackTests
{
    private const string Word = "zirkonwort", Notice = "polizeigewalt";

    [Fact]
    public async Task A_field_that_is_renamed_and_retired_waits_on_and_its_record_can_be_corrected()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        await Declare(archive, "Weather");
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        (RecordId practice, HttpClient depositor) = await Told(archive, asked, marsh, $$""" "fieldEmbargoes":{"weather":"{{archive.Today.AddDays(4):O}}"}, """);
        await FieldEmbargoTests.Hides(archive, practice, Word, Notice);
        await Declare(archive, "Sky", isRetired: true);
        await FieldEmbargoTests.Hides(archive, practice, Word, Notice);
        using (SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"))
        {
            string page = await amal.Read($"/r/{practice}?lang=en");
            Assert.Contains("<strong>Sky</strong>: not public before", page, StringComparison.Ordinal);
            Assert.Contains(Word, page, StringComparison.Ordinal);
        }

        JsonObject current = (await depositor.GetFromJsonAsync<JsonObject>("/api/v1/deposits/current"))!;
        current["records"]![0]!["summary"] = "They stood in the rain.";
        using HttpResponseMessage put = await depositor.PutAsync("/api/v1/deposits/current", Json(current.ToJsonString()));
        Assert.True(put.StatusCode == HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        await Accept(archive, asked, practice);
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        await FieldEmbargoTests.Hides(archive, practice, Word, Notice);
        await archive.Pass(4);
        await FieldEmbargoTests.Shows(archive, practice, Word);
        await FieldEmbargoTests.Shows(archive, practice, Notice);
        depositor.Dispose();
    }

    [Fact]
    public async Task A_field_that_lists_are_narrowed_by_later_stays_folded_there_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        await Declare(archive, "Weather");
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        (RecordId practice, HttpClient depositor) = await Told(archive, asked, marsh, "");
        await Declare(archive, "Weather", isFacet: true, isRequired: true);
        await archive.Get<IndexAnew>().Done;
        using HttpClient anyone = archive.Anyone();
        Assert.Empty(await Song.Facet(archive, "weather", "kind=practice"));
        Assert.DoesNotContain(Word, await anyone.GetStringAsync("/practices"), StringComparison.Ordinal);
        Assert.Matches($"<details class=\"noticed\"><summary>[^§]*{Notice}[^§]*{Word}", await anyone.GetStringAsync($"/r/{practice}?lang=en"));
        // Whoever comes back to what they told is stopped by nothing that a keeper did since.
        JsonObject current = (await depositor.GetFromJsonAsync<JsonObject>("/api/v1/deposits/current"))!;
        current["records"]![0]!["summary"] = "They stood in the rain.";
        current["records"]![0]!["fieldEmbargoes"]!["weather"] = $"{archive.Today.AddDays(4):O}";
        using HttpResponseMessage put = await depositor.PutAsync("/api/v1/deposits/current", Json(current.ToJsonString()));
        Assert.True(put.StatusCode == HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        await FieldEmbargoTests.Hides(archive, practice, Word, Notice);
        depositor.Dispose();
    }

    private static async Task<(RecordId Practice, HttpClient Depositor)> Told(TestArchive archive, Asked asked, RecordId community, string more)
    {
        HttpClient depositor = archive.Anyone();
        using HttpResponseMessage sent = await depositor.PostAsync("/api/v1/deposits", Json($$"""
            {"records":[{"ref":"a","kind":"practice","language":"en","title":"At the gate",{{Handed.Sources}}{{more}}"summary":"They stood.","weather":"{{Word}}","noticesOf":{"weather":"{{Notice}}"},"centres":["{{community}}"]}]}
            """));
        Assert.True(sent.StatusCode == HttpStatusCode.Created, await sent.Content.ReadAsStringAsync());
        depositor.DefaultRequestHeaders.Add("Kindred-Receipt", (string?)JsonNode.Parse(await sent.Content.ReadAsStringAsync())!["receipt"]);
        DepositId deposit = Assert.Single(await archive.Writer.Write(session => session.DepositsIn(DepositState.Deposited, DateOnly.MaxValue), CancellationToken.None));
        ReviewOutcome accepted = await archive.Get<ReviewDeposit>().Accept(deposit, asked.Keeper(), PublicationBasis.PublicSources, CancellationToken.None);
        RecordId practice = Assert.IsType<ReviewOutcome.Done>(accepted).Deposit.Records[0].Accessioned!.Value;
        await asked.Answer(practice, community, "amal");
        Assert.Equal(1, await asked.Shown(practice));
        return (practice, depositor);
    }

    private static async Task Accept(TestArchive archive, Asked asked, RecordId practice)
    {
        DepositId deposit = await archive.Writer.Write(session => session.FindDepositOf(practice)!.Id, CancellationToken.None);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Accept(deposit, asked.Keeper(), PublicationBasis.PublicSources, CancellationToken.None));
    }

    private static Task Declare(TestArchive archive, string label, bool isFacet = false, bool isRequired = false, bool isRetired = false) => Song.Declare(archive, $$"""
        {"kinds":{"practice":{"fields":{"weather":{"type":"text","words":{"en":{"label":"{{label}}"} },"step":"context","asking":false,"searchable":true,"facet":{{(isFacet ? "true" : "false")}},
            "required":{{(isRequired ? "true" : "false")}},"translatable":true{{(isRetired ? ",\"retired\":true" : "")}} } } } } }
        """);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
