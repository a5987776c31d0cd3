using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life;

/// <summary>What a community said holds, whatever becomes of its record, its stewards and the revisions that it was said of.</summary>
public sealed class StandingConsentTests
{
    [Fact]
    public async Task What_a_community_refused_stays_refused_when_its_own_record_is_destroyed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        await asked.Destroy(marsh);
        await asked.Answer(practice, hill, "bo");
        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task Nobody_answers_for_a_community_without_a_record_and_its_yes_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId answered = await asked.Practice(marsh), silent = await asked.Practice(marsh);
        await asked.Answer(answered, marsh, "amal");
        await asked.Destroy(marsh);
        await asked.Settle(answered);
        await asked.Settle(silent);
        Assert.Equal((1, null), (await asked.Shown(answered), await asked.Shown(silent)));
        await asked.Withdraw(answered, marsh, "amal");
        Assert.Null(await asked.Shown(answered));
    }

    [Fact]
    public async Task A_name_that_was_taken_out_never_comes_back_by_itself()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId lapses = await asked.Practice(marsh), declined = await asked.Practice(marsh), waits = await asked.Practice(marsh);
        foreach (RecordId one in (RecordId[])[lapses, declined, waits])
        {
            await asked.Answer(one, marsh, "amal");
            await asked.Correct(one, "without the name", marsh);
            if (one != waits) await asked.Answer(one, marsh, "amal", until: archive.Today.AddDays(10));
        }

        await asked.Answer(declined, marsh, "amal", ConsentAnswer.Declined);
        await archive.Pass(11);
        // The last consented one stays only where the newer was never shown.
        Assert.Equal((null, null, 1), (await asked.Shown(lapses), await asked.Shown(declined), await asked.Shown(waits)));
    }

    [Fact]
    public async Task A_note_asks_whom_its_subject_names_later()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(sea), note = await asked.Note(practice);
        await asked.Correct(practice, "with them", sea, marsh);
        Assert.Equal((1, 1), (await asked.Shown(practice), await asked.Shown(note)));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal((2, null), (await asked.Shown(practice), await asked.Shown(note)));
        await asked.Answer(note, marsh, "amal");
        Assert.Equal(1, await asked.Shown(note));
    }

    [Fact]
    public async Task The_yes_of_who_left_before_the_word_was_whole_makes_it_last_no_longer()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AllStewards, "amal", "bo"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "bo");
        await asked.Dismiss("bo", marsh);
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(10));
        Assert.Equal(1, await asked.Shown(practice));
        await archive.Pass(11);
        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task The_yes_of_who_helped_to_make_the_word_whole_goes_on_when_she_leaves()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AllStewards, "amal", "bo"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "bo");
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(10));
        await asked.Dismiss("bo", marsh);
        await asked.Settle(practice);
        Assert.Equal(1, await asked.Shown(practice));
        await archive.Pass(11);
        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task Where_all_must_answer_those_who_are_stewards_now_do()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AllStewards, "amal", "bo");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        await asked.Dismiss("amal", marsh);
        await asked.Appoint("chi", marsh);
        await asked.Answer(practice, marsh, "bo");
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, marsh, "chi");
        Assert.Equal(1, await asked.Shown(practice));
        // What the community said is the community's, whoever answers for it later.
        foreach (string steward in (string[])["bo", "chi"]) await asked.Dismiss(steward, marsh);
        await asked.Settle(practice);
        Assert.Equal(1, await asked.Shown(practice));
        await asked.Appoint("dee", marsh);
        await asked.Settle(practice);
        Assert.Equal(1, await asked.Shown(practice));
        await asked.Answer(practice, marsh, "dee", ConsentAnswer.Declined);
        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task With_the_last_stewards_term_a_half_yes_does_not_become_a_whole_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        foreach (string steward in (string[])["amal", "bo"]) await asked.Dismiss(steward, marsh);
        await asked.Settle(practice);
        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task A_former_stewards_no_holds_until_those_after_her_say_yes()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo", "chi");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "bo");
        await asked.Answer(practice, marsh, "chi");
        Assert.Equal(1, await asked.Shown(practice));
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        await asked.Dismiss("amal", marsh);
        await asked.Settle(practice);
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, marsh, "bo");
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, marsh, "chi");
        Assert.Equal(1, await asked.Shown(practice));
    }
}
