using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Kindred.Tests.Depositing;

/// <summary>How precisely a place may be shown is for its depositor to say, and the preview says what that means.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("country")]
    [InlineData("region")]
    [InlineData("town")]
    [InlineData("exact")]
    public async Task A_place_that_is_sent_again_stays_as_precise_as_it_was_told(string precision)
    {
        await using TestArchive archive = await TestArchive.Start();
        (HttpClient depositor, string receipt) = await Send(archive, $",\"precision\":\"{precision}\"");
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt));
        await visitor.Send("/contribute", ("go", "open"));
        await visitor.Send("/contribute", ("go", "context"), ("f.title", "By the pier"), ("language", "en"));
        Assert.Matches($"name=\"f.coordinates.precision\" value=\"{precision}\" checked", visitor.Page);
        await visitor.Send("/contribute", ("go", "preview"), ("f.coordinates.latitude", "40.7128"), ("f.coordinates.longitude", "-73.7949"), ("f.coordinates.precision", precision));
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal(receipt, visitor.Receipt);
        Assert.Equal(precision, await Precision(depositor));
    }

    [Fact]
    public async Task A_point_of_which_nothing_is_said_is_shown_by_its_country_alone()
    {
        await using TestArchive archive = await TestArchive.Start();
        (HttpClient depositor, _) = await Send(archive, "");
        Assert.Equal("country", await Precision(depositor));
    }

    [Theory]
    [InlineData("\"near\"", "unknown-term")]
    [InlineData("\"3\"", "unknown-term")]
    [InlineData("3", "wrong-shape")]
    public async Task A_precision_that_cannot_be_read_is_not_guessed(string precision, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpResponseMessage answer = await archive.Anyone().PostAsync("/api/v1/deposits", Json($",\"precision\":{precision}"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("country", "shown by country only", "40")]
    [InlineData("region", "shown by region only", "40")]
    [InlineData("town", "40.7, -73.8 (shown to about ten kilometres)", "7128")]
    [InlineData("exact", "40.7128, -73.7949 (shown exactly", "40.7, ")]
    public async Task The_preview_shows_a_place_as_readers_will_see_it(string precision, string said, string unsaid)
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=place");
        await visitor.Send("/contribute", ("go", "context"), ("f.title", "By the pier"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.coordinates.latitude", "40.7128"), ("f.coordinates.longitude", "-73.7949"), ("f.coordinates.precision", precision));
        Assert.Contains(said, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, visitor.Text, StringComparison.Ordinal);
    }

    private static async Task<(HttpClient Depositor, string Receipt)> Send(TestArchive archive, string more)
    {
        HttpClient depositor = archive.Anyone();
        JsonElement sent = await (await depositor.PostAsync("/api/v1/deposits", Json(more))).Content.ReadFromJsonAsync<JsonElement>();
        string receipt = sent.GetProperty("receipt").GetString()!;
        depositor.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        return (depositor, receipt);
    }

    private static async Task<string?> Precision(HttpClient depositor) =>
        (await depositor.GetFromJsonAsync<JsonElement>("/api/v1/deposits/current")).GetProperty("records")[0].GetProperty("coordinates").GetProperty("precision").GetString();

    private static StringContent Json(string more) => new(
        $$"""{"records":[{"ref":"a","kind":"place","language":"en","title":"By the pier","coordinates":{"latitude":40.7128,"longitude":-73.7949{{more}}} }]}""", Encoding.UTF8, "application/json");
}
