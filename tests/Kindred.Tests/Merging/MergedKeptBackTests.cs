using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using static Kindred.Tests.Merging.Merged;

namespace Kindred.Tests.Merging;

/// <summary>A link that is kept back until a day is kept back whichever record it leads to, and when that is merged or parted.</summary>
public sealed class MergedKeptBackTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_kept_back_of_the_one_is_kept_back_of_what_stands_for_it_and_again_when_they_are_parted(bool wasPublic)
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dockers union"), action = RecordId.Mint();
        await archive.Write(session =>
        {
            Browsing.Told.Put(session, action, "action", Browsing.Told.Content("Walk-out") with { Links = [Link("organisedBy", goes)] }, archive.Today);
            if (wasPublic) archive.Get<Publication>().Settle(session, action, archive.Today);
        });
        await KeepBack(archive, action, goes);
        await NothingIsSaid("before");
        await merged.Merge(goes, stays);
        await NothingIsSaid("merged");
        await merged.Change(action, content => content.With("summary", Browsing.Told.One("At night.")));
        await NothingIsSaid("merged and changed");
        await merged.Part(goes);
        await NothingIsSaid("parted");
        await merged.Merge(goes, stays);
        await archive.Pass(10);
        Assert.Equal("organisedBy Walk-out", await merged.Beside(stays));

        async Task NothingIsSaid(string when)
        {
            Assert.Equal((when, ""), (when, await merged.Beside(stays)));
            if ((await merged.Record(goes)).State == RecordState.Published) Assert.Equal((when, ""), (when, await merged.Beside(goes)));
            await IsIn(archive, action, (when, false), goes, stays);
        }
    }

    [Fact]
    public async Task What_is_kept_back_while_they_are_one_is_kept_back_when_they_are_two()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dockers union"), action = await merged.Tell("action", "Walk-out", Link("organisedBy", goes));
        await merged.Merge(goes, stays);
        await KeepBack(archive, action, stays);
        await IsIn(archive, action, ("merged", false), goes, stays);
        await merged.Part(goes);
        Assert.Equal("", await merged.Beside(goes));
        await IsIn(archive, action, ("parted", false), goes, stays);
        await archive.Write(session =>
        {
            foreach (Embargo word in session.Embargoes(action)) session.End(word);
            archive.Get<Publication>().Settle(session, action, archive.Today);
        });
        Assert.Equal("organisedBy Walk-out", await merged.Beside(goes));
    }

    [Fact]
    public async Task A_word_that_ends_while_they_are_one_has_ended()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dockers union"), action = await merged.Tell("action", "Walk-out", Link("organisedBy", goes));
        await KeepBack(archive, action, goes);
        await merged.Merge(goes, stays);
        await archive.Write(session =>
        {
            foreach (Embargo word in session.Embargoes(action)) session.End(word);
            Assert.Empty(session.Embargoes(action));
            archive.Get<Publication>().Settle(session, action, archive.Today);
        });
        Assert.Equal("organisedBy Walk-out", await merged.Beside(stays));
        await merged.Part(goes);
        Assert.Equal("organisedBy Walk-out", await merged.Beside(goes));
    }

    [Fact]
    public async Task Words_that_their_depositor_keeps_back_are_kept_back_in_what_stands_for_them_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Browsing.Told.Content("Dock workers", ("summary", Browsing.Told.One("Where they sleep"))));
        await merged.Merge(goes, stays, ("summary", Domain.Merging.MergeChoice.Goes));
        await archive.Write(session => archive.Get<Features.Shared.Publishing.Embargoing>().ByDepositor(session, [goes], archive.Today.AddDays(9), archive.Today));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{stays}", $"/r/{stays}/history", $"/r/{goes}", $"/api/v1/records/{stays}/history/2", "/export/jsonl"])
            Assert.DoesNotContain("Where they sleep", await (await anyone.GetAsync(address)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await archive.Pass(10);
        Assert.Contains("Where they sleep", await anyone.GetStringAsync($"/r/{goes}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_is_it_in_the_words_as_they_were_said_for_who_may_not_read_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dockers union"), action = await merged.Tell("action", "Walk-out", Link("organisedBy", goes));
        await KeepBack(archive, action, goes);
        Assert.DoesNotContain(goes.ToString(), await Said(archive.Stranger), StringComparison.Ordinal);
        await merged.Merge(goes, stays);
        Assert.DoesNotContain(goes.ToString(), await Said(archive.Stranger), StringComparison.Ordinal);
        Assert.DoesNotContain(stays.ToString(), await Said(archive.Stranger), StringComparison.Ordinal);
        Assert.Contains(goes.ToString(), await Said(merged.Keeper), StringComparison.Ordinal);

        async Task<string> Said(Domain.Visibility.Viewer viewer) => System.Text.Encoding.UTF8.GetString((await archive.Records.WordsSaid(action, 1, viewer, Cancel))!);
    }

    [Fact]
    public async Task A_place_that_is_not_to_be_shown_so_closely_is_not_shown_under_the_name_of_another()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("place", At("Elm Street 4")), goes = await merged.Tell("place", At("The house in Elm Street"));
        RecordId action = await merged.Tell("action", "Walk-out", new ContentLink("where", goes, Finest: Precision.Town));
        await IsIn(archive, action, ("before", false), goes, stays);
        await merged.Merge(goes, stays);
        await IsIn(archive, action, ("merged", false), goes, stays);
        await merged.Change(action, content => content.With("summary", Browsing.Told.One("At night.")));
        await IsIn(archive, action, ("changed", false), goes, stays);
        Assert.Equal("", await merged.Beside(stays));
        await merged.Part(goes);
        await IsIn(archive, action, ("parted", false), goes, stays);

        static RecordContent At(string title) => Browsing.Told.Content(title, ("coordinates", new FieldValue.Coordinates(52.51234, 13.41234, Precision.Exact)));
    }

    private static Task KeepBack(TestArchive archive, RecordId record, RecordId target) => archive.Write(session =>
    {
        session.Put(new Embargo { Subject = record, Part = new RecordPart("organisedBy", target), By = EmbargoBy.Desk, Until = archive.Today.AddDays(9) });
        archive.Get<Publication>().Settle(session, record, archive.Today);
    });

    /// <summary>In nothing that a stranger reads of the record, now or in its history.</summary>
    private static async Task IsIn(TestArchive archive, RecordId record, (string When, bool Is) expected, params RecordId[] others)
    {
        var found = Assert.IsType<Domain.Stores.Reading.Found>(await archive.Records.Read(record, archive.Stranger, 50, Cancel));
        RecordId[] said = [.. found.Record.Value.Content.Links.Concat((await archive.Records.Revisions(record, archive.Stranger, Cancel)).SelectMany(one => one.Value.Content.Links)).Select(link => link.Target)];
        Assert.Equal(expected, (expected.When, said.Any(others.Contains)));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{record}", $"/r/{record}.json", $"/r/{record}/history", $"/api/v1/records/{record}/history/1", "/export/jsonl"])
            Assert.Equal(expected, ($"{expected.When}", (await anyone.GetStringAsync(address)).Split('\n').Any(line => line.Contains("Walk-out", StringComparison.Ordinal) && others.Any(other => line.Contains(other.ToString(), StringComparison.Ordinal)))));
    }
}
