using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Xunit;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.StoreContracts;

/// <summary>What stands beside a record: seen, counted and missed as the policy says of each.</summary>
public abstract class TellingContract : ArchiveContract
{
    [Fact]
    public async Task It_misses_what_was_public_once_and_nothing_else()
    {
        Record open = Some.Record("Open"), never = Some.Record("Never", state: RecordState.Asked), telling = Telling(open, never), ofNever = Telling(never), note = Some.Record("Note", "note");
        await Archive.Write(session => Array.ForEach([open, never, telling, ofNever, note], session.PutWhole));
        Assert.False(await Alone(telling));
        await Archive.Write(session => session.Put(open with { State = RecordState.Hidden }));
        Assert.True(await Alone(telling));
        Assert.False(await Archive.Records.StandsAlone(telling.Id, Some.Keeper, Cancel));
        await Archive.Write(session => session.Put(open));
        Assert.False(await Alone(telling));
        await Archive.Write(session => session.Destroy(open.Id, new Tombstone(open.Id, Some.Today, null)));
        Assert.True(await Alone(telling));
        foreach (Record other in (Record[])[ofNever, note]) Assert.False(await Alone(other));
        await Archive.Write(session => session.Destroy(never.Id, null));
        Assert.False(await Alone(ofNever));
        // Of a telling that is not theirs to read nobody is told even that.
        await Archive.Write(session => session.Put(telling with { Visibility = RecordVisibility.Community }));
        Assert.False(await Alone(telling));
    }

    [Fact]
    public async Task Whom_it_is_for_counts_wherever_it_is_counted()
    {
        Record practice = Some.Record("Open"), people = Some.Record("People", "community"), telling = (Telling(practice) with { Communities = [people.Id] }).Unasked();
        await Archive.Write(session =>
        {
            Array.ForEach([practice, people, telling], session.PutWhole);
            session.Put(Some.Connection(telling, practice, "about"));
        });
        ConnectionFilter beside = new(ConnectionType.About, IsOutgoing: false, "telling", 1, 9);
        foreach ((RecordVisibility visibility, int forAnyone) in new[] { (RecordVisibility.Public, 1), (RecordVisibility.Community, 0), (RecordVisibility.Keepers, 0), (RecordVisibility.Public, 1) })
        {
            await Archive.Write(session => session.Put(telling with { Visibility = visibility }));
            Assert.Equal(forAnyone, (await Archive.Records.Connections(practice.Id, beside, Some.Anyone, Cancel)).Total);
            Assert.Equal(1, (await Archive.Records.Connections(practice.Id, beside, Some.Keeper, Cancel)).Total);
            Assert.Equal(visibility == RecordVisibility.Keepers ? 0 : 1, (await Archive.Records.Connections(practice.Id, beside, Some.StewardOf(people.Id), Cancel)).Total);
            Assert.Equal(forAnyone, (await Archive.Records.Newest(["telling"], 9, Some.Anyone, Cancel)).Count);
            Assert.Equal(forAnyone, (await Archive.Records.Lines([telling.Id], Some.Anyone, Cancel)).Count);
        }
    }

    [Fact]
    public async Task That_anyone_could_read_it_before_is_kept()
    {
        Record telling = Some.Record("Told", "telling") with { Visibility = RecordVisibility.Community };
        await Archive.Write(session => session.PutWhole(telling));
        Assert.False(await WasPublic());
        await Archive.Write(session => session.Put(telling with { WasPublicBefore = true }));
        Assert.True(await WasPublic());

        Task<bool> WasPublic() => Archive.Writer.Write(session => session.FindRecord(telling.Id)!.WasPublic, Cancel);
    }

    private Task<bool> Alone(Record telling) => Archive.Records.StandsAlone(telling.Id, Some.Anyone, Cancel);

    private static Record Telling(params Record[] beside)
    {
        Record telling = Some.Record("Told", "telling");
        return telling with { Content = telling.Content with { Links = [.. beside.Select(one => new ContentLink("beside", one.Id))] } };
    }
}
