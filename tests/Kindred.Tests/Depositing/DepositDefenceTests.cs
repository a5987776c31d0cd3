using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

/// <summary>What somebody may not reach by what they hand in: another's record, another's receipt, words that nobody was asked about, the time of all.</summary>
public sealed class DepositDefenceTests
{
    [Fact]
    public async Task An_id_in_a_deposit_takes_no_address_that_somebody_has()
    {
        await using TestArchive archive = await TestArchive.Start();
        (string marsh, string river) = (await archive.Member("reed", await archive.Community("The Marsh People")), await archive.Member("wade", await archive.Community("The River People")));
        string theirs = await Published(archive, marsh, Practice("At the gate", "The Marsh People"));
        string ours = await Published(archive, river, Practice("Elsewhere", "The River People", $"\"id\":\"{theirs}\","));
        Assert.NotEqual(theirs, ours);
        Assert.Contains("At the gate", await archive.Anyone().GetStringAsync($"/r/{theirs}"), StringComparison.Ordinal);

        await archive.With(marsh).PostAsJsonAsync($"/api/v1/desk/records/{theirs}/withdraw", new { words = "" });
        await Published(archive, river, Practice("Elsewhere again", "The River People", $"\"id\":\"{theirs}\","));
        Assert.Equal(HttpStatusCode.Gone, (await archive.Anyone().GetAsync($"/r/{theirs}")).StatusCode);
    }

    [Fact]
    public async Task The_same_idempotency_key_on_other_words_is_another_deposit_with_a_receipt_of_its_own()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient client = archive.Anyone();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "9f86d081884c7d659a2feaa0c55ad015");
        string first = await Receipt(await Send(client, Practice("One", "Yemeni Americans")));
        string second = await Receipt(await Send(client, Practice("Two", "Yemeni Americans")));
        Assert.NotEqual(first, second);
        Assert.Equal(second, await Receipt(await Send(client, Practice("Two", "Yemeni Americans"))));
        HttpClient back = archive.Anyone();
        back.DefaultRequestHeaders.Add("Kindred-Receipt", second);
        Assert.Equal("Two", (await back.GetFromJsonAsync<JsonElement>("/api/v1/deposits/current")).GetProperty("records")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Words_about_a_link_that_is_public_already_are_asked_about_and_go_with_their_depositor()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community("The Marsh People");
        string steward = await archive.Member("reed", community);
        string keeper = await archive.Member("mika");
        string record = await Published(archive, steward, Practice("At the gate", "The Marsh People"));
        HttpClient visitor = archive.Anyone();
        string receipt = await Receipt(await Send(visitor, $$"""{"connections":[{"type":"centres","from":"{{record}}","to":"{{community}}","words":"Said behind their backs."}]}"""));
        JsonElement waiting = await archive.With(keeper).GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting");
        string deposit = waiting.GetProperty("deposits")[0].GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await archive.With(keeper).PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/accept", new { basis = "consent" })).StatusCode);
        string connections = $"/api/v1/records/{record}/connections";
        Assert.DoesNotContain("behind their backs", await archive.Anyone().GetStringAsync(connections), StringComparison.Ordinal);

        JsonElement asked = await archive.With(steward).GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting");
        string connection = Assert.Single(Strings(asked), one => one.Name == "id" && one.Value != record && RecordId.TryParse(one.Value, out RecordId id) && id != community && one.Value != deposit).Value;
        Assert.Equal(HttpStatusCode.OK, (await archive.With(steward).PostAsJsonAsync($"/api/v1/desk/records/{connection}/answer", new { answer = "given" })).StatusCode);
        Assert.Contains("behind their backs", await archive.Anyone().GetStringAsync(connections), StringComparison.Ordinal);

        visitor.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync("/api/v1/deposits/current/withdraw", null)).StatusCode);
        Assert.DoesNotContain("behind their backs", await archive.Anyone().GetStringAsync(connections), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Her_word_on_an_entry_that_does_not_name_her_community_takes_nothing_in()
    {
        await using TestArchive archive = await TestArchive.Start();
        string marsh = await archive.Member("reed", await archive.Community("The Marsh People"));
        await Receipt(await Send(archive.Anyone(), Practice("At the gate", "The Marsh People").Replace("]}]}", "]},{\"ref\":\"b\",\"kind\":\"question\",\"title\":\"Who sings?\"}]}", StringComparison.Ordinal)));
        JsonElement waiting = await archive.With(marsh).GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting");
        string other = waiting.GetProperty("deposits")[0].GetProperty("records").EnumerateArray().First(one => one.GetProperty("kind").GetString() == "question").GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.NotFound, (await archive.With(marsh).PostAsJsonAsync($"/api/v1/desk/records/{other}/answer", new { answer = "given" })).StatusCode);
        waiting = await archive.With(marsh).GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting");
        Assert.Equal("deposited", waiting.GetProperty("deposits")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_community_named_twice_is_linked_once_and_its_record_can_be_settled_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community("The Marsh People");
        string steward = await archive.Member("reed", community);
        string body = Practice("At the gate", "The Marsh People").Replace("\"The Marsh People\"", $"\"The Marsh People\",\"the marsh people\",\"{community}\"", StringComparison.Ordinal);
        RecordId record = RecordId.Parse(await Published(archive, steward, body));
        await archive.Write(session => archive.Get<Publication>().Settle(session, record, archive.Today));
        await archive.Write(session => archive.Get<Publication>().Settle(session, record, archive.Today));
        Assert.Single((await archive.Anyone().GetFromJsonAsync<JsonElement>($"/api/v1/records/{record}")).GetProperty("centres").EnumerateArray());
    }

    [Fact]
    public async Task So_many_names_make_records_and_more_are_a_finding()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Community("The Marsh People");
        HttpResponseMessage most = await Send(archive.Anyone(), Naming(60));
        string receipt = await Receipt(most);
        HttpResponseMessage more = await Send(archive.Anyone(), Naming(61));
        Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
        Assert.Equal("too-many-names", (await more.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await Back(archive, receipt).PutAsync("/api/v1/deposits/current", new StringContent(Naming(61), Encoding.UTF8, "application/json"))).StatusCode);

        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=practice");
        await visitor.Send("/contribute", ("go", "next"), ("f.title", "At the gate"), ("f.story", "They sang."));
        await visitor.Send("/contribute", [("go", "preview"), ("f.stoodWith", "d1"), .. Enumerable.Range(100, 60).Select(at => ("f.centres", $"c{at}"))]);
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("60 names here are new", visitor.Text, StringComparison.Ordinal);

        // A name that somebody has makes nothing.
        static string Naming(int names) => $$"""{"records":[{"ref":"a","kind":"practice","title":"x","story":"y","centres":["The Marsh People",{{string.Join(',', Enumerable.Range(0, names).Select(at => $"\"c{at}\""))}}]}]}""";
    }

    [Theory]
    [InlineData("""{"records":[{"kind":"question","title":"x","visibility":"keepers"}]}""", "visibility-only-public")]
    [InlineData("""{"records":[{"kind":"question","title":"x","translations":{"en . <x> <y> <z>":{"title":"y"}}}]}""", "language-not-a-tag")]
    [InlineData("""{"records":[{"kind":"question","title":"x","translations":{"es":{"title":"LONG"}}}]}""", "too-long")]
    [InlineData("""{"records":[{"ref":"a","kind":"question","title":"x"},{"ref":"b","kind":"question","title":"y"}],"connections":[{"type":"kin","from":"#a","to":"#b","shared":"s","distinct":"LONG"}]}""", "too-long")]
    [InlineData("""{"records":[{"ref":"a","kind":"question","title":"x"},{"ref":"b","kind":"question","title":"y"}],"connections":[{"type":"kin","from":"#a","to":"#b","shared":"s","distinct":"d","when":"31/31"}]}""", "date-")]
    [InlineData("""{"records":[{"ref":"a","kind":"question","title":"x"},{"ref":"b","kind":"question","title":"y"}],"connections":[{"type":"kin","from":"#a","to":"#b","shared":"s","distinct":"d","language":"en <x>"}]}""", "language-not-a-tag")]
    [InlineData("""{"records":[{"ref":"a","kind":"question","title":"x"},{"ref":"b","kind":"question","title":"y"}],"connections":[{"type":"kin","from":"#a","to":"#b","shared":"s","distinct":"d","sources":[{"url":"javascript:1"}]}]}""", "url-not-web")]
    [InlineData("""{"records":[{"kind":"practice","title":"x","centres":[{"title":"River people","note":"LONG"}]}]}""", "too-long")]
    [InlineData("""{"records":[{"kind":"practice","title":"x","centres":[MANY]}]}""", "too-many")]
    public async Task What_would_be_published_unchecked_or_dropped_in_silence_is_a_finding(string body, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        body = body.Replace("LONG", new string('x', 100_001), StringComparison.Ordinal).Replace("MANY", string.Join(',', Enumerable.Range(0, 301).Select(at => $"\"c{at}\"")), StringComparison.Ordinal);
        HttpResponseMessage answer = await Send(archive.Anyone(), body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonElement findings = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings");
        Assert.Contains(findings.EnumerateArray(), finding => finding.GetProperty("code").GetString()!.StartsWith(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_that_is_handed_in_in_a_flood_waits_in_quarantine_too()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_DEPOSITS_PER_HOUR", "1")]);
        string first = await Draft(archive), byProgram = await Draft(archive), byForm = await Draft(archive);
        Assert.Equal("deposited", await Correct(archive, first));
        Assert.Equal("quarantined", await Correct(archive, byProgram));
        // What is read already is not counted again.
        Assert.Equal("in-review", await Correct(archive, first));

        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", byForm));
        await visitor.Send("/contribute", ("go", "open"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("f.story", "Who?"));
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal(byForm, visitor.Receipt);
        Assert.Contains("waits in a line first", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("quarantined", (await Back(archive, byForm).GetFromJsonAsync<JsonElement>("/api/v1/deposits/current")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Steps_of_one_network_have_a_budget_and_a_refused_one_keeps_what_was_typed()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_DEPOSITS_PER_MINUTE", "8")]);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        for (int at = 0; at < 4; at++) await visitor.Send("/contribute", ("go", "tell"), ("f.title", "Who sings?"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings at night?"));
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.Contains("in a minute", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Who sings at night?\"", visitor.Page, StringComparison.Ordinal);
        string typed = visitor.Page;
        await visitor.Send("/receipt", ("words", "able able able able able able able"));
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);

        archive.Clock.Pass(TimeSpan.FromMinutes(1));
        visitor = Visitor.At(archive.Anyone(), typed);
        await visitor.Send("/contribute", ("go", "next"), ("f.title", "Who sings at night?"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task A_step_weighs_what_it_carries_however_small_it_is_packed()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_DEPOSIT_MEGABYTES_PER_MINUTE", "1")]);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        for (int at = 0; at < 3; at++) await visitor.Send("/contribute", ("go", "tell"), ("f.title", "Who sings?"), ("f.story", new string('a', 90_000)));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await visitor.Send("/contribute", ("go", "tell"), ("f.title", "Who sings?"), ("f.story", "They do."));
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
    }

    [Fact]
    public async Task A_deposit_weighs_what_is_kept_of_it()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_DEPOSIT_MEGABYTES_PER_MINUTE", "1")]);
        await archive.Community("c");
        string linked = string.Join(',', Enumerable.Range(0, 10).Select(at => $$"""{"ref":"r{{at}}","kind":"practice","title":"x","story":"y","centres":[{{string.Join(',', Enumerable.Repeat("\"c\"", 300))}}]}"""));
        HttpResponseMessage[] sent = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Send(archive.Anyone(), $$"""{"records":[{{linked}}]}""")))];
        Assert.Equal(4, sent.Count(one => one.StatusCode == HttpStatusCode.Created));
        Assert.Equal(2, sent.Count(one => one.StatusCode == HttpStatusCode.TooManyRequests));
    }

    private static HttpClient Back(TestArchive archive, string receipt)
    {
        HttpClient client = archive.Anyone();
        client.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        return client;
    }

    private static async Task<string?> Correct(TestArchive archive, string receipt)
    {
        HttpResponseMessage put = await Back(archive, receipt).PutAsync("/api/v1/deposits/current", new StringContent(Practice("At the gate", "Yemeni Americans"), Encoding.UTF8, "application/json"));
        return (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString();
    }

    private static async Task<string> Draft(TestArchive archive)
    {
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "next"), ("f.title", "Who sings?"), ("f.story", "Who?"));
        await visitor.Send("/contribute", ("go", "keep"));
        return visitor.Receipt;
    }

    private static string Practice(string title, string community, string more = "") =>
        $$"""{"records":[{"ref":"a",{{more}}"kind":"practice","language":"en","title":"{{title}}","story":"They sang.","centres":["{{community}}"]}]}""";

    private static Task<HttpResponseMessage> Send(HttpClient client, string body) =>
        client.PostAsync("/api/v1/deposits", new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<string> Receipt(HttpResponseMessage sent)
    {
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        return (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;
    }

    private static async Task<string> Published(TestArchive archive, string steward, string body)
    {
        await Receipt(await Send(archive.Anyone(), body));
        string entry = await Asked.FirstEntry(archive.With(steward));
        HttpResponseMessage given = await archive.With(steward).PostAsJsonAsync($"/api/v1/desk/records/{entry}/answer", new { answer = "given" });
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        return (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static IEnumerable<(string Name, string Value)> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(one => one.Value.ValueKind == JsonValueKind.String ? [(one.Name, one.Value.GetString()!)] : Strings(one.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        _ => [],
    };
}
