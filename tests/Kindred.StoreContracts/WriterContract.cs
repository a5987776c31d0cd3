using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class WriterContract : ArchiveContract
{
    [Fact]
    public async Task An_act_that_throws_undoes_itself_and_no_other()
    {
        var records = Enumerable.Range(0, 40).Select(at => Some.Record($"R {at}")).ToArray();
        Task[] acts = [.. records.Select((record, at) => Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Index(record.Id, Some.Document($"r{at}"));
            if (at % 2 == 1) throw new InvalidOperationException("changed my mind");
        }))];
        for (int at = 0; at < acts.Length; at++)
        {
            if (at % 2 == 1) await Assert.ThrowsAsync<InvalidOperationException>(() => acts[at]);
            else await acts[at];
        }

        Assert.Equal(20, (await Archive.Records.Lines([.. records.Select(one => one.Id)], Some.Anyone, Cancel)).Count);
        Assert.Equal(20, Archive.Search.Size.Documents);
        Assert.Equal(20, Archive.Search.Documents().Count());
    }

    [Fact]
    public async Task Acts_follow_one_another()
    {
        await Archive.Write(session => session.PutValue("count", "0"));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(
            () => Archive.Write(session => session.PutValue("count", (int.Parse(session.FindValue("count")!, null) + 1).ToString(null, null))), Cancel)));
        Assert.Equal("200", await Archive.Write(session => session.FindValue("count")));
    }

    [Fact]
    public async Task Of_a_work_in_many_acts_the_beginning_is_written_and_nothing_behind_an_act_that_failed()
    {
        Domain.Records.Record[] records = [.. Enumerable.Range(0, 30).Select(at => Some.Record($"R {at}"))];
        BulkWork work = new();
        Task<bool>[] acts = [.. records.Select((record, at) => Archive.Writer.WriteInBulk(
            work,
            session =>
            {
                session.PutWhole(record);
                return at == 12 ? throw new InvalidOperationException("changed my mind") : true;
            },
            Cancel))];
        // Those that were to be committed together with it are undone with it, and told so.
        int stands = 0;
        for (int at = 0; at < acts.Length; at++)
        {
            if (at < 12 && stands == at && await Stands(acts[at])) stands++;
            else if (at <= 12) await Assert.ThrowsAsync<InvalidOperationException>(() => acts[at]);
            else await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acts[at]);
        }

        Assert.Equal(records[..stands].Select(one => one.Id), (await Archive.Records.Lines([.. records.Select(one => one.Id)], Some.Anyone, Cancel)).Select(line => line.Id));
        // Another work goes on.
        Assert.True(await Archive.Writer.WriteInBulk(new BulkWork(), _ => true, Cancel));

        static async Task<bool> Stands(Task<bool> act)
        {
            await Task.WhenAny(act);
            return act.IsCompletedSuccessfully;
        }
    }

    [Fact]
    public async Task What_others_did_in_the_same_commit_stands_where_a_work_in_many_acts_fails()
    {
        Domain.Records.Record[] records = [.. Enumerable.Range(0, 4).Select(at => Some.Record($"R {at}"))];
        using ManualResetEventSlim gate = new();
        BulkWork work = new();
        Task holding = Archive.Write(_ => gate.Wait(Cancel));
        Task<bool> first = Archive.Writer.WriteInBulk(work, session => Put(session, 0), Cancel);
        Task<bool> failing = Archive.Writer.WriteInBulk(work, session => Put(session, 1) ? throw new InvalidOperationException("changed my mind") : true, Cancel);
        Task<bool> another = Archive.Writer.WriteInBulk(new BulkWork(), session => Put(session, 2), Cancel);
        Task<bool> own = Archive.Writer.Write(session => Put(session, 3), Cancel);
        gate.Set();
        await holding;
        Assert.All(await Task.WhenAll(first, another, own), Assert.True);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal([records[0].Id, records[2].Id, records[3].Id], (await Archive.Records.Lines([.. records.Select(one => one.Id)], Some.Anyone, Cancel)).Select(line => line.Id));

        bool Put(IArchiveSession session, int at)
        {
            session.PutWhole(records[at]);
            return true;
        }
    }

    [Fact]
    public async Task Whoever_comes_while_a_work_in_many_acts_waits_goes_before_it()
    {
        using ManualResetEventSlim gate = new();
        List<string> order = [];
        BulkWork work = new();
        Task holding = Archive.Write(_ => gate.Wait(Cancel));
        Task<bool>[] acts = [.. Enumerable.Range(0, 5).Select(at => Archive.Writer.WriteInBulk(work, _ => Add($"bulk {at}"), Cancel))];
        Task<bool> own = Archive.Writer.Write(_ => Add("own"), Cancel);
        gate.Set();
        await Task.WhenAll([holding, own, .. acts]);
        Assert.Equal(["own", "bulk 0", "bulk 1", "bulk 2", "bulk 3", "bulk 4"], order);

        bool Add(string what)
        {
            order.Add(what);
            return true;
        }
    }

    [Fact]
    public async Task A_cancelled_act_is_never_run()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        bool ran = false;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.Writer.Write(_ => ran = true, cancelled.Token));
        await Archive.Write(_ => { });
        Assert.False(ran);
    }

    [Fact]
    public async Task Who_listens_hears_of_the_index_before_the_writer_goes_on()
    {
        List<IndexChange> heard = [];
        Archive.Writer.Committed += heard.Add;
        var (one, two) = (Some.Record("One"), Some.Record("Two"));
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Index(one.Id, Some.Document("one", "", new Domain.Searching.FacetTerm("kind", "practice")));
        });
        var change = Assert.Single(heard);
        Assert.Equal((one.Id, "practice", Archive.Records.ChangeNumber), (Assert.Single(change.Put).Id, change.Put[0].Terms[0].Value, change.Change));
        await Archive.Write(session => session.Destroy(one.Id, null));
        Assert.Equal(change.Put[0].Document, Assert.Single(heard[^1].Removed));
        await Archive.Write(session => session.Put(Some.Deposit(), []));
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_stop_the_writer()
    {
        Archive.Writer.Committed += _ => throw new InvalidOperationException("deaf");
        await Archive.Write(session => session.PutWhole(Some.Record()));
        await Archive.Write(session => session.PutWhole(Some.Record()));
        Assert.Equal(2, (await Archive.Records.Newest([], 9, Some.Anyone, Cancel)).Count);
    }

    [Fact]
    public async Task Deposits_by_many_at_once_are_durable_and_none_is_lost()
    {
        RecordId community = RecordId.Mint();
        var ids = await Task.WhenAll(Enumerable.Range(0, 500).Select(at => Task.Run(
            () => Archive.Write(session =>
            {
                var deposit = Some.Deposit(Some.Entry($"Practice {at}"));
                session.Put(deposit, [community]);
                session.PutIdempotencyKey(RecordId.Mint().ToBytes(), deposit.Id);
                return deposit.Id;
            }), Cancel)));
        Archive.Reopen();
        Assert.Equal(500, await Archive.Deposits.Count(Domain.Depositing.DepositState.Deposited, Some.Keeper, Cancel));
        Assert.Equal(500, ids.Distinct().Count());
    }
}
