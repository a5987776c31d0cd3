using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing;
using Kindred.Features.Shared;
using Path = System.IO.Path;

namespace Kindred.Host.Commands;

/// <summary><c>kindred import FILE</c>: JSON Lines, one record a line, under the rules of a deposit that a keeper vouches for.</summary>
public static class Import
{
    private const int FindingsPrinted = 20;

    public static ArchiveCommand Work { get; } = new("import", Do);

    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "JSON Lines: one record a line, by field names.", HelpName = "FILE" };
        Option<string> kind = new("--kind") { Description = "The kind of records whose lines name none.", HelpName = "KIND" };
        Option<bool> review = new("--review") { Description = "Let them wait at the desk instead of vouching for them." };
        Command command = CommandTree.Named(
            "import", "Take in records from a file. What names a community that has a steward waits for her; a line that says what is there changes nothing; one that is not right is listed, and the others are taken. The `id` of --json names the run; nothing is kept under it yet.",
            "kindred import practices.jsonl --kind practice");
        command.Add(file);
        command.Add(kind);
        command.Add(review);
        command.SetAction((parsed, cancel) => Terminal.Run(
            Work,
            new JsonObject { ["file"] = Path.GetFullPath(parsed.GetValue(file)!), ["kind"] = parsed.GetValue(kind), ["review"] = parsed.GetValue(review) },
            parsed,
            cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        string path = work.Text("file")!;
        if (Directory.Exists(path)) return CommandResult.Otherwise("no-file", $"{path} is a folder, not a file; nothing was taken.");
        if (!File.Exists(path)) return CommandResult.Otherwise("no-file", $"{path} is not there; nothing was taken.");
        Kind? kind = null;
        if (work.Text("kind") is { } name && (kind = work.Services.GetRequiredService<KindList>().Find(name)) is null)
            return CommandResult.Otherwise("unknown-kind", $"There is no kind {name}; nothing was taken.");
        Lines progress = new(work.Progress);
        if (Open(path) is not { } lines) return CommandResult.Otherwise("not-allowed", $"The account that runs kindred may not read {path}; nothing was taken.");
        ImportResult result;
        using (lines) result = await work.Services.GetRequiredService<ImportRecords>().Import(lines, kind, work.Flag("review"), progress, cancel);
        Texts texts = Texts.For(Texts.Source);
        JsonObject json = new()
        {
            ["id"] = result.Id, ["made"] = result.Made, ["changed"] = result.Changed, ["same"] = result.Same, ["waiting"] = result.Waiting, ["notTaken"] = result.NotTaken,
            ["findings"] = new JsonArray([.. result.Findings.Select(finding => (JsonNode)new JsonObject { ["path"] = finding.Field, ["code"] = finding.Code, ["words"] = texts.Words(finding) })]),
        };
        string[] told =
        [
            $"Made {result.Made}, changed {result.Changed}, the same {result.Same}, waiting at the desk {result.Waiting}, not taken {result.NotTaken}.",
            .. result.Findings.Take(FindingsPrinted).Select(finding => $"{finding.Field}: {texts.Words(finding)}"),
            .. result.NotTaken > FindingsPrinted ? (string[])[$"And {result.NotTaken - FindingsPrinted} more: --json lists the first {ImportRecords.MostFindings} of all."] : [],
        ];
        bool tookAny = result.Made + result.Changed + result.Same + result.Waiting > 0 || result.Findings.IsEmpty;
        return new CommandResult(tookAny ? ExitStatus.Done : ExitStatus.Otherwise, json, told);
    }

    private static StreamReader? Open(string path)
    {
        try
        {
            return ImportRecords.Lines(File.OpenRead(path));
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed class Lines(TextWriter writer) : IProgress<long>
    {
        private const long Every = 5_000;

        public void Report(long value)
        {
            if (value % Every == 0) writer.WriteLine($"{value} lines");
        }
    }
}
