using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;

namespace Kindred.Tests.Life;

/// <summary>What a publication rests on is said of one revision, and of no other.</summary>
public sealed class RevisionBasisTests
{
    [Fact]
    public async Task Sources_of_a_later_revision_do_not_publish_an_earlier_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward, "bo"), marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("our neighbour", [sea], more: ""));
        RecordId practice = await handed.Accept(PublicationBasis.Consent);
        await asked.Dismiss("bo", sea);
        await handed.Correct(Handed.Practice("nobody's name", [sea, marsh]));
        await handed.Accept();
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task No_keeper_brings_back_alone_what_never_was_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward, "bo");
        Handed handed = await Handed.In(archive, Handed.Practice("our neighbour", [sea], more: ""));
        RecordId practice = await handed.Accept(PublicationBasis.Consent);
        await asked.Dismiss("bo", sea);
        await handed.Correct(Handed.Practice("nobody's name", [sea]));
        await handed.Accept();
        await handed.Correct(Handed.Practice("what they sang", [sea]));
        await handed.Accept();
        Assert.Equal(3, await asked.Shown(practice));
        RestoreRevision restore = archive.Get<RestoreRevision>();
        Assert.IsType<RestoreOutcome.Restored>(await restore.Do(practice, 1, null, "", asked.Keeper(), CancellationToken.None));
        Assert.Equal(3, await asked.Shown(practice));
        Assert.IsType<RestoreOutcome.Restored>(await restore.Do(practice, 2, null, "", asked.Keeper(), CancellationToken.None));
        Assert.Equal(5, await asked.Shown(practice));
    }

    [Fact]
    public async Task A_correction_accepted_without_sources_takes_nothing_down()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward);
        Handed handed = await Handed.In(archive, Handed.Practice("one", [sea]));
        RecordId practice = await handed.Accept();
        await handed.Correct(Handed.Practice("one", [sea], Handed.Sources + "\"learned\":\"a typo mended\","));
        Assert.IsType<ReviewOutcome.NeedsWork>(await handed.Review(PublicationBasis.Consent));
        await asked.Appoint("bo", sea);
        await handed.Accept(PublicationBasis.Consent);
        await asked.Dismiss("bo", sea);
        await asked.Settle(practice);
        Assert.Equal(1, await asked.Shown(practice));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("public already", await anyone.GetStringAsync($"/r/{practice}?lang=en"), StringComparison.Ordinal);
    }
}
