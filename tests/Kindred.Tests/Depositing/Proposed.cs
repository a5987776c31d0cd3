using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Depositing;

/// <summary>A change that somebody suggested through the API, and what is done with it.</summary>
internal sealed class Proposed(TestArchive archive, ReceiptCode receipt)
{
    public ReceiptCode Receipt => receipt;

    /// <param name="changes">JSON of the changed fields.</param>
    public static async Task<Proposed> To(TestArchive archive, RecordId record, string changes, string why = "It was so.", string? signedAs = "Ana")
    {
        using HttpClient anyone = archive.Anyone();
        using JsonDocument read = JsonDocument.Parse(changes);
        HttpResponseMessage answer = await anyone.PostAsJsonAsync($"/api/v1/records/{record}/proposals", new { changes = read.RootElement, why, sources = "a letter", signedAs });
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Created, body);
        using JsonDocument sent = JsonDocument.Parse(body);
        return new Proposed(archive, Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(sent.RootElement.GetProperty("receipt").GetString())).Code);
    }

    public async Task<Deposit> Deposit() => (await Find())!;

    public Task<Deposit?> Find() => archive.Writer.Write(session => session.FindDeposit(archive.Get<Keystore>().HashReceipt(receipt)), CancellationToken.None);

    public async Task<ReviewOutcome> Take(string[]? parts = null, Viewer.Member? by = null, bool gives = false, string? words = null, PublicationBasis basis = PublicationBasis.Consent) =>
        await archive.Get<ReviewDeposit>().Take(
            (await Deposit()).Id, by ?? new Viewer.Member(archive.Today, "mika", true, []), new ProposalChoice(parts, words), basis, gives, null, CancellationToken.None);

    public async Task Withdraw() =>
        Assert.IsType<Features.Depositing.FollowOutcome.Gone>(await archive.Get<Features.Depositing.FollowDeposit>().Withdraw(receipt, CancellationToken.None));

    public static async Task<Record> Record(TestArchive archive, RecordId id) =>
        (await archive.Writer.Write(session => session.FindRecord(id), CancellationToken.None))!;

    public static Task<IReadOnlyList<Revision>> Revisions(TestArchive archive, RecordId id) => archive.Writer.Write(session => session.Revisions(id), CancellationToken.None);
}
