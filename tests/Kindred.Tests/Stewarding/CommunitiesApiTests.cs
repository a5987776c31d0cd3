using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Tests.Life;

namespace Kindred.Tests.Stewarding;

/// <summary>What stewards decide on their pages their programs decide by the same rules.</summary>
public sealed class CommunitiesApiTests
{
    private static readonly string[] Notices = ["grief"];

    [Fact]
    public async Task Others_find_no_community_and_no_wish_of_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId hill = await asked.Community("Hill people", new Protocol(2)), marsh = await asked.Community("Marsh people", Protocol.AnySteward);
        using HttpClient bo = archive.With(await archive.Member("bo", hill)), amal = archive.With(await archive.Member("amal", marsh)), keeper = archive.With(await archive.Member("ines")), anyone = archive.Anyone();
        await archive.Member("cat", hill);
        string address = $"/api/v1/desk/communities/{hill}";
        Assert.Equal(HttpStatusCode.Accepted, (await bo.PostAsJsonAsync(address + "/wishes", new { invite = "dalia" })).StatusCode);
        long number = (await Wishes(archive, asked.Steward("bo", hill)))[0].Number;
        foreach ((HttpClient client, HttpStatusCode status) in ((HttpClient, HttpStatusCode)[])[(amal, HttpStatusCode.NotFound), (keeper, HttpStatusCode.NotFound), (anyone, HttpStatusCode.Unauthorized)])
        {
            Assert.Equal(status, (await client.GetAsync(address)).StatusCode);
            Assert.Equal(status, (await client.PostAsJsonAsync(address + "/wishes", new { invite = "emil" })).StatusCode);
            Assert.Equal(status, (await client.PostAsync($"{address}/wishes/{number}/agree", null)).StatusCode);
            Assert.Equal(status, (await client.PostAsync($"{address}/wishes/{number}/take-back", null)).StatusCode);
        }

        Assert.Equal(["bo"], (await Wishes(archive, asked.Steward("bo", hill)))[0].By);
    }

    [Fact]
    public async Task Settings_that_others_decided_meanwhile_are_not_overwritten_and_what_is_left_out_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId hill = await new Asked(archive).Community("Hill people", Protocol.AnySteward);
        using HttpClient bo = archive.With(await archive.Member("bo", hill));
        string address = $"/api/v1/desk/communities/{hill}";
        HttpResponseMessage read = await bo.GetAsync(address);
        string tag = read.Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.OK, (await bo.PostAsJsonAsync(address + "/wishes", new { settings = new { finestPlace = "region", contentNotices = Notices } })).StatusCode);
        using HttpRequestMessage late = new(HttpMethod.Post, address + "/wishes") { Content = JsonContent.Create(new { settings = new { howWeDecide = "Together." } }) };
        late.Headers.TryAddWithoutValidation("If-Match", tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await bo.SendAsync(late)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bo.PostAsJsonAsync(address + "/wishes", new { settings = new { howWeDecide = "Together." } })).StatusCode);
        JsonElement settings = (await bo.GetFromJsonAsync<JsonElement>(address)).GetProperty("settings");
        Assert.Equal(("region", "grief", "Together."), (settings.GetProperty("finestPlace").GetString(), settings.GetProperty("contentNotices")[0].GetString(), settings.GetProperty("howWeDecide").GetString()));
    }

    [Theory]
    [InlineData("""{}""", "wish-one")]
    [InlineData("""{"invite":"dalia","relieve":"bo"}""", "wish-one")]
    [InlineData("""{"protocol":{"needed":9,"silenceDays":60}}""", "no-such-protocol")]
    [InlineData("""{"protocol":{"needed":0,"silenceDays":60}}""", "no-such-protocol")]
    [InlineData("""{"settings":{"offeredScope":["everything"]}}""", "scope-unknown")]
    [InlineData("""{"settings":{"offeredScope":[null]}}""", "scope-unknown")]
    [InlineData("""{"settings":{"contentNotices":[null]}}""", "wrong-shape")]
    [InlineData("""{"settings":{"finestPlaces":"town"}}""", "wrong-shape")]
    [InlineData("""{"invite":"?"}""", "not-a-handle")]
    [InlineData("""{"relieve":"bo"}""", "reason-missing")]
    [InlineData("""{"relieve":"bo","reason":"why"}""", "not-on-oneself")]
    [InlineData("""{"letGo":"nonsense"}""", "claim-gone")]
    public async Task What_is_not_right_is_said(string body, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId hill = await new Asked(archive).Community("Hill people", Protocol.AnySteward);
        using HttpClient bo = archive.With(await archive.Member("bo", hill));
        HttpResponseMessage answer = await bo.PostAsync($"/api/v1/desk/communities/{hill}/wishes", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_concern_is_answered_alike_whatever_is_there_and_told_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId hidden = await archive.Community("Hill people");
        await archive.Write(session => session.Put(session.FindRecord(hidden)! with { State = RecordState.Hidden }));
        using HttpClient anyone = archive.Anyone(), keeper = archive.With(await archive.Member("ines"));
        HashSet<string> answers = [], receipts = [];
        foreach (RecordId about in (RecordId[])[hidden, RecordId.Mint()])
        {
            for (int time = 0; time < 2; time++)
            {
                using HttpRequestMessage told = new(HttpMethod.Post, $"/api/v1/records/{about}/concerns") { Content = JsonContent.Create(new { what = "endangers", text = "Zirkonwort" }) };
                told.Headers.Add("Idempotency-Key", new string('k', 30));
                HttpResponseMessage answer = await anyone.SendAsync(told);
                string receipt = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;
                receipts.Add(receipt);
                answers.Add($"{answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Replace(receipt, "", StringComparison.Ordinal)}");
            }
        }

        Assert.Single(answers);
        // The same under one key is one.
        Assert.Equal(2, receipts.Count);
        Assert.Equal(2, (await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/concerns")).GetProperty("total").GetInt32());
        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", receipts.First());
        Assert.Equal(HttpStatusCode.OK, (await anyone.PostAsync("/api/v1/concerns/current/withdraw", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/api/v1/concerns/current")).StatusCode);
        Assert.Equal(1, (await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/concerns")).GetProperty("total").GetInt32());
    }

    private static Task<IReadOnlyList<StewardsWish>> Wishes(TestArchive archive, Viewer.Member steward) => archive.Get<IMemberStore>().Wishes(steward, CancellationToken.None);
}
