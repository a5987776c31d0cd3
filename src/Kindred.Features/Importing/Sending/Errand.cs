using Kindred.Features.Importing.Running;

namespace Kindred.Features.Importing.Sending;

public enum ErrandKind
{
    DryRun,
    Run,
    Undo,
}

/// <summary>Something long that the server does with a file or an import while nobody waits for it: how far it is, and how it ended.</summary>
public sealed class Errand : IProgress<ImportProgress>, IDisposable
{
    private readonly CancellationTokenSource stop;
    private Reached? reached;

    public Errand(ErrandKind kind, CancellationToken stopping)
    {
        Kind = kind;
        stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Stop = stop.Token;
    }

    public ErrandKind Kind { get; }

    /// <summary>For what it does itself: when it has ended nothing can be hung on it any more.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Null: it has not begun to say.</summary>
    public ImportProgress? Progress => Volatile.Read(ref reached)?.Progress;

    /// <summary>Null: it has not ended, was stopped, or failed.</summary>
    public ImportOutcome? Outcome { get; internal set; }

    /// <summary>It ended by a fault of ours, such as a full disk.</summary>
    public bool IsFault { get; internal set; }

    /// <summary>Completes when it has ended, however.</summary>
    public Task Ended { get; internal set; } = Task.CompletedTask;

    public bool IsAtWork => !Ended.IsCompleted;

    public void Report(ImportProgress value) => Volatile.Write(ref reached, new Reached(value));

    public void Cancel()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }
    }

    /// <summary>Nothing of it stays with what would have stopped it; how it ended can still be read.</summary>
    public void Dispose() => stop.Dispose();

    private sealed record Reached(ImportProgress Progress);
}
