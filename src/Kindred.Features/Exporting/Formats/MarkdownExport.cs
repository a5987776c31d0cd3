using System.Text;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Exporting.Formats;

/// <summary>A folder of Markdown with front matter, a folder in it for each kind and a file for each record; in one stream a zip of it.</summary>
internal sealed class MarkdownExport : IFolderFormat
{
    private const int LongestName = 60;

    public string Name => "md";

    public string MediaType => "application/zip";

    public string Suffix => ".zip";

    public string LeavesOut => RecordFormat.Markdown.LeavesOut;

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        long written = 0;
        WaitingBytes bytes = new(output);
        using TextZip zip = new(bytes, records.Viewer.Today);
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            zip.Add(FileOf(sheet), Encoding.UTF8.GetBytes(MarkdownFormat.Write(sheet, records.Origin)));
            written++;
            await bytes.Send(cancel);
        }

        zip.End();
        await bytes.SendRest(cancel);
        return written;
    }

    public async Task<long> WriteFolder(string folder, ExportedRecords records, CancellationToken cancel)
    {
        long written = 0;
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            string file = System.IO.Path.Combine(folder, FileOf(sheet));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, MarkdownFormat.Write(sheet, records.Origin), cancel);
            written++;
        }

        return written;
    }

    /// <summary>Words to find it by, and the id, by which no two are one. What another system reads as a command, a device or a way out of the folder is not in it.</summary>
    private static string FileOf(RecordSheet sheet)
    {
        StringBuilder name = new();
        foreach (Rune rune in sheet.Content.Title.EnumerateRunes())
        {
            if (name.Length >= LongestName) break;
            if (Rune.IsLetterOrDigit(rune)) name.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
        }

        string words = name.ToString().TrimEnd('-');
        return $"{sheet.Kind.Plural}/{(words.Length == 0 ? "" : words + "-")}{sheet.Record.Id}.md";
    }
}
