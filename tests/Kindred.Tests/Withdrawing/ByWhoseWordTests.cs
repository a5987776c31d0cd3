using System.Net;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Keeping;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Withdrawing;

/// <summary>A tombstone says by whose word it stands there, and in the words that were chosen for it.</summary>
public class ByWhoseWordTests
{
    [Fact]
    public async Task What_two_keepers_destroyed_is_not_said_to_have_been_taken_back()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await archive.Community("Hill people");
        RecordId hers = await asked.Practice(marsh), theirs = await asked.Practice(hill);
        await asked.Answer(hers, marsh, "amal");
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        await asked.Withdraw(hers, marsh, "amal");
        Assert.IsType<WithdrawOutcome.SecondKeeperNeeded>(await withdraw.ByKeeper(theirs, "a name", null, asked.Keeper("kofi"), CancellationToken.None));
        Assert.IsType<WithdrawOutcome.Destroyed>(await withdraw.ByKeeper(theirs, "a name", null, asked.Keeper("lee"), CancellationToken.None));
        Assert.Contains("took it back", await Read(archive, hers), StringComparison.Ordinal);
        Assert.Contains("Keepers of this archive destroyed it", await Read(archive, theirs), StringComparison.Ordinal);
        Assert.DoesNotContain("took it back", await Read(archive, theirs), StringComparison.Ordinal);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("kofi, lee", await anyone.GetStringAsync("/about/acts"), StringComparison.Ordinal);
        // Nothing of it is lost with a back-up from before.
        JournalLine line = Assert.Single(WithdrawalJournal.Read(archive.Get<WithdrawalJournal>().Path), one => one.What == JournalWhat.Destroyed && one.Id == theirs.ToString());
        await archive.Write(session => archive.Get<ReplayWithdrawals>().In(session, [line], archive.Today));
        Assert.Contains("Keepers of this archive destroyed it", await Read(archive, theirs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_that_the_first_steward_chose_stay_where_the_second_chooses_none()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AllStewards, "amal", "bassam");
        RecordId practice = await asked.Practice(marsh);
        foreach (string steward in (string[])["amal", "bassam"]) await asked.Answer(practice, marsh, steward);
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        Assert.IsType<WithdrawOutcome.Hidden>(await withdraw.BySteward(practice, null, "It was ours to tell.", asked.Steward("amal", marsh), CancellationToken.None));
        using SignedInBrowser bassam = await SignedInBrowser.Of(archive, "bassam");
        Assert.Contains("It was ours to tell.</textarea>", await bassam.Read($"/desk/records/{practice}/withdraw"), StringComparison.Ordinal);
        await bassam.Post($"/desk/records/{practice}/withdraw", ("sure", "true"), ("words", ""));
        Assert.Contains("It was ours to tell.", await Read(archive, practice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_month_is_promised_to_others_whom_nobody_answers_for()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await archive.Community("Hill people");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        Assert.DoesNotContain("30 days", await amal.Read($"/desk/records/{practice}/withdraw?lang=en"), StringComparison.Ordinal);
        await asked.Appoint("noor", hill);
        Assert.Contains("30 days", await amal.Read($"/desk/records/{practice}/withdraw?lang=en"), StringComparison.Ordinal);
    }

    private static async Task<string> Read(TestArchive archive, RecordId record)
    {
        using HttpClient anyone = archive.Anyone();
        HttpResponseMessage gone = await anyone.GetAsync($"/r/{record}?lang=en");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        return await gone.Content.ReadAsStringAsync();
    }
}
