using System.CommandLine;
using System.Formats.Tar;
using System.Text.Json.Nodes;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Sqlite;

namespace Kindred.Host.Commands;

/// <summary><c>kindred backup FILE</c>: one consistent file of everything but the journal of withdrawals, which must not grow old with it.</summary>
public static class Backup
{
    public static ArchiveCommand Work { get; } = new("backup", Do) { OnlyReads = true };

    /// <summary>What a back-up holds, in this order.</summary>
    internal static IReadOnlyList<string> Parts { get; } = ["kindred.db", "keystore.json", "kindred.json"];

    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "The file to make; it must not be there yet.", HelpName = "FILE" };
        Command command = CommandTree.Named(
            "backup", "Write the whole archive and its keys into one file, beside a running archive too. Keep the file as safe as the archive itself.", "kindred backup /media/stick/kindred-2026-11-22.tar");
        command.Add(file);
        command.SetAction((parsed, cancel) => Terminal.Run(Work, new JsonObject { ["file"] = Path.GetFullPath(parsed.GetValue(file)!) }, parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        string file = work.Text("file")!;
        Settings settings = work.Services.GetRequiredService<Settings>();
        string copy = file + ".db.part";
        string? unmarked = null;
        CommandResult? refused = await NewFile.Make(file, async target =>
        {
            try
            {
                await work.Progress.WriteLineAsync("Copying the database.");
                foreach (string part in SqliteArchive.FilesOf(copy)) PrivateFile.Destroy(part);
                SqliteArchive archive = work.Services.GetRequiredService<SqliteArchive>();
                unmarked = await Mark(archive, work.Services, cancel);
                await archive.CopyTo(copy, cancel);
                // After the database: whatever key a row needs is in the keystore by then.
                await work.Progress.WriteLineAsync("Writing the back-up.");
                await Write(target, [copy, settings.Keystore, Path.Combine(settings.Data, "kindred.json")], cancel);
            }
            finally
            {
                foreach (string part in SqliteArchive.FilesOf(copy)) PrivateFile.Destroy(part);
            }
        });
        if (refused is not null) return refused;
        long bytes = new FileInfo(file).Length;
        return CommandResult.Done(
            new JsonObject { ["file"] = file, ["bytes"] = bytes, ["journal"] = settings.Journal, ["isMarked"] = unmarked is null },
            [
                $"Written: {file} ({bytes} bytes).",
                $"The journal of withdrawals is not in it: restore with --journal {settings.Journal}",
                .. unmarked is null ? (string[])[] : [unmarked],
            ]);
    }

    /// <summary>Before the copy: what comes after the mark may be in it too, and following it once more harms nothing.</summary>
    /// <returns>Why there is none, and what that means; null: it is there.</returns>
    private static async Task<string?> Mark(SqliteArchive archive, IServiceProvider services, CancellationToken cancel)
    {
        DateOnly today = services.GetRequiredService<TimeProvider>().Today();
        try
        {
            await archive.Writer.Write(
                session =>
                {
                    services.GetRequiredService<WithdrawalJournal>().Mark(session, today);
                    return true;
                },
                cancel);
            return null;
        }
        catch (JournalUnwritableException)
        {
            return "That journal could not be written: `kindred doctor` says more. Until it can, nobody can take anything back.";
        }
        catch (ArchiveUnwritableException)
        {
            // A full disk is a reason to make a back-up: a restore of this one begins at the mark before.
            return "The archive itself could not be written, so that the back-up has no mark of its own: `kindred doctor` says more. Until it can, nothing can be changed or taken back.";
        }
    }

    private static async Task Write(FileStream target, string[] sources, CancellationToken cancel)
    {
        await using TarWriter tar = new(target, TarEntryFormat.Pax, leaveOpen: true);
        foreach ((string source, string name) in sources.Zip(Parts).Where(pair => File.Exists(pair.First)))
        {
            await using FileStream bytes = File.OpenRead(source);
            PaxTarEntry entry = new(TarEntryType.RegularFile, name) { DataStream = bytes, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            await tar.WriteEntryAsync(entry, cancel);
        }
    }
}
