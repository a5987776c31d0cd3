using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

/// <summary>What a steward says must change, or why not, reaches who can change it.</summary>
public sealed class StewardsWordsTests
{
    [Fact]
    public async Task Her_condition_on_what_was_taken_in_is_a_message_of_the_desk()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        await asked.Answer(await handed.Accept(), marsh, "amal", ConsentAnswer.Conditional);
        Assert.Equal("words", (await Json(archive, handed)).GetProperty("questions")[0].GetProperty("text").GetString());
        string page = await Page(archive, handed);
        Assert.Contains("""<p class="verse" dir="auto">words</p>""", page, StringComparison.Ordinal);
        Assert.Contains("The archive", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Her_no_to_a_change_too_where_what_was_public_stays_so()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("two", [marsh]));
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        JsonElement deposit = await Json(archive, handed);
        Assert.Equal(("published", "words"), (deposit.GetProperty("state").GetString(), deposit.GetProperty("questions")[0].GetProperty("text").GetString()));
        Assert.False(deposit.TryGetProperty("declinedBecause", out _));
    }

    [Fact]
    public async Task Why_it_was_declined_is_told_to_programs_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        await asked.Answer(await handed.Accept(), marsh, "amal", ConsentAnswer.Declined);
        JsonElement deposit = await Json(archive, handed);
        Assert.Equal("words", deposit.GetProperty("declinedBecause").GetString());
        Assert.Empty(deposit.GetProperty("questions").EnumerateArray());
    }

    [Fact]
    public async Task What_communities_answered_about_a_kinship_is_listed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward, "bo");
        Handed handed = await Handed.In(archive,
            $$"""{"connections":[{"type":"kin","from":"{{marsh}}","to":"{{sea}}","language":"en","shared":"both","distinct":"each","sources":["https://example.org/a"]}]}""");
        RecordId kin = Assert.IsType<ReviewOutcome.Done>(await handed.Review()).Deposit.Connections[0].Accessioned!.Value;
        await asked.Answer(kin, marsh, "amal");
        (string?, string?, string?)[] answers = [.. (await Json(archive, handed)).GetProperty("answers").EnumerateArray()
            .Select(one => (one.GetProperty("connection").GetString(), one.GetProperty("community").GetString(), one.GetProperty("answer").GetString())).Order()];
        Assert.Equal([(kin.ToString(), "Marsh people", "given"), (kin.ToString(), "Sea people", "waiting")], answers);
        Assert.Contains("Marsh people · Kin with · Sea people", WebUtility.HtmlDecode(await Page(archive, handed)), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Json(TestArchive archive, Handed handed)
    {
        using HttpClient depositor = archive.Anyone();
        depositor.DefaultRequestHeaders.Add("Kindred-Receipt", handed.Receipt.Words);
        return await depositor.GetFromJsonAsync<JsonElement>("/api/v1/deposits/current");
    }

    private static async Task<string> Page(TestArchive archive, Handed handed)
    {
        using HttpClient depositor = archive.Anyone();
        using FormUrlEncodedContent form = new([new("words", handed.Receipt.Words)]);
        using HttpRequestMessage opened = new(HttpMethod.Post, "/receipt?lang=en") { Content = form };
        opened.Headers.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage page = await depositor.SendAsync(opened);
        return await page.Content.ReadAsStringAsync();
    }
}
