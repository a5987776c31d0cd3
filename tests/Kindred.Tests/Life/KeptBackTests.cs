using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life;

/// <summary>Whose word it is by which something is kept back, and who ends it.</summary>
public sealed class KeptBackTests
{
    [Fact]
    public async Task What_a_steward_set_who_has_left_is_ended_by_those_who_answer_now_and_by_nobody_before()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "chi"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "chi");
        KeepBack act = archive.Get<KeepBack>();
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, null, archive.Today.AddYears(1), null, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, null, null, null, asked.Steward("chi", marsh), CancellationToken.None));
        Assert.Null(await asked.Shown(practice));
        await asked.Dismiss("amal", marsh);
        Assert.Null(await asked.Shown(practice));
        // Without this nobody could show it for a year.
        Assert.Equal(new KeepBackOutcome.Done(RecordState.Published, null), await act.Do(practice, null, null, null, asked.Steward("chi", marsh), CancellationToken.None));
        Assert.Equal(1, await asked.Shown(practice));
    }

    [Fact]
    public async Task Who_may_not_see_it_keeps_nothing_back_and_learns_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), closer = await asked.Practice(marsh), own = await asked.Practice(marsh), gone = await asked.Practice(marsh);
        await asked.Destroy(gone);
        await archive.Write(session =>
        {
            session.Put(session.FindRecord(closer)! with { Visibility = RecordVisibility.Keepers });
            session.Put(session.FindRecord(own)! with { Visibility = RecordVisibility.Depositor });
        });
        (RecordId, Viewer.Member)[] tries = [(closer, asked.Steward("amal", marsh)), (own, asked.Keeper()), (gone, asked.Keeper()), (RecordId.Mint(), asked.Keeper())];
        foreach ((RecordId id, Viewer.Member member) in tries)
        {
            Assert.IsType<KeepBackOutcome.Unknown>(await archive.Get<KeepBack>().Do(id, null, archive.Today.AddDays(9), "why", member, CancellationToken.None));
            Assert.Empty(await archive.Writer.Write(session => session.Embargoes(id), CancellationToken.None));
        }
    }

    [Fact]
    public async Task Who_may_not_see_it_takes_nothing_back_and_learns_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), closer = await Closer(archive, asked, marsh);
        Assert.IsType<WithdrawOutcome.Unknown>(await asked.Withdraw(closer, marsh, "amal"));
        Assert.IsType<WithdrawOutcome.Unknown>(await archive.Get<WithdrawRecord>().Hide(closer, "why", asked.Steward("amal", marsh), CancellationToken.None));
        Assert.Equal((RecordState.Published, null), ((await asked.Find(closer))!.State, (await asked.Find(closer))!.HiddenBecause));
        Assert.Single(await archive.Writer.Write(session => session.Consents(closer), CancellationToken.None));
    }

    [Fact]
    public async Task Who_may_not_see_it_any_more_renews_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), closer = await Closer(archive, asked, marsh);
        Assert.Equal(new RenewConsentsOutcome.Done(0, 1), await archive.Get<RenewConsents>().Do([(closer, marsh)], archive.Today.AddYears(1), asked.Steward("amal", marsh), null, CancellationToken.None));
        Assert.Single(await archive.Writer.Write(session => session.Consents(closer), CancellationToken.None));
    }

    /// <summary>Published with her yes for a while, and by now for keepers alone.</summary>
    private static async Task<RecordId> Closer(TestArchive archive, Asked asked, RecordId community)
    {
        RecordId practice = await asked.Practice(community);
        await asked.Answer(practice, community, "amal", until: archive.Today.AddDays(20));
        await archive.Write(session => session.Put(session.FindRecord(practice)! with { Visibility = RecordVisibility.Keepers }));
        return practice;
    }
}
