using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Tests.Depositing;

public class DepositsApiTests
{
    private const string Practice = """{"records":[{"ref":"a","kind":"practice","language":"en","title":"Phone trees","story":"We rang.","centres":["Yemeni Americans"],"sources":[{"url":"https://example.org"}]}]}""";

    [Fact]
    public async Task A_program_deposits_comes_back_corrects_replies_and_withdraws()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient client = archive.Anyone();
        HttpResponseMessage sent = await client.PostAsync("/api/v1/deposits", Json(Practice));
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        string receipt = (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;
        client.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        JsonElement current = await client.GetFromJsonAsync<JsonElement>("/api/v1/deposits/current");
        Assert.Equal("deposited", current.GetProperty("state").GetString());
        Assert.Equal("Phone trees", current.GetProperty("records")[0].GetProperty("title").GetString());

        string again = current.GetRawText().Replace("Phone trees", "Telephone trees", StringComparison.Ordinal);
        HttpResponseMessage put = await client.PutAsync("/api/v1/deposits/current", Json(again));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/api/v1/deposits/current/reply", Json("""{"text":"a word","until":"soon"}"""))).StatusCode);
        HttpResponseMessage replied = await client.PostAsync("/api/v1/deposits/current/reply", Json("""{"text":"a word"}"""));
        JsonElement after = await replied.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Telephone trees", after.GetProperty("records")[0].GetProperty("title").GetString());
        Assert.Equal("a word", after.GetProperty("replies")[0].GetProperty("text").GetString());

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/v1/deposits/current/withdraw", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/deposits/current")).StatusCode);
    }

    [Fact]
    public async Task A_retry_with_the_same_idempotency_key_deposits_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient client = archive.Anyone();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "9f86d081884c7d659a2feaa0c55ad015");
        string first = await (await client.PostAsync("/api/v1/deposits", Json(Practice))).Content.ReadAsStringAsync();
        string second = await (await client.PostAsync("/api/v1/deposits", Json(Practice))).Content.ReadAsStringAsync();
        Assert.Equal(first, second);
        Assert.Equal(1, await archive.Get<IDepositStore>().Count(DepositState.Deposited, Keeper(archive), CancellationToken.None));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("9f86d081884c7d659a2fe")]
    public async Task A_key_that_others_could_guess_is_refused_since_it_gives_the_receipt(string key)
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient client = archive.Anyone();
        client.DefaultRequestHeaders.Add("Idempotency-Key", key);
        HttpResponseMessage answer = await client.PostAsync("/api/v1/deposits", Json(Practice));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonElement finding = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0];
        Assert.Equal(("idempotency-key-short", "Idempotency-Key"), (finding.GetProperty("code").GetString(), finding.GetProperty("path").GetString()));
        Assert.Contains("openssl rand -hex 16", finding.GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await archive.Get<IDepositStore>().Count(DepositState.Deposited, Keeper(archive), CancellationToken.None));
    }

    [Theory]
    [InlineData("""{"records":[{"kind":"practice","title":"x"}]}""", "needs-centres")]
    [InlineData("""{"records":[{"kind":"prac"}]}""", "unknown-kind")]
    [InlineData("""{"records":[{"kind":"question","title":"x","when":"31/31"}]}""", "date-")]
    [InlineData("""{"records":[{"kind":"question","title":"x","colour":"red"}]}""", "unknown-field")]
    [InlineData("""{"records":[{"ref":"a","kind":"practice","title":"x","centres":["#o"]},{"ref":"o","kind":"organisation","title":"y"}]}""", "link-wrong-kind")]
    [InlineData("""{"records":[{"ref":"a","kind":"question","title":"x"},{"ref":"o","kind":"organisation","title":"y"}],"connections":[{"type":"inPlace","from":"#a","to":"#o"}]}""", "link-wrong-kind")]
    [InlineData("[]", "deposit-not-an-object")]
    public async Task What_is_not_right_yet_is_listed_with_its_path_code_and_words(string body, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpResponseMessage answer = await archive.Anyone().PostAsync("/api/v1/deposits", Json(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        JsonElement finding = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0];
        Assert.StartsWith(code, finding.GetProperty("code").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("finding.", finding.GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_is_kept_in_its_canonical_case()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient client = archive.Anyone();
        HttpResponseMessage sent = await client.PostAsync("/api/v1/deposits", Json("""
            {"records":[{"kind":"question","title":"Who rows?","language":"EN-us","translations":{"ZH-hant-tw":{"title":"誰在划船？"}}},
             {"kind":"door","title":"Row","whatIsAsked":"Oars","howToReach":"At the pier","languages":["ES-419"],"closes":"2026-05-01"}],
             "connections":[{"type":"speaksTo","from":"#1","to":"#0","language":"EN","words":"It does."}]}
            """));
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Add("Kindred-Receipt", (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString());
        JsonElement kept = await client.GetFromJsonAsync<JsonElement>("/api/v1/deposits/current");
        Assert.Equal("en-US", kept.GetProperty("records")[0].GetProperty("language").GetString());
        Assert.Equal("zh-Hant-TW", Assert.Single(kept.GetProperty("records")[0].GetProperty("translations").EnumerateObject()).Name);
        Assert.Equal("es-419", kept.GetProperty("records")[1].GetProperty("languages")[0].GetString());
        Assert.Equal("en", kept.GetProperty("connections")[0].GetProperty("language").GetString());
    }

    [Fact]
    public async Task What_is_given_back_may_be_handed_in_again_as_it_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient client = archive.Anyone();
        HttpResponseMessage sent = await client.PostAsync("/api/v1/deposits", Json("""
            {"records":[{"ref":"f","kind":"place","title":"A ford","coordinates":{"latitude":1.5,"longitude":2,"precision":"country"}},
             {"ref":"d","kind":"door","title":"Row","whatIsAsked":"Oars","howToReach":"At the pier","urgent":true,"closes":"2026-05-01"},
             {"ref":"p","kind":"path","title":"Upstream","steps":[{"record":"#d","note":"Begin here."}]}]}
            """));
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Add("Kindred-Receipt", (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString());
        JsonElement kept = await client.GetFromJsonAsync<JsonElement>("/api/v1/deposits/current");
        Assert.Equal("country", kept.GetProperty("records")[0].GetProperty("coordinates").GetProperty("precision").GetString());
        Assert.True(kept.GetProperty("records")[1].GetProperty("urgent").GetBoolean());
        HttpResponseMessage again = await client.PutAsync("/api/v1/deposits/current", Json(kept.GetRawText()));
        Assert.True(again.IsSuccessStatusCode, await again.Content.ReadAsStringAsync());
        Assert.Equal(kept.GetProperty("records").GetRawText(), (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("records").GetRawText());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"records":[],"records":[]}""")]
    [InlineData("""{"records":[{"kind":"question","title":"\ud800"}]}""")]
    [InlineData("""{"records":[{"kind":"action","title":"x","story":1e999}]}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]")]
    public async Task What_cannot_be_read_is_refused_in_words(string body)
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpResponseMessage answer = await archive.Anyone().PostAsync("/api/v1/deposits", Json(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/problems/unreadable", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task More_than_a_megabyte_is_refused()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpResponseMessage answer = await archive.Anyone().PostAsync("/api/v1/deposits", Json(new string(' ', 1024 * 1024 + 1)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_flood_waits_in_quarantine_and_only_then_is_asked_to_come_back()
    {
        await using TestArchive archive = await TestArchive.Start(
            set: [("KINDRED_DEPOSITS_PER_HOUR", "3"), ("KINDRED_DEPOSITS_PER_MINUTE", "32")]);
        HttpClient client = archive.Anyone();
        for (int at = 0; at < 8; at++) Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/api/v1/deposits", Json(Practice))).StatusCode);
        HttpResponseMessage later = await client.PostAsync("/api/v1/deposits", Json(Practice));
        Assert.Equal(HttpStatusCode.TooManyRequests, later.StatusCode);
        Assert.Equal("60", later.Headers.GetValues("Retry-After").Single());
        IDepositStore deposits = archive.Get<IDepositStore>();
        Assert.Equal(3, await deposits.Count(DepositState.Deposited, Keeper(archive), CancellationToken.None));
        Assert.Equal(5, await deposits.Count(DepositState.Quarantined, Keeper(archive), CancellationToken.None));
        archive.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("/api/v1/deposits", Json(Practice))).StatusCode);
    }

    private static Viewer.Member Keeper(TestArchive archive) => new(archive.Today, "ines", IsKeeper: true, []);

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
