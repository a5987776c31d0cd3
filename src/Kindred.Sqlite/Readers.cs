using System.Collections.Concurrent;

namespace Kindred.Sqlite;

/// <summary>Connections that read, so many at a time and no more. Each read is one short snapshot.</summary>
internal sealed class Readers(string file) : IDisposable
{
    private const int CacheKilobytes = 2048;
    private readonly SemaphoreSlim places = new(Math.Clamp(Environment.ProcessorCount * 2, 4, 16));
    private readonly ConcurrentBag<Database> idle = [];
    private volatile bool isClosed;

    public async Task<T> Read<T>(Func<Database, T> read, CancellationToken cancel)
    {
        await places.WaitAsync(cancel).ConfigureAwait(false);
        return Run(read);
    }

    public T Read<T>(Func<Database, T> read)
    {
        places.Wait();
        return Run(read);
    }

    public void Dispose()
    {
        isClosed = true;
        while (idle.TryTake(out Database? database)) database.Dispose();
        places.Dispose();
    }

    private T Run<T>(Func<Database, T> read)
    {
        Database? database = null;
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (!idle.TryTake(out database)) database = Database.Open(file, isWriter: false, CacheKilobytes);
            return database.Snapshot(read);
        }
        finally
        {
            if (database is not null)
            {
                if (isClosed) database.Dispose();
                else idle.Add(database);
            }

            if (!isClosed) places.Release();
        }
    }
}
