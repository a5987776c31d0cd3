using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Reviewing;

/// <summary>What is accepted or declined is what was read.</summary>
public class ReviewTests
{
    private const string Other = "We stood there, and prayed.";

    [Fact]
    public async Task Words_that_came_while_it_was_read_are_not_accepted_but_shown()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        ReceiptCode receipt = await Vigil.Send(archive, community, Vigil.Story, "2017-01");
        DepositId deposit = await Vigil.Find(archive, receipt);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/deposits/{deposit}?lang=en");
        await Vigil.Correct(archive, community, receipt, Other, "2017-01");
        string address = $"/desk/deposits/{deposit}?handler=accept&lang=en";
        HttpResponseMessage refused = await amina.Post(address, ("give", "true"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        string page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("It changed while you read", page, StringComparison.Ordinal);
        Assert.Contains(Other, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await amina.Post(address, ("wording", ""))).StatusCode);
        Assert.Null((await Deposited(archive, receipt)).Records[0].Accessioned);
        await amina.Read($"/desk/deposits/{deposit}?lang=en");
        Assert.Equal(HttpStatusCode.Redirect, (await amina.Post(address, ("give", "true"))).StatusCode);
        Assert.Equal(DepositState.Published, (await Deposited(archive, receipt)).State);
    }

    [Fact]
    public async Task A_program_accepts_and_answers_the_wording_that_it_read()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        using HttpClient amina = archive.With(await archive.Member("amina", community));
        ReceiptCode receipt = await Vigil.Send(archive, community, Vigil.Story, "2017-01");
        DepositId deposit = await Vigil.Find(archive, receipt);
        JsonElement read = await amina.GetFromJsonAsync<JsonElement>($"/api/v1/desk/deposits/{deposit}");
        string wording = read.GetProperty("wording").GetString()!, handle = read.GetProperty("records")[0].GetProperty("id").GetString()!;
        await archive.Get<FollowDeposit>().Reply(receipt, "Please leave out the day.", CancellationToken.None);
        HttpResponseMessage[] refused =
        [
            await amina.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/accept", new { give = true, wording }),
            await amina.PostAsJsonAsync($"/api/v1/desk/records/{handle}/answer", new { answer = "given", wording }),
            await amina.PostAsJsonAsync($"/api/v1/desk/records/{handle}/answer", new { answer = "given", revision = 1 }),
        ];
        Assert.All(refused, one => Assert.Equal(HttpStatusCode.PreconditionFailed, one.StatusCode));
        Assert.Null((await Deposited(archive, receipt)).Records[0].Accessioned);
        wording = (await amina.GetFromJsonAsync<JsonElement>($"/api/v1/desk/deposits/{deposit}")).GetProperty("wording").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await amina.PostAsJsonAsync($"/api/v1/desk/records/{handle}/answer", new { answer = "given", wording })).StatusCode);
        Assert.Equal(DepositState.Published, (await Deposited(archive, receipt)).State);
    }

    [Fact]
    public async Task Nobody_reviews_what_they_sent_in_themselves()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        using HttpClient amina = archive.With(await archive.Member("amina", community)), kofi = archive.With(await archive.Member("kofi"));
        string json = Vigil.Json(community, Vigil.Story, "2017-01");
        HttpResponseMessage sent = await amina.PostAsync("/api/v1/deposits", new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        ReceiptCode receipt = Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read((await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString())).Code;
        Deposit deposit = await Deposited(archive, receipt);
        (string Act, object Body)[] own =
        [
            ($"deposits/{deposit.Id}/accept", new { give = true, basis = "public-sources" }),
            ($"deposits/{deposit.Id}/decline", new { }),
            ($"records/{deposit.Records[0].Entry}/answer", new { answer = "given", basis = "public-sources" }),
        ];
        foreach ((string act, object body) in own) Assert.Equal((act, HttpStatusCode.Forbidden), (act, (await amina.PostAsJsonAsync("/api/v1/desk/" + act, body)).StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await kofi.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit.Id}/accept", new { })).StatusCode);
        RecordId record = (await Deposited(archive, receipt)).Records[0].Accessioned!.Value;
        Assert.Equal(HttpStatusCode.OK, (await amina.PostAsJsonAsync($"/api/v1/desk/records/{record}/answer", new { answer = "given" })).StatusCode);
        Assert.Equal(DepositState.Published, (await Deposited(archive, receipt)).State);
    }

    /// <summary>By the forms of a browser that is signed in: told so, bound to the account, and published alone only where nobody answers for whom it names.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_keeper_vouches_alone_only_for_what_names_nobody_who_is_answered_for(bool hasSteward)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("kofi");
        if (hasSteward) await archive.Member("amina", community);
        Visitor visitor = new(archive.SignedIn(await archive.Session("kofi")));
        await visitor.Open("/contribute?lang=en");
        Assert.Contains("kept under your handle", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "people"), ("f.title", "A vigil"), ("f.story", Vigil.Story), ("language", "en"));
        await visitor.Send("/contribute", ("go", "sources"), ("f.centres", "River people"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.sources.0.url", "https://example.org/vigil"));
        await visitor.Send("/contribute", ("go", "send"));
        ReceiptCode receipt = Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(visitor.Receipt)).Code;
        Deposit deposit = await Deposited(archive, receipt);
        Assert.Equal("kofi", deposit.Depositor);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string address = $"/desk/deposits/{deposit.Id}?handler=accept&lang=en";
        Assert.Equal(!hasSteward, (await kofi.Read($"/desk/deposits/{deposit.Id}?lang=en")).Contains("Publish it alone", StringComparison.Ordinal));
        await kofi.Post(address, ("basis", "PublicSources"));
        RecordId? record = (await Deposited(archive, receipt)).Records[0].Accessioned;
        Assert.Equal(!hasSteward, record is not null);
        if (!hasSteward) Assert.Contains("Vouched for by one keeper", await archive.Anyone().GetStringAsync($"/r/{record}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepted_with_a_yes_is_what_was_reviewed_within_the_limits_of_her_last_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string first = Handed.Practice("one", [marsh])[..^2] + $$""",{"ref":"b","kind":"practice","title":"At the river","story":"two","centres":["{{marsh}}"]}]}""";
        Handed handed = await Handed.In(archive, first);
        RecordId declined = await handed.Accept(PublicationBasis.Consent), corrected = (await handed.Deposit()).Records[1].Accessioned!.Value;
        await asked.Answer(declined, marsh, "amal");
        await asked.Answer(corrected, marsh, "amal", until: archive.Today.AddDays(9), scope: ConsentScope.Publish | ConsentScope.Media);
        await asked.Answer(declined, marsh, "amal", ConsentAnswer.Declined);
        await handed.Correct(first.Replace("\"two\"", "\"three\"", StringComparison.Ordinal));
        await handed.Accept(PublicationBasis.Consent, asked.Steward("amal", marsh), gives: true);
        Assert.Equal((null, 2), (await asked.Shown(declined), await asked.Shown(corrected)));
        Consent last = (await archive.Writer.Write(session => session.Consents(corrected), CancellationToken.None))[^1];
        Assert.Equal((archive.Today.AddDays(9), ConsentScope.Publish | ConsentScope.Media), (last.Until, last.Scope));
    }

    [Fact]
    public async Task What_nobody_has_to_review_cannot_be_declined()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        await archive.Member("kofi");
        ReceiptCode receipt = await Vigil.Send(archive, community, Vigil.Story, "2017-01");
        DepositId deposit = await Vigil.Find(archive, receipt);
        using HttpClient kofi = archive.With(await archive.Token("kofi"));
        Assert.Equal(HttpStatusCode.OK, (await kofi.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/accept", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await kofi.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/decline", new { text = "No." })).StatusCode);
        Assert.Equal(DepositState.Asked, (await Deposited(archive, receipt)).State);
        // A correction of what is public can be declined; what is public stays.
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        RecordId record = (await Deposited(archive, receipt)).Records[0].Accessioned!.Value;
        await amina.Read($"/desk/records/{record}");
        await amina.Post($"/desk/records/{record}?handler=answer", ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"));
        await Vigil.Correct(archive, community, receipt, Other, "2017-01");
        Assert.Equal(HttpStatusCode.OK, (await kofi.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/decline", new { text = "No." })).StatusCode);
        Assert.Equal(DepositState.Declined, (await Deposited(archive, receipt)).State);
        Assert.IsType<Domain.Stores.Reading.Found>(await archive.Records.Read(record, new Viewer.Public(archive.Today), 0, CancellationToken.None));
    }

    private static async Task<Deposit> Deposited(TestArchive archive, ReceiptCode receipt) =>
        (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit;
}
