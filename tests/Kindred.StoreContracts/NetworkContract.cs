using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class NetworkContract : ArchiveContract
{
    [Fact]
    public async Task Pairs_are_those_of_which_a_stranger_sees_the_connection_and_both_ends_on_that_day()
    {
        var (one, two, hidden, lapses) = (Some.Record("One"), Some.Record("Two"), Some.Record("Hidden", state: RecordState.Hidden), Some.Record("Lapses") with { PublicUntil = Some.Today });
        await Archive.Write(session =>
        {
            Array.ForEach([one, two, hidden, lapses], session.PutWhole);
            session.Put(Some.Connection(one, two, "learnedFrom"));
            session.Put(Some.Connection(two, one, "kin") with { Words = new ConnectionWords { Shared = "a", Distinct = "b" } });
            session.Put(Some.Connection(one, two, "continues") with { Words = new ConnectionWords { Text = "\"sources\":[{", Sources = [Entry.Of(("url", "https://example.org/a"))] } });
            session.Put(Some.Connection(one, two, "cites") with { State = RecordState.Asked });
            session.Put(Some.Connection(one, hidden, "cites"));
            session.Put(Some.Connection(lapses, two, "cites"));
            session.Put(Some.Connection(one, two, "speaksTo") with { PublicUntil = Some.Today });
        });
        string[] all = await All(Some.Anyone);
        Assert.Equal(["cites silently", "continues with sources", "kin in words", "learnedFrom silently", "speaksTo silently"], all);
        Assert.Equal(["continues with sources", "kin in words", "learnedFrom silently"], await All(Some.Anyone with { Today = Some.Today.AddDays(1) }));
        Assert.Equal(7, (await All(Some.Keeper)).Length);
    }

    [Fact]
    public async Task Of_some_records_each_connection_at_either_end_stands_once()
    {
        var (one, two, three, hidden) = (Some.Record("One"), Some.Record("Two"), Some.Record("Three"), Some.Record("Hidden", state: RecordState.Hidden));
        await Archive.Write(session =>
        {
            Array.ForEach([one, two, three, hidden], session.PutWhole);
            session.Put(Some.Connection(one, two, "learnedFrom"));
            session.Put(Some.Connection(three, one, "cites"));
            session.Put(Some.Connection(two, three, "cites"));
            session.Put(Some.Connection(one, hidden, "cites"));
        });
        JoinsOf joins = await Archive.Records.Joins([one.Id, two.Id, hidden.Id, RecordId.Mint()], Some.Anyone, Cancel);
        Assert.Equal(2, joins.Documents.Count);
        Assert.Equal(["cites", "cites", "learnedFrom"], joins.Pairs.Select(pair => pair.Type.Name).Order());
        Assert.Equal(joins.Documents.Order(), joins.Pairs.Where(pair => pair.Type == ConnectionType.LearnedFrom).SelectMany(pair => new[] { pair.From, pair.To }).Order());
    }

    [Fact]
    public async Task What_is_said_between_two_is_found_from_either_side_with_its_words_and_disputes()
    {
        var (one, two, note) = (Some.Record("One"), Some.Record("Two"), Some.Record("Not so", "note"));
        note = note with { Content = note.Content.With("type", new FieldValue.One("dispute")) };
        var link = Some.Connection(one, two, "learnedFrom") with { Words = new ConnectionWords { Text = "They asked" } };
        await Archive.Write(session =>
        {
            Array.ForEach([one, two, note], session.PutWhole);
            session.Put(link);
            session.Put(Some.Connection(two, one, "cites") with { State = RecordState.Hidden });
            session.Put(Some.Connection(note, one, "about") with { To = link.Id });
        });
        foreach ((RecordId, RecordId) pair in ((RecordId, RecordId)[])[(one.Id, two.Id), (two.Id, one.Id)])
        {
            ConnectionLine line = Assert.Single(await Archive.Records.Between([pair], Some.Anyone, Cancel));
            Assert.Equal(("They asked", "Two", note.Id), (line.Connection.Value.Words.Text, line.Other.Title, Assert.Single(line.Disputes)));
        }

        Assert.Empty(await Archive.Records.Between([(one.Id, note.Id)], Some.Anyone, Cancel));
    }

    [Fact]
    public async Task A_commit_tells_whose_connections_it_changed()
    {
        var (one, two, three) = (Some.Record("One"), Some.Record("Two"), Some.Record("Three"));
        var link = Some.Connection(one, two, "learnedFrom");
        List<IReadOnlyCollection<RecordId>> told = [];
        await Archive.Write(session =>
        {
            Array.ForEach([one, two, three], session.PutWhole);
            session.Put(link);
        });
        Archive.Writer.Committed += change => told.Add(change.Joined);
        await Archive.Write(session => session.Put(link with { State = RecordState.Hidden }));
        await Archive.Write(session => session.Put(link));
        await Archive.Write(session => session.Put(three with { State = RecordState.Hidden }));
        await Archive.Write(session => session.DestroyConnection(link.Id));
        Assert.Equal(4, told.Count);
        foreach (int at in (int[])[0, 1, 3]) Assert.Equal([.. ((RecordId[])[one.Id, two.Id]).Order()], told[at].Order());
        Assert.Contains(three.Id, told[2]);
    }

    private async Task<string[]> All(Domain.Visibility.Viewer viewer)
    {
        List<Joined> pairs = [];
        await foreach (IReadOnlyList<Joined> some in Archive.Records.Joins(viewer, Cancel)) pairs.AddRange(some);
        return [.. pairs.Select(pair => $"{pair.Type.Name} {pair.Told switch { HowTold.WithSources => "with sources", HowTold.InWords => "in words", _ => "silently" }}").Order(StringComparer.Ordinal)];
    }
}
