using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Features.Picturing.Kin;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary><c>kindred kin</c>: pairs far apart that share something, as a question.</summary>
public static class Kin
{
    private const int Printed = 20;

    public static ArchiveCommand Work { get; } = new("kin", Do) { OnlyReads = true };

    public static Command Create()
    {
        Option<string> of = new("--of") { Description = "Only pairs of this practice or community.", HelpName = "ID" };
        Option<string> output = ViewCommand.ToFile(ViewCommand.OfGraph);
        Command command = CommandTree.Named("kin", "Show pairs far apart that share something and are not connected: do these know of each other?", "kindred kin --json");
        command.Add(of);
        command.Add(output);
        command.SetAction((parsed, cancel) => Terminal.Run(Work, ViewCommand.Arguments(parsed, output, ("of", parsed.GetValue(of))), parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        Texts texts = ViewCommand.Texts(work);
        if (await KinApi.Asked(work.Services.GetRequiredService<FindKin>(), work.Text("of"), texts, cancel) is not { } found)
            return CommandResult.Otherwise("unknown-record", $"There is no public practice or community {work.Text("of")}.");
        TakeKin take = work.Services.GetRequiredService<TakeKin>();
        string origin = ViewCommand.Origin(work);
        KinWords words = work.Services.GetRequiredService<KinWords>();
        JsonNode json = ViewCommand.Json(KinBody.Of(found.Pairs, found.Total, words, texts));
        return await ViewCommand.Done(work, json, Lines(words, found.Pairs, found.Total, texts), () => Task.FromResult(take.Picture(found.Pairs, origin, texts)), () => Task.FromResult(TakeKin.Graph(found.Pairs, origin)));
    }

    private static List<string> Lines(KinWords words, ImmutableArray<KinOffered> pairs, int total, Texts texts)
    {
        if (pairs.IsEmpty) return [texts["kin.none"], texts["kin.none.why"]];
        List<string> lines = [$"{texts.Count("kin.count", total)} {texts["kin.question"]}"];
        foreach (KinOffered pair in pairs.Take(Printed))
        {
            lines.AddRange(["", $"{pair.One.Title} ({pair.One.Id})", $"{pair.Other.Title} ({pair.Other.Id})"]);
            lines.AddRange(words.Of(pair, texts).Select(shared => "  " + shared));
        }

        return lines;
    }
}
