using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Withdrawing;

/// <summary>A connection that stands for a link field is made again with its record: a word about it alone would not last.</summary>
public sealed class FieldConnectionTests
{
    private static readonly string[] Centred = ["The Marsh People"];

    [Fact]
    public async Task A_stewards_word_about_a_link_of_a_record_is_never_undone_behind_her_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        (string steward, RecordId record, string link) = await Published(archive);
        foreach ((string act, object said) in new (string, object)[] { ("withdraw", new { words = "Not ours." }), ("answer", new { answer = "declined" }) })
        {
            HttpResponseMessage answer = await archive.With(steward).PostAsJsonAsync($"/api/v1/desk/records/{link}/{act}", said);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("link-of-record", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await archive.Write(session => archive.Get<Publication>().Settle(session, record, archive.Today));
        Assert.Equal(link, await OnlyLink(archive, record));
    }

    [Fact]
    public async Task A_keeper_is_led_to_the_record_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        (_, RecordId record, string link) = await Published(archive);
        HttpClient keeper = archive.With(await archive.Member("mika"));
        Assert.Equal(HttpStatusCode.BadRequest, (await keeper.PostAsJsonAsync($"/api/v1/keep/records/{link}/withdraw", new { reason = "Why." })).StatusCode);
        HttpResponseMessage page = await archive.SignedIn(await archive.Session("mika")).GetAsync($"/desk/records/{link}/withdraw");
        Assert.Equal($"/desk/records/{record}/withdraw", page.Headers.Location?.OriginalString);
        Assert.Equal(link, await OnlyLink(archive, record));
    }

    private static async Task<(string Steward, RecordId Record, string Link)> Published(TestArchive archive)
    {
        RecordId community = await archive.Community(Centred[0]);
        string steward = await archive.Member("reed", community);
        await archive.Anyone().PostAsJsonAsync("/api/v1/deposits", new { records = new[] { new { kind = "practice", language = "en", title = "At the gate", story = "They sang.", centres = Centred } } });
        string entry = await Asked.FirstEntry(archive.With(steward));
        HttpResponseMessage given = await archive.With(steward).PostAsJsonAsync($"/api/v1/desk/records/{entry}/answer", new { answer = "given" });
        RecordId record = RecordId.Parse((await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
        return (steward, record, await OnlyLink(archive, record));
    }

    private static async Task<string> OnlyLink(TestArchive archive, RecordId record) => await archive.Writer.Write(
        session => session.ConnectionsOf(record).Single(one => one.IsOfField).Id.ToString(), CancellationToken.None);
}
