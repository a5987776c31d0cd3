using System.Collections.Immutable;
using System.Net;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Merging;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Exporting;
using Kindred.Tests.Life;
using static Kindred.Tests.Merging.Merged;

namespace Kindred.Tests.Merging;

/// <summary>Whoever has a word about one of two that were merged has it still.</summary>
public sealed class MergedWithdrawalTests
{
    [Fact]
    public async Task Of_one_that_is_destroyed_no_word_is_left_in_what_stands_for_it_and_what_was_said_of_it_goes()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Told.Content("Zaunkoenigin", ("summary", Told.One("zaunkoenigs summary")), ("otherNames", Told.Many("zaunkoenigs name")), ("topics", Told.Many("ships", "zaunkoenigs topic"))));
        RecordId said = await merged.Tell("action", "Walk-out", Link("organisedBy", goes));
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes));
        await merged.Change(stays, content => content.With("story", Told.One("Written since.")).With("otherNames", Told.Many([.. content.Texts("otherNames"), "Harbour folk"])));
        Assert.Contains("Zaunkoenigin", (await merged.Record(stays)).Content.Texts("otherNames"));
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, goes, archive.Today));
        Domain.Records.Record left = await merged.Record(stays);
        Assert.Equal((null, "Written since."), (left.Content.Text("summary"), left.Content.Text("story")));
        Assert.Equal(["Harbour folk"], left.Content.Texts("otherNames"));
        Assert.Empty(left.Content.Texts("topics"));
        Assert.Equal("", await merged.Beside(stays));
        Assert.Equal("", await merged.Beside(said));
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/r/{goes}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{stays}")).StatusCode);
        Assert.Empty(Residue.In(archive.Folder, "zaunkoenig"));
    }

    [Fact]
    public async Task Nor_in_what_stands_for_that_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId one = await merged.Tell("organisation", Told.Content("Zaunkoenigin", ("summary", Told.One("zaunkoenigs summary")), ("topics", Told.Many("zaunkoenigs topic")))), two = await merged.Tell("organisation", "Dockers"), three = await merged.Tell("organisation", "Union of dockers");
        await merged.Merge(one, two, ("summary", MergeChoice.Goes));
        await merged.Merge(two, three, ("summary", MergeChoice.Goes));
        Assert.Equal("zaunkoenigs summary", (await merged.Record(three)).Content.Text("summary"));
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, one, archive.Today));
        Assert.Empty(Residue.In(archive.Folder, "zaunkoenig"));
        Assert.Equal(["Dockers"], (await merged.Record(three)).Content.Texts("otherNames"));
    }

    [Fact]
    public async Task A_part_that_its_depositor_takes_back_is_taken_out_of_what_stands_for_it_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Told.Content("Dock workers", ("summary", Told.One("zaunkoenigs summary"))));
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes));
        await archive.Write(session => Assert.IsType<PartOutcome.Destroyed>(archive.Get<PartialWithdrawal>().ByDepositor(session, goes, "summary", null, archive.Today)));
        Assert.Null((await merged.Record(stays)).Content.Text("summary"));
        Assert.Empty(Residue.In(archive.Folder, "zaunkoenig"));
        await merged.Part(goes);
        Assert.Equal((RecordState.Published, null), ((await merged.Record(goes)).State, (await merged.Record(goes)).Content.Text("summary")));
    }

    [Fact]
    public async Task Where_the_one_that_stays_is_destroyed_the_other_stands_by_itself_with_what_was_said_of_it_and_is_hidden_until_a_keeper_looks()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dock workers"), said = await merged.Tell("action", "Walk-out", Link("organisedBy", goes));
        await merged.Merge(goes, stays);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, stays, archive.Today));
        Assert.Equal(RecordState.Hidden, (await merged.Record(goes)).State);
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/r/{goes}")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/r/{stays}")).StatusCode);
        await archive.Get<Features.Withdrawing.WithdrawRecord>().Show(goes, merged.Keeper, Cancel);
        Assert.Equal("organisedBy Walk-out", await merged.Beside(goes));
        _ = said;
    }

    [Fact]
    public async Task Whom_either_names_is_asked_about_both_and_a_no_to_the_one_is_a_no_to_the_other()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId stays = await merged.Tell("organisation", "Dockers");
        RecordId goes = await merged.Tell("organisation", Told.Content("Dock workers of the marsh") with { Links = [new ContentLink("communities", marsh, IsCommunity: true)] });
        Assert.Equal(RecordState.Asked, (await merged.Record(goes)).State);
        Assert.Equal("merge-not-public", Assert.IsType<MergeOutcome.NotRight>(await archive.Get<MergeRecords>().Merge(goes, stays, new Dictionary<string, MergeChoice>(), "same", null, merged.Keeper, Cancel)).Finding.Code);
        await asked.Answer(goes, marsh, "amal");
        Assert.True((await merged.Merge(goes, stays, ("communities", MergeChoice.Stays))).Asks);
        // Nothing that she did not agree to is shown meanwhile, not even the name.
        Domain.Records.Record waits = await merged.Record(stays);
        Assert.Equal((RecordState.Published, 1, 2), (waits.State, waits.Revision, waits.LatestRevision));
        Assert.Empty(waits.Content.Texts("otherNames"));
        Assert.Equal([marsh], waits.NewlyNamed);
        await asked.Answer(stays, marsh, "amal");
        Assert.Equal(["Dock workers of the marsh"], (await merged.Record(stays)).Content.Texts("otherNames"));
        // By her protocol her word alone destroys it: what had been merged into it stands by itself, and is not public either.
        await asked.Withdraw(stays, marsh, "amal");
        Assert.Null(await merged.Record(stays));
        Assert.Equal(RecordState.Hidden, (await merged.Record(goes)).State);
        await archive.Get<Features.Withdrawing.WithdrawRecord>().Show(goes, merged.Keeper, Cancel);
        Assert.False(VisibilityPolicy.IsPublic(Envelope.Of(await merged.Record(goes)), archive.Today));
    }

    [Fact]
    public async Task A_note_on_the_one_asks_those_whom_the_other_names()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId stays = await merged.Tell("organisation", Told.Content("Dockers") with { Links = [new ContentLink("communities", marsh, IsCommunity: true)] }), goes = await merged.Tell("organisation", "Dock workers");
        await asked.Answer(stays, marsh, "amal");
        RecordId note = await merged.Tell("note", Told.Content("I remember") with { Links = [new ContentLink("on", goes)] });
        Assert.Equal(RecordState.Published, (await merged.Record(note)).State);
        await merged.Merge(goes, stays);
        Assert.Equal((RecordState.Asked, marsh), ((await merged.Record(note)).State, Assert.Single((await merged.Record(note)).Communities)));
        await merged.Part(goes);
        Assert.Equal(RecordState.Published, (await merged.Record(note)).State);
    }

    [Fact]
    public async Task Nor_where_somebody_mended_or_translated_its_words_since()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Told.Content("Dock workers", ("summary", Told.One("zaunkoenigs sumary")), ("story", Told.One("zaunkoenigs story"))));
        RecordId above = await merged.Tell("organisation", "Union of dockers");
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes), ("story", MergeChoice.Goes));
        await merged.Change(stays, content => content.With("summary", Told.One("zaunkoenigs summary")));
        await merged.Change(stays, content => content with
        {
            Translations = content.Translations.SetItem("es", ImmutableSortedDictionary<string, Translation>.Empty.SetItem("summary", new Translation("zaunkoenig en breve", 3))),
        });
        await merged.Merge(stays, above, ("summary", MergeChoice.Goes), ("story", MergeChoice.Stays));
        Assert.Equal("zaunkoenigs summary", (await merged.Record(above)).Content.Text("summary"));
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, goes, archive.Today));
        Assert.Null((await merged.Record(above)).Content.Text("summary"));
        Assert.Empty(Residue.In(archive.Folder, "zaunkoenig"));
    }

    [Fact]
    public async Task A_note_on_the_one_still_waits_for_those_whom_that_one_names()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Told.Content("Dock workers of the marsh") with { Links = [new ContentLink("communities", marsh, IsCommunity: true)] });
        await asked.Answer(goes, marsh, "amal");
        RecordId note = await merged.Tell("note", Told.Content("I remember") with { Links = [new ContentLink("on", goes)] });
        Assert.Equal(RecordState.Asked, (await merged.Record(note)).State);
        Assert.True((await merged.Merge(goes, stays)).Asks);
        Assert.Equal((RecordState.Asked, marsh), ((await merged.Record(note)).State, Assert.Single((await merged.Record(note)).Communities)));
        // She doesn't want them to be one: what is said of what names her people still asks her.
        await asked.Answer(stays, marsh, "amal", ConsentAnswer.Declined);
        RecordId later = await merged.Tell("note", Told.Content("So do I") with { Links = [new ContentLink("on", goes)] });
        Assert.Equal((RecordState.Asked, RecordState.Asked), ((await merged.Record(note)).State, (await merged.Record(later)).State));
    }

    [Fact]
    public async Task What_stewards_of_a_community_that_both_name_take_out_of_the_one_is_taken_out_of_the_other_and_given_back_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(null, 7), "amal", "bo");
        RecordId stays = await merged.Tell("organisation", "Dockers");
        RecordId goes = await merged.Tell("organisation", Told.Content("Dock workers of the marsh", ("summary", Told.One("Where they sleep"))) with { Links = [new ContentLink("communities", marsh, IsCommunity: true)] });
        foreach (string steward in (string[])["amal", "bo"]) await asked.Answer(goes, marsh, steward);
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes));
        foreach (string steward in (string[])["amal", "bo"]) await asked.Answer(stays, marsh, steward);
        PartialWithdrawal partial = archive.Get<PartialWithdrawal>();
        await archive.Write(session => Assert.IsType<PartOutcome.Held>(partial.Say(session, stays, "summary", null, [marsh], "amal", archive.Today)));
        Assert.Null((await merged.Record(goes)).Content.Text("summary"));
        await archive.Write(session => Assert.IsType<PartOutcome.Shown>(partial.ShowAgain(session, stays, Assert.Single(session.Parts(stays)).Number, [marsh], "amal", archive.Today)));
        Assert.Equal("Where they sleep", (await merged.Record(goes)).Content.Text("summary"));
        await archive.Write(session =>
        {
            partial.Say(session, stays, "summary", null, [marsh], "amal", archive.Today);
            Assert.IsType<PartOutcome.Destroyed>(partial.Say(session, stays, "summary", null, [marsh], "bo", archive.Today));
        });
        await merged.Part(goes);
        await archive.Get<Features.Withdrawing.WithdrawRecord>().Show(goes, merged.Keeper, Cancel);
        Assert.Equal((RecordState.Published, null), ((await merged.Record(goes)).State, (await merged.Record(goes)).Content.Text("summary")));
        Assert.DoesNotContain("Where they sleep", await archive.Export("jsonl"), StringComparison.Ordinal);
        Assert.DoesNotContain("Where they sleep", System.Text.Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(System.IO.Path.Combine(archive.Folder, "kindred.db"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_steward_took_out_of_what_stood_for_it_is_not_public_when_they_are_parted()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId stays = await merged.Tell("organisation", "Dockers");
        RecordId goes = await merged.Tell("organisation", Told.Content("Dock workers of the marsh", ("summary", Told.One("Where they sleep"))) with { Links = [new ContentLink("communities", marsh, IsCommunity: true)] });
        await asked.Answer(goes, marsh, "amal");
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes));
        await asked.Answer(stays, marsh, "amal");
        await archive.Write(session => Assert.IsType<PartOutcome.Destroyed>(archive.Get<PartialWithdrawal>().Say(session, stays, "summary", null, [marsh], "amal", archive.Today)));
        await merged.Part(goes);
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain("Where they sleep", await (await anyone.GetAsync($"/r/{goes}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(RecordState.Hidden, (await merged.Record(goes)).State);
    }

    [Fact]
    public async Task Where_keepers_found_the_one_that_stood_to_speak_of_a_community_the_other_is_hidden_when_they_are_parted()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Told.Content("Dock workers", ("summary", Told.One("They of the marsh"))));
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes));
        await archive.Write(session =>
        {
            session.PutClaim(stays, marsh);
            archive.Get<Publication>().Settle(session, stays, archive.Today);
        });
        await asked.Answer(stays, marsh, "amal");
        await merged.Part(goes);
        Assert.Equal(RecordState.Hidden, (await merged.Record(goes)).State);
    }

    [Fact]
    public async Task What_its_depositor_corrects_stands_by_itself_in_the_new_words_and_the_old_ones_are_read_nowhere()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId goes = await asked.Practice(marsh), stays = await merged.Tell("practice", Told.Content("At the gates") with { Links = [new ContentLink("centres", marsh, IsCommunity: true)] });
        foreach (RecordId one in (RecordId[])[goes, stays]) await asked.Answer(one, marsh, "amal");
        await merged.Merge(goes, stays, ("story", MergeChoice.Goes));
        await asked.Answer(stays, marsh, "amal");
        Assert.Equal("first", (await merged.Record(stays)).Content.Text("story"));
        await asked.Correct(goes, "second", marsh);
        await asked.Answer(goes, marsh, "amal");
        Assert.Equal((RecordState.Published, "second"), ((await merged.Record(goes)).State, (await merged.Record(goes)).Content.Text("story")));
        Domain.Records.Record left = await merged.Record(stays);
        if (left.LatestRevision > left.Revision) await asked.Answer(stays, marsh, "amal");
        Assert.Null((await merged.Record(stays)).Content.Text("story"));
    }
}
