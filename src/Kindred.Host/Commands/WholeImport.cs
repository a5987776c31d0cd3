using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Features.Importing.Whole;
using Kindred.Features.Shared;
using Kindred.Features.Withdrawing;
using Kindred.Sqlite;
using Path = System.IO.Path;

namespace Kindred.Host.Commands;

/// <summary><c>kindred import FILE</c> of a whole export: an empty archive becomes what the other was, without what was withdrawn since. It is made beside the empty one, and
/// takes its place when it is whole.</summary>
public static class WholeImport
{
    private static readonly Option<string> Journal = new("--journal")
    {
        Description = "Of a whole export: the journal of withdrawals of the archive that it is of (default: KINDRED_JOURNAL, or beside the data folder, where that says anything).", HelpName = "FILE",
    };

    private static readonly Option<string> Without = new("--without-journal")
    {
        Description = "Of a whole export: take it in although the journal does not know it, or an import was taken back since; the reason becomes a public act.", HelpName = "REASON",
    };

    private static readonly Option<bool> Settle = new("--settle")
    {
        Description = "Of a whole export: what its communities' answers do not let be public today is taken in as not public, instead of refusing the file.",
    };

    public static IReadOnlyList<Option> Options { get; } = [Journal, Without, Settle];

    public static bool IsWhole(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> beginning = stackalloc byte[64];
            return ImportWhole.IsWhole(beginning[..file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Whoever takes it in says what is wrong with it.
            return false;
        }
    }

    /// <param name="others">Options that say something of an import of records.</param>
    public static async Task<int> Run(ParseResult parsed, string file, IEnumerable<Option> others, CancellationToken cancel)
    {
        if (others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
            throw new WrongUsageException($"{file} is a whole export, which is taken in as it is: {other.Name} says nothing of it.");
        TextWriter progress = Console.IsErrorRedirected || parsed.GetValue(Terminal.Json) ? TextWriter.Null : Console.Error;
        CommandResult result = await Do(Terminal.SettingsOf(parsed), file, parsed.GetValue(Journal), parsed.GetValue(Without), parsed.GetValue(Settle), TimeProvider.System, progress, cancel);
        return Terminal.Print(result, parsed.GetValue(Terminal.Json));
    }

    public static async Task<CommandResult> Do(
        Settings settings, string file, string? journal, string? withoutReason, bool settles, TimeProvider time, TextWriter progress, CancellationToken cancel)
    {
        if (journal is not null && !File.Exists(journal)) throw new WrongUsageException($"There is no journal at {journal}.");
        JournalPlace.Check(settings);
        journal ??= File.Exists(settings.Journal) && WithdrawalJournal.FirstWrongLine(settings.Journal) is null && WithdrawalJournal.SaysAnything(settings.Journal) ? settings.Journal : null;
        if (journal is not null && WithdrawalJournal.FirstWrongLine(journal) is { } number)
            return CommandResult.Otherwise("no-journal", $"{journal} is no journal of withdrawals: no journal has what stands in line {number}. Nothing was taken in; give the archive's own.");
        bool isNew = !Directory.Exists(settings.Data);
        using DataFolder? taken = DataFolder.TryTake(settings);
        if (taken is null) return CommandResult.Otherwise("in-use", $"An archive runs in {settings.Data}, or a command is at work there. Stop it, take the export in, and start it again.");
        bool isThere = DataFolder.IsArchive(settings.Data);
        if (isThere && !SqliteArchive.IsEmptyIn(settings.Data))
            return CommandResult.Otherwise("not-empty", $"The archive in {settings.Data} is not empty: a whole export takes the place of nothing. Nothing was taken in. Say another --data, whose folder is empty or not there yet.");
        string staging = Path.Combine(DataFolder.ScratchIn(settings.Data), "import");
        bool isDone = false;
        try
        {
            DataFolder.Make(DataFolder.ScratchIn(settings.Data));
            CommandResult result = await Make(settings, staging, file, journal, withoutReason, settles, time, progress, cancel);
            isDone = result.Exit == ExitStatus.Done;
            if (isDone) PutInPlace(settings, staging, isThere);
            return result;
        }
        finally
        {
            PrivateFile.DestroyFolder(DataFolder.ScratchIn(settings.Data));
            if (!isDone && isNew) RemoveEmpty(settings.Data);
        }
    }

    private static async Task<CommandResult> Make(
        Settings settings, string staging, string file, string? journal, string? withoutReason, bool settles, TimeProvider time, TextWriter progress, CancellationToken cancel)
    {
        Settings there = settings.In(staging).With("KINDRED_JOURNAL", settings.Journal).With("KINDRED_KEYSTORE", File.Exists(settings.Keystore) ? settings.Keystore : Path.Combine(staging, "keystore.json"));
        await using ServiceProvider services = new ServiceCollection().AddKindred(there).AddSingleton(time).BuildServiceProvider();
        ImportWhole import = services.GetRequiredService<ImportWhole>();
        WholeOutcome? outcome = null;
        try
        {
            using FileStream stream = File.OpenRead(file);
            SqliteArchive.Fill(staging, time.Today(), filling => (outcome = import.Into(filling, stream, settles, time.Today(), new WholeProgress(progress))) is WholeOutcome.Done, PrivateFile.DestroyFolder);
        }
        catch (SqliteFailureException fault) when (!fault.IsOfDisk)
        {
            outcome = new WholeOutcome.Refused("unfit", import.Line, []);
        }

        if (outcome is not WholeOutcome.Done done) return WholeRefusal.Of(file, (WholeOutcome.Refused)outcome!);
        IReadOnlyList<JournalLine>? since = journal is null ? [] : WithdrawalJournal.SinceExport(done.Mark, journal);
        if (since is null && string.IsNullOrWhiteSpace(withoutReason))
        {
            return CommandResult.Otherwise(
                "other-journal",
                $"{journal} does not know {file}: it is of another archive, or older than the export, and what was withdrawn since would come back. Nothing was taken in. Give the archive's own as it was last, or --without-journal REASON if it is lost.");
        }

        if (since?.FirstOrDefault(line => line.What == JournalWhat.ImportUndone) is { } undone && string.IsNullOrWhiteSpace(withoutReason))
        {
            return CommandResult.Otherwise(
                "import-undone",
                $"Since {file} was made an import was taken back there ({undone.Id}, {undone.Day:yyyy-MM-dd}), and a whole export does not say what came in with it: all of that would come back. Nothing was taken in. Make the export anew with `kindred export json`, if need be in the newest back-up, restored; or give --without-journal REASON.");
        }

        // Keys of its own, where there are none: without them no archive starts.
        _ = services.GetRequiredService<Keystore>();
        int followed = await Follow(services, since, withoutReason, time.Today(), cancel);
        if (since is not null && journal is not null && Path.GetFullPath(journal) != settings.Journal) services.GetRequiredService<WithdrawalJournal>().TakeOver(journal);
        else JournalPlace.Begin(settings);
        return Told(settings, file, done, since is null || journal is null, followed);
    }

    /// <summary>What was withdrawn after the export was made is destroyed in what it became, as in a restored back-up; and that it was taken in is a public act.</summary>
    private static Task<int> Follow(IServiceProvider services, IReadOnlyList<JournalLine>? since, string? withoutReason, DateOnly today, CancellationToken cancel) =>
        services.GetRequiredService<SqliteArchive>().Writer.Write(
            session =>
            {
                string reason = since is null ? "taken in from a whole export without its journal: " + withoutReason!.Trim()
                    : since.Any(line => line.What == JournalWhat.ImportUndone) ? "taken in from a whole export with an import that was taken back since: " + withoutReason!.Trim()
                    : "taken in from a whole export";
                session.Write(new Act(ActKind.Setting, [], today, IsPublic: true, Member.TerminalHandle, reason));
                return since is null ? 0 : services.GetRequiredService<ReplayWithdrawals>().In(session, since, today);
            },
            cancel);

    private static CommandResult Told(Settings settings, string file, WholeOutcome.Done done, bool isWithoutJournal, int followed) => CommandResult.Done(
        new JsonObject
        {
            ["id"] = done.Mark.ToString(), ["made"] = done.Records, ["changed"] = 0, ["same"] = 0, ["findings"] = new JsonArray(), ["file"] = file, ["objects"] = done.Objects, ["withdrawals"] = followed,
            ["settled"] = new JsonArray([.. done.Settled.Select(id => (JsonNode)id.ToString())]),
        },
        [
            $"Taken into {settings.Data}: {done.Records} records, {done.Objects} objects in all; {followed} lines of the journal were followed.",
            "Nobody can sign in yet: handles and roles came, and no way in. `kindred member link HANDLE --alone REASON` makes a one-time link.",
            "Receipts of the other archive open nothing here, unless its keystore takes the place of the one made now.",
            .. isWithoutJournal ? (string[])["No journal of withdrawals was followed: what was taken back after the export was made is in here."] : [],
            .. done.Settled is [] ? (string[])[] : [$"{done.Settled.Length} records or connections are not public here, since their communities' answers do not let them be today:", .. done.Settled.Select(id => id.ToString())],
        ]);

    /// <summary>Order: keys, then the one name that makes it an archive, in one step.</summary>
    private static void PutInPlace(Settings settings, string staging, bool isThere)
    {
        string made = Path.Combine(staging, "kindred.db"), place = Path.Combine(settings.Data, "kindred.db"), keys = Path.Combine(staging, "keystore.json");
        if (File.Exists(keys))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(settings.Keystore)!);
            File.Move(keys, settings.Keystore);
            DurableFile.FlushFolder(settings.Keystore);
        }

        using (FileStream database = new(made, FileMode.Open, FileAccess.ReadWrite)) DurableFile.Flush(database);
        foreach (string end in isThere ? (string[])["-wal", "-shm"] : []) File.Delete(place + end);
        File.Move(made, place, overwrite: true);
        DurableFile.FlushFolder(place);
    }

    private static void RemoveEmpty(string folder)
    {
        File.Delete(Path.Combine(folder, "kindred.lock"));
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }
}
