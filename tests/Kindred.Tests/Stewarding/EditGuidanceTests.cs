using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Stewarding;

/// <summary>What a community's stewards write of how to speak of it is their yes to its record, and no more of one than they mean.</summary>
public sealed class EditGuidanceTests
{
    [Fact]
    public async Task What_they_ask_of_others_says_no_yes_against_what_one_of_them_took_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo", "chi");
        foreach (string steward in (string[])["amal", "chi"]) await asked.Answer(marsh, marsh, steward);
        Assert.Equal(1, await asked.Shown(marsh));
        Assert.IsType<WithdrawOutcome.Hidden>(await asked.Withdraw(marsh, marsh, "bo"));
        OwnWords words = new([], [], [], "Listen.");
        foreach (string steward in (string[])["amal", "chi"])
            Assert.IsType<GuidanceOutcome.AnswerFirst>(await archive.Get<EditGuidance>().Do(marsh, 1, words, asked.Steward(steward, marsh), CancellationToken.None));
        Assert.Null(await asked.Shown(marsh));
        // On its page they read that it was taken back.
        foreach (string steward in (string[])["amal", "chi"]) await asked.Answer(marsh, marsh, steward);
        Assert.Equal(1, await asked.Shown(marsh));
        Assert.IsType<GuidanceOutcome.Done>(await archive.Get<EditGuidance>().Do(marsh, 1, words, asked.Steward("amal", marsh), CancellationToken.None));
    }
}
