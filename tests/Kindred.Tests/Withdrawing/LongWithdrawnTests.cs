using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Withdrawing;

/// <summary>What a community took back goes after thirty days, and only what it took back as its protocol asks.</summary>
public sealed class LongWithdrawnTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_kinship_goes_with_its_days_like_a_record(int needed, bool stays)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(needed), "amal", "chi"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId kin = await asked.Kin(await Practice(marsh, "amal", "chi"), await Practice(hill, "bo")), both = await asked.Practice(marsh, hill);
        foreach (RecordId one in (RecordId[])[kin, both]) await Give(one);
        Assert.Equal((1, 1), (await asked.Shown(kin), await asked.Shown(both)));
        foreach (RecordId one in (RecordId[])[kin, both])
            Assert.Equal(stays, Assert.IsType<WithdrawOutcome.Hidden>(await asked.Withdraw(one, marsh, "amal")).Until is null);
        await archive.Pass(31);
        Assert.Equal((null, null), (await asked.Shown(kin), await asked.Shown(both)));
        Assert.Equal((stays, stays), (await archive.Writer.Write(session => session.FindConnection(kin) is not null, CancellationToken.None), await asked.Find(both) is not null));

        async Task<RecordId> Practice(RecordId community, params string[] stewards)
        {
            RecordId practice = await asked.Practice(community);
            foreach (string steward in stewards) await asked.Answer(practice, community, steward);
            return practice;
        }

        async Task Give(RecordId subject)
        {
            foreach (string steward in (string[])["amal", "chi"]) await asked.Answer(subject, marsh, steward);
            await asked.Answer(subject, hill, "bo");
        }
    }

    [Fact]
    public async Task What_was_given_again_is_not_destroyed_for_what_it_hangs_on()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await Give(practice);
        RecordId note = await asked.Note(practice);
        await Give(note);
        await asked.Withdraw(note, marsh, "amal");
        await asked.Answer(note, marsh, "amal");
        await archive.Pass(40);
        Assert.Equal(1, await asked.Shown(note));
        await archive.Get<WithdrawRecord>().Hide(practice, "a name", asked.Keeper(), CancellationToken.None);
        await archive.Pass(1);
        Assert.Equal(RecordState.Hidden, (await asked.Find(note))?.State);

        async Task Give(RecordId subject)
        {
            await asked.Answer(subject, marsh, "amal");
            await asked.Answer(subject, hill, "bo");
        }
    }

    [Fact]
    public async Task Old_words_go_though_a_revision_without_the_community_waits()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        await asked.Withdraw(practice, marsh, "amal");
        await asked.Correct(practice, "only us", hill);
        await archive.Pass(31);
        Assert.Equal([2], (await archive.Writer.Write(session => session.Revisions(practice), CancellationToken.None)).Select(one => one.Number));
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task None_of_their_words_stays_with_a_record_that_a_keeper_hides_meanwhile()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        await asked.Withdraw(practice, marsh, "amal");
        await asked.Correct(practice, "told without them", hill);
        await archive.Pass(20);
        await archive.Get<WithdrawRecord>().Hide(practice, "a name", asked.Keeper(), CancellationToken.None);
        await archive.Pass(15);
        Record left = (await asked.Find(practice))!;
        Assert.Equal((2, "told without them"), (left.Revision, left.Content.Text("story")));
        Assert.IsType<WithdrawOutcome.Unknown>(await asked.Withdraw(practice, marsh, "amal"));
        await asked.Answer(practice, hill, "bo");
        await archive.Get<WithdrawRecord>().Show(practice, asked.Keeper(), CancellationToken.None);
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task What_was_shown_before_does_not_come_back_when_old_words_go()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(hill);
        await asked.Answer(practice, hill, "bo");
        await asked.Correct(practice, "with them", marsh, hill);
        await asked.Answer(practice, hill, "bo");
        await asked.Answer(practice, marsh, "amal");
        await asked.Withdraw(practice, marsh, "amal");
        await asked.Correct(practice, "only us, told anew", hill);
        await archive.Pass(31);
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(3, await asked.Shown(practice));
    }

    [Fact]
    public async Task What_others_went_on_with_is_not_destroyed_for_a_change_that_waits()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        await asked.Withdraw(practice, marsh, "amal");
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "bo", until: archive.Today.AddDays(60));
        await asked.Correct(practice, "again with them", marsh, hill);
        Assert.Equal(2, await asked.Shown(practice));
        await archive.Pass(62);
        await archive.Pass(1);
        Assert.Equal([3, 2], (await archive.Writer.Write(session => session.Revisions(practice), CancellationToken.None)).Select(one => one.Number));
        foreach ((RecordId community, string steward) in ((RecordId, string)[])[(marsh, "amal"), (hill, "bo")]) await asked.Answer(practice, community, steward);
        Assert.Equal(3, await asked.Shown(practice));
    }

    [Fact]
    public async Task A_published_kinship_is_not_forgotten_with_a_correction_that_was_declined()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId kin = await asked.Kin(await asked.Practice(marsh), await asked.Practice(hill));
        await archive.Write(session =>
        {
            Deposit deposit = session.FindDepositOf(kin)!;
            session.Put(deposit with { State = DepositState.Declined, StateDay = archive.Today, Connections = [deposit.Connections[0] with { AwaitsReview = true }] }, []);
        });
        await archive.Pass(32);
        Assert.Equal(1, await asked.Shown(kin));
    }

    [Fact]
    public async Task Silence_about_a_change_or_a_kinship_sends_it_back_and_leaves_what_is_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh), other = await asked.Practice(marsh);
        foreach (RecordId one in (RecordId[])[practice, other]) await asked.Answer(one, marsh, "amal");
        await asked.Correct(practice, "told otherwise", marsh);
        RecordId kin = await asked.Kin(practice, other);
        await archive.Pass(Protocol.AnySteward.SilenceDays + 1);
        Assert.Equal((1, null), (await asked.Shown(practice), await asked.Shown(kin)));
        foreach (RecordId one in (RecordId[])[practice, kin])
            Assert.Equal(DepositState.InReview, (await archive.Writer.Write(session => session.FindDepositOf(one), CancellationToken.None))!.State);
    }

    [Fact]
    public async Task A_change_to_a_communitys_own_record_waits_on_its_stewards_desk()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Assert.Empty(await archive.Get<Domain.Stores.IDepositStore>().Waiting(asked.Steward("amal", marsh), 9, CancellationToken.None));
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(marsh, 1)!;
            session.Put(first with { Number = 2, AskedFrom = 2, WasPublic = false, Content = first.Content.With("title", new FieldValue.One("Other people")) });
            session.Put(session.FindRecord(marsh)! with { LatestRevision = 2 });
        });
        Assert.Equal(marsh, Assert.Single(await archive.Get<Domain.Stores.IDepositStore>().Waiting(asked.Steward("amal", marsh), 9, CancellationToken.None)).Subject);
    }
}
