using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

/// <summary>What came with a receipt stays in the hands of who holds it, and what was declined of it goes.</summary>
public sealed class CorrectedDepositTests
{
    [Fact]
    public async Task A_correction_that_changes_nothing_waits_for_nobody()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId sea = await archive.Community("Sea people");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [sea]));
        await handed.Accept();
        await handed.Correct(Handed.Practice("one", [sea]));
        Assert.Equal((DepositState.Published, false), await handed.Deposit() is var deposit ? (deposit.State, deposit.AwaitsReview) : default);
    }

    [Fact]
    public async Task A_connection_that_a_correction_leaves_out_stays_its_depositors()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), dune = await asked.Community("Dune people", Protocol.AnySteward);
        string kin = $$"""{"type":"kin","from":"#a","to":"{{await asked.Practice(dune)}}","shared":"the river","distinct":"the bank"}""";
        string waiting = $$"""{"type":"continues","from":"#a","to":"{{await asked.Practice(sea)}}","words":"zaunkoenig"}""";
        string with = Handed.Practice("one", [sea])[..^1] + ",\"connections\":[";
        Handed handed = await Handed.In(archive, $"{with}{kin}]}}");
        await handed.Accept();
        RecordId connection = (await handed.Deposit()).Connections[0].Accessioned!.Value;
        await handed.Correct($"{with}{kin},{waiting}]}}");
        await handed.Correct(Handed.Practice("two", [sea]));
        Assert.Equal([connection], (await handed.Deposit()).Connections.Select(one => one.Accessioned));
        await handed.Accept();
        Assert.Equal(1, await asked.Shown(connection));
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(handed.Receipt, CancellationToken.None));
        Assert.Null(await asked.Shown(connection));
    }

    [Fact]
    public async Task What_was_accepted_stays_of_its_kind()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId sea = await archive.Community("Sea people");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [sea]));
        const string question = """{"records":[{"ref":"a","kind":"question","title":"Who sings?"}]}""";
        await handed.Correct(question);
        RecordId record = await handed.Accept();
        Assert.Equal("question", (await archive.Writer.Write(session => session.FindRecord(record), CancellationToken.None))!.Kind);
        await Assert.ThrowsAsync<Xunit.Sdk.IsTypeException>(() => handed.Correct(Handed.Practice("one", [sea])));
        Assert.Equal(record, (await handed.Deposit()).Records[0].Accessioned);
    }

    [Fact]
    public async Task What_was_declined_of_a_published_deposit_is_destroyed_in_its_time()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string first = Handed.Practice("one", [sea])[..^2] + $$""",{"ref":"b","kind":"practice","title":"At the river","story":"goldammer",{{Handed.Sources}}"centres":["{{marsh}}"]}]""";
        Handed handed = await Handed.In(archive, first + "}");
        RecordId practice = await handed.Accept();
        await handed.Correct(first.Replace("\"one\"", "\"zaunkoenig\"", StringComparison.Ordinal)[..^1] + $$""",{"ref":"c","kind":"question","title":"rohrdommel"}],"connections":[{"type":"speaksTo","from":"#a","to":"#c","words":"kiebitz"}]}""");
        await asked.Answer((await handed.Deposit()).Records[1].Accessioned!.Value, marsh, "amal", ConsentAnswer.Declined);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Decline((await handed.Deposit()).Id, asked.Keeper(), "No.", CancellationToken.None));
        await archive.Pass(30);
        Assert.NotEmpty(Residue.In(archive.Folder, "zaunkoenig"));
        await archive.Pass(1);
        Assert.Equal(1, await asked.Shown(practice));
        Deposit left = await handed.Deposit();
        Assert.Equal((DepositState.Published, "one", $"{sea}"), (left.State, Assert.Single(left.Records).Content.Text("story"), Assert.Single(left.Records[0].Links).Target));
        await archive.Stop();
        foreach (string word in (string[])["aunkoenig", "oldammer", "ohrdommel", "iebitz"]) Assert.Empty(Residue.In(archive.Folder, word));
    }
    [Fact]
    public async Task A_change_that_was_taken_back_by_a_correction_which_was_declined_goes_with_every_answer_to_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        foreach (string steward in (string[])["amal", "bo"]) await asked.Answer(practice, marsh, steward);
        await handed.Correct(Handed.Practice("zaunkoenig", [marsh]));
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("goldammer", [marsh]));
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Decline((await handed.Deposit()).Id, asked.Keeper(), "No.", CancellationToken.None));
        await archive.Pass(30);
        Assert.Equal((DepositState.Declined, 2), ((await handed.Deposit()).State, (await asked.Find(practice))!.LatestRevision));
        await archive.Pass(1);
        Deposit left = await handed.Deposit();
        Assert.Equal((DepositState.Published, false, "one", 1), (left.State, left.AwaitsReview, left.Records[0].Content.Text("story"), (await asked.Find(practice))!.LatestRevision));
        Assert.Equal(1, await asked.Shown(practice));
        // What is told in its place is asked about from the beginning.
        await handed.Correct(Handed.Practice("three", [marsh]));
        await handed.Accept();
        await asked.Answer(practice, marsh, "bo");
        Assert.Equal(1, await asked.Shown(practice));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        await archive.Stop();
        foreach (string word in (string[])["aunkoenig", "oldammer"]) Assert.Empty(Residue.In(archive.Folder, word));
    }

    [Fact]
    public async Task So_is_one_that_nobody_answered_and_a_keeper_declined()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("two", [marsh]));
        await handed.Accept();
        await archive.Pass(61);
        await archive.Get<ReviewDeposit>().Decline((await handed.Deposit()).Id, asked.Keeper(), "No.", CancellationToken.None);
        await archive.Pass(31);
        Assert.Equal((DepositState.Published, "one"), ((await handed.Deposit()).State, (await handed.Deposit()).Records[0].Content.Text("story")));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(1, await asked.Shown(practice));
    }

    [Fact]
    public async Task A_name_that_somebody_else_wrote_too_outlives_a_declined_deposit()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string naming = Handed.Practice("zaunkoenig", [marsh]).Replace($"\"{marsh}\"", $"\"{marsh}\",\"Neighbours\",\"Goldammer\"", StringComparison.Ordinal);
        Handed first = await Handed.In(archive, naming);
        RecordId declined = await first.Accept();
        Handed second = await Handed.In(archive, naming.Replace("zaunkoenig", "two", StringComparison.Ordinal).Replace(",\"Goldammer\"", "", StringComparison.Ordinal));
        RecordId other = await second.Accept();
        await asked.Answer(declined, marsh, "amal", ConsentAnswer.Declined);
        RecordId neighbours = (await first.Deposit()).Records[1].Accessioned!.Value;
        await archive.Pass(31);
        Assert.Null(await asked.Find(declined));
        await asked.Answer(other, marsh, "amal");
        Assert.Equal((1, 1), (await asked.Shown(other), await asked.Shown(neighbours)));
        Assert.Null((await asked.Find(neighbours))!.Deposit);
        await archive.Stop();
        foreach (string word in (string[])["aunkoenig", "oldammer"]) Assert.Empty(Residue.In(archive.Folder, word));
    }
}
