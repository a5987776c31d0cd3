using System.IO.Compression;

namespace Kindred.Features.Importing.Reading;

/// <summary>Files of Markdown that are read as one source, a row each: one, those of a folder, or those of a ZIP file, by their names in the order of code
/// points.</summary>
internal sealed class MarkdownFiles
{
    private readonly Func<IEnumerable<(string Path, byte[]? Bytes)>> read;

    private MarkdownFiles(Func<IEnumerable<(string Path, byte[]? Bytes)>> read, int count)
    {
        this.read = read;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Bytes are null where there are more than a row may have.</summary>
    public IEnumerable<(string Path, byte[]? Bytes)> Read() => read();

    public static MarkdownFiles OfOne(SourceBytes bytes) => new(() => [(bytes.Name, bytes.Length > Source.LongestRow ? null : bytes.Beginning(Source.LongestRow))], 1);

    public static MarkdownFiles OfFolder(string folder)
    {
        string[] paths = [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint })
            .Where(IsOne).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        return new MarkdownFiles(() => paths.Select(path => (path, Bytes(Path.Combine(folder, path)))), paths.Length);
    }

    public static MarkdownFiles OfZip(SourceBytes bytes, IEnumerable<string> names)
    {
        string[] sorted = [.. names.Where(IsOne).Order(StringComparer.Ordinal)];
        return new MarkdownFiles(() => Zipped(bytes, sorted), sorted.Length);
    }

    /// <summary>What a Macintosh puts beside files of a ZIP file is none.</summary>
    public static bool IsOne(string path) =>
        (path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase)) && !path.StartsWith("__MACOSX/", StringComparison.Ordinal)
        && !Path.GetFileName(path).StartsWith("._", StringComparison.Ordinal);

    private static byte[]? Bytes(string path)
    {
        SourceBytes bytes = SourceBytes.Of(path);
        return bytes.Length > Source.LongestRow ? null : bytes.Beginning(Source.LongestRow);
    }

    private static IEnumerable<(string Path, byte[]? Bytes)> Zipped(SourceBytes bytes, string[] names)
    {
        using ZipArchive archive = new(bytes.Open(), ZipArchiveMode.Read);
        foreach (string name in names) yield return (name, archive.GetEntry(name) is { } entry ? Unpacked(entry) : []);
    }

    /// <summary>Whatever size it says it has: not more is unpacked than a row may have.</summary>
    private static byte[]? Unpacked(ZipArchiveEntry entry)
    {
        if (entry.Length > Source.LongestRow) return null;
        try
        {
            using Stream stream = entry.Open();
            byte[] bytes = new byte[Source.LongestRow + 1];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read > Source.LongestRow ? null : bytes[..read];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
