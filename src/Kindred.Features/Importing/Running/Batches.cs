using System.Threading.Channels;
using Kindred.Domain.Stores;

namespace Kindred.Features.Importing.Running;

/// <summary>Reads and checks ahead of the writer, on another core, and keeps it busy: some batches are prepared and some wait with it while one is written. What is held is bounded,
/// however long the source.</summary>
internal static class Batches
{
    private const int MostPrepared = 4;
    private const int MostWithWriter = 40;

    /// <summary>Each batch is an act; acts run in the order of the batches, and none after one that failed.</summary>
    /// <param name="act">Inside the transaction.</param>
    /// <param name="written">Told of each in their order, once it is on disk.</param>
    public static async Task Write<TBatch, TResult>(
        IEnumerable<TBatch> batches, IArchiveWriter writer, Func<IArchiveSession, TBatch, TResult> act, Action<TBatch, TResult> written, CancellationToken cancel)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Channel<TBatch> prepared = Channel.CreateBounded<TBatch>(new BoundedChannelOptions(MostPrepared) { SingleReader = true, SingleWriter = true });
        Task preparing = Task.Run(() => Prepare(batches, prepared.Writer, stop.Token), CancellationToken.None);
        BulkWork work = new();
        Queue<(TBatch Batch, Task<TResult> Writing)> withWriter = new();
        try
        {
            await foreach (TBatch batch in prepared.Reader.ReadAllAsync(cancel))
            {
                withWriter.Enqueue((batch, writer.WriteInBulk(work, session => act(session, batch), cancel)));
                if (withWriter.Count >= MostWithWriter || withWriter.Peek().Writing.IsCompleted) await Tell();
            }

            while (withWriter.Count > 0) await Tell();
        }
        finally
        {
            // Nobody reads on, and nothing of this work is written after its end.
            await stop.CancelAsync();
            await Task.WhenAll([preparing, .. withWriter.Select(one => one.Writing)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task Tell()
        {
            (TBatch batch, Task<TResult> writing) = withWriter.Dequeue();
            written(batch, await writing);
        }
    }

    private static async Task Prepare<TBatch>(IEnumerable<TBatch> batches, ChannelWriter<TBatch> prepared, CancellationToken stop)
    {
        try
        {
            foreach (TBatch batch in batches) await prepared.WriteAsync(batch, stop);
            prepared.Complete();
        }
        catch (Exception fault)
        {
            // Whoever reads them is given it.
            prepared.Complete(fault);
        }
    }
}
