using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Keeping;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Keeping;

/// <summary>What takes two keepers takes two who are keepers, and of one mind at one time.</summary>
public sealed class FirstWordTests
{
    [Fact]
    public async Task The_word_of_one_who_is_no_keeper_any_more_gives_no_role()
    {
        await using TestArchive archive = await Founded();
        Assert.IsType<KeepingOutcome.Waits>(await archive.Get<AddMember>().Do("mallory", null, null, "kay", null, "", CancellationToken.None));
        await archive.Pass(1);
        await End(archive, "kay");
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await archive.Get<ChangeRole>().Agree((await Waiting(archive))[0].Number, "lee", CancellationToken.None));
        Assert.Null(await archive.Get<IMemberStore>().Find("mallory", CancellationToken.None));
    }

    [Fact]
    public async Task A_proposal_ends_after_thirty_days_and_is_made_anew()
    {
        await using TestArchive archive = await Founded();
        ChangeRole change = archive.Get<ChangeRole>();
        RoleChange end = new("lee", null, null, IsEnd: true);
        long number = Assert.IsType<KeepingOutcome.Waits>(await change.Do(end, "kay", null, "long ago", CancellationToken.None)).Number;
        // Said twice it is the same.
        Assert.Equal(number, Assert.IsType<KeepingOutcome.Waits>(await change.Do(end, "kay", null, "again", CancellationToken.None)).Number);
        archive.Clock.Pass(TimeSpan.FromDays(TwoKeeperAct.Days + 1));
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await change.Agree(number, "mo", CancellationToken.None));
        Assert.NotEqual(number, Assert.IsType<KeepingOutcome.Waits>(await change.Do(end, "kay", null, "again", CancellationToken.None)).Number);
        await archive.Pass(0);
        Assert.Equal("again", Assert.Single(await Waiting(archive)).Reason);
        Assert.IsType<RenewOutcome.Waits>(await archive.Get<RenewSignIn>().Propose("lee", "kay", null, "", CancellationToken.None));
        archive.Clock.Pass(TimeSpan.FromDays(TwoKeeperAct.Days + 1));
        Assert.IsType<RenewOutcome.Waits>(await archive.Get<RenewSignIn>().Propose("lee", "mo", null, "", CancellationToken.None));
    }

    [Fact]
    public async Task One_keeper_cannot_bury_what_the_others_propose()
    {
        await using TestArchive archive = await Founded();
        AddMember add = archive.Get<AddMember>();
        for (int number = 0; number < 50; number++) Assert.IsType<KeepingOutcome.Waits>(await add.Do($"handle-{number}", null, null, "kay", null, "", CancellationToken.None));
        Assert.Equal("too-many", Assert.IsType<KeepingOutcome.NotRight>(await add.Do("one-more", null, null, "kay", null, "", CancellationToken.None)).Finding.Code);
        Assert.Null(await archive.Get<IMemberStore>().Find("one-more", CancellationToken.None));
        Assert.IsType<KeepingOutcome.Waits>(await add.Do("another", null, null, "lee", null, "", CancellationToken.None));
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<ChangeRole>().Do(new RoleChange("kay", null, null, IsEnd: true), "kay", null, "", CancellationToken.None));
    }

    [Theory]
    [InlineData("shown")]
    [InlineData("old")]
    [InlineData("no keeper")]
    public async Task A_first_word_that_counts_no_more_destroys_nothing(string why)
    {
        await using TestArchive archive = await Founded();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward));
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        Assert.IsType<WithdrawOutcome.SecondKeeperNeeded>(await withdraw.ByKeeper(practice, "a name", null, asked.Keeper("kay"), CancellationToken.None));
        if (why == "shown") await withdraw.Show(practice, asked.Keeper("lee"), CancellationToken.None);
        if (why == "old") archive.Clock.Pass(TimeSpan.FromDays(TwoKeeperAct.Days + 1));
        if (why == "no keeper")
        {
            await archive.Pass(1);
            await End(archive, "kay");
        }

        Assert.IsType<WithdrawOutcome.SecondKeeperNeeded>(await withdraw.ByKeeper(practice, "another name", null, asked.Keeper("lee"), CancellationToken.None));
        Assert.Equal(("lee", "another name"), (Assert.Single(await Waiting(archive)).ProposedBy, (await Waiting(archive))[0].Reason));
        Assert.IsType<WithdrawOutcome.Destroyed>(await withdraw.ByKeeper(practice, "", null, asked.Keeper("mo"), CancellationToken.None));
        Assert.Empty(await Waiting(archive));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_telling_is_agreed_to_by_two_who_are_keepers_within_thirty_days(bool isOld)
    {
        await using TestArchive archive = await Founded();
        ReceiptCode receipt = await Vigil.Send(archive, await archive.Community(), Vigil.Story, "2017-01");
        DepositId deposit = await Vigil.Find(archive, receipt);
        Assert.IsType<ReviewOutcome.SecondKeeperNeeded>(await Accept("kay"));
        if (isOld) archive.Clock.Pass(TimeSpan.FromDays(TwoKeeperAct.Days + 1));
        else
        {
            await archive.Pass(1);
            await End(archive, "kay");
        }

        Assert.IsType<ReviewOutcome.SecondKeeperNeeded>(await Accept("lee"));
        Assert.IsType<ReviewOutcome.Done>(await Accept("mo"));

        Task<ReviewOutcome> Accept(string keeper) => archive.Get<ReviewDeposit>().Accept(deposit, new Asked(archive).Keeper(keeper), PublicationBasis.FirstHand, CancellationToken.None);
    }

    /// <summary>With three keepers, and past its first days.</summary>
    private static async Task<TestArchive> Founded()
    {
        TestArchive archive = await TestArchive.Start();
        foreach (string keeper in (string[])["kay", "lee", "mo"]) await archive.Member(keeper);
        await archive.Write(session => session.PutValue("founded", "2026-01-01"));
        return archive;
    }

    private static async Task End(TestArchive archive, string keeper) =>
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<ChangeRole>().Do(new RoleChange(keeper, null, null, IsEnd: true), Member.TerminalHandle, "hostile", "", CancellationToken.None));

    private static Task<IReadOnlyList<TwoKeeperAct>> Waiting(TestArchive archive) => archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None);
}
