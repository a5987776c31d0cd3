using System.CommandLine;
using Kindred.Features.Picturing.Threads;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary><c>kindred thread ID ID</c>: the shortest explanations between two records.</summary>
public static class ThreadBetween
{
    public static ArchiveCommand Work { get; } = new("thread", Do) { OnlyReads = true };

    public static Command Create()
    {
        Argument<string> from = ViewCommand.Of("from"), to = ViewCommand.Of("to");
        to.Description = "The other's.";
        Option<string> output = ViewCommand.ToFile(ViewCommand.OfGraph);
        Command command = CommandTree.Named("thread", "How two records are connected: the shortest explanations, each step in its own words.", "kindred thread 0123456789ABCDEFGHJKMNPQRS 1123456789ABCDEFGHJKMNPQRS");
        command.Add(from);
        command.Add(to);
        command.Add(output);
        command.SetAction((parsed, cancel) => Terminal.Run(Work, ViewCommand.Arguments(parsed, output, ("from", parsed.GetValue(from)), ("to", parsed.GetValue(to))), parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        FindThread find = work.Services.GetRequiredService<FindThread>();
        foreach (string end in (string[])["from", "to"])
        {
            if (ViewCommand.Record(work, end) is not { } id || await find.Of(id, id, cancel) is null) return ViewCommand.Unknown(work, end);
        }

        if (await find.Of(ViewCommand.Record(work, "from")!.Value, ViewCommand.Record(work, "to")!.Value, cancel) is not { } found) return ViewCommand.Unknown(work, "to");
        Texts texts = ViewCommand.Texts(work);
        string origin = ViewCommand.Origin(work);
        string[] lines = [.. ThreadWords.Lines(found, texts)];
        if (found.Ways.IsEmpty && work.Text("out") is { } path && path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) return CommandResult.Otherwise("nothing-to-draw", [.. lines, "Nothing was written."]);
        return await ViewCommand.Done(
            work, ViewCommand.Json(ThreadBody.Of(found)), lines,
            () => Task.FromResult(work.Services.GetRequiredService<TakeThread>().Picture(found, origin, texts, cancel)!), () => Task.FromResult(TakeThread.Graph(found, origin)));
    }
}
