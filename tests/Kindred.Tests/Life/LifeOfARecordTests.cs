using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life;

/// <summary>From deposit to publication to withdrawal, by the acts themselves.</summary>
public sealed class LifeOfARecordTests
{
    private static readonly string[] Publish = ["publish"];

    private const string Practice = """{"records":[{"ref":"a","kind":"practice","language":"en","title":"Zaunkoenig at the gate","story":"They sang zaunkoenig all night.","centres":["The Marsh People"],"sources":[{"url":"https://example.org/marsh"}]}]}""";

    [Fact]
    public async Task A_stewards_yes_publishes_and_her_withdrawal_leaves_a_tombstone()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Community(archive, "The Marsh People");
        string token = await archive.Member("reed", community);
        await Deposit(archive, Practice);

        HttpClient steward = archive.With(token);
        string entry = await OnlyEntry(steward);
        Assert.Empty(await archive.Records.Newest(["practice"], 10, new Viewer.Public(archive.Today), CancellationToken.None));

        HttpResponseMessage answered = await steward.PostAsJsonAsync($"/api/v1/desk/records/{entry}/answer", new { community = community.ToString(), answer = "given", scope = Publish });
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        RecordId id = RecordId.Parse((await answered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
        Reading.Found found = Assert.IsType<Reading.Found>(await Read(archive, id));
        Assert.Equal("Zaunkoenig at the gate", found.Record.Value.Content.Title);
        Assert.Equal(CommunityAnswer.Given, Assert.Single(found.Communities).Answer);

        HttpResponseMessage withdrawn = await steward.PostAsJsonAsync($"/api/v1/desk/records/{id}/withdraw", new { words = "Not ours to tell here." });
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal("Not ours to tell here.", Assert.IsType<Reading.Withdrawn>(await Read(archive, id)).Tombstone.Words);
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, "zaunkoenig"));
    }

    [Fact]
    public async Task Nobody_publishes_against_a_steward()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Community(archive, "The Marsh People");
        string steward = await archive.Member("reed", community);
        string keeper = await archive.Member("mika");
        await Deposit(archive, Practice);
        string deposit = (await Waiting(archive.With(keeper))).GetProperty("deposits")[0].GetProperty("id").GetString()!;

        HttpResponseMessage accepted = await archive.With(keeper).PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/accept", new { basis = "public-sources" });
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        string question = (await Waiting(archive.With(steward))).GetProperty("questions")[0].GetProperty("id").GetString()!;
        Assert.IsType<Reading.Nothing>(await Read(archive, RecordId.Parse(question)));
        await archive.With(steward).PostAsJsonAsync($"/api/v1/desk/records/{question}/answer", new { answer = "declined", condition = "Ask us first." });
        await archive.With(keeper).PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/accept", new { basis = "public-sources" });

        Assert.IsType<Reading.Nothing>(await Read(archive, RecordId.Parse(question)));
    }

    [Fact]
    public async Task A_correction_of_the_story_is_asked_while_the_consented_one_stays_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Community(archive, "The Marsh People");
        string steward = await archive.Member("reed", community);
        ReceiptCode receipt = await Deposit(archive, Practice);
        string entry = await OnlyEntry(archive.With(steward));
        HttpResponseMessage answered = await archive.With(steward).PostAsJsonAsync($"/api/v1/desk/records/{entry}/answer", new { answer = "given" });
        RecordId id = RecordId.Parse((await answered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);

        DepositInput corrected = Input(archive, Practice.Replace("all night", "until morning", StringComparison.Ordinal));
        FollowOutcome.Done done = Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().Correct(receipt, corrected, handIn: null, CancellationToken.None));
        Assert.Equal(id, done.Deposit.Records[0].Accessioned);
        Viewer.Member keeper = new(archive.Today, "mika", true, []);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Accept(done.Deposit.Id, keeper, PublicationBasis.Consent, CancellationToken.None));

        Record asked = Assert.IsType<Reading.Found>(await Read(archive, id)).Record.Value;
        Assert.Contains("all night", asked.Content.Text("story"), StringComparison.Ordinal);
        Assert.Equal((1, 2), (asked.Revision, asked.LatestRevision));
        await archive.With(steward).PostAsJsonAsync($"/api/v1/desk/records/{id}/answer", new { answer = "given" });
        Assert.Contains("until morning", Assert.IsType<Reading.Found>(await Read(archive, id)).Record.Value.Content.Text("story"), StringComparison.Ordinal);
    }

    private static async Task<RecordId> Community(TestArchive archive, string name)
    {
        DepositInput input = Input(archive, $$"""{"records":[{"kind":"community","title":"{{name}}","sources":["https://example.org/"]}]}""");
        await archive.Get<SendDeposit>().Send(input, null, DepositState.Deposited, archive.Stranger, CancellationToken.None);
        Viewer.Member keeper = new(archive.Today, "founder", true, []);
        Visible<Deposit> deposit = (await archive.Get<IDepositStore>().In([DepositState.Deposited], keeper, 0, 10, CancellationToken.None))[0];
        ReviewOutcome.Done done = Assert.IsType<ReviewOutcome.Done>(
            await archive.Get<ReviewDeposit>().Accept(deposit.Value.Id, keeper, PublicationBasis.PublicSources, CancellationToken.None));
        return done.Deposit.Records[0].Accessioned!.Value;
    }

    private static DepositInput Input(TestArchive archive, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        (DepositInput input, var findings) = DepositInput.Read(document.RootElement, archive.Get<Kindred.Domain.Kinds.KindList>(), archive.Today);
        Assert.Empty(findings);
        return input;
    }

    private static async Task<ReceiptCode> Deposit(TestArchive archive, string json) =>
        Assert.IsType<SendOutcome.Received>(await archive.Get<SendDeposit>().Send(Input(archive, json), null, DepositState.Deposited, archive.Stranger, CancellationToken.None)).Receipt;

    private static async Task<JsonElement> Waiting(HttpClient member) => await member.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting");

    private static async Task<string> OnlyEntry(HttpClient member) =>
        (await Waiting(member)).GetProperty("deposits")[0].GetProperty("records")[0].GetProperty("id").GetString()!;

    private static Task<Reading> Read(TestArchive archive, RecordId id) => archive.Records.Read(id, new Viewer.Public(archive.Today), 20, CancellationToken.None);
}
