using System.Net;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Sampling;

namespace Kindred.Tests.Exporting;

public sealed class ExportTests
{
    [Fact]
    public async Task Anyone_takes_all_that_is_public_away_and_nothing_else()
    {
        await using TestArchive archive = await Sample();
        HttpResponseMessage answer = await archive.Anyone().GetAsync("/export/jsonl");
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        string[] ids = [.. Lines(await answer.Content.ReadAsStringAsync()).Select(record => record.GetProperty("id").GetString()!)];
        JsonElement listed = JsonDocument.Parse(await archive.Anyone().GetStringAsync("/api/v1/records?size=1")).RootElement;
        Assert.Equal(listed.GetProperty("total").GetInt32(), ids.Distinct().Count());

        RecordId hidden = RecordId.Parse(ids[0]);
        await archive.Write(session => session.Put(session.FindRecord(hidden)! with { State = RecordState.Hidden, HiddenBecause = "A reason." }));
        // A keeper too is given what everyone is given: the file is the public archive.
        foreach (HttpClient client in new[] { archive.Anyone(), archive.With(await archive.Member("mika")) })
            Assert.DoesNotContain(hidden.ToString(), await client.GetStringAsync("/export/jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_is_not_there_is_not_found()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Anyone().GetAsync("/export/marc")).StatusCode);
    }

    private static async Task<TestArchive> Sample()
    {
        TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        return archive;
    }

    private static IEnumerable<JsonElement> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
}
