using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary>A file that a command makes for whoever asked: only its owner can read it, it is whole or not there, and it never takes another's place. What breaks off is overwritten.</summary>
public static class NewFile
{
    /// <param name="write">Writes what it holds.</param>
    /// <returns>Null when it is made; otherwise why it is not, and nothing is left of it.</returns>
    public static Task<CommandResult?> Make(string path, Func<FileStream, Task> write) => Make(path, async part =>
    {
        PrivateFile.Destroy(part);
        await using FileStream file = DurableFile.Open(part, FileMode.CreateNew);
        await write(file);
        DurableFile.Flush(file);
    }, File.Move, PrivateFile.Destroy);

    /// <summary>The same of a folder: it is there when all its files are.</summary>
    /// <param name="write">Is given a folder that is empty.</param>
    public static Task<CommandResult?> MakeFolder(string path, Func<string, Task> write) => Make(path.TrimEnd(Path.DirectorySeparatorChar), async part =>
    {
        PrivateFile.DestroyFolder(part);
        PrivateFile.MakeFolder(part);
        await write(part);
    }, Directory.Move, PrivateFile.DestroyFolder);

    private static async Task<CommandResult?> Make(string path, Func<string, Task> write, Action<string, string> move, Action<string> drop)
    {
        if (Path.Exists(path)) return CommandResult.Otherwise("exists", $"{path} is there already, and nothing takes its place: name another.");
        string part = path + ".part";
        try
        {
            if (!Directory.Exists(Path.GetDirectoryName(path))) throw new DirectoryNotFoundException();
            await write(part);
            move(part, path);
            DurableFile.FlushFolder(path);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return CommandResult.Otherwise("no-folder", $"There is no folder {Path.GetDirectoryName(path)}; nothing was written.");
        }
        catch (UnauthorizedAccessException)
        {
            return CommandResult.Otherwise("not-allowed", $"The account that runs kindred may not write {path}; nothing was written.");
        }
        finally
        {
            drop(part);
        }
    }
}
