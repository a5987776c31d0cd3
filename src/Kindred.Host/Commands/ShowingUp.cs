using System.CommandLine;
using Kindred.Domain.Records;
using Kindred.Features.Picturing.ShowingUp;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Host.Commands;

/// <summary><c>kindred showing-up ID</c>: what a campaign, an organisation or a community did over the years.</summary>
public static class ShowingUp
{
    public static ArchiveCommand Work { get; } = new("showing-up", Do) { OnlyReads = true };

    public static Command Create() => ViewCommand.OfOne(
        Work, "Show how a campaign, an organisation or a community showed up over the years, and where nothing is told.", "kindred showing-up 6KWASABBZA3QKNQF53DW73MASK --out showing-up.svg");

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        if (ViewCommand.Record(work) is not { } id || await work.Services.GetRequiredService<FindShowings>().Of(id, cancel) is not { } found) return ViewCommand.Unknown(work);
        TakeShowingUp take = work.Services.GetRequiredService<TakeShowingUp>();
        ReadShowings read = work.Services.GetRequiredService<ReadShowings>();
        Texts texts = ViewCommand.Texts(work);
        string origin = ViewCommand.Origin(work);
        List<string> lines = [.. Paragraph.Lines(ShowingWords.Heading(found, texts)), .. Paragraph.Lines(found.Showings.IsEmpty ? texts["showing.none"] : ShowingWords.Counts(found, texts))];
        Dictionary<RecordId, ShowingTold> told = (await read.Of(found, found.Showings, cancel)).ToDictionary(one => one.Showing.Line.Id);
        foreach (ShowingRow row in ShowingRow.Of(found, int.MaxValue, null)) lines.AddRange(Lines(row, told, texts));
        // All of it on one page: nobody turns pages in a file.
        return await ViewCommand.Done(
            work, ViewCommand.Json(await take.Body(found, page: null, origin, cancel)), lines, () => take.Picture(found, origin, texts, cancel));
    }

    private static IEnumerable<string> Lines(ShowingRow row, Dictionary<RecordId, ShowingTold> byId, Texts texts)
    {
        switch (row)
        {
            case ShowingRow.Year year:
                return ["", ShowingRow.Said(year.Key, texts)];
            case ShowingRow.Silent silent:
                return ["", .. Paragraph.Lines(ShowingWords.Said(silent.Silence, texts), 2, ". . . ")];
            case ShowingRow.One { Showing: var showing } when byId.TryGetValue(showing.Line.Id, out ShowingTold? told):
                string[] said =
                [
                    ShowingWords.When(showing, texts), .. ShowingWords.Tempo(told.Tempo, texts) is { } tempo ? (string[])[tempo] : [],
                    .. told.Strategies.Select(term => texts[$"term.strategies.{term}"]), .. told.Audiences.Select(term => texts[$"term.audiences.{term}"]),
                ];
                return
                [
                    .. Paragraph.Lines($"{RecordName.Of(showing.Line, texts).Title} ({texts[$"kind.{showing.Line.Kind}.one"]}) {showing.Line.Id}", 2), .. Paragraph.Lines(string.Join(" · ", said), 4),
                    .. told.Message.Notice is { } notice ? Paragraph.Lines($"{texts["notices.before"]} {notice.Text}", 4) : told.Message.Texts.SelectMany(text => Paragraph.Lines($"“{text}”", 4)),
                ];
            default:
                return [];
        }
    }
}
