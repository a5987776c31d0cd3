using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Tests.Life;

namespace Kindred.Tests.Browsing;

/// <summary>Whether those named are asked before others use a record is said in its JSON as on its page.</summary>
public sealed class ReuseTermsTests
{
    [Fact]
    public async Task A_program_reads_what_the_page_says_of_use_by_others()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill), history = await archive.Publish("history", Told.Content("A law"));
        await asked.Answer(practice, marsh, "amal", scope: ConsentScope.Publish | ConsentScope.Reuse);
        await asked.Answer(practice, hill, "bo");
        using HttpClient anyone = archive.Anyone();
        Assert.Equal("ask-first", await Reuse(anyone, practice));
        Assert.Contains("Ask the communities named here first.", await Told.Text(anyone, $"/r/{practice}?lang=en"), StringComparison.Ordinal);
        await asked.Answer(practice, hill, "bo", scope: ConsentScope.Publish | ConsentScope.Reuse);
        Assert.Equal("given", await Reuse(anyone, practice));
        Assert.Null(await Reuse(anyone, history));
        foreach (string line in (await anyone.GetStringAsync("/export/jsonl")).Split('\n').Where(line => line.Contains(practice.ToString(), StringComparison.Ordinal) && line.Contains("\"practice\"", StringComparison.Ordinal)))
            Assert.Contains("\"reuse\":\"given\"", line, StringComparison.Ordinal);
    }

    private static async Task<string?> Reuse(HttpClient anyone, RecordId id) =>
        (await anyone.GetFromJsonAsync<JsonElement>($"/r/{id}.json")).GetProperty("terms").TryGetProperty("reuse", out JsonElement reuse) ? reuse.GetString() : null;
}
