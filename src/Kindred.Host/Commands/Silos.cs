using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing;
using Kindred.Features.Picturing.Silos;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
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
        if (work.Text("kind") is { Length: > 0 } kind && !FindSilos.Events.Contains(kind))
            return CommandResult.Otherwise("unknown-kind", [.. Paragraph.Lines(ViewWords.Plain($"--kind is {string.Join(", ", FindSilos.Events.SkipLast(1))} or {FindSilos.Events[^1]}, not {kind}; nothing was looked for."))]);
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
        ShowSilos show = work.Services.GetRequiredService<ShowSilos>();
        SilosShown shown = await show.Of(answer, [.. Enumerable.Range(0, Math.Min(SilosPrinted, found.Silos.Length))], SilosPrinted, texts, cancel);
        List<string> lines = [SilosWords.Counts(found, texts)];
        if (SilosWords.Crowds(found, texts) is { } crowds) lines.Add(crowds);
        foreach (SiloShown silo in shown.Silos)
        {
            lines.AddRange(["", $"{Numbered(silo)}. {SilosWords.Heading(silo, texts)} ({SilosWords.State(silo.Silo, found.Bridges.Count(bridge => bridge.Silos.Contains(silo.Number)), texts).TrimEnd('.')})"]);
            lines.AddRange(silo.Members.Take(NamesPrinted).Select(member => $"  {member.Title}"));
            if (silo.Members.Length > NamesPrinted) lines.Add("  " + texts.Count("silos.picture.more", silo.Members.Length - NamesPrinted));
        }

        if (found.Silos.Length > shown.Silos.Length) lines.AddRange(["", $"{found.Silos.Length - shown.Silos.Length} smaller silos are not printed; --json and --out hold all."]);
        if (found.Silos.Length > 0) lines.AddRange(["", texts["silos.caveat"]]);
        if (shown.Bridges.Length > 0) lines.AddRange(["", texts["silos.bridges"]]);
        Dictionary<int, string> names = shown.Silos.ToDictionary(silo => silo.Number, silo => $"{Numbered(silo)} {(silo.Words is [{ } word, ..] ? word : silo.Members[0].Title)}");
        foreach (BridgeShown bridge in shown.Bridges)
            lines.Add($"  {bridge.Event.Title}{(EdtfDate.TryParse(bridge.Event.When, out EdtfDate? when) ? $" ({texts.DatesInWords.Write(when)})" : "")}: {string.Join(" – ", bridge.Bridge.Silos.Where(names.ContainsKey).Select(silo => names[silo]))}");
        return [.. lines, .. await Alone(show, found, texts, cancel)];
    }

    /// <summary>Those that no silo names, as many as the page lists.</summary>
    private static async Task<List<string>> Alone(ShowSilos show, SilosFound found, Texts texts, CancellationToken cancel)
    {
        RecordLine[] alone = [.. (await show.Alone(found, texts, cancel)).Take(SilosPage.RowsOnPage)];
        if (alone.Length == 0) return [];
        List<string> lines = ["", texts["silos.alone"], texts["silos.alone.lead"], .. alone.Select(one => $"  {RecordName.Of(one, texts).Title}")];
        if (found.Alone.Length > alone.Length) lines.Add(texts.Format("silos.alone.shown", texts.Number(alone.Length), texts.Number(found.Alone.Length)));
        return lines;
    }

    /// <summary>By which a silo is told from another whose words begin alike.</summary>
    private static int Numbered(SiloShown silo) => silo.Number + 1;
}
