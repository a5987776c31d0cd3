using System.Net;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Documenting;
using Kindred.Features.Sampling;
using Kindred.Features.Shared.Search;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Documenting;

/// <summary>What is asked and answered is what OpenAPI says of it: every operation is done once, its body and its answer held against their schemas.</summary>
public sealed partial class OpenApiTests : IAsyncLifetime
{
    private readonly HashSet<string> done = [];
    private TestArchive archive = null!;
    private JsonDocument document = null!;

    public async ValueTask InitializeAsync()
    {
        archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        document = JsonDocument.Parse(await anyone.GetStringAsync("/openapi/v1.json"));
    }

    public async ValueTask DisposeAsync()
    {
        document.Dispose();
        await archive.DisposeAsync();
    }

    [Fact]
    public async Task Every_operation_takes_and_gives_what_is_said_of_it()
    {
        RecordId river = await archive.Community(), practice = await Told.Practice(archive);
        using HttpClient anyone = archive.Anyone(), keeper = archive.With(await archive.Member("mika")), amina = archive.With(await archive.Member("amina", river));
        await Read(anyone, river, practice);
        await Pictures(anyone);
        await Deposit(anyone, keeper, amina, river);
        await Concerns(anyone, keeper, river, practice);
        await Communities(keeper);
        await Imports(keeper);
        await Merges(keeper);
        await Keep(keeper, river);
        Assert.Empty(ApiOperation.All.Select(operation => operation.Key).Except(done));
    }

    [Theory]
    [InlineData("/api/v1/records", 1_000_000)]
    [InlineData("/api/v1/records/{id}/connections", 10_000)]
    [InlineData("/api/v1/desk/waiting", 1_000)]
    public async Task A_list_ends_where_it_is_said_to(string path, int pages)
    {
        RecordId practice = await Told.Practice(archive);
        using HttpClient keeper = archive.With(await archive.Member("mika"));
        Assert.Equal(pages, ParametersOf(path).Single(one => one.GetProperty("name").GetString() == "page").GetProperty("schema").GetProperty("maximum").GetInt32());
        foreach (JsonElement parameter in ParametersOf(path).Where(one => one.GetProperty("schema").TryGetProperty("maximum", out _)))
        {
            int most = parameter.GetProperty("schema").GetProperty("maximum").GetInt32();
            string asked = $"{path.Replace("{id}", practice.ToString(), StringComparison.Ordinal)}?{parameter.GetProperty("name").GetString()}=";
            Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync(asked + most)).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await keeper.GetAsync(asked + (most + 1))).StatusCode);
        }
    }

    [Fact]
    public void A_facet_may_be_given_several_times()
    {
        foreach (JsonElement facet in ParametersOf("/api/v1/records").Where(one => SearchRecords.Facets.Contains(one.GetProperty("name").GetString()!)))
        {
            Assert.Equal("array", facet.GetProperty("schema").GetProperty("type").GetString());
            Assert.Equal("string", facet.GetProperty("schema").GetProperty("items").GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Every_record_of_the_sample_is_as_its_kind_is_described()
    {
        await archive.Get<LoadSample>().Load(System.IO.Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        using HttpClient anyone = archive.Anyone();
        JsonElement schema = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Record");
        foreach (string line in (await anyone.GetStringAsync("/export/jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument record = JsonDocument.Parse(line);
            Assert.Empty(new JsonSchema(document.RootElement).Wrong(schema, record.RootElement));
        }
    }

    private JsonElement.ArrayEnumerator ParametersOf(string path) =>
        document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray();

    private async Task Read(HttpClient anyone, RecordId river, RecordId practice)
    {
        await Do(anyone, "GET /api/v1/records", "/api/v1/records?size=5&sort=title");
        await Do(anyone, "GET /api/v1/records/{id}", $"/api/v1/records/{practice}");
        await Do(anyone, "GET /api/v1/records/{id}/history", $"/api/v1/records/{practice}/history");
        await Do(anyone, "GET /api/v1/records/{id}/history/{number}", $"/api/v1/records/{practice}/history/1");
        await Do(anyone, "GET /api/v1/records/{id}/connections", $"/api/v1/records/{practice}/connections");
        await Do(anyone, "GET /r/{id}", $"/r/{river}");
        await Do(anyone, "GET /r/{id}.{format}", $"/r/{river}.json");
        RecordId campaign = await archive.Publish("campaign", Told.Content("No bans", ("coreMessages", Told.Many("No ban"))));
        await archive.Write(session => Told.Join(session, RecordId.Mint(), ConnectionType.PartOf, practice, campaign, archive.Today));
        await Do(anyone, "GET /api/v1/network/roots/{id}", $"/api/v1/network/roots/{campaign}");
        foreach (string form in (string[])["svg", "graphml", "gexf"]) await Do(anyone, $"GET /roots/{{id}}.{form}", $"/roots/{campaign}.{form}");
        await Do(anyone, "GET /api/v1/network/showing-up/{id}", $"/api/v1/network/showing-up/{campaign}");
        await Do(anyone, "GET /showing-up/{id}.svg", $"/showing-up/{campaign}.svg");
        foreach (string address in (string[])["/export/{format}", "/withdrawals.jsonl", "/openapi/v1.json", "/health/live", "/health/ready"])
            await Do(anyone, "GET " + address, address.Replace("{format}", "jsonl", StringComparison.Ordinal));
    }

    private async Task Deposit(HttpClient depositor, HttpClient keeper, HttpClient amina, RecordId river)
    {
        const string current = "/api/v1/deposits/current", desk = "/api/v1/desk/deposits/{id}";
        string receipt = (await Send(depositor)).GetProperty("receipt").GetString()!;
        depositor.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        JsonElement given = await Do(depositor, "GET " + current, current);
        await Do(depositor, "PUT " + current, current, given.GetRawText());
        JsonElement waiting = (await Do(keeper, "GET /api/v1/desk/waiting", "/api/v1/desk/waiting")).GetProperty("deposits")[0];
        string address = "/api/v1/desk/deposits/" + waiting.GetProperty("id").GetString();
        await Do(keeper, "GET " + desk, address);
        await Do(keeper, $"POST {desk}/ask", address + "/ask", """{"text":"Where was it?"}""");
        await Do(depositor, $"POST {current}/reply", current + "/reply", """{"text":"By the river."}""");
        await Do(keeper, $"POST {desk}/embargo", address + "/embargo", """{"embargoUntil":"2027-06-01","why":"Until the hearing."}""");
        await Do(keeper, $"POST {desk}/embargo", address + "/embargo", """{"embargoUntil":null,"why":"The hearing is over."}""");
        await Do(keeper, $"POST {desk}/accept", address + "/accept", """{"basis":"public-sources","give":false}""");
        JsonElement question = (await Do(amina, "GET /api/v1/desk/waiting", "/api/v1/desk/waiting")).GetProperty("questions")[0];
        string record = question.GetProperty("id").GetString()!, records = "/api/v1/desk/records/{id}";
        await Do(amina, $"POST {records}/embargo", $"/api/v1/desk/records/{record}/embargo", $$"""{"embargoUntil":"2027-06-01","community":"{{river}}"}""");
        await Do(amina, $"POST {records}/embargo", $"/api/v1/desk/records/{record}/embargo", "{}");
        await Do(amina, $"POST {records}/answer", $"/api/v1/desk/records/{record}/answer", $$"""{"community":"{{river}}","answer":"given","scope":["publish","reuse"],"until":"2027-12-31","revision":1}""");
        await Do(depositor, "POST /api/v1/records/{id}/proposals", $"/api/v1/records/{record}/proposals", """{"revision":1,"changes":{"learned":"Patience.","unresolved":null},"why":"It was so.","signedAs":"Ana"}""");
        string proposed = (await Do(keeper, "GET /api/v1/desk/waiting", "/api/v1/desk/waiting")).GetProperty("deposits")[0].GetProperty("id").GetString()!;
        await Do(keeper, "GET " + desk, "/api/v1/desk/deposits/" + proposed);
        await Do(keeper, $"POST {desk}/take", $"/api/v1/desk/deposits/{proposed}/take", """{"parts":["learned"],"text":"Thank you."}""");
        string path = (await Do(depositor, "GET " + current, current)).GetProperty("records")[1].GetProperty("id").GetString()!;
        await Do(keeper, $"POST {records}/hide", $"/api/v1/desk/records/{record}/hide", """{"reason":"To look at it."}""");
        await Do(keeper, $"POST {records}/show", $"/api/v1/desk/records/{record}/show");
        await Do(amina, $"POST {records}/withdraw", $"/api/v1/desk/records/{record}/withdraw", $$"""{"community":"{{river}}","words":"Ours to tell."}""");
        await Do(keeper, "POST /api/v1/keep/records/{id}/withdraw", $"/api/v1/keep/records/{path}/withdraw", """{"reason":"It endangers someone.","words":null}""");
        await Do(depositor, $"POST {current}/withdraw", current + "/withdraw");

        depositor.DefaultRequestHeaders.Remove("Kindred-Receipt");
        await Send(depositor);
        waiting = (await Do(keeper, "GET /api/v1/desk/waiting", "/api/v1/desk/waiting")).GetProperty("deposits")[0];
        await Do(keeper, $"POST {desk}/decline", $"/api/v1/desk/deposits/{waiting.GetProperty("id").GetString()}/decline", """{"text":"Not here."}""");
        await Send(depositor);
        waiting = (await Do(keeper, "GET /api/v1/desk/waiting", "/api/v1/desk/waiting")).GetProperty("deposits")[0];
        DepositId quarantined = new(RecordId.Parse(waiting.GetProperty("id").GetString()!));
        await archive.Write(session => session.Put(session.FindDeposit(quarantined)! with { State = Kindred.Domain.Depositing.DepositState.Quarantined }, []));
        await Do(keeper, $"POST {desk}/release", $"/api/v1/desk/deposits/{quarantined}/release");
        await Do(keeper, "POST /api/v1/desk/deposits/bulk", "/api/v1/desk/deposits/bulk", $$"""{"act":"decline","deposits":["{{quarantined}}"],"text":"Told already."}""");

        Task<JsonElement> Send(HttpClient client) => Do(client, "POST /api/v1/deposits", "/api/v1/deposits", $$"""
            {"records":[{"ref":"a","kind":"practice","language":"en","title":"A vigil","story":"We sang.","centres":["{{river}}"],"sources":["https://example.org/vigil"],
              "tempo":"sustained","translations":{"es":{"title":"Una vigilia"} } },
             {"kind":"path","title":"Upstream","steps":[{"id":"#a","note":"Begin here."}]},
             {"kind":"place","title":"The ford","coordinates":{"latitude":1.5,"longitude":2,"precision":"town"} }],
             "connections":[{"type":"inPlace","from":"#a","to":"#2","words":"Where the boats are."}],"signedAs":"Reed"}
            """);
    }

    private async Task Keep(HttpClient keeper, RecordId river)
    {
        const string keep = "/api/v1/keep/";
        await Do(keeper, $"POST {keep}members", keep + "members", $$"""{"handle":"noor","role":"steward","community":"{{river}}","reason":"Asked to."}""");
        await Do(keeper, $"GET {keep}members", keep + "members");
        await Do(keeper, $"PUT {keep}kinds", keep + "kinds", """{"reason":"We sing.","vocabularies":{"songMoods":{"terms":{"joy":{"words":{"en":"Joy","es":"Alegría"}}}}}}""");
        await Do(keeper, $"GET {keep}kinds", keep + "kinds");
        await Do(keeper, $"POST {keep}members/{{handle}}/link", keep + "members/noor/link", """{"reason":"Lost it."}""");
        await Do(keeper, $"POST {keep}terms", keep + "terms", $$"""{"handle":"noor","community":"{{river}}","end":true,"reason":"She asked to."}""");
        await Do(keeper, $"GET {keep}terms", keep + "terms");
        JsonElement settings = await Do(keeper, $"GET {keep}settings", keep + "settings");
        await Do(keeper, $"PUT {keep}settings", keep + "settings", settings.GetRawText().Replace("\"name\"", "\"reason\":\"A word.\",\"name\"", StringComparison.Ordinal));
        await archive.Member("ines");
        long[] numbers = await archive.Writer.Write(
            session => (long[])[.. from handle in (string[])["lee", "kim"] select session.PutTwoKeeperAct(new Kindred.Domain.Keeping.TwoKeeperAct(0, Kindred.Domain.Keeping.TwoKeeperKind.Grant, "noor\t\t", "ines", archive.Today, handle))],
            CancellationToken.None);
        await Do(keeper, $"GET {keep}waiting", keep + "waiting");
        await Do(keeper, $"POST {keep}waiting/{{number}}/agree", $"{keep}waiting/{numbers[0]}/agree");
        await Do(keeper, $"POST {keep}waiting/{{number}}/refuse", $"{keep}waiting/{numbers[1]}/refuse", """{"reason":"We do not know them."}""");
        await Do(keeper, $"POST {keep}hand-over", keep + "hand-over", """{"handle":"odile","reason":"I move away."}""");
        await Do(keeper, "GET /api/v1/acts", "/api/v1/acts?kind=hand-over");
    }

    private Task<JsonElement> Do(HttpClient client, string key, string address, MultipartFormDataContent form) => Do(client, key, address, null, form);

    private async Task<JsonElement> Do(HttpClient client, string key, string address, string? body = null, MultipartFormDataContent? sentForm = null)
    {
        done.Add(key);
        (string method, string path) = (key.Split(' ')[0], key.Split(' ')[1]);
        JsonElement operation = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty(method.ToLowerInvariant());
        JsonSchema schema = new(document.RootElement);
        using HttpRequestMessage asked = new(new HttpMethod(method), address);
        if (body is not null)
        {
            using JsonDocument sent = JsonDocument.Parse(body);
            Assert.Empty(schema.Wrong(operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"), sent.RootElement));
            asked.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (sentForm is not null)
        {
            JsonElement fields = operation.GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema").GetProperty("properties");
            Assert.All(sentForm, part => Assert.True(fields.TryGetProperty(part.Headers.ContentDisposition!.Name!.Trim('"'), out _), part.Headers.ContentDisposition.Name));
            asked.Content = sentForm;
        }

        using HttpResponseMessage answer = await client.SendAsync(asked);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{key}: {(int)answer.StatusCode} {text}");
        Assert.True(operation.GetProperty("responses").TryGetProperty(((int)answer.StatusCode).ToString(), out JsonElement said), $"{key}: nothing is said of {(int)answer.StatusCode}.");
        Assert.True(said.GetProperty("content").TryGetProperty(answer.Content.Headers.ContentType!.MediaType!, out JsonElement form), $"{key}: {answer.Content.Headers.ContentType}");
        if (!form.TryGetProperty("schema", out JsonElement of)) return default;
        JsonElement given = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Empty(schema.Wrong(of, given).Select(wrong => $"{key}: {wrong}"));
        return given;
    }
}
