using Kindred.Features.Importing.Running;

namespace Kindred.Features.Importing.Sending;

public enum ErrandKind
{
    DryRun,
    Run,
    Undo,
}

/// <summary>Something long that the server does with a file or an import while nobody waits for it: how far it is, and how it ended.</summary>
public sealed class Errand(ErrandKind kind, CancellationToken stopping) : IProgress<ImportProgress>, IDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private Reached? reached;

    public ErrandKind Kind { get; } = kind;

    public CancellationToken Stop => stop.Token;

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

    public void Cancel() => stop.Cancel();

    public void Dispose() => stop.Dispose();

    private sealed record Reached(ImportProgress Progress);
}
