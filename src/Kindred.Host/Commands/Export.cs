using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Visibility;
using Kindred.Features.Exporting;
using Kindred.Features.Shared;
using Path = System.IO.Path;

namespace Kindred.Host.Commands;

/// <summary><c>kindred export FORMAT</c>: the archive in one of its formats.</summary>
public static class Export
{
    public static ArchiveCommand Work { get; } = new("export", Do) { OnlyReads = true };

    public static Command Create()
    {
        Argument<string> format = new("format") { Description = $"{string.Join(", ", ExportFormats.All.Select(one => one.Name))}; what each is for is in docs/reference/exports.md. json: the whole archive, with what is not public, to be taken in by an empty one.", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong([.. ExportFormats.All.Select(one => one.Name), "json"]);
        Option<string> output = new("--out") { Description = "The file (of md and static the folder) to make, which must not be there yet, or - for standard output (default: -).", HelpName = "PATH" };
        Option<string> query = new("--query") { Description = "Only what this finds, typed as into the search box, among what is public.", HelpName = "Q" };
        Option<string> kind = new("--kind") { Description = "Only records of this kind.", HelpName = "KIND" };
        Option<string> viewer = new("--as") { Description = "Whose eyes: public or keeper (default: public; json is always a keeper's).", HelpName = "WHO" };
        viewer.AcceptOnlyFromAmong("public", "keeper");
        Command command = CommandTree.Named("export", "Write records out, as the public or a keeper may see them.", "kindred export csv --kind action --out actions.csv");
        command.Add(format);
        foreach (Option<string> option in (Option<string>[])[output, query, kind, viewer]) command.Add(option);
        command.SetAction((parsed, cancel) => Terminal.Run(
            Work,
            new JsonObject
            {
                ["format"] = parsed.GetValue(format), ["out"] = parsed.GetValue(output) is { } path and not "-" ? Path.GetFullPath(path) : null,
                ["query"] = parsed.GetValue(query), ["kind"] = parsed.GetValue(kind), ["as"] = parsed.GetValue(viewer),
            },
            parsed,
            cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        if (work.Text("format") == "json") return await WholeExport.Do(work, cancel);
        if (work.Text("kind") is { } kind && work.Services.GetRequiredService<KindList>().Find(kind) is null)
            return CommandResult.Otherwise("unknown-kind", $"There is no kind {kind}; nothing was written.");
        DateOnly today = work.Services.GetRequiredService<TimeProvider>().Today();
        Viewer viewer = work.Text("as") == "keeper" ? new Viewer.Member(today, Member.TerminalHandle, IsKeeper: true, []) : new Viewer.Public(today);
        string origin = work.Services.GetRequiredService<Settings>().Origin?.GetLeftPart(UriPartial.Authority) ?? "";
        Lines told = new();
        ExportRequest request = new(viewer, origin) { Kind = work.Text("kind"), Query = work.Text("query"), Told = told };
        ExportRecords export = work.Services.GetRequiredService<ExportRecords>();
        IExportFormat format = ExportFormats.Find(work.Text("format") ?? "jsonl")!;
        if (work.Text("out") is not { } path)
        {
            await export.Write(format, work.Output, request, cancel);
            return new CommandResult(ExitStatus.Done, null, told.Said);
        }

        long written = 0;
        CommandResult? refused = format is IFolderFormat folders && !path.EndsWith(format.Suffix, StringComparison.OrdinalIgnoreCase)
            ? await NewFile.MakeFolder(path, async folder => written = await export.WriteFolder(folders, folder, request, cancel))
            : await NewFile.Make(path, async file => written = await export.Write(format, file, request, cancel));
        if (refused is not null) return refused;
        JsonObject said = new() { ["file"] = path, ["records"] = written };
        if (told.Said.Count > 0) said["lines"] = new JsonArray([.. told.Said.Select(line => (JsonNode)line)]);
        return CommandResult.Done(said, [$"Written: {path} ({written} records).", .. told.Said]);
    }

    /// <summary>What is to be known of the file, wherever it went.</summary>
    private sealed class Lines : IProgress<string>
    {
        public List<string> Said { get; } = [];

        public void Report(string value) => Said.Add(value);
    }
}
