using System.Runtime.ExceptionServices;

namespace Kindred.Sqlite;

/// <summary>Brings to the database, on a thread of its own and in their order, what acts of a work in bulk have decided, while the next is decided. Invariant: the connection is used by one thread
/// at a time; it is this one's from the first write that is handed in until <see cref="Rest"/> or <see cref="Drop"/> has returned.</summary>
internal sealed class Scribe(Database database) : IDisposable
{
    // Handed over some at a time: waking a thread for each would take as long as to write it.
    private const int WritesOnSheet = 64;
    private const int MostSheets = 8;

    private readonly object gate = new();
    private readonly Queue<List<Action<Database>>> sheets = [];
    private List<Action<Database>> sheet = new(WritesOnSheet);
    private Thread? thread;
    private Exception? fault;
    private bool isWriting;
    private bool isClosed;

    /// <summary>Whoever writes acts may use the connection.</summary>
    public bool IsAtRest { get; private set; } = true;

    /// <exception cref="Exception">What a write before it failed with.</exception>
    public void Write(Action<Database> write)
    {
        IsAtRest = false;
        sheet.Add(write);
        if (sheet.Count < WritesOnSheet) return;
        lock (gate)
        {
            while (sheets.Count >= MostSheets && fault is null) Monitor.Wait(gate);
            if (fault is null)
            {
                sheets.Enqueue(sheet);
                Monitor.PulseAll(gate);
            }
        }

        sheet = new(WritesOnSheet);
        if (thread is null)
        {
            thread = new Thread(Loop) { IsBackground = true, Name = "archive scribe" };
            thread.Start();
        }

        if (Volatile.Read(ref fault) is not null) Rest();
    }

    /// <summary>Returns when all that was handed in is in the database.</summary>
    /// <exception cref="Exception">What one of the writes failed with; none after it was done.</exception>
    public void Rest()
    {
        if (IsAtRest) return;
        List<Action<Database>> last = sheet;
        if (Await() is { } failed) ExceptionDispatchInfo.Throw(failed);
        foreach (Action<Database> write in last) write(database);
    }

    /// <summary>Forgets what is not written yet, and what failed: it is undone.</summary>
    public void Drop()
    {
        lock (gate) sheets.Clear();
        Await();
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }

        thread?.Join();
    }

    private Exception? Await()
    {
        lock (gate)
        {
            while (sheets.Count > 0 || isWriting) Monitor.Wait(gate);
            Exception? failed = fault;
            fault = null;
            sheet = new(WritesOnSheet);
            IsAtRest = true;
            return failed;
        }
    }

    private void Loop()
    {
        while (true)
        {
            List<Action<Database>> writes;
            lock (gate)
            {
                while (sheets.Count == 0 && !isClosed) Monitor.Wait(gate);
                if (sheets.Count == 0) return;
                writes = sheets.Dequeue();
                isWriting = true;
                Monitor.PulseAll(gate);
            }

            Exception? failed = Done(writes);
            lock (gate)
            {
                isWriting = false;
                if (failed is not null)
                {
                    fault ??= failed;
                    sheets.Clear();
                }

                Monitor.PulseAll(gate);
            }
        }
    }

    private Exception? Done(List<Action<Database>> writes)
    {
        try
        {
            foreach (Action<Database> write in writes) write(database);
            return null;
        }
        catch (Exception failed)
        {
            // Whoever hands in the next, or waits, is told.
            return failed;
        }
    }
}
