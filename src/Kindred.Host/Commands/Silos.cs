using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Kinds;
using Kindred.Features.Picturing.Silos;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Host.Commands;

/// <summary><c>kindred silos</c>: who is told to have acted together, and what bridges them.</summary>
public static class Silos
{
    private const int SilosPrinted = 50;
    private const int NamesPrinted = 12;

    public static ArchiveCommand Work { get; } = new("silos", Do) { OnlyReads = true };

    public static Command Create()
    {
        Option<string> kind = new("--kind") { Description = "Only what was done as this: action, practice or campaign (default: all three).", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong([.. FindSilos.Events]);
        Option<string> where = new("--where") { Description = "Only what was done in the place of this name, or within it.", HelpName = "PLACE" };
        Option<string> when = new("--when") { Description = "Only what was done then: a year or a span, as EDTF.", HelpName = "WHEN" };
        Option<string> output = ViewCommand.ToFile(ViewCommand.OfGraph);
        Command command = CommandTree.Named("silos", "Show which organisations are told to have acted together, and what bridges them.", "kindred silos --when 2017 --out silos-2017.svg");
        foreach (Option<string> option in (Option<string>[])[kind, where, when, output]) command.Add(option);
        command.SetAction((parsed, cancel) => Terminal.Run(
            Work, ViewCommand.Arguments(parsed, output, ("kind", parsed.GetValue(kind)), ("where", parsed.GetValue(where)), ("when", parsed.GetValue(when))), parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        Texts texts = ViewCommand.Texts(work);
        ListAddress address = FindSilos.Read("/silos", NarrowedView.Query(work), work.Services.GetRequiredService<KindList>().Now);
        if (NarrowedView.Unreadable(address, "silos", texts) is { } unreadable) return unreadable;
        SilosAnswer answer = await work.Services.GetRequiredService<FindSilos>().Of(address, texts, cancel);
        if (NarrowedView.NotUnderstood(address, answer.NotUnderstood, texts) is { } unknown) return unknown;
        TakeSilos take = work.Services.GetRequiredService<TakeSilos>();
        string origin = ViewCommand.Origin(work);
        JsonNode json = ViewCommand.Json(await take.Body(answer, texts, cancel));
        return await ViewCommand.Done(work, json, await Lines(work, answer, texts, cancel), () => take.Picture(answer, origin, texts, cancel), () => take.Graph(answer, origin, cancel));
    }

    private static async Task<List<string>> Lines(CommandWork work, SilosAnswer answer, Texts texts, CancellationToken cancel)
    {
        SilosFound found = answer.Found;
        SilosShown shown = await work.Services.GetRequiredService<ShowSilos>().Of(answer, [.. Enumerable.Range(0, Math.Min(SilosPrinted, found.Silos.Length))], SilosPrinted, texts, cancel);
        List<string> lines = [SilosWords.Counts(found, texts)];
        if (SilosWords.Crowds(found, texts) is { } crowds) lines.Add(crowds);
        foreach (SiloShown silo in shown.Silos)
        {
            lines.AddRange(["", $"{SilosWords.Heading(silo, texts)}  ({SilosWords.State(silo.Silo, found.Bridges.Count(bridge => bridge.Silos.Contains(silo.Number)), texts).TrimEnd('.')})"]);
            lines.AddRange(silo.Members.Take(NamesPrinted).Select(member => $"  {member.Title}"));
            if (silo.Members.Length > NamesPrinted) lines.Add("  " + texts.Count("silos.picture.more", silo.Members.Length - NamesPrinted));
        }

        if (found.Silos.Length > shown.Silos.Length) lines.AddRange(["", $"{found.Silos.Length - shown.Silos.Length} smaller silos are not printed; --json and --out hold all."]);
        if (found.Silos.Length > 0) lines.AddRange(["", texts["silos.caveat"]]);
        if (shown.Bridges.Length > 0) lines.AddRange(["", texts["silos.bridges"]]);
        Dictionary<int, string> names = shown.Silos.ToDictionary(silo => silo.Number, silo => silo.Words is [{ } word, ..] ? word : silo.Members[0].Title);
        foreach (BridgeShown bridge in shown.Bridges)
            lines.Add($"  {bridge.Event.Title}{(bridge.Event.When is { } when ? $" ({when})" : "")}: {string.Join(" – ", bridge.Bridge.Silos.Where(names.ContainsKey).Select(silo => names[silo]))}");
        return lines;
    }
}
