using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Tests.Browsing;
using Kindred.Tests.Depositing;

namespace Kindred.Tests.Withdrawing;

/// <summary>Where the journal can't be written nothing is taken away, and who asked is told so: a restored back-up would bring it back.</summary>
public sealed class UnwritableJournalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kindred-journal-").FullName;

    private string Journal => Path.Combine(folder, "withdrawals.jsonl");

    [Theory]
    [InlineData("a folder in its place")]
    [InlineData("no folder for it")]
    [InlineData("/dev/full")]
    public async Task Nothing_is_taken_away_and_it_is_said(string why)
    {
        string journal = why.StartsWith('/') ? why : why.StartsWith("no", StringComparison.Ordinal) ? Path.Combine(folder, "gone", "withdrawals.jsonl") : Journal;
        if (journal == Journal) Directory.CreateDirectory(Journal);
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_JOURNAL", journal)]);
        RecordId river = await archive.Community(), told = await archive.Publish("practice", Told.Content("A vigil by the river"));
        using HttpClient keeper = archive.With(await archive.Member("amina")), steward = archive.With(await archive.Member("reed", river)), anyone = archive.Anyone();
        foreach (Task<HttpResponseMessage> asked in (Task<HttpResponseMessage>[])[keeper.PostAsJsonAsync($"/api/v1/desk/records/{told}/hide", new { reason = "it endangers" }), steward.PostAsJsonAsync($"/api/v1/desk/records/{river}/withdraw", new { })])
        {
            using HttpResponseMessage answer = await asked;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("/problems/not-taken-away", problem.GetProperty("type").GetString());
        }

        foreach (RecordId id in (RecordId[])[river, told]) Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{id}")).StatusCode);
        Assert.Empty(await archive.Writer.Write(session => session.Consents(river), CancellationToken.None));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await anyone.GetAsync("/health/ready")).StatusCode);
        if (journal != Journal) return;
        Directory.Delete(Journal);
        Assert.Equal(HttpStatusCode.OK, (await steward.PostAsJsonAsync($"/api/v1/desk/records/{river}/withdraw", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/r/{river}")).StatusCode);
        archive.Clock.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task A_depositor_is_told_on_the_page_and_finds_it_as_it_was()
    {
        Directory.CreateDirectory(Journal);
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_JOURNAL", Journal)]);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "send"));
        string receipt = visitor.Receipt;
        await visitor.Send("/receipt", ("words", receipt));
        await visitor.Send("/receipt", ("go", "withdraw"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        Assert.Contains("Nothing was taken away yet", visitor.Text, StringComparison.Ordinal);
        Directory.Delete(Journal);
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Who sings?", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt", ("go", "withdraw"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task One_that_vanished_while_serving_is_not_made_anew()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_JOURNAL", Journal)]);
        RecordId told = await archive.Publish("practice", Told.Content("A vigil by the river"));
        using HttpClient keeper = archive.With(await archive.Member("amina")), anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/health/ready")).StatusCode);
        File.Move(Journal, Journal + ".kept");
        archive.Clock.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await anyone.GetAsync("/health/ready")).StatusCode);
        using HttpResponseMessage answer = await keeper.PostAsJsonAsync($"/api/v1/desk/records/{told}/hide", new { reason = "it endangers" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("/problems/not-taken-away", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
        Assert.False(File.Exists(Journal));
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{told}")).StatusCode);
        File.Move(Journal + ".kept", Journal);
        archive.Clock.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/health/ready")).StatusCode);
        Assert.True((await keeper.PostAsJsonAsync($"/api/v1/desk/records/{told}/hide", new { reason = "it endangers" })).IsSuccessStatusCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
