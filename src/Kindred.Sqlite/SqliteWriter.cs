using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite;

/// <summary>One thread writes. It takes all acts that wait, runs each in a savepoint of one transaction, and commits them together: one
/// fsync for many. Acts of one work in bulk that nothing else comes between stand or fall together.</summary>
internal sealed class SqliteWriter : IArchiveWriter, IDisposable
{
    private const int QueueLength = 1024;
    private const int ActsInCommit = 64;
    private const int CommitAfterMilliseconds = 25;

    // A page that many rows touch is written once for all that are committed together. Whoever comes meanwhile is taken next, and the commit ends with them.
    private const int BulkCommitAfterMilliseconds = 1_000;
    private const int WipeForMilliseconds = 10_000;
    private const int WipeAgainMilliseconds = 500;
    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Channel<Waiting> bulk = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(ActsInCommit) { SingleReader = true });
    private readonly Database database;
    private readonly Scribe scribe;
    private readonly Lazy<Database> reader;
    private readonly SqliteSession session;
    private readonly Thread thread;
    private Task<bool>? actsWait;
    private Task<bool>? bulkWaits;
    private long change;
    private bool owesWipe;

    /// <param name="openReader">Opens a connection of its own for what is asked while the other is written to.</param>
    public SqliteWriter(Database database, Func<Database> openReader)
    {
        this.database = database;
        scribe = new Scribe(database);
        reader = new Lazy<Database>(openReader);
        session = new SqliteSession(database, scribe, reader);
        change = database["SELECT change FROM archive"].Number() ?? 0;
        thread = new Thread(Loop) { IsBackground = true, Name = "archive writer" };
        thread.Start();
    }

    public event Action<IndexChange>? Committed;

    public event Action<Exception>? Faulted;

    public long ChangeNumber => Volatile.Read(ref change);

    /// <summary>Acts that wait to be taken up.</summary>
    public int WritesWaiting => queue.Reader.Count + bulk.Reader.Count;

    public Task<T> Write<T>(Func<IArchiveSession, T> act, CancellationToken cancel) => Write(queue, new Waiting<T>(act, null, cancel), cancel);

    public Task<T> WriteInBulk<T>(BulkWork work, Func<IArchiveSession, T> act, CancellationToken cancel) => Write(bulk, new Waiting<T>(act, work, cancel), cancel);

    private static async Task<T> Write<T>(Channel<Waiting> queue, Waiting<T> waiting, CancellationToken cancel)
    {
        await queue.Writer.WriteAsync(waiting, cancel).ConfigureAwait(false);
        return await waiting.Done.ConfigureAwait(false);
    }

    public void Dispose()
    {
        queue.Writer.TryComplete();
        bulk.Writer.TryComplete();
        thread.Join();
        scribe.Dispose();
        if (reader.IsValueCreated) reader.Value.Dispose();
        database.Dispose();
    }

    private void Loop()
    {
        List<Waiting> batch = new(ActsInCommit);
        while (WaitForActs())
        {
            if (owesWipe) Wipe(forMilliseconds: 0);
            batch.Clear();
            try
            {
                Commit(batch);
            }
            catch (Exception fault)
            {
                Abandon(batch, fault);
            }
        }
    }

    /// <summary>Comes back now and then while a wipe is owed.</summary>
    private bool WaitForActs()
    {
        // One that is still waited for is waited for again: a new one each time would be kept by the queue that nobody writes to.
        if (actsWait is null or { IsCompleted: true }) actsWait = queue.Reader.WaitToReadAsync().AsTask();
        if (bulkWaits is null or { IsCompleted: true }) bulkWaits = bulk.Reader.WaitToReadAsync().AsTask();
        while (Task.WaitAny([actsWait, bulkWaits], owesWipe ? WipeAgainMilliseconds : Timeout.Infinite) < 0) Wipe(forMilliseconds: 0);
        if (actsWait is { IsCompleted: true, Result: true } || bulkWaits is { IsCompleted: true, Result: true }) return true;
        // Both are closed, one after the other.
        return Task.WhenAll(actsWait, bulkWaits).GetAwaiter().GetResult().Any(there => there);
    }

    /// <param name="isInBulk">An act of others ends the waiting for more of the work.</param>
    private bool TryTake(ref bool isInBulk, [NotNullWhen(true)] out Waiting? waiting)
    {
        if (!queue.Reader.TryRead(out waiting)) return bulk.Reader.TryRead(out waiting);
        isInBulk = false;
        return true;
    }

    private void Commit(List<Waiting> batch)
    {
        session.StartCommit();
        database.Run("BEGIN IMMEDIATE");
        long started = Stopwatch.GetTimestamp();
        bool isInBulk = true;
        while (batch.Count < ActsInCommit && TryTake(ref isInBulk, out Waiting? waiting))
        {
            batch.Add(waiting);
            Run(waiting, batch);
            if (Stopwatch.GetElapsedTime(started).TotalMilliseconds >= (isInBulk ? BulkCommitAfterMilliseconds : CommitAfterMilliseconds)) break;
        }

        Bring(batch);
        session.EndReading();
        session.WipeSeparators();
        bool isVisible = session.IsVisibleChange;
        if (isVisible) database["UPDATE archive SET change = ?"].Add(ChangeNumber + 1).Run();
        database.Run("COMMIT");
        // Order: on disk; then the number that empties caches and the counts in memory; then no byte left of what was destroyed; then the promise.
        if (isVisible) Volatile.Write(ref change, ChangeNumber + 1);
        Tell(session.IndexChanges(ChangeNumber));
        if (session.IsDestroying) Wipe(WipeForMilliseconds);
        foreach (Waiting waiting in batch) waiting.Complete();
    }

    /// <param name="batch">Those of this commit, with it as the last: who is not among them is told nothing when the commit fails.</param>
    private void Run(Waiting waiting, List<Waiting> batch)
    {
        if (!waiting.Starts())
        {
            waiting.Work?.Break();
            return;
        }

        // The first act of a commit needs no savepoint: nothing else would be undone with it. Nor does the next of a work of which all before it are: it is gone on with where what
        // stands of it ends. That spares an import SQLite's journal of the savepoint in memory, which every statement walks from its beginning.
        bool isOfBulk = waiting.Work is { } work && batch.TrueForAll(one => one.Work == work);
        if (!isOfBulk) Bring(batch.Where(one => one != waiting));
        bool isAlone = isOfBulk || !session.HasActs;
        if (!isAlone) database.Run("SAVEPOINT act");
        session.StartAct(isOfBulk);
        bool isDone = waiting.Run(session);
        if (!isDone) session.Drop();
        Report(waiting.Fault);
        if (isAlone && !isDone)
        {
            UndoAll(batch, waiting.Fault!);
        }
        else if (!isAlone)
        {
            if (!isDone) database.Run("ROLLBACK TO act");
            database.Run("RELEASE act");
        }

        if (!isDone) waiting.Work?.Break();
        session.EndAct(isDone);
    }

    /// <summary>What acts of a work decided is in the database from here on. A write of it that fails now is one of the act that handed it in, and undoes them all.</summary>
    private void Bring(IEnumerable<Waiting> acts)
    {
        try
        {
            session.Rest();
        }
        catch (Exception fault)
        {
            Report(fault);
            foreach (Waiting one in acts) one.Work?.Break();
            UndoAll(acts, fault);
            session.Abandon();
        }
    }

    private void UndoAll(IEnumerable<Waiting> acts, Exception fault)
    {
        database.Run("ROLLBACK");
        foreach (Waiting one in acts) one.Undo(fault);
        session.StartCommit();
        database.Run("BEGIN IMMEDIATE");
    }

    private void Report(Exception? fault)
    {
        // A full disk makes SQLite undo the whole transaction by itself: then nothing of this commit stands.
        if (!database.IsInTransaction) throw new ArchiveUnwritableException("The transaction was undone: is the disk full?");
        if (fault is SqliteFailureException { IsOfDisk: true }) throw new ArchiveUnwritableException("The archive could not be written.", fault);
        // The writer goes on: one that stopped here would keep people from hiding and withdrawing. The operator is told.
        if (fault is UnconsentedPublicationException alarm) Faulted?.Invoke(alarm);
    }

    private void Abandon(List<Waiting> batch, Exception fault)
    {
        session.Abandon();
        try
        {
            if (database.IsInTransaction) database.Run("ROLLBACK");
        }
        catch (SqliteFailureException second)
        {
            Faulted?.Invoke(second);
        }

        ArchiveUnwritableException unwritable = fault as ArchiveUnwritableException
            ?? new ArchiveUnwritableException("The change could not be brought to disk; nothing of it was kept.", fault);
        // When not even BEGIN succeeded nobody was taken from the queue: who waits is told, or the loop would turn for ever.
        bool isInBulk = true;
        if (batch.Count == 0 && TryTake(ref isInBulk, out Waiting? first)) batch.Add(first);
        foreach (Waiting waiting in batch)
        {
            waiting.Work?.Break();
            waiting.Fail(unwritable);
        }
    }

    private void Tell(IndexChange? changed)
    {
        if (changed is null) return;
        foreach (Delegate listener in Committed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<IndexChange>)listener)(changed);
            }
            catch (Exception fault)
            {
                // It is on disk: a listener that fails cannot undo it, nor may it stop the writer or keep it from the others.
                Faulted?.Invoke(fault);
            }
        }
    }

    /// <summary>Brings the log into the database, where freed bytes are zeroes, and truncates it. Readers hold it for moments only; where one holds it
    /// longer the wipe is owed and tried again.</summary>
    private void Wipe(int forMilliseconds)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            do
            {
                owesWipe = database["PRAGMA wal_checkpoint(TRUNCATE)"].Number() != 0;
            }
            while (owesWipe && Stopwatch.GetElapsedTime(started).TotalMilliseconds < forMilliseconds);
            if (owesWipe && forMilliseconds > 0) Faulted?.Invoke(new TimeoutException("A reader holds the write-ahead log; it is wiped as soon as it is free."));
        }
        catch (SqliteFailureException fault)
        {
            owesWipe = true;
            Faulted?.Invoke(fault);
        }
    }

    private abstract class Waiting(BulkWork? work)
    {
        public BulkWork? Work => work;

        public Exception? Fault { get; protected set; }

        public abstract bool Starts();

        public abstract bool Run(IArchiveSession session);

        /// <summary>It was undone with another.</summary>
        public void Undo(Exception fault) => Fault ??= fault;

        public abstract void Complete();

        public abstract void Fail(Exception fault);
    }

    private sealed class Waiting<T>(Func<IArchiveSession, T> act, BulkWork? work, CancellationToken cancel) : Waiting(work)
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Done => done.Task;

        public override bool Starts() => Work is { IsBroken: true } ? !done.TrySetCanceled(CancellationToken.None) : !cancel.IsCancellationRequested || !done.TrySetCanceled(cancel);

        public override bool Run(IArchiveSession session)
        {
            try
            {
                result = act(session);
                ((SqliteSession)session).Finish();
                return true;
            }
            catch (Exception fault)
            {
                Fault = fault;
                return false;
            }
        }

        public override void Complete()
        {
            if (Fault is null) done.TrySetResult(result);
            else done.TrySetException(Fault);
        }

        public override void Fail(Exception fault) => done.TrySetException(fault);
    }
}
