using System.Runtime.InteropServices;
using System.Text;
using Kindred.Domain.Stores;
using Microsoft.Win32.SafeHandles;

namespace Kindred.Features.Shared;

/// <summary>Small files that must be on disk, whole, when the call returns. <c>FileStream.Flush(true)</c> says nothing when fsync fails: here the
/// system's own is called and its answer is looked at.</summary>
public static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Replaces the file or leaves the old one as it was. Mode 0600. A disk that refuses ends, here and below, in
    /// <see cref="ArchiveUnwritableException"/>.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string fresh = path + ".new";
        try
        {
            // Order: bytes, then the name, then the folder that holds the name. A crash leaves the old file or the new one, never a part.
            File.Delete(fresh);
            using (FileStream file = Open(fresh, FileMode.CreateNew))
            {
                file.Write(bytes);
                Flush(file);
            }

            File.Move(fresh, path, overwrite: true);
            FlushFolder(path);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(disk);
        }
    }

    /// <summary>Adds whole lines at the end.</summary>
    public static void Append(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            bool isNew = !File.Exists(path);
            using (FileStream file = Open(path, FileMode.Append))
            {
                file.Write(bytes);
                Flush(file);
            }

            if (isNew) FlushFolder(path);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(disk);
        }
    }

    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.Write, Share = share, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    public static void Flush(FileStream file)
    {
        file.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows()) Check(Fsync((int)file.SafeFileHandle.DangerousGetHandle()), "fsync");
    }

    /// <summary>Brings the names in the folder of the path to disk.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        int folder = OpenFolder(Encoding.UTF8.GetBytes(Path.GetDirectoryName(Path.GetFullPath(path)) + "\0"), ReadOnlyCloseOnExec);
        Check(folder, "open");
        using SafeFileHandle handle = new(folder, ownsHandle: true);
        Check(Fsync(folder), "fsync");
    }

    private static ArchiveUnwritableException Unwritable(Exception disk) => new("A file of the archive could not be brought to disk.", disk);

    private static void Check(int answer, string call)
    {
        if (answer < 0) throw new IOException($"{call} failed with error {Marshal.GetLastPInvokeError()}: nothing can be promised of this disk.");
    }

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int file);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder(byte[] path, int flags);
}
