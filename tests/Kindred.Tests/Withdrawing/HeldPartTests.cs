using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Withdrawing;

/// <summary>What is held of a part is no place where words outlive whoever took them back otherwise meanwhile.</summary>
public sealed class HeldPartTests
{
    private const string Word = "zaunkoenig";
    private const string Rest = "aunkoenig";

    [Fact]
    public async Task A_proposal_that_is_withdrawn_while_its_part_is_held_leaves_nothing_and_what_was_before_can_be_put_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo");
        RecordId practice = await (await Handed.In(archive, Handed.Practice("We sang.", [marsh]))).Accept();
        await Yes(asked, practice, marsh);
        Proposed proposed = await Proposed.To(archive, practice, $$"""{"story":"{{Word}} sang."}""", why: $"It was {Word}.", signedAs: Word);
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take());
        await Yes(asked, practice, marsh);
        Assert.Equal(2, await asked.Shown(practice));
        Assert.Equal(new PartOutcome.Held(1, 2), await archive.Get<WithdrawPart>().Do(practice, "story", null, marsh, asked.Steward("amal", marsh), CancellationToken.None));

        await proposed.Withdraw();
        Assert.Empty(Residue.In(archive.Folder, Rest));
        Record record = (await asked.Find(practice))!;
        Assert.Equal((RecordState.Published, null), (record.State, record.Content.Text("story")));
        long number = (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number;
        Assert.Equal(new PartOutcome.Shown(true), await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("amal", marsh), CancellationToken.None));
        record = (await asked.Find(practice))!;
        Assert.Equal((RecordState.Published, "We sang."), (record.State, record.Content.Text("story")));
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, Rest));
    }

    [Fact]
    public async Task What_is_held_of_a_revision_that_another_community_takes_back_is_destroyed_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "chi"), hill = await asked.Community("Hill people", new Protocol(2), "amal", "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Correct(practice, $"{Word} with both", marsh, hill);
        await asked.Answer(practice, marsh, "chi");
        await Yes(asked, practice, hill);
        await asked.Correct(practice, "only us", hill);
        await Yes(asked, practice, hill);
        Assert.Equal(3, await asked.Shown(practice));
        Assert.Equal(new PartOutcome.Held(1, 2), await archive.Get<WithdrawPart>().Do(practice, "story", null, hill, asked.Steward("amal", hill), CancellationToken.None));
        Assert.Equal(new WithdrawOutcome.OfEarlier(true), await asked.Withdraw(practice, marsh, "chi"));
        Assert.Empty(Residue.In(archive.Folder, Rest));
        long number = (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number;
        Assert.IsType<PartOutcome.Shown>(await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("amal", hill), CancellationToken.None));
        Assert.Equal("only us", (await asked.Find(practice))!.Content.Text("story"));
    }

    private static async Task Yes(Asked asked, RecordId practice, RecordId community)
    {
        foreach (string steward in (string[])["amal", "bo"]) await asked.Answer(practice, community, steward);
    }
}
