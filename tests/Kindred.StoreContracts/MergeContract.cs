using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Xunit;

namespace Kindred.StoreContracts;

/// <summary>One record stands for another: what is read of links to it, and what is kept.</summary>
public abstract class MergeContract : ArchiveContract
{
    private readonly Domain.Records.Record one = Some.Record("One", "organisation"), two = Some.Record("Two", "organisation"), three = Some.Record("Three", "organisation");

    [Fact]
    public async Task The_way_to_what_stands_is_followed_to_its_end_and_ends_with_the_merge()
    {
        await Archive.Write(session =>
        {
            foreach (var record in (Domain.Records.Record[])[one, two, three]) session.PutWhole(record);
            session.Put(Of(one, two));
            session.Put(Of(two, three));
        });
        Assert.Equal(three.Id, await Archive.Write(session => session.Standing(one.Id)));
        Assert.Equal([one.Id], (await Archive.Write(session => session.MergesInto(two.Id))).Select(merge => merge.Merged));
        Assert.Equal(three.Id, await Archive.Records.LeadsTo(one.Id, Some.Anyone, Cancel));
        Assert.Null(await Archive.Records.LeadsTo(three.Id, Some.Anyone, Cancel));
        Assert.Equal(2, (await Archive.Records.Merges(null, 0, 9, Some.Keeper, Cancel)).Count);
        Assert.Empty(await Archive.Records.Merges(null, 0, 9, Some.Anyone, Cancel));
        await Archive.Write(session => session.End(session.FindMerge(two.Id)!));
        Assert.Equal(two.Id, await Archive.Write(session => session.Standing(one.Id)));
        await Archive.Write(session => session.Destroy(two.Id, null));
        Assert.Null(await Archive.Write(session => session.FindMerge(one.Id)));
        Assert.Null(await Archive.Records.LeadsTo(one.Id, Some.Anyone, Cancel));
    }

    [Fact]
    public async Task Links_read_as_leading_to_what_stands_and_are_kept_as_they_were_said()
    {
        var action = Some.Record("Walk-out", "action") with { Content = Some.Content("Walk-out") with { Links = [new ContentLink("organisedBy", one.Id, Note: "with flags"), new ContentLink("organisedBy", two.Id)] } };
        await Archive.Write(session =>
        {
            foreach (var record in (Domain.Records.Record[])[one, two, action]) session.PutWhole(record);
            session.Put(Of(one, two));
        });
        Revision read = (await Archive.Write(session => session.FindRevision(action.Id, 1)))!;
        Assert.Equal([new ContentLink("organisedBy", two.Id)], read.Content.Links);
        await Archive.Write(session => session.Put(read with { Number = 2, Content = read.Content.With("story", new FieldValue.One("Otherwise.")) }));
        Assert.Equal([new ContentLink("organisedBy", two.Id)], (await Archive.Records.Revision(action.Id, 2, Some.Keeper, Cancel))!.Value.Value.Content.Links);
        await Archive.Write(session => session.End(session.FindMerge(one.Id)!));
        Assert.Equal(action.Content.Links, (await Archive.Write(session => session.FindRevision(action.Id, 2)))!.Content.Links.AsEnumerable());
    }

    [Fact]
    public async Task An_end_that_was_moved_is_put_back_with_its_merge_wherever_it_was_moved_on_to()
    {
        var action = Some.Record("Walk-out", "action");
        Connection link = Some.Connection(action, one, "organisedBy");
        Merge first = Of(one, two), second = Of(two, three);
        await Archive.Write(session =>
        {
            foreach (var record in (Domain.Records.Record[])[one, two, three, action]) session.PutWhole(record);
            session.Put(link, "anonymous", "", Some.Today);
            session.Put(first);
            session.Move(link.Id, one.Id, two.Id, first);
            session.Put(second);
            session.Move(link.Id, two.Id, three.Id, second);
        });
        Assert.Equal((three.Id, true), await Archive.Write(session => (session.FindConnection(link.Id)!.To, session.IsMoved(link.Id))));
        Assert.Equal(1, (await Archive.Records.Connections(three.Id, new ConnectionFilter(null, null, null, 1, 9), Some.Anyone, Cancel)).Total);
        Assert.Equal([link.Id], await Archive.Write(session => session.End(first)));
        Assert.Equal((one.Id, false), await Archive.Write(session => (session.FindConnection(link.Id)!.To, session.IsMoved(link.Id))));
        Assert.Empty(await Archive.Write(session => session.End(second)));
    }

    [Fact]
    public async Task A_name_of_what_was_merged_finds_what_stands_and_its_names_are_nobodys_to_read()
    {
        await Archive.Write(session =>
        {
            session.PutWhole(one);
            session.PutWhole(two);
            session.Put(Of(one, two));
            session.Put(one with { State = RecordState.Merged });
        });
        Assert.Equal([two.Id], await Archive.Write(session => session.FindByName("One", ["organisation"])));
        Assert.Equal([two.Id], (await Archive.Records.NamesOf("organisation", null, Some.Keeper, Cancel)).Seen.Select(named => named.Id));
        Assert.Empty(await Archive.Records.Lines([one.Id], Some.Keeper, Cancel));
    }

    [Fact]
    public async Task Two_that_are_not_the_same_are_remembered_for_keepers_in_either_order()
    {
        await Archive.Write(session =>
        {
            session.PutWhole(one);
            session.PutWhole(two);
            session.PutNotSame(two.Id, one.Id, Some.Today);
            session.PutNotSame(one.Id, two.Id, Some.Today);
        });
        Assert.Single(await Archive.Records.NotSame(Some.Keeper, Cancel));
        Assert.Empty(await Archive.Records.NotSame(Some.Anyone, Cancel));
        await Archive.Write(session => session.Destroy(two.Id, null));
        Assert.Empty(await Archive.Records.NotSame(Some.Keeper, Cancel));
    }

    private static Merge Of(Domain.Records.Record merged, Domain.Records.Record into) => new() { Merged = merged.Id, Into = into.Id, Day = Some.Today, By = "ruth", Reason = "the same", Taken = ["summary", "otherNames"], Revision = 2 };
}
