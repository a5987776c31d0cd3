using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Depositing;

namespace Kindred.Tests.Life;

/// <summary>What a community took back is not read in the history either.</summary>
public sealed class WithdrawnRevisionTests
{
    [Fact]
    public async Task A_revision_that_names_a_community_which_withdrew_is_destroyed_when_the_others_go_on_without_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Correct(practice, "zaunkoenig", marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(2, await asked.Shown(practice));
        Assert.IsType<WithdrawOutcome.Hidden>(await asked.Withdraw(practice, marsh, "amal"));
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(3, await asked.Shown(practice));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{practice}/history/2", $"/r/{practice}/compare?from=2&to=3", $"/api/v1/records/{practice}/history/2"])
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await anyone.GetAsync(address)).StatusCode));
        Assert.Equal([3], (await archive.Records.Revisions(practice, asked.Keeper(), CancellationToken.None)).Select(one => one.Value.Number));
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
    }

    [Fact]
    public async Task Its_words_go_from_the_deposit_too_where_an_older_revision_was_brought_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(hill);
        await asked.Answer(practice, hill, "bo");
        await asked.Correct(practice, "zaunkoenig", marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        await asked.Withdraw(practice, marsh, "amal");
        Assert.IsType<RestoreOutcome.Restored>(await archive.Get<RestoreRevision>().Do(practice, 1, null, "", asked.Keeper(), CancellationToken.None));
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(3, await asked.Shown(practice));
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
    }

    [Fact]
    public async Task What_was_suggested_over_its_words_goes_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        Proposed waiting = await Proposed.To(archive, practice, """{"story":"no zaunkoenig"}""", why: "It was no zaunkoenig.");
        await asked.Withdraw(practice, marsh, "amal");
        await asked.Correct(practice, "only us", hill);
        Assert.NotEmpty(Residue.In(archive.Folder, "aunkoenig"));
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(2, await asked.Shown(practice));
        Deposit left = await waiting.Deposit();
        Assert.Equal((DepositState.Withdrawn, null), (left.State, left.Proposal));
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
    }

    [Fact]
    public async Task A_withdrawal_that_needs_another_steward_hides_the_old_revisions_and_destroys_none()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "chi"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        foreach (string steward in (string[])["amal", "chi"]) await asked.Answer(practice, marsh, steward);
        await asked.Answer(practice, hill, "bo");
        await asked.Withdraw(practice, marsh, "amal");
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(2, await asked.Shown(practice));
        Assert.Null(await archive.Records.Revision(practice, 1, asked.Anyone, CancellationToken.None));
        Assert.NotNull(await archive.Records.Revision(practice, 1, asked.Keeper(), CancellationToken.None));
        await asked.Withdraw(practice, marsh, "chi");
        Assert.Null(await archive.Records.Revision(practice, 1, asked.Keeper(), CancellationToken.None));
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task A_community_that_only_an_old_revision_names_can_take_that_one_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "bo");
        Assert.NotNull(await archive.Records.Revision(practice, 1, asked.Anyone, CancellationToken.None));
        await asked.Withdraw(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        Assert.Null(await archive.Records.Revision(practice, 1, asked.Keeper(), CancellationToken.None));
    }
}
