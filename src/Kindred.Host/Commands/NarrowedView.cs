using System.CommandLine;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Microsoft.Extensions.Primitives;

namespace Kindred.Host.Commands;

/// <summary>What the commands have in common whose view is narrowed as lists are: each argument is called as it is in the address of the page.</summary>
internal static class NarrowedView
{
    private const string Typed = "q";

    /// <summary>A view of all records, with what narrows them.</summary>
    /// <param name="more">Of this view alone, each called as it is in the address.</param>
    public static Command Of(ArchiveCommand work, string description, string example, Option<string> output, params IEnumerable<Option<string>> more)
    {
        Option<string> query = new("--query") { Description = "Only what this finds, typed as into the search box: words, or a facet, such as topic:airports.", HelpName = "Q" };
        Option<string> kind = new("--kind") { Description = "Only records of this kind.", HelpName = "KIND" };
        Option<string> where = new("--where") { Description = "Only what was in the place of this name, or within it.", HelpName = "PLACE" };
        Option<string> when = new("--when") { Description = "Only what was then: a year, a decade (201X) or a span, as EDTF.", HelpName = "WHEN" };
        Option<string>[] asked = [query, kind, where, when, .. more];
        Command command = CommandTree.Named(work.Name, description, example);
        foreach (Option<string> option in (Option<string>[])[.. asked, output]) command.Add(option);
        command.SetAction((parsed, cancel) => Terminal.Run(
            work, ViewCommand.Arguments(parsed, output, [.. asked.Select(option => (option == query ? Typed : option.Name.TrimStart('-'), parsed.GetValue(option)))]), parsed, cancel));
        return command;
    }

    /// <summary>What was asked for, as the query of the page's address.</summary>
    public static QueryCollection Query(CommandWork work) =>
        new(work.Arguments.Where(one => one.Key != ViewCommand.Out && one.Value is not null).ToDictionary(one => one.Key, one => new StringValues((string?)one.Value)));

    /// <summary>Says what of it could not be read; null: all of it could, and there is such a kind.</summary>
    public static CommandResult? Refused(CommandWork work, ListAddress address, string command, Texts texts)
    {
        KindSet kinds = work.Services.GetRequiredService<KindList>().Now;
        if (Unreadable(address, command, texts) is { } unreadable) return unreadable;
        return work.Text("kind") is not { Length: > 0 } kind || kinds.Find(kind) is not null ? null
            : CommandResult.Otherwise("unknown-kind", [.. Paragraph.Lines($"There is no kind {kind}; nothing was looked for. There are: {string.Join(", ", kinds.All.Select(one => one.Name).Order(StringComparer.Ordinal))}.")]);
    }

    /// <summary>Says what of it could not be read; null: all of it could.</summary>
    public static CommandResult? Unreadable(ListAddress address, string command, Texts texts) => address.Unreadable is [] ? null
        : CommandResult.Otherwise(
            "unreadable",
            [.. address.Unreadable.SelectMany(one => Paragraph.Lines($"--{one.Field}: {Problems.OfAddress(one, texts)}")), $"Nothing was looked for; kindred {command} --help says what each takes."]);

    /// <summary>Says which name nothing has; null: something has each of them.</summary>
    public static CommandResult? NotUnderstood(ListAddress address, IReadOnlyCollection<string> names, Texts texts)
    {
        if (names.Count == 0) return null;
        return address.Where.Length > 0 && names.Contains(address.Where)
            ? CommandResult.Otherwise("unknown-place", [.. Paragraph.Lines(texts.Format("search.not-understood.place", address.Where))])
            : CommandResult.Otherwise("not-understood", [.. names.SelectMany(name => Paragraph.Lines(texts.Format("search.not-understood", name)))]);
    }

    /// <summary>That nothing was found, and what may have been meant.</summary>
    public static IEnumerable<string> Nothing(ListAddress address, SearchResult result, Texts texts)
    {
        yield return texts[address.Depth > 0 || address.Query.Length > 0 ? "list.none.found" : "list.empty"];
        if (result.DidYouMean is { } meant) yield return $"{texts["search.did-you-mean"]}: {meant}";
    }
}
