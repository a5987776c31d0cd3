namespace Kindred.Features.Shared;

/// <summary>Files that hold words which may be in no record, or of which a copy was made: only the account of the archive reads them, and they go byte by byte. Where only a name is
/// taken away, the words stay on the disk.</summary>
public static class PrivateFile
{
    private const int Piece = 1024 * 1024;

    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static FileStream OpenNew(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Overwrites it before its name goes. Of a link only the link goes.</summary>
    public static void Destroy(string path)
    {
        if (Wipe(path)) DurableFile.FlushFolder(path);
    }

    /// <summary>Every file in it, and then the folder. One that refuses keeps none of the others.</summary>
    public static void DestroyFolder(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(folder);
        if (!Directory.Exists(folder)) return;
        List<Exception> faults = [];
        Empty(new DirectoryInfo(folder), faults);
        Directory.Delete(folder, recursive: true);
        DurableFile.FlushFolder(folder);
        if (faults is [var fault, ..]) throw fault;
    }

    private static void Empty(DirectoryInfo folder, List<Exception> faults)
    {
        // What a link leads to is somebody else's.
        if (folder.LinkTarget is not null) return;
        foreach (FileSystemInfo entry in folder.GetFileSystemInfos())
        {
            if (entry is DirectoryInfo below)
            {
                Empty(below, faults);
                continue;
            }

            try
            {
                Wipe(entry.FullName);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                faults.Add(fault);
            }
        }
    }

    /// <returns>False: it was not there.</returns>
    private static bool Wipe(string path)
    {
        FileInfo there = new(path);
        if (!there.Exists && there.LinkTarget is null) return false;
        try
        {
            // Of nothing, a lock or a socket there is nothing to overwrite, and some of them may not be opened.
            if (there is { LinkTarget: null, Length: > 0 }) Overwrite(path);
        }
        finally
        {
            // Also where the disk takes nothing more: a name less by which it is found.
            File.Delete(path);
        }

        return true;
    }

    private static void Overwrite(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] nothing = new byte[Piece];
        for (long left = file.Length; left > 0; left -= Piece) file.Write(nothing, 0, (int)Math.Min(left, Piece));
        // Before the length goes: otherwise the pieces are given up with what still stands in them.
        DurableFile.Flush(file);
        file.SetLength(0);
    }
}
