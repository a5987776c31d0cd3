using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Exporting.Formats;

/// <summary>The archive as pages that read and search from a stick, without a server, a network or a program of ours: a page for each record, lists by kind, and the words of all of
/// them beside, in scripts, since a page that was opened as a file may fetch nothing.</summary>
internal sealed class StaticExport : IFolderFormat
{
    /// <summary>Titles on one page of a list.</summary>
    private const int InList = 500;

    /// <summary>Records whose words are in one script.</summary>
    private const int InScript = 1_000;

    private static readonly JsonSerializerOptions InWords = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "static";

    public string MediaType => "application/zip";

    public string Suffix => ".zip";

    public string LeavesOut => "history; how communities answered, but for what they ask; sources of connections, and pages of their own; pictures of places and of the network";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        WaitingBytes bytes = new(output);
        using TextZip zip = new(bytes, records.Viewer.Today);
        long written = await Write(records, Put, cancel);
        zip.End();
        await bytes.SendRest(cancel);
        return written;

        async Task Put(string name, string text)
        {
            zip.Add(name, Encoding.UTF8.GetBytes(text));
            await bytes.Send(cancel);
        }
    }

    public Task<long> WriteFolder(string folder, ExportedRecords records, CancellationToken cancel)
    {
        return Write(records, Put, cancel);

        Task Put(string name, string text)
        {
            string file = System.IO.Path.Combine(folder, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            return File.WriteAllTextAsync(file, text, cancel);
        }
    }

    /// <param name="put">Takes each file as it is made, by its name below the folder.</param>
    private static async Task<long> Write(ExportedRecords records, Func<string, string, Task> put, CancellationToken cancel)
    {
        // No page links to one that is not there: which are is known before the first is written. Of all of them an id is held, and a title for the lists.
        HashSet<RecordId> there = [], kept = [];
        Viewer anyone = new Viewer.Public(records.Viewer.Today);
        await foreach (Record record in records.Alone(cancel))
        {
            there.Add(record.Id);
            if (!VisibilityPolicy.Sees(anyone, Envelope.Of(record))) kept.Add(record.Id);
        }

        StaticPage page = new(records, there, kept);
        SortedDictionary<string, List<StaticLine>> lists = new(StringComparer.Ordinal);
        List<string> words = [];
        int scripts = 0;
        long written = 0;
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            if (!there.Contains(sheet.Record.Id)) continue;
            await put(StaticPage.FileOf(sheet.Record.Id), await page.Of(sheet, cancel));
            StaticLine line = new(sheet.Record.Id, sheet.Content.Title, sheet.Content.Language, sheet.Content.Text("when"));
            if (!lists.TryGetValue(sheet.Kind.Name, out List<StaticLine>? list)) lists[sheet.Kind.Name] = list = [];
            list.Add(line);
            words.Add(JsonSerializer.Serialize((string[])[line.Id.ToString(), line.Title, page.Called(sheet), Words(sheet)], InWords));
            if (words.Count == InScript) await PutWords();
            written++;
        }

        if (words.Count > 0) await PutWords();
        foreach (Kind kind in records.OfKinds.Where(kind => lists.ContainsKey(kind.Name)))
        {
            StaticLine[][] parts = [.. lists[kind.Name].OrderBy(one => one.Title, page.Texts.Alphabetical).ThenBy(one => one.Id).Chunk(InList)];
            for (int at = 0; at < parts.Length; at++) await put(StaticPage.ListOf(kind, at + 1), page.List(kind, parts[at], at + 1, parts.Length));
        }

        await put("index.html", page.First([.. records.OfKinds.Where(kind => lists.ContainsKey(kind.Name)).Select(kind => (kind, lists[kind.Name].Count))], scripts));
        await put("search.js", Asset.Text("search.js"));
        await put("archive.css", Asset.Text("archive.css"));
        return written;

        async Task PutWords()
        {
            scripts++;
            await put(string.Create(CultureInfo.InvariantCulture, $"words/{scripts}.js"), $"kindredWords([\n{string.Join(",\n", words)}\n]);\n");
            words.Clear();
        }
    }

    /// <summary>Each word once, as it is written; who searches folds them.</summary>
    private static string Words(RecordSheet sheet)
    {
        HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> texts = sheet.Kind.Fields.Where(field => field is { IsLink: false, Type: FieldType.Text or FieldType.Markdown }).SelectMany(field => sheet.Content.Texts(field.Name))
            .Concat(sheet.Kind.Fields.Where(field => field.IsLink).SelectMany(field => sheet.Links.GetValueOrDefault(field.Name, LinkLines.None).First.Select(link => link.Other.Title)))
            .Concat(sheet.Content.Translations.Values.SelectMany(fields => fields.Values.Select(translation => translation.Text)));
        foreach (string text in texts)
        {
            int begun = -1;
            for (int at = 0; at <= text.Length; at++)
            {
                bool isWord = at < text.Length && (char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at]) || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
                if (isWord && begun < 0) begun = at;
                else if (!isWord && begun >= 0)
                {
                    words.Add(text[begun..at]);
                    begun = -1;
                }
            }
        }

        return string.Join(' ', words);
    }
}

/// <summary>A record in a list.</summary>
internal readonly record struct StaticLine(RecordId Id, string Title, string Language, string? When);
