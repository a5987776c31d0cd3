using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Host.Commands;
using Kindred.Tests.Exporting;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Tables;

/// <summary>A table as an archive gives it away, in the hands of somebody with a spreadsheet.</summary>
internal sealed class EditedTable
{
    private static readonly System.Buffers.SearchValues<char> Parting = System.Buffers.SearchValues.Create(",;\t\"\r\n");
    private static readonly string[] Counts = ["made", "changed", "same", "waiting", "notTaken"], Findings = ["told", "findings"];

    private EditedTable(List<string> headings, List<Dictionary<string, string>> rows) => (Headings, Rows) = (headings, rows);

    public List<string> Headings { get; }

    public List<Dictionary<string, string>> Rows { get; }

    public static async Task<EditedTable> Of(TestArchive archive, bool isKeepers = false, string? kind = null) =>
        Read(await archive.Export("csv", isKeepers ? new Viewer.Member(archive.Today, "keeper", IsKeeper: true, []) : null, kind));

    public static EditedTable Read(string csv) => new([.. csv[1..csv.IndexOf("\r\n", StringComparison.Ordinal)].Split(',')], Exported.Rows(csv));

    public string this[RecordId id, string heading]
    {
        get => Row(id).GetValueOrDefault(heading, "");
        set => Row(id)[heading] = value;
    }

    public Dictionary<string, string> Row(RecordId id) => Rows.Single(row => row.GetValueOrDefault("id") == id.ToString());

    public string Csv(string delimiter = ",", string lineEnd = "\r\n") => string.Concat(
        Rows.Select(row => Headings.Select(heading => row.GetValueOrDefault(heading, ""))).Prepend(Headings).Select(cells => string.Join(delimiter, cells.Select(Quoted)) + lineEnd));

    public Task<JsonObject> Import(TestArchive archive, bool isReviewed = false, bool isDry = false) => Import(archive, Encoding.UTF8.GetBytes("\uFEFF" + Csv()), isReviewed, isDry);

    public static async Task<JsonObject> Import(TestArchive archive, byte[] file, bool isReviewed = false, bool isDry = false, string? kind = null)
    {
        string path = Path.Combine(archive.Folder, RecordId.Mint() + ".table");
        await File.WriteAllBytesAsync(path, file);
        try
        {
            CommandWork work = new(new JsonObject { ["file"] = path, ["review"] = isReviewed, ["dryRun"] = isDry, ["kind"] = kind }, archive.Services, TextWriter.Null, Stream.Null);
            return (JsonObject)(await Kindred.Host.Commands.Import.Work.Do(work, CancellationToken.None)).Json!;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Made, changed, the same, waiting, not taken; and what was found, with its cell, in ordinal order.</summary>
    public static string Told(JsonObject told) => string.Join(' ', Counts.Select(name => told[name]!.ToString())
        .Concat(Findings.SelectMany(name => told[name]!.AsArray()).Select(finding => $"{Where((string)finding!["path"]!)}{finding["code"]}").Order(StringComparer.Ordinal)));

    private static string Where(string path) => path.Split('.', 2) is [_, var field] ? field + ":" : "";

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(Parting) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
