using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Reviewing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

/// <summary>A door is never stale, says what it leads to, and is found from there. It is 1 March 2026.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData(null, "2027-03-01", null)]
    [InlineData(null, "2027-03-02", "door-open-too-long")]
    [InlineData(null, "2099-01-01", "door-open-too-long")]
    [InlineData("2026-09-01", "2027-03-01", null)]
    [InlineData("2026-09-01", "2027-08-31", "door-open-too-long")]
    [InlineData("2090-01-01", "2090-06-01", "door-open-too-long")]
    [InlineData("2019-01-01", "2019-06-01", null)]
    [InlineData("2019-01-01", "2020-01-02", "door-open-too-long")]
    [InlineData("2026-09-01", "2026-08-31", "door-closes-before-it-opens")]
    [InlineData("9999-01-01", "2026-08-31", "door-closes-before-it-opens")]
    [InlineData("9999-01-01", "9999-12-31", "door-open-too-long")]
    public async Task A_door_closes_within_a_year(string? opens, string closes, string? finding)
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpResponseMessage answer = await archive.Anyone().PostAsync("/api/v1/deposits", Json(closes, opens is null ? "" : $"\"opens\":\"{opens}\","));
        Assert.Equal(finding is null ? HttpStatusCode.Created : HttpStatusCode.BadRequest, answer.StatusCode);
        if (finding is null) return;
        Assert.Equal(finding, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_door_stands_on_the_page_and_in_the_json_of_what_it_leads_to_until_it_leads_elsewhere()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId one, RecordId other, RecordId note) = (Told.Id(70), Told.Id(71), Told.Id(72));
        await archive.Write(session =>
        {
            Told.Put(session, one, "question", Told.Content("Who sings?"), archive.Today);
            Told.Put(session, other, "question", Told.Content("Who listens?"), archive.Today);
            Told.Put(session, note, "note", Told.Content("Everyone") with { Links = [new ContentLink("on", one)] }, archive.Today);
            session.Put(Told.Join(session, Told.Id(73), ConnectionType.About, note, one, archive.Today) with { IsOfField = true }, "", "", archive.Today);
        });
        using HttpClient depositor = archive.Anyone();
        JsonElement sent = await (await depositor.PostAsync("/api/v1/deposits", Json("2026-09-01", $"\"leadsTo\":[\"{one}\"],"))).Content.ReadFromJsonAsync<JsonElement>();
        depositor.DefaultRequestHeaders.Add("Kindred-Receipt", sent.GetProperty("receipt").GetString());
        RecordId door = await Accept(archive);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains($"href=\"/r/{one}\"", await anyone.GetStringAsync($"/r/{door}"), StringComparison.Ordinal);
        string page = await anyone.GetStringAsync($"/r/{one}");
        Assert.Contains($"href=\"/r/{door}\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/contribute?kind=door&amp;on={one}\"", page, StringComparison.Ordinal);
        Assert.Equal([door.ToString()], await Doors(anyone, one));

        // What is settled anew keeps the doors and notes that others opened to it.
        await new Asked(archive).Settle(one);
        Assert.Equal([door.ToString()], await Doors(anyone, one));
        Assert.Contains("Everyone", await anyone.GetStringAsync($"/r/{one}"), StringComparison.Ordinal);

        (await depositor.PutAsync("/api/v1/deposits/current", Json("2026-09-01", $"\"leadsTo\":[\"{other}\"],"))).EnsureSuccessStatusCode();
        await Accept(archive);
        Assert.Empty(await Doors(anyone, one));
        Assert.Equal([door.ToString()], await Doors(anyone, other));
    }

    [Fact]
    public async Task A_door_is_opened_from_the_page_of_what_it_leads_to()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/contribute?kind=door&on={practice}");
        Assert.Matches("name=\"f.leadsTo\" value=\"An hour without taxis\"", visitor.Page);
    }

    private static async Task<string[]> Doors(HttpClient anyone, RecordId id) =>
        (await anyone.GetFromJsonAsync<JsonElement>($"/api/v1/records/{id}")).TryGetProperty("doors", out JsonElement doors) ? [.. doors.EnumerateArray().Select(one => one.GetString()!)] : [];

    private static async Task<RecordId> Accept(TestArchive archive)
    {
        Viewer.Member keeper = new(archive.Today, "ines", IsKeeper: true, []);
        Deposit deposit = Assert.Single(await archive.Get<IDepositStore>().In([DepositState.Deposited, DepositState.InReview], keeper, 0, 10, CancellationToken.None)).Value;
        return Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Accept(deposit.Id, keeper, PublicationBasis.PublicSources, CancellationToken.None)).Deposit.Records[0].Accessioned!.Value;
    }

    private static StringContent Json(string closes, string more) => new(
        $$"""
        {"records":[{"ref":"a","kind":"door","language":"en","title":"Sing with us","whatIsAsked":"Come and sing.","howToReach":"At the gate",{{more}}"closes":"{{closes}}","sources":["https://example.org/"]}]}
        """,
        Encoding.UTF8, "application/json");
}
