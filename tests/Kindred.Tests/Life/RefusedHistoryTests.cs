using System.Net;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life;

/// <summary>What a community says no to is not read in the history either, nor what it said yes to for a while.</summary>
public sealed class RefusedHistoryTests
{
    [Theory]
    [InlineData(ConsentAnswer.Conditional, true)]
    [InlineData(ConsentAnswer.Declined, true)]
    [InlineData(ConsentAnswer.Declined, false)]
    public async Task A_revision_that_was_public_is_read_no_more_after_a_no(ConsentAnswer no, bool isNamedStill)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        await asked.Answer(practice, marsh, "amal", no);
        Assert.Null(await asked.Shown(practice));
        await asked.Correct(practice, "without the name", isNamedStill ? [marsh, hill] : [hill]);
        if (isNamedStill) await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(2, await asked.Shown(practice));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{practice}/history/1", $"/r/{practice}/compare?from=1&to=2", $"/api/v1/records/{practice}/history/1"])
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await anyone.GetAsync(address)).StatusCode));
        Assert.Equal([2], (await archive.Records.Revisions(practice, asked.Anyone, CancellationToken.None)).Select(one => one.Value.Number));
        Assert.NotNull(await archive.Records.Revision(practice, 1, asked.Keeper(), CancellationToken.None));
    }

    [Fact]
    public async Task A_no_to_words_is_a_no_to_each_revision_that_says_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        // Nobody is asked about what changes here: her yes covers it.
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with { Number = 2, WasPublic = false, Content = first.Content.With("unresolved", new FieldValue.One("where to sit")) });
            session.Put(session.FindRecord(practice)! with { LatestRevision = 2 });
        });
        await asked.Settle(practice);
        Assert.Equal(2, await asked.Shown(practice));
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        await asked.Correct(practice, "without the name", marsh);
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(3, await asked.Shown(practice));
        Assert.Equal([3], (await archive.Records.Revisions(practice, asked.Anyone, CancellationToken.None)).Select(one => one.Value.Number));
    }

    [Fact]
    public async Task A_revision_is_read_no_longer_than_the_yes_to_it_holds()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(10));
        await asked.Answer(practice, hill, "bo");
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "bo");
        Assert.Equal("2 1", await Read());
        archive.Clock.Pass(TimeSpan.FromDays(10));
        Assert.Equal("2 1", await Read());
        // The day alone ends it, before anything turns.
        archive.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal("2", await Read());
        await archive.Pass(1);
        Assert.Equal(2, await asked.Shown(practice));
        Assert.Equal("2", await Read());

        async Task<string> Read() => string.Join(' ', (await archive.Records.Revisions(practice, asked.Anyone, CancellationToken.None)).Select(one => one.Value.Number));
    }

    [Fact]
    public async Task What_nobody_has_answered_yet_stays_in_the_history()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Correct(practice, "only us", hill);
        await asked.Appoint("amal", marsh);
        await asked.Settle(practice);
        Assert.Equal(2, await asked.Shown(practice));
        Assert.NotNull(await archive.Records.Revision(practice, 1, asked.Anyone, CancellationToken.None));
    }
}
