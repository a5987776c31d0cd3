using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Sqlite;

namespace Kindred.Host;

/// <summary>The folder of an archive, taken by the one process that writes. The lock is the system's and ends with the process, however it ends.</summary>
public sealed class DataFolder : IDisposable
{
    private const int WouldBlock = 11;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream taken;

    private DataFolder(FileStream taken) => this.taken = taken;

    /// <summary>Takes the folder, making it where there is none; null while another process has it.</summary>
    public static DataFolder? TryTake(Settings settings)
    {
        try
        {
            Make(settings.Data);
            return TakeMade(settings);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw Unwritable(settings.Data, fault);
        }
    }

    private static DataFolder? TakeMade(Settings settings)
    {
        if (Directory.Exists(RestoringIn(settings.Data)))
            throw new WrongUsageException($"A restore into {settings.Data} was not finished. Delete the folder and restore again.");
        FileStream? file = TryLock(settings.Data);
        if (file is null) return null;
        DataFolder folder = new(file);
        try
        {
            Check(settings);
            // What was being made there when something broke off: words, which nobody could take back.
            PrivateFile.DestroyFolder(ScratchIn(settings.Data));
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public static string SocketIn(string folder) => Path.Combine(folder, "kindred.sock");

    public static string RestoringIn(string folder) => Path.Combine(folder, "restoring");

    public static string ScratchIn(string folder) => Path.Combine(folder, SqliteArchive.ScratchFolder);

    public static bool IsArchive(string folder) => new FileInfo(Path.Combine(folder, "kindred.db")) is { Exists: true, Length: > 0 };

    /// <summary>Neither an archive nor the keys of one that is gone.</summary>
    public static bool HasNothing(Settings settings) => !IsArchive(settings.Data) && !File.Exists(settings.Keystore);

    /// <summary>Whether it can be made, or another be put in it. Makes nothing that stays.</summary>
    public static void Try(string folder)
    {
        if (File.Exists(folder)) throw IsFile(folder);
        try
        {
            TryBelow(folder);
        }
        catch (IOException fault)
        {
            throw Unwritable(folder, fault);
        }
    }

    /// <summary>Its owner's alone; those above it, where they are not there, as the account makes its folders.</summary>
    public static void Make(string folder)
    {
        if (File.Exists(folder)) throw IsFile(folder);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw Unwritable(folder, fault);
        }
    }

    /// <summary>Makes and removes a file in the folder, or in the nearest above it that is there.</summary>
    internal static void TryBelow(string folder)
    {
        string above = FolderAbove(folder);
        try
        {
            using FileStream tried = new(Path.Combine(above, ".kindred-" + RecordId.Mint()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new IOException($"nothing can be made in {above}", fault);
        }
    }

    private static WrongUsageException IsFile(string folder) => new($"{folder} is a file: an archive takes a folder. Nothing was changed.");

    private static WrongUsageException Unwritable(string folder, Exception fault) =>
        new($"The account that runs kindred cannot write in {folder} ({fault.Message.TrimEnd('.')}). Nothing was changed. Give it the folder, or say another.");

    /// <summary>The folder itself where it is there.</summary>
    internal static string FolderAbove(string path) => Directory.Exists(path) ? path : FolderAbove(Path.GetDirectoryName(path)!);

    internal static FileStream? TryLock(string folder)
    {
        try
        {
            return DurableFile.Open(Path.Combine(folder, "kindred.lock"), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException fault) when (fault.HResult is WouldBlock or SharingViolation)
        {
            return null;
        }
    }

    // A database with a new keystore would answer no receipt and no token ever again, and say nothing of why; a new archive in the place of one that is
    // lost would look as if there had never been another.
    private static void Check(Settings settings)
    {
        if (IsArchive(settings.Data) == File.Exists(settings.Keystore)) return;
        throw new WrongUsageException(IsArchive(settings.Data)
            ? $"The archive in {settings.Data} has no keystore at {settings.Keystore}. Say where it is with KINDRED_KEYSTORE, or restore a back-up."
            : $"There is a keystore at {settings.Keystore}, but the archive it belongs to is gone: {settings.Data} has no kindred.db, or an empty one. Nothing was changed. Move both away, and restore a back-up or begin anew.");
    }

    public void Dispose() => taken.Dispose();
}
