using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life;

/// <summary>What a community says while a keeper hides the record is its word all the same.</summary>
public sealed class WordWhileHiddenTests
{
    [Fact]
    public async Task A_yes_that_is_over_does_not_count_as_silence_when_the_hide_ends()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(marsh);
        Assert.Equal(1, await asked.Shown(practice));
        foreach (string steward in (string[])["amal", "chi"]) await asked.Appoint(steward, marsh);
        await archive.Get<WithdrawRecord>().Hide(practice, "a name", asked.Keeper(), CancellationToken.None);
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(3));
        await archive.Pass(20);
        await archive.Write(session => session.Put(marsh, new Protocol(2)));
        await archive.Pass(20);
        Assert.Null(await asked.Shown(practice));
    }
}
