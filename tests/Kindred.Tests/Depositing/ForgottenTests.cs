using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Depositing;

/// <summary>Deposits that are not published don't pile up: thirty days after they came to lie there, nothing of them is left.</summary>
public sealed class ForgottenTests
{
    // The index keeps of a word only what tells it from the one before: its end would be left.
    private const string End = "onwurz";

    [Theory]
    [InlineData(DepositState.Draft)]
    [InlineData(DepositState.Quarantined)]
    [InlineData(DepositState.Declined)]
    public async Task Drafts_and_what_was_declined_or_set_aside_are_destroyed_after_thirty_days(DepositState state)
    {
        await using TestArchive archive = await TestArchive.Start();
        ReceiptCode receipt = await Lying(archive, state);
        await archive.Pass(30);
        Assert.Equal(state, (await Found(archive, receipt))?.State);
        Assert.NotEmpty(Residue.In(archive.Folder, End));
        await archive.Pass(1);
        Assert.Null(await Found(archive, receipt));
        Assert.Empty(Residue.In(archive.Folder, End));
    }

    [Fact]
    public async Task Who_answers_within_the_thirty_days_is_waited_for()
    {
        await using TestArchive archive = await TestArchive.Start();
        ReceiptCode receipt = await Lying(archive, DepositState.Declined);
        await archive.Pass(30);
        Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().Reply(receipt, "It was told by those who were there.", CancellationToken.None));
        await archive.Pass(31);
        Assert.NotNull(await Found(archive, receipt));
    }

    [Theory]
    [InlineData(DepositState.Deposited)]
    [InlineData(DepositState.InReview)]
    public async Task What_waits_for_the_desk_waits_as_long_as_that_takes(DepositState state)
    {
        await using TestArchive archive = await TestArchive.Start();
        ReceiptCode receipt = await Lying(archive, state);
        await archive.Pass(400);
        Assert.Equal(state, (await Found(archive, receipt))?.State);
    }

    private static async Task<ReceiptCode> Lying(TestArchive archive, DepositState state)
    {
        ReceiptCode receipt = await Vigil.Send(archive, await archive.Community(), "We sang of the zirkonwurz.", "2017-01", state is DepositState.Draft or DepositState.Quarantined ? state : DepositState.Deposited);
        DepositId deposit = await Vigil.Find(archive, receipt);
        ReviewDeposit review = archive.Get<ReviewDeposit>();
        if (state == DepositState.Declined) await review.Decline(deposit, new Asked(archive).Keeper(), "Who told it?", CancellationToken.None);
        if (state == DepositState.InReview) await review.Ask(deposit, new Asked(archive).Keeper(), "Who told it?", CancellationToken.None);
        Assert.Equal(state, (await Found(archive, receipt))?.State);
        return receipt;
    }

    private static async Task<Deposit?> Found(TestArchive archive, ReceiptCode receipt) => (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))?.Deposit;
}
