using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Withdrawing;

public sealed partial class RestoredWithdrawalTests
{
    [Fact]
    public async Task A_part_of_what_waited_at_the_desk_in_it_is_taken_out_there_where_it_is_destroyed_since()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        const string Singer = """{"ref":"b","kind":"organisation","language":"es","title":"Zaunkoenig choir","summary":"They sing."},""";
        string json = Handed.Practice("the zaunkoenig sang", [marsh]).Replace("[{\"ref\":\"a\"", $"[{Singer}{{\"ref\":\"a\",\"stoodWith\":[\"#b\"]", StringComparison.Ordinal);
        Handed handed = await Handed.In(archive, json);
        string file = await BackUp(archive);
        await handed.Accept();
        Deposit taken = await handed.Deposit();
        RecordId choir = taken.Records[0].Accessioned!.Value, practice = taken.Records[1].Accessioned!.Value;
        await asked.Answer(practice, marsh, "amal");
        WithdrawPart part = archive.Get<WithdrawPart>();
        Assert.IsType<PartOutcome.Destroyed>(await part.Do(practice, "story", null, marsh, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.IsType<PartOutcome.Destroyed>(await part.Do(practice, "stoodWith", choir, marsh, asked.Steward("amal", marsh), CancellationToken.None));
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, choir, archive.Today));

        // Residue is looked for in it before it opens.
        await using TestArchive restored = await Restored(archive, file);
        DepositedRecord waits = (await new Handed(restored, handed.Receipt).Deposit()).Records.Single(one => one.Kind == "practice");
        Assert.Equal((true, "At the gate", null, 0), (waits.AwaitsReview, waits.Content.Title, waits.Content.Text("story"), waits.Links.Count(link => link.Field == "stoodWith")));
    }

    [Fact]
    public async Task First_words_that_waited_at_the_desk_in_it_and_that_a_community_has_taken_back_since_are_gone_from_the_desk()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        Handed handed = await Handed.In(archive, Handed.Practice("the zaunkoenig sang", [marsh, hill]));
        string file = await BackUp(archive);
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        string later = await BackUp(archive, "later.tar");
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "bo");
        string latest = await BackUp(archive, "latest.tar");
        Assert.Equal(new WithdrawOutcome.OfEarlier(true), await asked.Withdraw(practice, marsh, "amal"));

        // Residue is looked for in each before it opens.
        await using TestArchive restored = await Restored(archive, file);
        Assert.Equal(DepositState.Withdrawn, (await new Handed(restored, handed.Receipt).Deposit()).State);
        await using TestArchive before = await Restored(archive, later);
        Assert.Null(await new Asked(before).Find(practice));
        await using TestArchive after = await Restored(archive, latest);
        Assert.Equal(2, await new Asked(after).Shown(practice));
        Assert.Equal(practice, (await new Handed(after, handed.Receipt).Deposit()).Records.Single().Accessioned);
    }

    [Theory]
    [InlineData(ConsentAnswer.Declined, true)]
    [InlineData(ConsentAnswer.Conditional, true)]
    [InlineData(ConsentAnswer.Declined, false)]
    [InlineData(ConsentAnswer.Conditional, false)]
    public async Task What_waited_at_the_desk_in_it_and_was_refused_since_is_published_by_no_keeper_alone(ConsentAnswer word, bool isAccepted)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        string file = await BackUp(archive);
        await asked.Answer(isAccepted ? await handed.Accept() : (await handed.Deposit()).Records[0].Entry, marsh, "amal", word);
        await asked.Dismiss("amal", marsh);

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        // Whoever restores ends what ended since.
        await there.Dismiss("amal", marsh);
        RecordId practice = await new Handed(restored, handed.Receipt).Accept();
        Assert.Null(await there.Shown(practice));
        await there.Appoint("bo", marsh);
        await there.Answer(practice, marsh, "bo");
        Assert.Equal(1, await there.Shown(practice));
    }

    [Fact]
    public async Task What_waited_at_the_desk_in_it_and_was_kept_back_since_is_kept_back_under_its_new_id()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        string file = await BackUp(archive);
        await asked.Answer(await handed.Accept(), marsh, "amal");
        DateOnly day = archive.Today.AddDays(20);
        Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().KeepBack(handed.Receipt, day, CancellationToken.None));

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        RecordId practice = await new Handed(restored, handed.Receipt).Accept();
        await there.Answer(practice, marsh, "amal");
        Assert.Equal(day, (await there.Find(practice))!.EmbargoUntil);
        Assert.Null(await there.Shown(practice));
    }
}
