using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kindred.Features.Importing.Sending;

/// <summary>Dry runs, runs and undos that pages and programs ask for, done in the background of the server. What they did is in the register as they go; what is only here
/// (how fast it goes, what a try said) is lost when the server stops, and can be asked for again.</summary>
public sealed class ImportErrands(ResumeImport imports, UndoImport undo, DryRun dry, SentFiles files, ILogger<ImportErrands> log) : IHostedService, IDisposable
{
    /// <summary>Rows with something found that are kept for the page, and of others so many of each outcome.</summary>
    private const int MostFound = 5_000, MostOfOutcome = 200;

    private const int MostRemembered = 200;

    private readonly ConcurrentDictionary<RecordId, Errand> errands = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>A dry run holds a mark for each row: one after the other.</summary>
    private readonly SemaphoreSlim turn = new(1);

    private int stops;

    /// <param name="id">Of a sent file or of an import.</param>
    public Errand? Find(RecordId id) => errands.GetValueOrDefault(id);

    /// <summary>Says what an import of the file would do, in the stead of what is being said of it yet. Null: it is brought in already.</summary>
    /// <param name="texts">In whose language the spreadsheet is written.</param>
    public async Task<Errand?> Foretell(SentFile file, Texts texts)
    {
        if (Find(file.Id) is { Kind: ErrandKind.DryRun, IsAtWork: true } older)
        {
            older.Cancel();
            await older.Ended;
        }

        return Begin(file.Id, ErrandKind.DryRun, errand => Foretell(file, texts, errand));
    }

    /// <summary>Begins the import of the file, which is kept as an import's from then on.</summary>
    /// <returns>Null: it could not be begun.</returns>
    public async Task<ImportAccession?> Run(SentFile file, bool isReviewed, string who)
    {
        TaskCompletionSource<ImportAccession?> begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Errand? errand = Begin(file.Id, ErrandKind.Run, async errand =>
        {
            if (files.Open(file.Id) is not { } bytes) return null;
            Task destroying = Task.CompletedTask;
            await using (bytes)
            {
                try
                {
                    return await imports.Begin(
                        bytes,
                        file.Source(isReviewed),
                        who,
                        import =>
                        {
                            errands[import.Id] = errand;
                            destroying = Task.Run(() => files.Destroy(file.Id));
                            begun.TrySetResult(import);
                        },
                        errand,
                        errand.Stop);
                }
                finally
                {
                    await destroying;
                }
            }
        });
        if (errand is null) return null;
        await Task.WhenAny(begun.Task, errand.Ended);
        return begun.Task.IsCompleted ? await begun.Task : null;
    }

    /// <summary>Goes on with an import that was stopped or cut off. Null: somebody is at it.</summary>
    /// <param name="given">A file that was sent for it; it is destroyed at the end. Null: the one that is kept.</param>
    public Errand? Resume(RecordId import, RecordId? given) => Begin(import, ErrandKind.Run, async errand =>
    {
        try
        {
            await using FileStream? bytes = given is { } sent ? files.Open(sent) : null;
            return await imports.Resume(import, bytes, errand, errand.Stop);
        }
        finally
        {
            if (given is { } sent) files.Destroy(sent);
        }
    });

    /// <summary>Takes an import back. Null: somebody is at it.</summary>
    public Errand? Undo(RecordId import, string by, EditedWay? edited) => Begin(import, ErrandKind.Undo, errand => Undone(errand, import, by, edited));

    /// <summary>Takes a sent file away, with what is done with it.</summary>
    public async Task Forget(RecordId file)
    {
        if (errands.TryGetValue(file, out Errand? errand) && errand.IsAtWork)
        {
            errand.Cancel();
            await errand.Ended;
        }

        errands.TryRemove(file, out _);
        files.Destroy(file);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What runs ends with its batch, and can be resumed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host may stop twice, the second time when it is disposed of already.
        if (Interlocked.Exchange(ref stops, 1) > 0) return;
        await stopping.CancelAsync();
        await Task.WhenAny(Task.WhenAll(errands.Values.Select(errand => errand.Ended)), Task.Delay(Timeout.Infinite, cancellationToken));
    }

    public void Dispose()
    {
        stopping.Dispose();
        turn.Dispose();
    }

    private async Task<ImportOutcome?> Undone(Errand errand, RecordId import, string by, EditedWay? edited) => await undo.Do(import, by, edited, errand, errand.Stop);

    private async Task<ImportOutcome?> Foretell(SentFile file, Texts texts, Errand errand)
    {
        await turn.WaitAsync(errand.Stop);
        try
        {
            if (files.Open(file.Id) is not { } opened) return null;
            await using FileStream bytes = opened;
            ImportSource source = file.Source(isReviewed: false);
            IReadRows reads = imports.ReadsForm(source.Form);
            (FileStream rows, FileStream spreadsheet) = files.BeginTold(file.Id);
            await using (rows)
            await using (spreadsheet)
            {
                await using StreamWriter lines = new(rows, new UTF8Encoding(false), 64 * 1024);
                await using StreamWriter cells = new(spreadsheet, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024);
                RowReport report = new(cells, texts, reads.Headings(bytes, source));
                report.Begin();
                KeptRows kept = new(lines);
                long notForAll = 0;
                ImportOutcome.WouldRun outcome = await dry.Do(
                    source,
                    reads.Read(bytes, source),
                    row =>
                    {
                        report.Add(row);
                        kept.Add(row);
                        if (row.Outcome is RowOutcome.Made or RowOutcome.Changed && row.Findings.Any(finding => finding.Code == Mapping.Mapping.NotForAll)) notForAll++;
                    },
                    () => bytes.CanRead ? (double)bytes.Position / Math.Max(file.Length, 1) : 1,
                    errand,
                    errand.Stop);
                await lines.FlushAsync(errand.Stop);
                await cells.FlushAsync(errand.Stop);
                // Its columns were said otherwise meanwhile: this is of no use any more.
                if (files.Find(file.Id) == file) files.PutTold(file.Id, new Foretold(outcome.Counts, outcome.Losses.Columns, kept.IsWhole) { NotForAll = notForAll });
                return outcome;
            }
        }
        finally
        {
            turn.Release();
            // It was taken away meanwhile.
            if (files.Find(file.Id) is null) files.Destroy(file.Id);
        }
    }

    private Errand? Begin(RecordId id, ErrandKind kind, Func<Errand, Task<ImportOutcome?>> work)
    {
        Errand errand = new(kind, stopping.Token);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        errand.Ended = ended.Task;
        lock (errands)
        {
            if (errands.TryGetValue(id, out Errand? other) && other.IsAtWork)
            {
                errand.Dispose();
                return null;
            }

            if (errands.Count > MostRemembered)
                foreach ((RecordId old, _) in errands.Where(one => !one.Value.IsAtWork)) errands.TryRemove(old, out _);
            errands[id] = errand;
        }

        // Nothing of the request goes along, such as the kinds that it holds.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => Do(errand, work, ended));
        return errand;
    }

    private async Task Do(Errand errand, Func<Errand, Task<ImportOutcome?>> work, TaskCompletionSource ended)
    {
        try
        {
            errand.Outcome = await work(errand);
        }
        catch (OperationCanceledException) when (errand.Stop.IsCancellationRequested)
        {
            // Stopped: the register says how far it came.
        }
        catch (Exception fault)
        {
            errand.IsFault = true;
            // Its words may be a person's.
            log.LogError("{Errand} of an import: {Exception}", errand.Kind, fault.GetType().FullName);
        }

        errand.Dispose();
        ended.SetResult();
    }

    /// <summary>The rows that the page shows: those with something found, and the first of every outcome.</summary>
    private sealed class KeptRows(StreamWriter lines)
    {
        private readonly Dictionary<RowOutcome, int> others = [];
        private int found;

        public bool IsWhole { get; private set; } = true;

        public void Add(ForetoldRow row)
        {
            bool isFound = row.Findings is not [];
            if (isFound && found++ >= MostFound)
            {
                IsWhole = false;
                return;
            }

            if (!isFound && (others[row.Outcome] = others.GetValueOrDefault(row.Outcome) + 1) > MostOfOutcome) return;
            lines.WriteLine(JsonSerializer.Serialize(new ForetoldLine(
                row.Row.Number, row.Outcome, row.Row.Content.Title, row.Findings, [.. row.Row.Findings.SelectMany(one => one.Candidates).Distinct()])));
        }
    }
}
