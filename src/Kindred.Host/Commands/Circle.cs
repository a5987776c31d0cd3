using System.CommandLine;
using System.Globalization;
using Kindred.Features.Picturing;
using Kindred.Features.Picturing.Circles;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Host.Commands;

/// <summary><c>kindred circle ID</c>: who is one, two and three steps away from a record, and why.</summary>
public static class Circle
{
    private const int RowsInWords = 200;

    public static ArchiveCommand Work { get; } = new("circle", Do) { OnlyReads = true };

    public static Command Create()
    {
        Argument<string> id = ViewCommand.Of();
        Option<string> until = new("--until") { Description = "The circle as it was at the end of this year.", HelpName = "YEAR" };
        Option<string> page = new("--page") { Description = "One page of its records, from 1: fifty each (default: of the JSON the first, in words the first two hundred records).", HelpName = "N" };
        Option<string> output = ViewCommand.ToFile(ViewCommand.OfGraph);
        Command command = CommandTree.Named("circle", "Who is one, two and three steps away from a record, and why.", "kindred circle 0123456789ABCDEFGHJKMNPQRS --until 2016");
        command.Add(id);
        foreach (Option option in (Option[])[until, page, output]) command.Add(option);
        command.SetAction((parsed, cancel) => Terminal.Run(Work, ViewCommand.Arguments(parsed, output, ("id", parsed.GetValue(id)), ("until", parsed.GetValue(until)), ("page", parsed.GetValue(page))), parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        FindCircle find = work.Services.GetRequiredService<FindCircle>();
        if (ViewCommand.Record(work) is not { } id) return ViewCommand.Unknown(work);
        int? until = null, page = null;
        if (work.Text("until") is { } year && (until = CircleApi.YearIn(year)) is null) return Refused($"--until is a year from -{CircleApi.FurthestYear} to {CircleApi.FurthestYear}", year);
        if (work.Text("page") is { } number && (page = PageIn(number)) is null) return Refused($"--page is a number from 1 to {ListAddress.MostPagesOfConnections}", number);
        CircleRequest request = new(id, until, Page: page ?? 1);
        if (await find.Of(request, cancel) is not { } answer) return ViewCommand.Unknown(work);
        int pages = Math.Max(1, (answer.Circle.Count + CircleApi.UsualSize - 1) / CircleApi.UsualSize);
        if (page > pages) return CommandResult.Otherwise("no-page", $"There is no page {page}: the circle has {pages}.");
        TakeCircle take = work.Services.GetRequiredService<TakeCircle>();
        Texts texts = ViewCommand.Texts(work);
        string origin = ViewCommand.Origin(work);
        return await ViewCommand.Done(
            work, ViewCommand.Json(await take.Body(answer, CircleApi.UsualSize, cancel)), [.. CircleWords.Lines(answer, await find.Rows(answer, ((page ?? 1) - 1) * CircleApi.UsualSize, page is null ? RowsInWords : CircleApi.UsualSize, texts, cancel), texts)],
            async () => await take.Picture(answer, origin, texts, cancel), async () => (await take.Graph(request, cancel))!(origin));
    }

    private static CommandResult Refused(string may, string typed) => CommandResult.Otherwise("unreadable", [.. Paragraph.Lines(ViewWords.Plain($"{may}, not {typed}; nothing was looked for."))]);

    private static int? PageIn(string typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int page) && page is >= 1 and <= ListAddress.MostPagesOfConnections ? page : null;
}
