using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Stewarding;

/// <summary>A program's yes is said in so many words.</summary>
public class AnswerApiTests
{
    private static readonly (string Body, string Code, string Path)[] NoAnswers =
    [
        ("""{"answer":0}""", "unknown-term", "answer"),
        ("""{"answer":"0"}""", "unknown-term", "answer"),
        ("""{"answer":99}""", "unknown-term", "answer"),
        ("""{"answer":-1}""", "unknown-term", "answer"),
        ("""{"answer":"given,declined"}""", "unknown-term", "answer"),
        ("""{"answer":"Given"}""", "unknown-term", "answer"),
        ("""{"answer":"yes"}""", "unknown-term", "answer"),
        ("""{"answer":"given","basis":1}""", "unknown-term", "basis"),
        ("""{"answer":"given","basis":"PublicSources"}""", "unknown-term", "basis"),
        ("""{"answer":"given","scope":["publish",1]}""", "wrong-shape", "scope[1]"),
        ("""{"answer":"given","scope":["publish,reuse"]}""", "scope-unknown", "scope"),
        ("""{"answer":"given","until":"soon"}""", "day-not-a-day", "until"),
        ("""{"answer":"given","until":20271231}""", "day-not-a-day", "until"),
        ("""{"answer":"given","untill":"2027-12-31"}""", "unknown-field", "untill"),
        ("""{"answer":"given","revision":"1"}""", "wrong-shape", "revision"),
        ("""["given"]""", "wrong-shape", ""),
    ];

    [Fact]
    public async Task What_is_none_of_its_words_is_no_answer()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("River people", Protocol.AnySteward, "amina"));
        using HttpClient amina = archive.With(await archive.Token("amina"));
        foreach ((string body, string code, string path) in NoAnswers)
        {
            HttpResponseMessage refused = await amina.PostAsync($"/api/v1/desk/records/{practice}/answer", new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.Equal((body, HttpStatusCode.BadRequest), (body, refused.StatusCode));
            JsonElement finding = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0];
            Assert.Equal((body, code, path), (body, finding.GetProperty("code").GetString(), finding.GetProperty("path").GetString()));
        }

        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task A_body_that_broke_off_is_told_where()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient amina = archive.With(await archive.Member("amina", await archive.Community()));
        HttpResponseMessage refused = await amina.PostAsync($"/api/v1/desk/records/{RecordId.Mint()}/answer", new StringContent("{\"answer\":\n\"giv", Encoding.UTF8, "application/json"));
        JsonElement problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("/problems/unreadable", 2), (problem.GetProperty("type").GetString(), problem.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_state_has_one_name_wherever_it_is_told()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId river = await asked.Community("River people", Protocol.AnySteward, "amina");
        using HttpClient amina = archive.With(await archive.Token("amina")), mika = archive.With(await archive.Member("mika"));
        ReceiptCode receipt = await Vigil.Send(archive, river, Vigil.Story, "2017-01");
        RecordId handle = (await Deposited(archive, receipt)).Records[0].Entry;
        HttpResponseMessage conditional = await amina.PostAsJsonAsync($"/api/v1/desk/records/{handle}/answer", new { answer = "conditional", condition = "Say the river’s name." });
        using HttpClient depositor = archive.Anyone();
        depositor.DefaultRequestHeaders.Add("Kindred-Receipt", receipt.Words);
        HttpResponseMessage deposit = await depositor.GetAsync("/api/v1/deposits/current");

        // Nobody answers for the second any more, and nothing is said of what it rests on.
        RecordId hill = await asked.Community("Hill people", Protocol.AnySteward, "hana");
        ReceiptCode other = await Vigil.Send(archive, hill, Vigil.Story, "2017-01");
        await mika.PostAsJsonAsync($"/api/v1/desk/deposits/{await Vigil.Find(archive, other)}/accept", new { });
        RecordId unanswered = (await Deposited(archive, other)).Records[0].Accessioned!.Value;
        await asked.Dismiss("hana", hill);
        await mika.PostAsJsonAsync($"/api/v1/desk/records/{unanswered}/hide", new { reason = "To look at it." });
        HttpResponseMessage shown = await mika.PostAsync($"/api/v1/desk/records/{unanswered}/show", null);
        string[] told = [await State(conditional), await State(deposit), await State(shown), await State(await mika.GetAsync($"/api/v1/records/{unanswered}"))];
        Assert.All(told, state => Assert.Equal("in-review", state));
    }

    private static async Task<Deposit> Deposited(TestArchive archive, ReceiptCode receipt) =>
        (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit;

    private static async Task<string> State(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString()!;
}
