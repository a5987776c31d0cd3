using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Kindred.Tests.Depositing;

/// <summary>A door is never stale. It is 1 March 2026.</summary>
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
    public async Task A_door_closes_within_a_year(string? opens, string closes, string? finding)
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpResponseMessage answer = await archive.Anyone().PostAsync("/api/v1/deposits", Json(closes, opens is null ? "" : $"\"opens\":\"{opens}\","));
        Assert.Equal(finding is null ? HttpStatusCode.Created : HttpStatusCode.BadRequest, answer.StatusCode);
        if (finding is null) return;
        Assert.Equal(finding, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0].GetProperty("code").GetString());
    }

    private static StringContent Json(string closes, string more) => new(
        $$"""
        {"records":[{"ref":"a","kind":"door","language":"en","title":"Sing with us","whatIsAsked":"Come and sing.","howToReach":"At the gate",{{more}}"closes":"{{closes}}","sources":["https://example.org/"]}]}
        """,
        Encoding.UTF8, "application/json");
}
