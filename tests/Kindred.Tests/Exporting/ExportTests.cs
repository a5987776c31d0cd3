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
    public async Task One_network_takes_it_away_once_at_a_time_and_keeps_nobody_else_from_it()
    {
        await using TestArchive archive = await Sample(("KINDRED_TRUSTED_PROXIES", "127.0.0.1"));
        using HttpResponseMessage slow = await Ask(archive, "203.0.113.9");
        Assert.Equal(HttpStatusCode.OK, slow.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(archive, "203.0.113.77")).StatusCode);
        using HttpResponseMessage other = await Ask(archive, "198.51.100.9");
        Assert.NotEmpty(Lines(await other.Content.ReadAsStringAsync()));
        Assert.NotEmpty(Lines(await slow.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.OK, (await Ask(archive, "203.0.113.77")).StatusCode);
    }

    [Fact]
    public async Task A_format_that_is_not_there_is_not_found()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Anyone().GetAsync("/export/marc")).StatusCode);
    }

    /// <summary>Reads no more than what the answer begins with.</summary>
    private static Task<HttpResponseMessage> Ask(TestArchive archive, string address)
    {
        HttpRequestMessage request = new(HttpMethod.Get, "/export/jsonl");
        request.Headers.Add("X-Forwarded-For", address);
        return archive.Anyone().SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<TestArchive> Sample(params (string Name, string Value)[] set)
    {
        TestArchive archive = await TestArchive.Start(set: set);
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        return archive;
    }

    private static IEnumerable<JsonElement> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
}
