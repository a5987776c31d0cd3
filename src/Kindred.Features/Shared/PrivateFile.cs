namespace Kindred.Features.Shared;

/// <summary>Files in the data folder that hold words which are in no record: only the account of the archive reads them, and they go byte by byte.</summary>
internal static class PrivateFile
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

    /// <summary>Overwrites it before its name goes.</summary>
    public static void Destroy(string path)
    {
        if (!File.Exists(path)) return;
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            byte[] nothing = new byte[Piece];
            for (long left = file.Length; left > 0; left -= Piece) file.Write(nothing, 0, (int)Math.Min(left, Piece));
            DurableFile.Flush(file);
            file.SetLength(0);
        }

        File.Delete(path);
        DurableFile.FlushFolder(path);
    }
}
