using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;

namespace Kindred.Tests.Life;

/// <summary>What a steward said against a deposit at the desk is her community's word, also when she is its steward no longer.</summary>
public sealed class RefusedAtTheDeskTests
{
    [Theory]
    [InlineData(ConsentAnswer.Declined)]
    [InlineData(ConsentAnswer.Conditional)]
    public async Task It_outlives_her_term(ConsentAnswer word)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        await asked.Answer((await handed.Deposit()).Records[0].Entry, marsh, "amal", word);
        await asked.Dismiss("amal", marsh);
        RecordId practice = await handed.Accept();
        Assert.Null(await asked.Shown(practice));
        // Nor does a correction that nobody of the community has read.
        await handed.Correct(Handed.Practice("two", [marsh]));
        await handed.Accept();
        Assert.Null(await asked.Shown(practice));
        await asked.Appoint("bo", marsh);
        await asked.Answer(practice, marsh, "bo");
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task Also_where_it_was_accepted_while_she_was_one_and_where_she_declined_the_deposit_whole()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Decline((await handed.Deposit()).Id, asked.Steward("amal", marsh), "Ask us first.", CancellationToken.None));
        RecordId practice = await handed.Accept();
        await asked.Dismiss("amal", marsh);
        await asked.Settle(practice);
        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task It_is_of_that_deposit_and_of_what_she_answered_herself_no_more()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId entry = (await handed.Deposit()).Records[0].Entry;
        await asked.Answer(entry, marsh, "amal", ConsentAnswer.Declined);
        await asked.Answer(entry, marsh, "amal");
        Assert.Equal(1, await asked.Shown((await handed.Deposit()).Records[0].Accessioned!.Value));
        Handed other = await Handed.In(archive, Handed.Practice("two", [marsh]));
        await asked.Dismiss("amal", marsh);
        Assert.Equal(1, await asked.Shown(await other.Accept()));
    }
}
