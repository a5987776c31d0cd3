using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary><c>kindred doctor</c>: what is missing on this machine, and how to get it.</summary>
public static class Doctor
{
    private const long LeastFreeBytes = 1L << 30;

    private sealed record Check(string What, bool IsWell, string Said);

    public static Command Create()
    {
        Command command = CommandTree.Named("doctor", "Say what is missing on this machine and how to get it.", "kindred doctor --data /srv/kindred");
        command.SetAction(parsed =>
        {
            Check[] checks = [.. Look(Terminal.SettingsOf(parsed))];
            JsonArray json = [.. checks.Select(check => new JsonObject { ["what"] = check.What, ["isWell"] = check.IsWell, ["said"] = check.Said })];
            string[] lines = [.. checks.Select(check => $"{(check.IsWell ? "well   " : "missing")}  {check.What}: {check.Said}")];
            return Terminal.Print(new CommandResult(checks.All(check => check.IsWell) ? ExitStatus.Done : ExitStatus.Otherwise, json, lines), parsed.GetValue(Terminal.Json));
        });
        return command;
    }

    private static IEnumerable<Check> Look(Settings settings)
    {
        yield return DataFolderCheck(settings);
        yield return KeystoreCheck(settings);
        yield return DiskCheck(settings);
        bool isJournalOutside = !settings.Journal.StartsWith(settings.Data + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        yield return new("journal", isJournalOutside, isJournalOutside ? "outside the data folder" : "put KINDRED_JOURNAL outside the data folder, or an old back-up of it would undo withdrawals");
        bool isOriginSet = settings.Origin is not null;
        yield return new("public address", true, isOriginSet ? "set" : "KINDRED_ORIGIN is not set: fine on this machine alone, needed once others can reach it");
    }

    private static Check DataFolderCheck(Settings settings)
    {
        if (!Directory.Exists(settings.Data)) return new("data folder", true, "not there yet; `kindred serve` makes it");
        string probe = Path.Combine(settings.Data, "doctor");
        try
        {
            DurableFile.Write(probe, "well\n"u8);
            File.Delete(probe);
            return new("data folder", true, "can be written, and fsync answers");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new("data folder", false, $"cannot be written ({fault.GetType().Name}): give it to the account that runs kindred");
        }
    }

    private static Check KeystoreCheck(Settings settings)
    {
        if (!File.Exists(settings.Keystore))
            return DataFolder.IsArchive(settings.Data)
                ? new("keystore", false, "the archive's keystore is not there: set KINDRED_KEYSTORE, or restore a back-up")
                : new("keystore", true, "not there yet; it is made with the archive");
        bool isPrivate = OperatingSystem.IsWindows() || (File.GetUnixFileMode(settings.Keystore) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) == 0;
        return new("keystore", isPrivate, isPrivate ? "only its owner can read it" : $"others can read it: chmod 600 {settings.Keystore}");
    }

    private static Check DiskCheck(Settings settings)
    {
        long free = new DriveInfo(Directory.Exists(settings.Data) ? settings.Data : Path.GetPathRoot(settings.Data)!).AvailableFreeSpace;
        return new("disk", free >= LeastFreeBytes, free >= LeastFreeBytes ? "has room" : "less than 1 GiB is free: make room before writes are refused");
    }
}
