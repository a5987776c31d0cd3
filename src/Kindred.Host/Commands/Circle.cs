using System.CommandLine;
using System.Globalization;
using Kindred.Features.Picturing.Circles;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary><c>kindred circle ID</c>: who is one, two and three steps away from a record, and why.</summary>
public static class Circle
{
    private const int RowsInWords = 200;

    public static ArchiveCommand Work { get; } = new("circle", Do) { OnlyReads = true };

    public static Command Create()
    {
        Argument<string> id = ViewCommand.Of();
        Option<int?> until = new("--until") { Description = "The circle as it was at the end of this year.", HelpName = "YEAR" };
        Option<int?> page = new("--page") { Description = "Of the JSON, from 1: fifty records each (default: 1).", HelpName = "N" };
        Option<string> output = ViewCommand.ToFile(ViewCommand.OfGraph);
        Command command = CommandTree.Named("circle", "Who is one, two and three steps away from a record, and why.", "kindred circle 0123456789ABCDEFGHJKMNPQRS --until 2016");
        command.Add(id);
        foreach (Option option in (Option[])[until, page, output]) command.Add(option);
        command.SetAction((parsed, cancel) => Terminal.Run(Work, ViewCommand.Arguments(parsed, output, ("id", parsed.GetValue(id)), ("until", Written(parsed.GetValue(until))), ("page", Written(parsed.GetValue(page)))), parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        FindCircle find = work.Services.GetRequiredService<FindCircle>();
        if (ViewCommand.Record(work) is not { } id) return ViewCommand.Unknown(work.Text("id"));
        CircleRequest request = new(id, Number(work.Text("until")), Page: Math.Clamp(Number(work.Text("page")) ?? 1, 1, 1_000));
        if (await find.Of(request, cancel) is not { } answer) return ViewCommand.Unknown(work.Text("id"));
        TakeCircle take = work.Services.GetRequiredService<TakeCircle>();
        Texts texts = ViewCommand.Texts(work);
        string origin = ViewCommand.Origin(work);
        return await ViewCommand.Done(
            work, ViewCommand.Json(await take.Body(answer, CircleApi.UsualSize, cancel)), [.. CircleWords.Lines(answer, await find.Rows(answer, 0, RowsInWords, texts, cancel), texts)],
            async () => await take.Picture(answer, origin, texts, cancel), async () => (await take.Graph(request, cancel))!(origin));
    }

    private static string? Written(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string? written) => int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
