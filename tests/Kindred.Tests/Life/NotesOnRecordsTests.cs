using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Reviewing;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life;

/// <summary>A note is asked of those its subject names, whatever becomes of either, and of nothing else than its subject's.</summary>
public sealed class NotesOnRecordsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_no_to_a_note_holds_when_its_subject_drops_the_community(bool wasPublic)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        RecordId note = await asked.Note(practice);
        await asked.Answer(note, hill, "bo");
        if (wasPublic)
        {
            await asked.Answer(note, marsh, "amal");
            Assert.Equal(1, await asked.Shown(note));
            Assert.IsType<WithdrawOutcome.Hidden>(await asked.Withdraw(note, marsh, "amal"));
        }
        else
        {
            await asked.Answer(note, marsh, "amal", ConsentAnswer.Declined);
        }

        await asked.Withdraw(practice, marsh, "amal");
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "bo");
        Assert.Equal((2, null), (await asked.Shown(practice), await asked.Shown(note)));
    }

    [Fact]
    public async Task A_note_is_asked_of_those_whom_its_subject_names_later()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(hill);
        await asked.Answer(practice, hill, "bo");
        RecordId note = await asked.Note(practice);
        await asked.Answer(note, hill, "bo");
        await asked.Correct(practice, "first", marsh, hill);
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(1, await asked.Shown(note));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal((2, null), (await asked.Shown(practice), await asked.Shown(note)));
        await asked.Answer(note, marsh, "amal");
        Assert.Equal(1, await asked.Shown(note));
    }

    [Fact]
    public async Task A_public_note_that_moves_waits_for_those_whom_its_new_subject_names()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId before = await asked.Practice(sea), after = await asked.Practice(marsh);
        await asked.Answer(after, marsh, "amal");
        RecordId note = await asked.Note(before);
        Assert.Equal(1, await asked.Shown(note));
        Assert.IsType<ReviewOutcome.Done>(await asked.Move(note, after.ToString()));
        Assert.Equal(1, await asked.Shown(note));
        Assert.Equal([note], (await archive.Get<IDepositStore>().Waiting(asked.Steward("amal", marsh), 9, CancellationToken.None)).Select(one => one.Subject));
        await asked.Answer(note, marsh, "amal");
        Assert.Equal(2, await asked.Shown(note));
    }
}
