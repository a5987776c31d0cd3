using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary>A file that a command makes for whoever asked: only its owner can read it, it is whole or not there, and it never takes another's place.</summary>
internal static class NewFile
{
    /// <param name="write">Writes what it holds.</param>
    /// <returns>Null when it is made; otherwise why it is not, and nothing is left of it.</returns>
    public static async Task<CommandResult?> Make(string path, Func<FileStream, Task> write)
    {
        if (Path.Exists(path)) return CommandResult.Otherwise("exists", $"{path} is there already, and nothing takes its place: name another.");
        string part = path + ".part";
        try
        {
            File.Delete(part);
            await using (FileStream file = DurableFile.Open(part, FileMode.CreateNew))
            {
                await write(file);
                DurableFile.Flush(file);
            }

            File.Move(part, path);
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
            if (File.Exists(part)) File.Delete(part);
        }
    }
}
