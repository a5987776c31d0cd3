using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Picturing;
using Kindred.Features.Shared.Publishing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Picturing;

public class PublicNetworkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_change_it_is_what_is_read_anew(int seed)
    {
        await using TestArchive archive = await TestArchive.Start();
        PublicNetwork network = archive.Get<PublicNetwork>();
        await network.Now(CancellationToken.None);
        Random chance = new(seed);
        ActedArchive acted = new(archive);
        List<RecordId> records = [], links = [];
        int most = 0;
        for (int step = 0; step < 60; step++)
        {
            await archive.Write(session => Change(archive, acted, session, chance, records, links));
            // Several commits go by before somebody looks.
            if (chance.Next(3) == 0) continue;
            using PublicNetwork anew = new(archive.Records, archive.Writer, archive.Clock);
            Assert.Equal(Said(await anew.Now(CancellationToken.None)), Said(await network.Now(CancellationToken.None)));
            most = Math.Max(most, (await network.Now(CancellationToken.None)).Joined.EdgeCount);
        }

        Assert.True(most > 1);
    }

    [Fact]
    public async Task What_is_public_until_a_day_is_joined_with_nothing_on_the_next()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = new(archive);
        await archive.Write(session =>
        {
            RecordId one = acted.Put(session, "One", "practice"), two = acted.Put(session, "Two", "practice");
            acted.Connect(session, ConnectionType.LearnedFrom, one, two);
            session.Put(session.FindRecord(two)! with { PublicUntil = archive.Today });
        });
        PublicNetwork network = archive.Get<PublicNetwork>();
        Assert.Equal(1, (await network.Now(CancellationToken.None)).Joined.EdgeCount);
        archive.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(0, (await network.Now(CancellationToken.None)).Joined.EdgeCount);
    }

    [Fact]
    public async Task A_reading_that_fails_is_begun_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, ("March", "action", "2017", "AB"));
        WaveringStore records = new(archive.Records);
        using PublicNetwork network = new(records.Store, archive.Writer, archive.Clock);
        await Assert.ThrowsAsync<IOException>(async () => await network.Now(CancellationToken.None));
        Assert.Equal(2, (await network.Now(CancellationToken.None)).Joined.EdgeCount);
        await acted.Did("Vigil", "action", "2018", ["A"]);
        records.Fails = true;
        await Assert.ThrowsAsync<IOException>(async () => await network.Now(CancellationToken.None));
        Assert.Equal(3, (await network.Now(CancellationToken.None)).Joined.EdgeCount);
    }

    [Fact]
    public async Task Whoever_asks_while_it_is_read_waits_for_what_is_read()
    {
        await using TestArchive archive = await TestArchive.Start();
        ActedArchive acted = await ActedArchive.Start(archive, ("March", "action", "2017", "AB"));
        WaveringStore records = new(archive.Records) { Fails = false };
        using PublicNetwork network = new(records.Store, archive.Writer, archive.Clock);
        Assert.Equal(2, (await network.Now(CancellationToken.None)).Joined.EdgeCount);
        await acted.Did("Vigil", "action", "2018", ["A"]);
        TaskCompletionSource goOn = new();
        records.Waits = goOn.Task;
        Task<NetworkSnapshot> first = Task.Run(async () => await network.Now(CancellationToken.None)), second = Task.Run(async () => await network.Now(CancellationToken.None));
        await records.IsRead.Task;
        await Task.Delay(50);
        Assert.False(second.IsCompleted || first.IsCompleted, "It was answered with what was before.");
        goOn.SetResult();
        Assert.Equal((3, 3), ((await first).Joined.EdgeCount, (await second).Joined.EdgeCount));
    }

    private static void Change(TestArchive archive, ActedArchive acted, IArchiveSession session, Random chance, List<RecordId> records, List<RecordId> links)
    {
        int what = records.Count < 3 ? 0 : chance.Next(9);
        RecordId Any() => records[chance.Next(records.Count)];
        switch (what)
        {
            case <= 1:
                records.Add(acted.Put(session, $"Record {records.Count}", chance.Next(2) == 0 ? "practice" : "organisation"));
                break;
            case <= 4:
                links.Add(acted.Connect(session, ConnectionType.All[chance.Next(ConnectionType.All.Length)], Any(), Any()));
                break;
            case 5 when links.Count > 0 && session.FindConnection(links[chance.Next(links.Count)]) is { } link:
                session.Put(link with { State = link.State == RecordState.Published ? RecordState.Hidden : RecordState.Published }, "anonymous", "", archive.Today);
                break;
            case 6 when links.Count > 0:
                session.DestroyConnection(links[chance.Next(links.Count)]);
                break;
            case 7:
                Record record = session.FindRecord(Any())!;
                session.Put(record with { State = record.State == RecordState.Published ? RecordState.Hidden : RecordState.Published });
                archive.Get<Publication>().Reindex(session, record.Id, archive.Today);
                break;
            case 8 when records.Count > 4:
                RecordId gone = Any();
                session.Destroy(gone, null);
                records.Remove(gone);
                break;
        }
    }

    private static string Said(NetworkSnapshot network) => string.Join('\n', Enumerable.Range(0, network.Joined.NodeCount).SelectMany(document => network.Steps(document)).Select(step => step.ToString()));

    /// <summary>A store of which the next reading of the network fails, or waits.</summary>
    public sealed class WaveringStore
    {
        public WaveringStore(IRecordStore store)
        {
            Store = System.Reflection.DispatchProxy.Create<IRecordStore, Proxy>();
            ((Proxy)(object)Store).Owner = this;
            ((Proxy)(object)Store).Store = store;
        }

        public IRecordStore Store { get; }

        public bool Fails { get; set; } = true;

        /// <summary>Before it reads on.</summary>
        public Task? Waits { get; set; }

        /// <summary>Ends when it begins to wait.</summary>
        public TaskCompletionSource IsRead { get; } = new();

        public class Proxy : System.Reflection.DispatchProxy
        {
            public WaveringStore Owner { get; set; } = null!;

            public IRecordStore Store { get; set; } = null!;

            protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args)
            {
                if (Owner.Waits is { } waits && targetMethod!.Name == nameof(IRecordStore.Joins) && args is [IReadOnlyCollection<RecordId> changed, Viewer viewer, CancellationToken cancel])
                {
                    Owner.IsRead.TrySetResult();
                    return Later();

                    async Task<JoinsOf> Later()
                    {
                        await waits;
                        return await Store.Joins(changed, viewer, cancel);
                    }
                }

                if (!Owner.Fails || targetMethod!.Name != nameof(IRecordStore.Joins)) return targetMethod!.Invoke(Store, args);
                Owner.Fails = false;
                throw new IOException("The disk was gone for a moment.");
            }
        }
    }
}
