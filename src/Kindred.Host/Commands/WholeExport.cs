using System.Text.Json.Nodes;
using Kindred.Domain.Stores;
using Kindred.Features.Exporting;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;

namespace Kindred.Host.Commands;

/// <summary><c>kindred export json</c>: everything, for a group that takes its archive elsewhere.</summary>
public static class WholeExport
{
    public static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        if (work.Text("as") == "public") return CommandResult.Otherwise("whole-only", "json is the whole archive, with what is not public; nothing was written. What anyone may read is `kindred export jsonl`.");
        if (work.Text("kind") is not null || work.Text("query") is not null) return CommandResult.Otherwise("whole-only", "json is the whole archive, of every kind; nothing was written. Leave --kind and --query out, or export jsonl.");
        WithdrawalJournal journal = work.Services.GetRequiredService<WithdrawalJournal>();
        ExportWhole export = work.Services.GetRequiredService<ExportWhole>();
        // Before anything is read: what is withdrawn while it is read may be in it, and following that once more harms nothing.
        string? begun = await Begin(work, journal, cancel);
        WholeExported? written = null;
        if (work.Text("out") is not { } path)
        {
            written = await export.Write(work.Output, new WholeProgress(work.Progress), cancel);
            return new CommandResult(ExitStatus.Done, null, Told(Note(journal, begun, written, work.Today)));
        }

        CommandResult? refused = await NewFile.Make(path, async file => written = await export.Write(file, new WholeProgress(work.Progress), cancel));
        if (refused is not null) return refused;
        bool isKnown = Note(journal, begun, written!, work.Today);
        return CommandResult.Done(
            new JsonObject { ["file"] = path, ["id"] = written!.Mark.ToString(), ["objects"] = written.Objects, ["records"] = written.Counts["records"], ["isMarked"] = isKnown },
            [
                $"Written: {path} ({written.Counts["records"]} records, {written.Objects} objects in all).",
                .. Told(isKnown),
            ]);
    }

    /// <summary>Whoever made it reads this wherever it went.</summary>
    private static string[] Told(bool isKnown) =>
    [
        "It holds what is not public: deposits, concerns, what communities keep back, who answers for whom. Keep it as safe as the archive itself, and destroy it when it is taken in.",
        "Nobody can sign in with what is in it. An empty archive takes it in with `kindred import`.",
        .. isKnown ? (string[])[] : ["The journal of withdrawals could not be written: what is taken back from now on cannot be told apart for this file. `kindred doctor` says more."],
    ];

    private static async Task<string?> Begin(CommandWork work, WithdrawalJournal journal, CancellationToken cancel)
    {
        try
        {
            return await work.Services.GetRequiredService<IArchiveWriter>().Write(_ => journal.BeginExport(work.Today), cancel);
        }
        catch (Exception fault) when (fault is JournalUnwritableException or ArchiveUnwritableException)
        {
            // A disk that is full is a reason to leave with everything.
            return null;
        }
    }

    private static bool Note(WithdrawalJournal journal, string? begun, WholeExported written, DateOnly today)
    {
        if (begun is null) return false;
        try
        {
            journal.Exported(written.Mark, begun, today);
            return true;
        }
        catch (JournalUnwritableException)
        {
            return false;
        }
    }
}

/// <summary>Tells a person who waits how far it has come.</summary>
internal sealed class WholeProgress(TextWriter writer) : IProgress<long>
{
    private const long Every = 50_000;

    public void Report(long value)
    {
        if (value % Every == 0) writer.WriteLine($"{value} objects");
    }
}
