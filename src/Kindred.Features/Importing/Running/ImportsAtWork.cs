using System.Collections.Concurrent;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;

namespace Kindred.Features.Importing.Running;

/// <summary>Imports that run, are resumed or are taken back in this process, which is the only one that writes. What the register calls running and is not here was
/// cut off.</summary>
public sealed class ImportsAtWork
{
    private readonly ConcurrentDictionary<RecordId, CancellationTokenSource> stops = new();

    public bool IsAtWork(RecordId import) => stops.ContainsKey(import);

    /// <summary>What was cut off runs no more, whatever the register says.</summary>
    public ImportAccession Seen(ImportAccession import) => import.State == ImportState.Running && !IsAtWork(import.Id) ? import with { State = ImportState.Stopped } : import;

    /// <summary>Null: somebody is at it already.</summary>
    public Work? Begin(RecordId import, CancellationToken stop)
    {
        CancellationTokenSource own = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (stops.TryAdd(import, own)) return new Work(this, import, own);
        own.Dispose();
        return null;
    }

    /// <summary>It ends with its batch.</summary>
    /// <returns>False: it is not at work.</returns>
    public bool Stop(RecordId import)
    {
        if (!stops.TryGetValue(import, out CancellationTokenSource? own)) return false;
        own.Cancel();
        return true;
    }

    public sealed class Work(ImportsAtWork works, RecordId import, CancellationTokenSource own) : IDisposable
    {
        public CancellationToken Stop { get; } = own.Token;

        public void Dispose()
        {
            works.stops.TryRemove(import, out _);
            own.Dispose();
        }
    }
}
