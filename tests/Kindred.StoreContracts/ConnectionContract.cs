using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class ConnectionContract : ArchiveContract
{
    [Fact]
    public async Task A_connection_shows_no_more_than_both_its_ends_do()
    {
        var practice = Some.Record();
        var community = Some.Record("Neighbours", "community", RecordState.Asked);
        var connection = Some.Connection(practice, community) with { IsOfField = true, Basis = PublicationBasis.FirstHand, Words = new ConnectionWords { Text = "They asked for it" } };
        await Archive.Write(session =>
        {
            session.PutWhole(practice);
            session.PutWhole(community);
            session.Put(connection);
        });
        Assert.Empty((await Read(practice.Id, Some.Anyone)).Groups);
        Assert.Null(await Archive.Records.Connection(connection.Id, Some.Anyone, Cancel));
        Assert.Single((await Read(practice.Id, Some.Keeper)).Groups);
        await Archive.Write(session => session.Put(community with { State = RecordState.Published }));
        var group = Assert.Single((await Read(practice.Id, Some.Anyone)).Groups);
        Assert.Equal((ConnectionType.Centres, true, "community", 1), (group.Type, group.IsOutgoing, group.OtherKind, group.Count));
        Assert.Equal((true, PublicationBasis.FirstHand), (group.First[0].Connection.Value.IsOfField, group.First[0].Connection.Value.Basis));
        Assert.Equal("They asked for it", group.First[0].Connection.Value.Words.Text);
        group = Assert.Single((await Read(community.Id, Some.Anyone)).Groups);
        Assert.Equal((false, "practice", practice.Id), (group.IsOutgoing, group.OtherKind, group.First[0].Other.Id));
        var page = await Archive.Records.Connection(connection.Id, Some.Anyone, Cancel);
        Assert.Equal((practice.Id, community.Id, 1), (page!.From.Id, page.To.Id, page.Revisions.Length));
    }

    [Fact]
    public async Task Kin_is_one_group_from_either_side()
    {
        var (one, two, three) = (Some.Record("One"), Some.Record("Two"), Some.Record("Three"));
        await Archive.Write(session =>
        {
            Array.ForEach([one, two, three], session.PutWhole);
            session.Put(Some.Connection(one, two, "kin"));
            session.Put(Some.Connection(three, one, "kin"));
        });
        var group = Assert.Single((await Read(one.Id, Some.Anyone)).Groups);
        Assert.Equal((true, 2), (group.IsOutgoing, group.Count));
        var page = await Archive.Records.Connections(one.Id, new ConnectionFilter(ConnectionType.Kin, null, null, 1, 10), Some.Anyone, Cancel);
        Assert.Equal(["Two", "Three"], page.Lines.Select(line => line.Other.Title));
    }

    [Fact]
    public async Task Ten_thousand_connections_are_counted_grouped_and_paged()
    {
        var history = Some.Record("The order", "history");
        var practices = Enumerable.Range(0, 3000).Select(at => Some.Record($"P {at:0000}")).ToArray();
        var hidden = Some.Record("Hidden", state: RecordState.Hidden);
        await Archive.Write(session =>
        {
            session.PutWhole(history);
            session.PutWhole(hidden);
            session.Put(Some.Connection(hidden, history, "rootedIn"));
            for (int at = 0; at < practices.Length; at++)
            {
                session.PutWhole(practices[at]);
                session.Put(Some.Connection(practices[at], history, "rootedIn") with { Position = practices.Length - at });
            }
        });
        var group = Assert.Single((await Read(history.Id, Some.Anyone)).Groups);
        Assert.Equal((3000, 5, "P 2999"), (group.Count, group.First.Length, group.First[0].Other.Title));
        Assert.Equal(3001, Assert.Single((await Read(history.Id, Some.Keeper)).Groups).Count);
        var filter = new ConnectionFilter(ConnectionType.RootedIn, false, "practice", 3, 50);
        var page = await Archive.Records.Connections(history.Id, filter, Some.Anyone, Cancel);
        Assert.Equal((3000, 50, "P 2899"), (page.Total, page.Lines.Length, page.Lines[0].Other.Title));
        Assert.Equal(page.Lines.Select(line => line.Other), (await Archive.Records.Connections(history.Id, filter with { Type = null }, Some.Anyone, Cancel)).Lines.Select(line => line.Other));
        Assert.Empty((await Archive.Records.Connections(history.Id, filter with { IsOutgoing = true }, Some.Anyone, Cancel)).Lines);
    }

    [Fact]
    public async Task A_note_may_hang_on_a_connection_and_is_seen_where_that_is_seen()
    {
        var (one, two, note) = (Some.Record("One"), Some.Record("Two"), Some.Record("A critique", "note"));
        var connection = Some.Connection(one, two, "kin");
        await Archive.Write(session =>
        {
            Array.ForEach([one, two, note], session.PutWhole);
            session.Put(connection);
            session.Put(Some.Connection(note, one, "about") with { To = connection.Id });
        });
        var filter = new ConnectionFilter(ConnectionType.About, null, null, 1, 9);
        Assert.Equal("A critique", Assert.Single((await Archive.Records.Connections(connection.Id, filter, Some.Anyone, Cancel)).Lines).Other.Title);
        await Archive.Write(session => session.Put(two with { State = RecordState.Hidden }));
        Assert.Equal(0, (await Archive.Records.Connections(connection.Id, filter, Some.Anyone, Cancel)).Total);
    }

    [Fact]
    public async Task A_hidden_connection_keeps_why_and_until_when_and_is_due_after_that()
    {
        var (one, two) = (Some.Record("One"), Some.Record("Two"));
        var kin = Some.Connection(one, two, "kin", RecordState.Hidden) with { HiddenBecause = "ruth: a name", HiddenUntil = Some.Today };
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Put(kin);
            session.Put(Some.Connection(one, two, "cites", RecordState.Hidden) with { IsOfField = true });
        });
        var hidden = Assert.Single(await Archive.Deposits.HiddenConnections(Some.Keeper, 9, Cancel)).Connection.Value;
        Assert.Equal((kin.Id, kin.HiddenBecause, kin.HiddenUntil), (hidden.Id, hidden.HiddenBecause, hidden.HiddenUntil));
        Assert.Equal([kin.Id], await Archive.Write(session => session.InState(RecordState.Hidden)));
        Assert.Empty(await Archive.Write(session => session.Due(Some.Today)));
        Assert.Equal([kin.Id], await Archive.Write(session => session.Due(Some.Today.AddDays(1))));
        Assert.Equal(Some.Today, await Archive.Write(session => session.DayOf(kin)));
    }

    [Fact]
    public async Task A_change_of_state_keeps_who_said_it_and_a_new_revision_adds_to_it()
    {
        var (one, two) = (Some.Record("One"), Some.Record("Two"));
        var connection = Some.Connection(one, two, "kin", RecordState.Asked) with { Words = new ConnectionWords { Shared = "a", Distinct = "b" } };
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Put(connection, "Noor", "first", Some.Today);
            session.Put(connection with { State = RecordState.Published }, "someone", "published", Some.Today.AddDays(1));
            session.Put(connection with { State = RecordState.Published, Revision = 2, Words = connection.Words with { Shared = "c" } }, "Ana", "better", Some.Today);
        });
        var page = await Archive.Records.Connection(connection.Id, Some.Keeper, Cancel);
        Assert.Equal([("Noor", "a"), ("Ana", "c")], page!.Revisions.Select(revision => (revision.Who, revision.Words.Shared!)));
    }

    [Fact]
    public async Task A_revision_counts_as_public_once_from_its_mark_to_the_next()
    {
        var (one, two) = (Some.Record("One"), Some.Record("Two"));
        var asked = Some.Connection(one, two, "kin", RecordState.Asked) with { Words = new ConnectionWords { Shared = "a" } };
        var published = asked with { State = RecordState.Published, Revision = 2, Words = new ConnectionWords { Shared = "b" } };
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Put(asked);
            session.Put(published);
            session.MarkRevision(asked.Id, 2, wasPublic: true, Some.Today);
            session.Put(published with { State = RecordState.Hidden, HiddenBecause = "ruth: a name" });
        });
        Assert.Equal([(false, null), (true, Some.Today)], await Marks());
        await Archive.Write(session => session.MarkRevision(asked.Id, 2, wasPublic: false, until: null));
        Assert.Equal([(false, null), (false, null)], await Marks());

        async Task<IEnumerable<(bool WasPublic, DateOnly? Until)>> Marks() =>
            (await Archive.Records.Connection(asked.Id, Some.Keeper, Cancel))!.Revisions.Select(revision => (revision.WasPublic, revision.PublicUntil));
    }

    [Fact]
    public async Task What_comes_with_a_telling_is_told_of_by_what_is_public_and_no_note_on_it()
    {
        var (name, telling, other, note) = (Some.Record("Cellar", "place") with { ComesWithTelling = true }, Some.Record("Told"), Some.Record("Name", "campaign") with { ComesWithTelling = true }, Some.Record("Note", "note"));
        await Archive.Write(session => Array.ForEach([name, telling, other, note], session.PutWhole));
        foreach (var (from, type) in new[] { (note, "about"), (other, "about") }) await Archive.Write(session => session.Put(Some.Connection(from, name, type)));
        Assert.False(await IsToldOf());
        var link = Some.Connection(telling, name, "inPlace");
        await Archive.Write(session => session.Put(link with { State = RecordState.Asked }));
        Assert.False(await IsToldOf());
        await Archive.Write(session => session.Put(link with { PublicUntil = Some.Today }));
        Assert.True(await IsToldOf());
        Assert.False(await Archive.Write(session => session.IsToldOf(name.Id, Some.Today.AddDays(1))));
        await Archive.Write(session => session.Put(telling with { State = RecordState.Hidden }));
        Assert.False(await IsToldOf());
        foreach (RecordId id in new[] { telling.Id, link.Id }) Assert.Equal([name.Id], await Archive.Write(session => session.WithTellingBeside(id)));
        Assert.Equal([other.Id], await Archive.Write(session => session.WithTellingBeside(name.Id)));

        Task<bool> IsToldOf() => Archive.Write(session => session.IsToldOf(name.Id, Some.Today));
    }

    [Fact]
    public async Task Words_of_a_link_count_as_public_once_the_link_is_published()
    {
        var (one, two) = (Some.Record("One"), Some.Record("Two"));
        var link = Some.Connection(one, two, "cites", RecordState.Asked) with { IsOfField = true };
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Put(link);
            session.Put(link with { Revision = 2, Words = new ConnectionWords { Text = "a" } });
            session.Put(link with { Revision = 2, Words = new ConnectionWords { Text = "a" }, State = RecordState.Published });
            session.Put(link with { Revision = 3, Words = new ConnectionWords { Text = "b" }, State = RecordState.Published });
        });
        var page = await Archive.Records.Connection(link.Id, Some.Anyone, Cancel);
        Assert.Equal([2, 3], page!.Revisions.Select(revision => revision.Number));
    }

    [Fact]
    public async Task What_is_counted_is_what_the_policy_lets_each_viewer_see()
    {
        Random random = new(20170129);
        RecordId[] communities = [RecordId.Mint(), RecordId.Mint()];
        DepositId deposit = DepositId.Mint();
        for (int round = 0; round < 12; round++)
        {
            var hub = Enveloped("history");
            // Both ways of counting: few connections and many; some rounds without any that hang on the day.
            var others = Enumerable.Range(0, round % 2 == 0 ? 40 : 150).Select(_ => Enveloped("practice")).ToArray();
            var connections = others.Select((other, at) => random.Next(2) == 0
                ? Some.Connection(other, hub, "rootedIn", (RecordState)random.Next(2)) with { Communities = Communities(), Basis = PublicationBasis.PublicSources }
                : Some.Connection(hub, other, random.Next(2) == 0 ? "kin" : "cites") with { Deposit = deposit }).ToArray();
            await Archive.Write(session =>
            {
                // In either order: what a connection may show follows its ends.
                if (round % 3 == 0) Array.ForEach(connections, session.Put);
                session.PutWhole(hub);
                Array.ForEach(others, session.PutWhole);
                if (round % 3 != 0) Array.ForEach(connections, session.Put);
                foreach (int at in Enumerable.Range(0, 10)) session.Put(others[at] = others[at] with { State = (RecordState)random.Next(4), EmbargoUntil = Day() });
            });
            foreach (Viewer viewer in (Viewer[])[Some.Anyone, Some.Keeper, Some.StewardOf(communities[0]), new Viewer.Depositor(Some.Today, deposit), new Viewer.Public(Some.Today.AddDays(2))])
            {
                int expected = connections.Zip(others).Count(pair =>
                    VisibilityPolicy.Sees(viewer, Envelope.Of(pair.First), Envelope.Of(pair.Second), Envelope.Of(hub)));
                var page = await Archive.Records.Connections(hub.Id, new ConnectionFilter(null, null, null, 1, 1000), viewer, Cancel);
                Assert.Equal((expected, expected), (page.Total, page.Lines.Length));
                if (await Archive.Records.Read(hub.Id, viewer, 1000, Cancel) is Reading.Found found)
                    Assert.Equal((expected, expected), (found.Groups.Sum(group => group.Count), found.Groups.Sum(group => group.First.Length)));
                else Assert.Equal(0, expected);
                Assert.Equal(
                    others.Count(other => VisibilityPolicy.Sees(viewer, Envelope.Of(other))), (await Archive.Records.Lines([.. others.Select(one => one.Id)], viewer, Cancel)).Count);
            }
        }

        Kindred.Domain.Records.Record Enveloped(string kind) => (Some.Record(kind: kind) with
        {
            State = random.Next(3) > 0 ? RecordState.Published : (RecordState)random.Next(7),
            Visibility = random.Next(4) > 0 ? RecordVisibility.Public : (RecordVisibility)random.Next(4),
            EmbargoUntil = Day(),
            PublicUntil = Day(),
            Deposit = random.Next(3) == 0 ? deposit : null,
            Communities = Communities(),
        }).Unasked();

        DateOnly? Day() => random.Next(6) > 0 ? null : Some.Today.AddDays(random.Next(-2, 3));

        System.Collections.Immutable.ImmutableArray<RecordId> Communities() => random.Next(2) == 0 ? [] : [communities[random.Next(2)]];
    }

    private async Task<Reading.Found> Read(RecordId id, Viewer viewer) => Assert.IsType<Reading.Found>(await Archive.Records.Read(id, viewer, 5, Cancel));
}
