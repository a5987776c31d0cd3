using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Reviewing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Reviewing;

/// <summary>Told first-hand: what somebody did themselves, of a community that nobody answers for yet, is public on the word of two keepers.</summary>
public sealed class FirstHandTests
{
    [Fact]
    public async Task It_takes_two_keepers()
    {
        await using TestArchive archive = await Founded();
        (DepositId deposit, _, _) = await Sent(archive);
        Assert.IsType<ReviewOutcome.SecondKeeperNeeded>(await Agree(archive, deposit, "mika"));
        Assert.IsType<ReviewOutcome.SecondKeeperNeeded>(await Agree(archive, deposit, "mika"));
        Assert.Empty(await archive.Records.Newest(["practice"], 9, archive.Stranger, CancellationToken.None));

        RecordId practice = Assert.IsType<ReviewOutcome.Done>(await Agree(archive, deposit, "noor")).Deposit.Records[0].Accessioned!.Value;
        Record shown = Assert.IsType<Reading.Found>(await archive.Records.Read(practice, archive.Stranger, 9, CancellationToken.None)).Record.Value;
        Assert.Equal(PublicationBasis.FirstHand, shown.Basis);
        Assert.Contains("Told first-hand", await Told.Text(archive.Anyone(), $"/r/{practice}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_between_them_asks_both_anew()
    {
        await using TestArchive archive = await Founded();
        (DepositId deposit, ReceiptCode receipt, RecordId community) = await Sent(archive);
        await Agree(archive, deposit, "mika");
        await Vigil.Correct(archive, community, receipt, "We stood there, and my neighbour of number nine sang.", "2017-01");
        Assert.IsType<ReviewOutcome.SecondKeeperNeeded>(await Agree(archive, deposit, "noor"));
        Assert.IsType<ReviewOutcome.Done>(await Agree(archive, deposit, "mika"));
    }

    [Fact]
    public async Task In_an_archives_first_days_one_is_enough()
    {
        await using TestArchive archive = await TestArchive.Start();
        (DepositId deposit, _, _) = await Sent(archive);
        Assert.IsType<ReviewOutcome.Done>(await Agree(archive, deposit, "mika"));
    }

    private static async Task<TestArchive> Founded()
    {
        TestArchive archive = await TestArchive.Start();
        foreach (string handle in (string[])["mika", "noor"]) await archive.Member(handle);
        await archive.Write(session => session.PutValue("founded", "2026-01-01"));
        return archive;
    }

    private static async Task<(DepositId Deposit, ReceiptCode Receipt, RecordId Community)> Sent(TestArchive archive)
    {
        RecordId community = await archive.Community();
        ReceiptCode receipt = await Vigil.Send(archive, community, Vigil.Story, "2017-01");
        return (await Vigil.Find(archive, receipt), receipt, community);
    }

    private static Task<ReviewOutcome> Agree(TestArchive archive, DepositId deposit, string keeper) =>
        archive.Get<ReviewDeposit>().Accept(deposit, new Asked(archive).Keeper(keeper), PublicationBasis.FirstHand, CancellationToken.None);
}
