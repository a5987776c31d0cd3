using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Stewarding;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

/// <summary>Whoever holds a receipt shakes nothing off by it that others have said: not under another name in the deposit, nor by coming back again and again.</summary>
public sealed class ShakenOffTests
{
    private static readonly string[] Names = ["\"ref\":\"a\"", "\"ref\":\"z\""];

    [Fact]
    public async Task What_others_said_of_when_it_may_be_public_stays_under_another_name()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        DateOnly hers = archive.Today.AddDays(9), desks = archive.Today.AddDays(12);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().KeepBack((await handed.Deposit()).Id, asked.Steward("amal", marsh), hers, "There is a trial.", CancellationToken.None));
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().KeepBack((await handed.Deposit()).Id, asked.Keeper(), desks, "There is a trial.", CancellationToken.None));
        await handed.Correct(Handed.Practice("two", [marsh]).Replace(Names[0], Names[1], StringComparison.Ordinal));
        RecordId practice = await handed.Accept();
        Assert.Equal([(EmbargoBy.Community, hers), (EmbargoBy.Desk, desks)],
            (await archive.Writer.Write(session => session.Embargoes(practice), CancellationToken.None)).Select(one => (one.By, one.Until)).Order());
        await asked.Answer(practice, marsh, "amal");
        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task What_a_steward_said_against_it_stays_under_another_name()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        await asked.Answer((await handed.Deposit()).Records[0].Entry, marsh, "amal", ConsentAnswer.Declined);
        await asked.Dismiss("amal", marsh);
        await handed.Correct(Handed.Practice("two", [marsh]).Replace(Names[0], Names[1], StringComparison.Ordinal));
        RecordId practice = await handed.Accept();
        Assert.Null(await asked.Shown(practice));
        await asked.Appoint("bo", marsh);
        await asked.Answer(practice, marsh, "bo");
        Assert.Equal(1, await asked.Shown(practice));
    }

    [Fact]
    public async Task What_others_said_of_an_entry_that_is_left_out_stays_until_it_is_added_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Both(marsh));
        DateOnly hers = archive.Today.AddDays(9);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().KeepBack((await handed.Deposit()).Id, asked.Steward("amal", marsh), hers, "There is a trial.", CancellationToken.None));
        await handed.Correct(Question);
        await handed.Correct(Question);
        await handed.Correct(Both(marsh));
        Deposit deposit = await handed.Deposit();
        RecordId entry = deposit.Records.Single(one => one.Kind == "practice").Entry;
        Assert.Equal([(EmbargoBy.Community, hers)], await Days(archive, entry));
        Assert.Empty(await Days(archive, deposit.Id.Value));
        // What it keeps for later goes with it.
        await handed.Correct(Question);
        Assert.Equal([(EmbargoBy.Community, hers)], await Days(archive, deposit.Id.Value));
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(handed.Receipt, CancellationToken.None));
        Assert.Empty(await Days(archive, deposit.Id.Value));
    }

    [Fact]
    public async Task What_was_said_of_what_is_left_out_takes_nothing_else_away()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string second = Handed.Practice("two", [marsh]).Replace(Names[0], Names[1], StringComparison.Ordinal)["{\"records\":[".Length..^"]}".Length];
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]).Replace("]}]}", $"]}},{second}]}}", StringComparison.Ordinal));
        RecordId first = await handed.Accept();
        RecordId other = (await handed.Deposit()).Records[1].Accessioned!.Value;
        await asked.Answer(first, marsh, "amal");
        await asked.Withdraw(other, marsh, "amal");
        await handed.Correct(Handed.Practice("one", [marsh], Handed.Sources + "\"learned\":\"Soup.\","));
        await handed.Accept();
        Assert.Equal(2, await asked.Shown(first));
        Assert.Equal([ConsentAnswer.Given], (await archive.Writer.Write(session => session.Consents(first), CancellationToken.None)).Select(one => one.Answer));
    }

    [Fact]
    public async Task What_was_said_of_what_is_in_the_archive_already_stays_under_another_name()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId first = await handed.Accept();
        DateOnly hers = archive.Today.AddDays(9);
        Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(first, new RecordPart("story"), null, hers, null, asked.Steward("amal", marsh), CancellationToken.None));
        await asked.Answer(first, marsh, "amal", ConsentAnswer.Declined);
        await asked.Dismiss("amal", marsh);
        await handed.Correct(Handed.Practice("one", [marsh]).Replace(Names[0], Names[1], StringComparison.Ordinal));
        RecordId second = await handed.Accept();
        Assert.NotEqual(first, second);
        Assert.Null(await asked.Shown(second));
        Assert.Equal([(EmbargoBy.Community, hers)], await Days(archive, second));
        await asked.Appoint("bo", marsh);
        await asked.Answer(second, marsh, "bo");
        Assert.Equal(1, await asked.Shown(second));
        Assert.Equal([new RecordPart("story")], (await asked.Find(second))!.WithheldFields.Select(one => one.Part));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flood_that_was_declined_comes_back_to_quarantine_and_no_nearer(bool replies)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        Handed handed = await Handed.In(archive, Handed.Practice("one", [await asked.Community("Marsh people", Protocol.AnySteward, "amal")]));
        Deposit flood = await handed.Deposit();
        await archive.Write(session => session.Put(flood with { State = DepositState.Quarantined }, []));
        ReviewDeposit review = archive.Get<ReviewDeposit>();
        Assert.IsType<ReviewOutcome.Done>(await review.DeclineAsFlood(flood.Id, asked.Keeper(), null, CancellationToken.None));
        if (replies) Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().Reply(handed.Receipt, "It is meant.", CancellationToken.None));
        else await handed.Correct(Handed.Practice("two", []).Replace("\"centres\":[]", "\"centres\":[\"Marsh people\"]", StringComparison.Ordinal));
        Assert.Equal(DepositState.Quarantined, (await handed.Deposit()).State);
        // What was declined with words goes back to who said them.
        Assert.IsType<ReviewOutcome.Done>(await review.Release(flood.Id, asked.Keeper(), CancellationToken.None));
        Assert.IsType<ReviewOutcome.Done>(await review.Decline(flood.Id, asked.Keeper(), "Not so.", CancellationToken.None));
        Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().Reply(handed.Receipt, "It was so.", CancellationToken.None));
        Assert.Equal(DepositState.InReview, (await handed.Deposit()).State);
    }

    [Fact]
    public async Task What_is_destroyed_takes_no_more_words_by_its_receipt()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await asked.Withdraw(practice, marsh, "amal");
        Assert.Equal(DepositState.Withdrawn, (await handed.Deposit()).State);
        Assert.IsType<FollowOutcome.Unknown>(await archive.Get<FollowDeposit>().Reply(handed.Receipt, "the zaunkoenig", CancellationToken.None));
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
        Assert.Equal(DepositState.Withdrawn, (await handed.Deposit()).State);
        // Who comes back is told what became of it.
        Assert.NotNull(await archive.Get<FollowDeposit>().Find(handed.Receipt, CancellationToken.None));
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(handed.Receipt, CancellationToken.None));
    }

    private const string Question = """{"records":[{"ref":"q","kind":"question","title":"Who sings?"}]}""";

    private static string Both(RecordId community) =>
        Handed.Practice("one", [community]).Replace("\"records\":[", "\"records\":[{\"ref\":\"q\",\"kind\":\"question\",\"title\":\"Who sings?\"},", StringComparison.Ordinal);

    private static async Task<(EmbargoBy, DateOnly)[]> Days(TestArchive archive, RecordId of) =>
        [.. (await archive.Writer.Write(session => session.Embargoes(of), CancellationToken.None)).Select(one => (one.By, one.Until))];
}
