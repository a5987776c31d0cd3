using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life;

/// <summary>What a depositor took back by correcting it, before anyone could read it, is published by nobody's yes.</summary>
public sealed class CorrectedUnseenTests
{
    [Fact]
    public async Task A_yes_to_words_that_a_correction_took_back_is_none()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await handed.Correct(Handed.Practice("two", [marsh]));
        Assert.IsType<AnswerOutcome.ChangedMeanwhile>(await asked.Say(practice, marsh, "amal"));
        Assert.Null(await asked.Shown(practice));
        using HttpClient amal = archive.SignedIn(await archive.Session("amal"));
        Assert.Contains($"/desk/deposits/{(await handed.Deposit()).Id}", await amal.GetStringAsync($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
        // By its handle at the desk it is the correction that is read.
        await asked.Answer((await handed.Deposit()).Records[0].Entry, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task Nor_where_something_else_is_public_and_the_words_are_not()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("two", [marsh]));
        await handed.Accept();
        await handed.Correct(Handed.Practice("three", [marsh]));
        Assert.IsType<AnswerOutcome.ChangedMeanwhile>(await asked.Say(practice, marsh, "amal"));
        Assert.Equal(1, await asked.Shown(practice));
    }

    [Fact]
    public async Task She_may_say_no_to_them_and_yes_anew_to_what_is_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await handed.Correct(Handed.Practice("two", [marsh]));
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("three", [marsh]));
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(5));
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task Nor_do_they_become_public_when_a_steward_goes()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await handed.Correct(Handed.Practice("two", [marsh]));
        await asked.Dismiss("amal", marsh);
        await asked.Settle(practice);
        Assert.Null(await asked.Shown(practice));
        await handed.Accept();
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task A_kinship_is_not_published_in_its_old_words_either()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward, "bo");
        Handed handed = await Handed.In(archive, Kin("both"));
        RecordId kin = Assert.IsType<ReviewOutcome.Done>(await handed.Review()).Deposit.Connections[0].Accessioned!.Value;
        await asked.Answer(kin, sea, "bo");
        await handed.Correct(Kin("neither"));
        Assert.IsType<AnswerOutcome.ChangedMeanwhile>(await asked.Say(kin, marsh, "amal"));
        Assert.Null(await asked.Shown(kin));
        string Kin(string shared) => $$"""{"connections":[{"type":"kin","from":"{{marsh}}","to":"{{sea}}","language":"en","shared":"{{shared}}","distinct":"each","sources":["https://example.org/a"]}]}""";
    }

    [Fact]
    public async Task Nor_is_one_that_was_hidden_before_anyone_could_read_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward, "bo");
        Handed handed = await Handed.In(archive, Kin("both"));
        RecordId kin = Assert.IsType<ReviewOutcome.Done>(await handed.Review()).Deposit.Connections[0].Accessioned!.Value;
        await asked.Answer(kin, sea, "bo");
        await handed.Correct(Kin("neither"));
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        await withdraw.Hide(kin, "To look at it.", asked.Keeper(), CancellationToken.None);
        Assert.IsType<AnswerOutcome.ChangedMeanwhile>(await asked.Say(kin, marsh, "amal"));
        await withdraw.Show(kin, asked.Keeper(), CancellationToken.None);
        Assert.Null(await asked.Shown(kin));
        string Kin(string shared) => $$"""{"connections":[{"type":"kin","from":"{{marsh}}","to":"{{sea}}","language":"en","shared":"{{shared}}","distinct":"each","sources":["https://example.org/a"]}]}""";
    }

    [Fact]
    public async Task A_change_that_was_taken_back_half_answered_waits_on_when_fewer_must_say_yes()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        foreach (string steward in (string[])["amal", "bo"]) await asked.Answer(practice, marsh, steward);
        await handed.Correct(Handed.Practice("two", [marsh]));
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("three", [marsh]));
        await archive.Write(session => session.Put(marsh, Protocol.AnySteward));
        await asked.Settle(practice);
        Assert.Equal(1, await asked.Shown(practice));
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(3, await asked.Shown(practice));
    }

    [Fact]
    public async Task One_that_was_public_is_shown_again_while_a_correction_of_it_waits()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward, "bo");
        RecordId of = await asked.Practice(marsh), with = await asked.Practice(sea), kin = await asked.Kin(of, with);
        foreach ((RecordId subject, RecordId community, string steward) in ((RecordId, RecordId, string)[])[(of, marsh, "amal"), (with, sea, "bo"), (kin, marsh, "amal"), (kin, sea, "bo")])
            await asked.Answer(subject, community, steward);
        await archive.Write(session =>
        {
            Deposit deposit = session.FindDepositOf(kin)!;
            session.Put(deposit with { State = DepositState.InReview, Connections = [deposit.Connections[0] with { AwaitsReview = true }] }, []);
        });
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        await withdraw.Hide(kin, "To look at it.", asked.Keeper(), CancellationToken.None);
        Assert.Null(await asked.Shown(kin));
        await withdraw.Show(kin, asked.Keeper(), CancellationToken.None);
        Assert.NotNull(await asked.Shown(kin));
    }

    [Fact]
    public async Task What_a_correction_leaves_out_that_never_was_public_is_destroyed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Two(marsh, "the neighbour"));
        Deposit deposit = Assert.IsType<ReviewOutcome.Done>(await handed.Review()).Deposit;
        (RecordId kept, RecordId left, RecordId joined) = (deposit.Records[0].Accessioned!.Value, deposit.Records[1].Accessioned!.Value, deposit.Connections[0].Accessioned!.Value);
        await handed.Correct(Handed.Practice("one", [marsh]));
        Assert.Null(await asked.Find(left));
        Assert.Null(await archive.Writer.Write(session => session.FindConnection(joined), CancellationToken.None));
        deposit = await handed.Deposit();
        Assert.Equal(kept, Assert.Single(deposit.Records).Accessioned);
        Assert.Empty(deposit.Connections);
        Assert.IsType<AnswerOutcome.Unknown>(await asked.Say(left, marsh, "amal"));
        await asked.Answer(kept, marsh, "amal");
        Assert.Equal(1, await asked.Shown(kept));
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, "the neighbour"));
    }

    [Fact]
    public async Task What_was_public_or_is_linked_to_still_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Two(marsh, "the neighbour"));
        Deposit deposit = Assert.IsType<ReviewOutcome.Done>(await handed.Review()).Deposit;
        (RecordId first, RecordId second) = (deposit.Records[0].Accessioned!.Value, deposit.Records[1].Accessioned!.Value);
        await asked.Answer(second, marsh, "amal");
        await handed.Correct(Handed.Practice("one", [marsh]));
        Assert.Equal(1, await asked.Shown(second));
        await asked.Answer(first, marsh, "amal");
        Assert.Equal(2, (await handed.Deposit()).Records.Length);
        Assert.Single((await handed.Deposit()).Connections);
    }

    [Fact]
    public async Task A_link_with_words_that_is_left_out_is_not_published_with_its_record()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string plain = Handed.Practice("one", [marsh]);
        Handed handed = await Handed.In(archive, plain[..^1] + $$""","connections":[{"type":"stoodWith","from":"#a","to":"{{marsh}}","language":"en","words":"zaunkoenig"}]}""");
        RecordId practice = await handed.Accept();
        await handed.Correct(plain);
        Assert.IsType<AnswerOutcome.ChangedMeanwhile>(await asked.Say(practice, marsh, "amal"));
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain("zaunkoenig", await anyone.GetStringAsync($"/r/{practice}?lang=en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_somebody_else_wrote_too_stays_a_record(bool isOfChange)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string plain = Handed.Practice("one", [marsh]), naming = plain.Replace($"\"{marsh}\"", $"\"{marsh}\",\"Neighbours\"", StringComparison.Ordinal);
        Handed first = await Handed.In(archive, naming);
        RecordId practice = await first.Accept();
        Handed second = await Handed.In(archive, isOfChange ? plain : naming);
        RecordId other = await second.Accept();
        if (isOfChange)
        {
            await asked.Answer(other, marsh, "amal");
            await second.Correct(naming);
            await second.Accept();
        }

        RecordId neighbours = (await first.Deposit()).Records[1].Accessioned!.Value;
        await first.Correct(plain);
        Assert.Equal((RecordState.Asked, 2), ((await asked.Find(neighbours))?.State, (await first.Deposit()).Records.Length));
        await asked.Answer(other, marsh, "amal");
        Assert.Equal((isOfChange ? 2 : 1, 1), (await asked.Shown(other), await asked.Shown(neighbours)));
        await first.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
    }

    /// <summary>Two practices of one deposit, the second joined to the first.</summary>
    private static string Two(RecordId marsh, string story) => Handed.Practice("one", [marsh])[..^2] + $$"""
        ,{"ref":"b","kind":"practice","language":"es","title":"At the bridge","story":"{{story}}",{{Handed.Sources}}"centres":["{{marsh}}"]}],
        "connections":[{"type":"continues","from":"#b","to":"#a","language":"en","words":"{{story}} again"}]}
        """;
}
