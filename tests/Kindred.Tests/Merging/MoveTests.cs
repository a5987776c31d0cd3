using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Merging;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using static Kindred.Tests.Merging.Merged;

namespace Kindred.Tests.Merging;

public sealed class MoveTests
{
    [Fact]
    public async Task What_is_said_of_the_other_is_moved_to_a_record_of_its_own_with_its_address_and_history()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId city = await merged.Tell("place", "Harbour"), two = await merged.Tell("organisation", Told.Content("Dockers and cooks") with { Links = [Link("where", city)] });
        RecordId walk = await merged.Tell("action", "Walk-out", Link("organisedBy", two, "with flags")), meal = await merged.Tell("action", "Soup", Link("organisedBy", two, "all night"));
        (RecordId soup, RecordId at) = await archive.Writer.Write(session => (
            session.ConnectionsOf(meal).Single(one => one.Type == "organisedBy").Id, session.ConnectionsOf(two).Single(one => one.Type == "inPlace").Id), Cancel);
        MoveOutcome.Moved moved = Assert.IsType<MoveOutcome.Moved>(await archive.Get<MoveConnections>().Do(two, null, "Cooks", [soup, at], "they are two groups", merged.Keeper, Cancel));
        Assert.Equal((RecordState.Published, 2), (moved.State, moved.Connections.Length));
        Assert.Equal("inPlace Harbour, organisedBy Soup", await merged.Beside(moved.To));
        Assert.Equal("organisedBy Walk-out", await merged.Beside(two));
        Assert.Equal(moved.To, (await archive.Writer.Write(session => session.FindConnection(soup)!, Cancel)).To);
        Revision newest = await archive.Writer.Write(session => session.Revisions(meal)[0], Cancel);
        Assert.Equal(("mika", "they are two groups", "all night", 2), (newest.Who, newest.Note, newest.Content.Links.Single().Note, newest.Number));
        Domain.Records.Record own = await merged.Record(moved.To);
        Assert.Equal(("Cooks", true), (own.Content.Title, own.IsVouchedByOneKeeper));
        _ = walk;
    }

    [Fact]
    public async Task What_a_community_is_asked_about_stays_where_it_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), place = await merged.Tell("place", "Two towns"), other = await merged.Tell("place", "One town");
        RecordId told = await merged.Tell("action", Told.Content("Vigil") with { Links = [new ContentLink("centres", marsh, IsCommunity: true), Link("where", place)] });
        await asked.Answer(told, marsh, "amal");
        RecordId where = await archive.Writer.Write(session => session.ConnectionsOf(place).Single().Id, Cancel);
        MoveOutcome.Moved moved = Assert.IsType<MoveOutcome.Moved>(await archive.Get<MoveConnections>().Do(place, other, null, [where], "there are two", merged.Keeper, Cancel));
        Assert.Equal([where], moved.Left);
        Assert.Empty(moved.Connections);
        Assert.Equal(1, (await merged.Record(told)).LatestRevision);
        Assert.Equal("inPlace Vigil", await merged.Beside(place));
    }

    [Theory]
    [InlineData(null, "", "move-nowhere")]
    [InlineData("place", "", "merge-kinds")]
    public async Task Nothing_is_moved_to_nowhere_or_to_another_kind(string? kind, string title, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId from = await merged.Tell("organisation", "Dockers");
        RecordId? to = kind is null ? null : await merged.Tell(kind, "Harbour");
        Assert.Equal(code, Assert.IsType<MoveOutcome.NotRight>(await archive.Get<MoveConnections>().Do(from, to, title, [RecordId.Mint()], "so", merged.Keeper, Cancel)).Finding.Code);
    }
}
