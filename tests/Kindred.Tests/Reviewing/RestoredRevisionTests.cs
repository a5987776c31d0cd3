using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Reviewing;

/// <summary>What an old revision brings back with its words, and what it doesn't.</summary>
public sealed class RestoredRevisionTests
{
    [Fact]
    public async Task What_is_kept_closer_than_a_community_is_restored_by_none_of_its_stewards()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        await asked.Correct(practice, "another story", marsh);
        await archive.Write(session => session.Put(session.FindRecord(practice)! with { Visibility = RecordVisibility.Keepers }));
        Assert.IsType<RestoreOutcome.NotThere>(await archive.Get<RestoreRevision>().Do(practice, 1, null, "", asked.Steward("amal", marsh), CancellationToken.None));
        Assert.Equal(2, (await asked.Find(practice))!.LatestRevision);
        Assert.IsType<RestoreOutcome.Restored>(await archive.Get<RestoreRevision>().Do(practice, 1, null, "", asked.Keeper(), CancellationToken.None));
    }

    /// <summary>A review found that basis for other eyes: who restores is one keeper, and nobody looks after her.</summary>
    [Fact]
    public async Task What_never_was_public_comes_back_on_nobodys_word_but_the_communitys()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        await asked.Correct(practice, "another story", marsh);
        Assert.IsType<RestoreOutcome.Restored>(await archive.Get<RestoreRevision>().Do(practice, 1, null, "", asked.Keeper(), CancellationToken.None));
        await asked.Answer(practice, marsh, "amal");
        Assert.Null(await asked.Shown(practice));
        // A steward comes, and it is hers to say.
        await asked.Appoint("bo", hill);
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(3, await asked.Shown(practice));
    }

    [Fact]
    public async Task Its_translations_are_marked_as_they_fit_also_where_nobody_marked_them_then()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), practice = await asked.Practice(marsh);
        await asked.Correct(practice, "another story", marsh);
        await archive.Write(session =>
        {
            // As an archive has it in which translations were not marked yet.
            Revision second = session.FindRevision(practice, 2)!;
            Dictionary<string, Translation> spanish = new() { ["title"] = new("En el portal", 1), ["story"] = new("primera", 1) };
            session.Put(second with { Content = second.Content with { Translations = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty.Add("es", spanish.ToImmutableSortedDictionary(StringComparer.Ordinal)) } });
        });
        await asked.Correct(practice, "a third story", marsh);
        Assert.IsType<RestoreOutcome.Restored>(await archive.Get<RestoreRevision>().Do(practice, 2, null, "", asked.Keeper(), CancellationToken.None));
        ImmutableSortedDictionary<string, Translation> translated = (await asked.Find(practice))!.Content.Translations["es"];
        Assert.Equal((false, true), (translated["title"].IsStale, translated["story"].IsStale));
    }
}
