using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;

namespace Kindred.Tests.Life;

/// <summary>What somebody hands in and comes back to with its receipt, and what a reviewer does with it: each in one line.</summary>
internal sealed class Handed(TestArchive archive, ReceiptCode receipt)
{
    public const string Sources = "\"sources\":[\"https://example.org/a\"],";

    public ReceiptCode Receipt => receipt;

    public static async Task<Handed> In(TestArchive archive, string json) => new(archive,
        Assert.IsType<SendOutcome.Received>(await archive.Get<SendDeposit>().Send(Input(json, archive.Today), null, DepositState.Deposited, archive.Stranger, CancellationToken.None)).Receipt);

    public static string Practice(string story, RecordId[] centred, string more = Sources) =>
        $$"""{"records":[{"ref":"a","kind":"practice","language":"es","title":"At the gate",{{more}}"story":"{{story}}","centres":[{{string.Join(',', centred.Select(id => $"\"{id}\""))}}]}]}""";

    public async Task<Deposit> Deposit() =>
        (await archive.Writer.Write(session => session.FindDeposit(archive.Get<Keystore>().HashReceipt(receipt)), CancellationToken.None))!;

    public async Task Correct(string json) =>
        Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().Correct(receipt, Input(json, archive.Today), DepositState.Deposited, CancellationToken.None));

    public async Task<ReviewOutcome> Review(PublicationBasis basis = PublicationBasis.PublicSources, Viewer.Member? by = null, bool gives = false) =>
        await archive.Get<ReviewDeposit>().Accept((await Deposit()).Id, by ?? new Viewer.Member(archive.Today, "mika", true, []), basis, gives, null, CancellationToken.None);

    /// <summary>The permanent id of its first record, accepted.</summary>
    public async Task<RecordId> Accept(PublicationBasis basis = PublicationBasis.PublicSources, Viewer.Member? by = null, bool gives = false) =>
        Assert.IsType<ReviewOutcome.Done>(await Review(basis, by, gives)).Deposit.Records[0].Accessioned!.Value;

    private static DepositInput Input(string json, DateOnly today)
    {
        using JsonDocument read = JsonDocument.Parse(json);
        (DepositInput input, var findings) = DepositInput.Read(read.RootElement, KindList.BuiltIn, today);
        Assert.Empty(findings);
        return input;
    }
}
