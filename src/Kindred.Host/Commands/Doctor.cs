using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Sqlite;

namespace Kindred.Host.Commands;

/// <summary><c>kindred doctor</c>: what is missing on this machine, and how to get it.</summary>
public static class Doctor
{
    private const long LeastFreeBytes = 1L << 30;

    /// <param name="IsAlarm">Not missing, but wrong: something was made to look like what it is not.</param>
    private sealed record Check(string What, bool IsWell, string Said, bool IsAlarm = false);

    public static Command Create()
    {
        Command command = CommandTree.Named("doctor", "Say what is missing on this machine and how to get it.", "kindred doctor --data /srv/kindred");
        command.SetAction(parsed => Terminal.Print(Do(Terminal.SettingsOf(parsed)), parsed.GetValue(Terminal.Json)));
        return command;
    }

    /// <param name="today">Null: the machine's.</param>
    public static CommandResult Do(Settings settings, DateOnly? today = null)
    {
        Check[] checks = [.. Look(settings, today ?? TimeProvider.System.Today())];
        JsonArray json = [.. checks.Select(check => new JsonObject { ["what"] = check.What, ["isWell"] = check.IsWell, ["said"] = check.Said })];
        string[] lines = [.. checks.Select(check => $"{(check.IsWell ? "well   " : check.IsAlarm ? "ALARM  " : "missing")}  {check.What}: {check.Said}")];
        int exit = checks.Any(check => check.IsAlarm) ? ExitStatus.IntegrityAlarm : checks.All(check => check.IsWell) ? ExitStatus.Done : ExitStatus.Otherwise;
        return new CommandResult(exit, json, lines);
    }

    private static IEnumerable<Check> Look(Settings settings, DateOnly today)
    {
        yield return DataFolderCheck(settings);
        yield return ArchiveCheck(settings);
        if (DataFolder.IsArchive(settings.Data) && SqliteArchive.WhyNot(settings.Data) is null)
        {
            yield return TermCheck(settings, today);
            yield return ConsentCheck(settings);
            yield return SignatureCheck(settings);
        }

        yield return KeystoreCheck(settings);
        yield return DiskCheck(settings);
        yield return JournalCheck(settings);
        bool isOriginSet = settings.Origin is not null;
        yield return new("public address", true, isOriginSet ? "set" : "KINDRED_ORIGIN is not set: fine on this machine alone, needed once others can reach it");
        yield return OnionCheck(settings);
    }

    // Tor connects from this machine. Where that is taken for a proxy, whoever comes through it and asks for the other origin writes the network they are counted for.
    private static Check OnionCheck(Settings settings)
    {
        if (!settings.Origins.Any(origin => origin.Host.EndsWith(".onion", StringComparison.Ordinal))) return new("onion address", true, "none");
        IPNetwork[] trusted = [.. settings.TrustedProxies];
        // By the address: of a name that has two, Tor may take the other.
        IPEndPoint[] untrusted = [.. ListeningAddress.FromThisMachine(settings.Urls).Where(one => !trusted.Any(proxy => proxy.Contains(one.Address)))];
        return untrusted is [var first, ..]
            ? new("onion address", true, $"let its service lead to {first}, so that it comes from {first.Address}, which is no trusted proxy")
            : new("onion address", false, "Tor would come from what is trusted as a proxy: add http://[::1]:8081 to KINDRED_URLS and let its service lead there");
    }

    private static Check DataFolderCheck(Settings settings)
    {
        if (File.Exists(settings.Data)) return new("data folder", false, "is a file: an archive takes a folder, so say another with --data");
        bool isThere = Directory.Exists(settings.Data);
        try
        {
            if (isThere) DurableFile.Write(Path.Combine(settings.Data, "doctor"), "well\n"u8);
            else DataFolder.TryBelow(settings.Data);
            if (!isThere) return new("data folder", true, "not there yet; `kindred serve` makes it");
            File.Delete(Path.Combine(settings.Data, "doctor"));
            return new("data folder", true, "can be written, and fsync answers");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArchiveUnwritableException)
        {
            return new("data folder", false, $"cannot be {(isThere ? "written" : "made")} ({fault.GetType().Name}): give it to the account that runs kindred");
        }
    }

    private static Check ArchiveCheck(Settings settings)
    {
        if (DataFolder.IsArchive(settings.Data))
            return SqliteArchive.WhyNot(settings.Data) is { } why ? new("archive", false, $"cannot be opened: {why}") : new("archive", true, "can be opened");
        return File.Exists(settings.Keystore)
            ? new("archive", false, "its kindred.db is gone or empty, its keystore is there: move both away and restore a back-up")
            : new("archive", true, "not there yet; `kindred serve` makes it");
    }

    private static Check TermCheck(Settings settings, DateOnly today)
    {
        string[] warnings = [.. TermWarnings.Of(SqliteArchive.MembersIn(settings.Data), today)];
        return new("keepers", warnings is [], warnings is [] ? "no term is about to end" : string.Join(" ", warnings));
    }

    private static Check ConsentCheck(Settings settings) => SqliteArchive.UnconsentedIn(settings.Data) is var count and > 0
        ? new("consents", false, $"{count} records or connections are stored as public against a word of those they name: hide what is at /keep, and tell the makers of this software")
        : new("consents", true, "nothing is stored as public against a word of those it names");

    private static Check SignatureCheck(Settings settings)
    {
        (long signed, long wrong) = SqliteArchive.SignaturesIn(settings.Data);
        if (wrong > 0)
            return new("signatures", false, $"{wrong} of {signed} signed answers are stored otherwise than their stewards signed them: somebody changed the database. Stop the archive, keep a copy of it, and ask the stewards; each answer says so at /desk/communities/…/said", IsAlarm: true);
        return new("signatures", true, signed == 0 ? "no answer is signed" : $"each of the {signed} signed answers is what its steward signed");
    }

    private static Check KeystoreCheck(Settings settings)
    {
        if (!File.Exists(settings.Keystore))
            return DataFolder.IsArchive(settings.Data)
                ? new("keystore", false, "the archive's keystore is not there: set KINDRED_KEYSTORE, or restore a back-up")
                : new("keystore", true, "not there yet; it is made with the archive");
        try
        {
            Keystore.Open(settings.Keystore);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new("keystore", false, fault.Message);
        }

        bool isPrivate = OperatingSystem.IsWindows() || (File.GetUnixFileMode(settings.Keystore) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) == 0;
        return new("keystore", isPrivate, isPrivate ? "only its owner can read it" : $"others can read it: chmod 600 {settings.Keystore}");
    }

    private static Check JournalCheck(Settings settings)
    {
        if (settings.Journal.StartsWith(settings.Data + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return new("journal", false, "put KINDRED_JOURNAL outside the data folder, or an old back-up of it would undo withdrawals");
        if (JournalPlace.WhyNot(settings) is { } why)
            return new("journal", false, $"cannot be written at {settings.Journal} ({why}), so nobody can take anything back. {JournalPlace.Remedy}");
        return JournalPlace.IsGone(settings)
            ? new("journal", false, $"the archive is there and its journal is not at {settings.Journal}: put it back (is its disk mounted?), or say where it is with KINDRED_JOURNAL. `kindred serve` makes one only where no back-up needs the old one")
            : new("journal", true, "outside the data folder, and can be written");
    }

    private static Check DiskCheck(Settings settings)
    {
        long free = new DriveInfo(DataFolder.FolderAbove(settings.Data)).AvailableFreeSpace;
        return new("disk", free >= LeastFreeBytes, free >= LeastFreeBytes ? "has room" : "less than 1 GiB is free: make room before writes are refused");
    }
}
