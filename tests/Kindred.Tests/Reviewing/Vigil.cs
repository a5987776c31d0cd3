using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Depositing;

namespace Kindred.Tests.Reviewing;

/// <summary>A practice that somebody hands in, corrects, and that a steward called amina publishes.</summary>
internal static class Vigil
{
    public const string Story = "We stood there each **night**, and sang.";

    public static async Task<(RecordId Community, ReceiptCode Receipt, RecordId Record)> Published(TestArchive archive)
    {
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        ReceiptCode receipt = await Send(archive, community, Story, "2017-01");
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        DepositId deposit = await Find(archive, receipt);
        await amina.Read($"/desk/deposits/{deposit}");
        await amina.Post($"/desk/deposits/{deposit}?handler=accept", ("give", "true"));
        Deposit taken = (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit;
        RecordId record = taken.Records[0].Accessioned!.Value;
        Assert.Equal(DepositState.Published, taken.State);
        return (community, receipt, record);
    }

    public static async Task<DepositId> Find(TestArchive archive, ReceiptCode receipt) =>
        (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit.Id;

    public static async Task<ReceiptCode> Send(TestArchive archive, RecordId community, string story, string when, DepositState state = DepositState.Deposited) =>
        Assert.IsType<SendOutcome.Received>(await archive.Get<SendDeposit>().Send(Input(archive, community, story, when), null, state, archive.Stranger, CancellationToken.None)).Receipt;

    public static async Task<DepositId> Correct(TestArchive archive, RecordId community, ReceiptCode receipt, string story, string when)
    {
        FollowOutcome corrected = await archive.Get<FollowDeposit>().Correct(receipt, Input(archive, community, story, when), DepositState.Deposited, CancellationToken.None);
        return Assert.IsType<FollowOutcome.Done>(corrected).Deposit.Id;
    }

    /// <summary>The story told otherwise, which amina accepts and says yes to.</summary>
    /// <returns>Her browser.</returns>
    public static async Task<SignedInBrowser> Corrected(TestArchive archive, RecordId community, ReceiptCode receipt, string story)
    {
        DepositId deposit = await Correct(archive, community, receipt, story, "2017-01");
        SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/deposits/{deposit}");
        await amina.Post($"/desk/deposits/{deposit}?handler=accept", ("give", "true"));
        return amina;
    }

    public static string Json(RecordId community, string story, string when) => $$"""
        {"records":[{"ref":"a","kind":"practice","language":"en","title":"A vigil by the river","when":"{{when}}",
         "story":"{{story}}","careAndRisk":"Those **who** came.","learned":"Those **who** came.","centres":["{{community}}"],"sources":["https://example.org/vigil"]}]}
        """;

    private static DepositInput Input(TestArchive archive, RecordId community, string story, string when)
    {
        using JsonDocument json = JsonDocument.Parse(Json(community, story, when));
        (DepositInput input, var findings) = DepositInput.Read(json.RootElement, KindList.BuiltIn, archive.Today);
        Assert.Empty(findings);
        return input;
    }
}
