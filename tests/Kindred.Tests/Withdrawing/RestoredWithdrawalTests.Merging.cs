using System.Net;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Merging;

namespace Kindred.Tests.Withdrawing;

public sealed partial class RestoredWithdrawalTests
{
    [Fact]
    public async Task What_was_merged_after_the_back_up_is_merged_again_and_what_was_destroyed_with_it_does_not_come_back_by_itself()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dock workers"), said = await merged.Tell("action", "Walk-out", Merged.Link("organisedBy", goes));
        RecordId taken = await merged.Tell("campaign", "Ships stay"), beside = await merged.Tell("campaign", "Ships stay!");
        RecordId parted = await merged.Tell("place", "Harbour"), from = await merged.Tell("place", "The harbour");
        string file = await BackUp(archive);
        await merged.Merge(goes, stays);
        await merged.Merge(beside, taken);
        await merged.Merge(parted, from);
        await merged.Part(parted);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, taken, archive.Today));

        await using TestArchive restored = await Restored(archive, file);
        Merged there = new(restored);
        Assert.Equal("organisedBy Walk-out", await there.Beside(stays));
        Assert.Equal(["Dock workers"], (await there.Record(stays)).Content.Texts("otherNames"));
        using HttpClient anyone = restored.Anyone();
        Assert.Equal(HttpStatusCode.PermanentRedirect, (await anyone.GetAsync($"/r/{goes}")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/r/{taken}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/r/{beside}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{parted}")).StatusCode);
        _ = said;
    }

    [Fact]
    public async Task What_was_parted_or_destroyed_after_the_back_up_is_so_again_and_leaves_no_word_in_what_stood_for_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Told.Content("Zaunkoenigin", ("summary", Told.One("zaunkoenigs words"))));
        RecordId one = await merged.Tell("place", "Harbour"), other = await merged.Tell("place", "The harbour");
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes));
        await merged.Merge(one, other);
        string file = await BackUp(archive);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, goes, archive.Today));
        await merged.Part(one);

        await using TestArchive restored = await Restored(archive, file);
        Merged there = new(restored);
        Assert.Null((await there.Record(stays)).Content.Text("summary"));
        Assert.Empty((await there.Record(stays)).Content.Texts("otherNames"));
        using HttpClient anyone = restored.Anyone();
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/r/{goes}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{one}")).StatusCode);
        Assert.Empty((await there.Record(other)).Content.Texts("otherNames"));
    }

    [Fact]
    public async Task What_its_giver_kept_back_after_the_back_up_is_said_by_nothing_that_stood_for_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Told.Content("Dock workers", ("summary", Told.One("Where they sleep"))));
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes));
        string file = await BackUp(archive);
        await archive.Write(session => archive.Get<Embargoing>().ByDepositor(session, [goes], archive.Today.AddDays(9), archive.Today));

        await using TestArchive restored = await Restored(archive, file);
        using HttpClient anyone = restored.Anyone();
        foreach (string address in (string[])[$"/r/{stays}", $"/r/{stays}/history/2", $"/r/{goes}", $"/api/v1/records/{stays}/history/2"])
            Assert.DoesNotContain("Where they sleep", await (await anyone.GetAsync(address)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
