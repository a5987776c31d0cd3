using System.CommandLine;
using System.Formats.Tar;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Withdrawing;
using Kindred.Sqlite;

namespace Kindred.Host.Commands;

/// <summary><c>kindred restore FILE</c>: a back-up becomes an archive again, without what was withdrawn since.</summary>
public static class Restore
{
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "A file that `kindred backup` made.", HelpName = "FILE" };
        Option<string> journal = new("--journal") { Description = "The journal of withdrawals (default: KINDRED_JOURNAL, or beside the data folder).", HelpName = "FILE" };
        Option<string> without = new("--without-journal") { Description = "Restore although the journal is lost; the reason becomes a public act.", HelpName = "REASON" };
        Command command = CommandTree.Named(
            "restore", "Make an archive of a back-up, in an empty data folder, and destroy in it what was withdrawn since.", "kindred restore kindred-2026-11-22.tar --data /srv/kindred --journal /srv/kindred.withdrawals.jsonl");
        command.Add(file);
        command.Add(journal);
        command.Add(without);
        command.SetAction(async (parsed, cancel) =>
        {
            CommandResult result = await Do(Terminal.SettingsOf(parsed), parsed.GetValue(file)!, parsed.GetValue(journal), parsed.GetValue(without), TimeProvider.System, cancel);
            return Terminal.Print(result, parsed.GetValue(Terminal.Json));
        });
        return command;
    }

    public static async Task<CommandResult> Do(Settings settings, string file, string? journal, string? withoutReason, TimeProvider time, CancellationToken cancel)
    {
        journal ??= File.Exists(settings.Journal) ? settings.Journal : null;
        if (Refusal(settings, file, journal, withoutReason) is { } refused) return refused;
        // Order: everything into a folder that no command opens; then the withdrawals; then, last of all, the name that makes it an archive.
        string folder = DataFolder.RestoringIn(settings.Data);
        bool isNew = !Directory.Exists(settings.Data);
        Restored? restored;
        try
        {
            DataFolder.Make(settings.Data);
            DataFolder.Make(folder);
            await Unpack(file, folder, cancel);
            if (!DataFolder.IsArchive(folder) || !File.Exists(Path.Combine(folder, "keystore.json"))) throw new InvalidDataException("Something is missing in it.");
            restored = await Replay(settings.In(folder).With("KINDRED_JOURNAL", settings.Journal), journal, withoutReason, time.Today(), cancel);
        }
        catch (Exception fault)
        {
            Undo(settings, isNew);
            if (IsOfFile(fault))
                return CommandResult.Otherwise("no-back-up", $"{file} is not a whole back-up of an archive; nothing was restored. Take another.");
            throw;
        }

        if (restored is null)
        {
            Undo(settings, isNew);
            return CommandResult.Otherwise(
                "other-journal",
                $"{journal} is of another archive than {file}, or older than it: what was withdrawn since would come back, and nothing was restored. Give the archive's own as it was last, or --without-journal REASON if it is lost.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(settings.Keystore)!);
        Move(Path.Combine(folder, "keystore.json"), settings.Keystore);
        Move(Path.Combine(folder, "kindred.json"), Path.Combine(settings.Data, "kindred.json"));
        Move(Path.Combine(folder, "kindred.db"), Path.Combine(settings.Data, "kindred.db"));
        // What was unpacked was copied.
        PrivateFile.DestroyFolder(folder);
        return CommandResult.Done(
            new JsonObject { ["data"] = settings.Data, ["withdrawals"] = restored.Followed, ["members"] = restored.Members },
            [
                $"Restored into {settings.Data}; {restored.Followed} lines of the journal were followed.",
                "Every session, token, feed address and one-time link has ended. Passwords are those of the back-up; `kindred member link` makes a new link.",
                .. restored.Lines is [] ? (string[])[] : ["These hold roles again. End what ended since with `kindred member term HANDLE --end`:", .. restored.Lines],
            ]);
    }

    /// <summary>Why nothing is unpacked; null: it is tried. Makes nothing.</summary>
    private static CommandResult? Refusal(Settings settings, string file, string? journal, string? withoutReason)
    {
        if (journal is null && string.IsNullOrWhiteSpace(withoutReason))
        {
            return CommandResult.Otherwise(
                "no-journal",
                "What was withdrawn since the back-up would come back. Give --journal FILE, or --without-journal REASON if it is lost.",
                "Every archive has one, also where nothing was withdrawn: KINDRED_JOURNAL, or beside its data folder as ….withdrawals.jsonl.");
        }

        if (journal is not null && !File.Exists(journal)) throw new WrongUsageException($"There is no journal at {journal}.");
        if (!File.Exists(file)) throw new WrongUsageException($"There is no back-up at {file}.");
        foreach (string path in Journals(settings.Journal, journal).Append(file)) CheckReadable(path);
        if (Directory.Exists(settings.Data) && Directory.EnumerateFileSystemEntries(settings.Data).Any(entry => Path.GetFileName(entry) is not ("kindred.json" or "kindred.lock")))
            return CommandResult.Otherwise("not-empty", $"{settings.Data} is not empty: a restore never writes over an archive.");
        if (File.Exists(settings.Keystore)) return CommandResult.Otherwise("not-empty", $"There is a keystore at {settings.Keystore} already.");
        DataFolder.Try(settings.Data);
        DataFolder.Try(Path.GetDirectoryName(settings.Keystore)!);
        JournalPlace.Check(settings);
        foreach (string path in Journals(settings.Journal, journal))
        {
            if (WithdrawalJournal.FirstWrongLine(path) is { } number)
                return CommandResult.Otherwise("no-journal", $"{path} is no journal of withdrawals: no journal has what stands in line {number}. Nothing was restored; give the archive's own.");
        }

        return null;
    }

    private static void CheckReadable(string path)
    {
        try
        {
            File.OpenRead(path).Dispose();
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new WrongUsageException($"{path} cannot be read ({fault.Message.TrimEnd('.')}). Nothing was changed. Give it to the account that restores.");
        }
    }

    private static IEnumerable<string> Journals(string kept, string? given) => ((string?[])[given, kept]).OfType<string>().Distinct().Where(File.Exists);

    /// <summary>Nothing has been put in its place yet: what was unpacked goes, and the same can be tried again.</summary>
    private static void Undo(Settings settings, bool isNew) => PrivateFile.DestroyFolder(isNew ? settings.Data : DataFolder.RestoringIn(settings.Data));

    // The archive's own: an error in a statement, a damaged database, no database at all.
    private static bool IsOfFile(Exception fault) =>
        fault is InvalidDataException or EndOfStreamException or FormatException || (fault is SqliteFailureException sqlite && (sqlite.Code & 0xff) is 1 or 11 or 26);

    private static async Task Unpack(string file, string folder, CancellationToken cancel)
    {
        await using FileStream stream = File.OpenRead(file);
        await using TarReader tar = new(stream);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            // Names are from a list of ours, never from the file.
            string? name = Backup.Parts.FirstOrDefault(part => part == entry.Name);
            if (name is null || entry.DataStream is null) continue;
            await using FileStream target = DurableFile.Open(Path.Combine(folder, name), FileMode.CreateNew);
            await entry.DataStream.CopyToAsync(target, cancel);
            DurableFile.Flush(target);
        }
    }

    /// <returns>Null: the journal is not this back-up's, and nobody said why to do without.</returns>
    private static async Task<Restored?> Replay(Settings there, string? given, string? withoutReason, DateOnly today, CancellationToken cancel)
    {
        await using ServiceProvider services = new ServiceCollection().AddKindred(there).BuildServiceProvider();
        SqliteArchive archive = services.GetRequiredService<SqliteArchive>();
        WithdrawalJournal kept = services.GetRequiredService<WithdrawalJournal>();
        IReadOnlyList<Invitation> links = await archive.Members.Invitations(cancel);
        RecordId[] tombstones = await archive.Records.Tombstones(cancel).Select(one => one.Id).ToArrayAsync(cancel);
        int? followed = await archive.Writer.Write<int?>(
            session =>
            {
                bool isKnown = given is not null && WithdrawalJournal.Knows(session, tombstones, given);
                if (!isKnown && string.IsNullOrWhiteSpace(withoutReason)) return null;
                string reason = isKnown ? "restored" : "restored without a journal: " + withoutReason!.Trim();
                session.Write(new Act(ActKind.Setting, [], today, IsPublic: true, Member.TerminalHandle, reason));
                EndSignIns(session, links);
                return given is null ? 0 : services.GetRequiredService<ReplayWithdrawals>().In(session, Lines(session, given, kept.Path), today);
            },
            cancel);
        if (followed is null) return null;
        Member[] holding = [.. from member in await archive.Members.All(cancel)
                               let roles = member.Roles.Where(role => role.HoldsOn(today))
                               where roles.Any()
                               select member with { Roles = [.. roles] }];
        (JsonNode json, string[] lines) = await MemberList.Print(holding, services, today, cancel);
        // Last: what broke off before has changed nothing outside the folder that goes.
        if (given is not null) kept.TakeOver(given);
        else JournalPlace.Begin(there);
        return new Restored(followed.Value, json, lines);
    }

    /// <summary>What was ended or revoked after the back-up is not in the journal: whoever holds it would be let in again.</summary>
    private static void EndSignIns(IArchiveSession session, IReadOnlyList<Invitation> links)
    {
        foreach (Member member in session.Members()) session.DestroySessions(member.Handle, kind: null);
        foreach (Invitation link in links) session.TakeInvitation(link.Hash);
    }

    /// <summary>Those of the journal that was given and of one that lies at the archive's place already.</summary>
    private static JournalLine[] Lines(IArchiveSession session, string given, string kept) => [.. Journals(kept, given).SelectMany(path => WithdrawalJournal.Since(session, path))];

    /// <param name="Members">Who holds a role.</param>
    private sealed record Restored(int Followed, JsonNode Members, string[] Lines);

    private static void Move(string from, string to)
    {
        if (!File.Exists(from) || File.Exists(to)) return;
        File.Copy(from, to);
        using FileStream copied = new(to, FileMode.Open, FileAccess.ReadWrite);
        DurableFile.Flush(copied);
        DurableFile.FlushFolder(to);
    }
}
