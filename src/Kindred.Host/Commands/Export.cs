using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Visibility;
using Kindred.Features.Exporting;
using Kindred.Features.Shared;
using Path = System.IO.Path;

namespace Kindred.Host.Commands;

/// <summary><c>kindred export jsonl</c>: every record, one a line.</summary>
public static class Export
{
    public static ArchiveCommand Work { get; } = new("export", Do);

    public static Command Create()
    {
        Argument<string> format = new("format") { Description = "jsonl: one record a line.", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong("jsonl");
        Option<string> output = new("--out") { Description = "The file to make, which must not be there yet, or - for standard output (default: -).", HelpName = "PATH" };
        Option<string> kind = new("--kind") { Description = "Only records of this kind.", HelpName = "KIND" };
        Option<string> viewer = new("--as") { Description = "Whose eyes: public or keeper (default: public).", HelpName = "WHO" };
        viewer.AcceptOnlyFromAmong("public", "keeper");
        Command command = CommandTree.Named("export", "Write records out, as the public or a keeper may see them.", "kindred export jsonl --out archive.jsonl");
        command.Add(format);
        command.Add(output);
        command.Add(kind);
        command.Add(viewer);
        command.SetAction((parsed, cancel) => Terminal.Run(
            Work,
            new JsonObject
            {
                ["out"] = parsed.GetValue(output) is { } path and not "-" ? Path.GetFullPath(path) : null,
                ["kind"] = parsed.GetValue(kind), ["as"] = parsed.GetValue(viewer),
            },
            parsed,
            cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        if (work.Text("kind") is { } kind && work.Services.GetRequiredService<KindList>().Find(kind) is null)
            return CommandResult.Otherwise("unknown-kind", $"There is no kind {kind}; nothing was written.");
        DateOnly today = work.Services.GetRequiredService<TimeProvider>().Today();
        Viewer viewer = work.Text("as") == "keeper" ? new Viewer.Member(today, Member.TerminalHandle, IsKeeper: true, []) : new Viewer.Public(today);
        string origin = work.Services.GetRequiredService<Settings>().Origin?.GetLeftPart(UriPartial.Authority) ?? "";
        ExportJsonLines export = work.Services.GetRequiredService<ExportJsonLines>();
        if (work.Text("out") is not { } path)
        {
            await export.Write(work.Output, viewer, work.Text("kind"), origin, cancel);
            return new CommandResult(ExitStatus.Done, null, []);
        }

        long written = 0;
        CommandResult? refused = await NewFile.Make(path, async file => written = await export.Write(file, viewer, work.Text("kind"), origin, cancel));
        return refused ?? CommandResult.Done(new JsonObject { ["file"] = path, ["records"] = written }, $"Written: {path} ({written} records).");
    }
}
