using Kindred.Domain;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Stewarding;

public sealed partial class AnswerPage
{
    public EmbargoList Embargoes { get; private set; } = new([]);

    /// <summary>The day as the reader has set it, to be changed or ended.</summary>
    public DateOnly? OwnEmbargo { get; private set; }

    public string? TypedEmbargo { get; private set; }

    public string? TypedWhy { get; private set; }

    /// <summary>A steward keeps it back at any time, a keeper what nobody could read yet.</summary>
    public bool CanKeepBack => Connection is not { Connection.Value.IsOfField: true } && (!Mine.IsEmpty || (Me.IsKeeper && (OwnEmbargo is not null || !WasPublic)));

    private bool WasPublic => Connection is null ? Record.WasPublic : Connection.Connection.Value.PublishedDay is not null;

    public async Task<IActionResult> OnPostEmbargo(string id, string? embargoUntil, string? why, string? go, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        (TypedEmbargo, TypedWhy) = (embargoUntil, why);
        bool isEnd = go is "end";
        DateOnly? until = null;
        if (!isEnd && (!TypedDay.TryRead(embargoUntil, out until) || until is null)) return NotRight([new Finding("day-not-a-day", "embargoUntil")]);
        return await keepBack.Do(Id, null, until, why, Me, cancel) switch
        {
            KeepBackOutcome.Done => Redirect(frame.To($"/desk/records/{id}?done={(isEnd ? "embargo-ended" : "embargo")}")),
            KeepBackOutcome.NeedsWork work => NotRight([work.Finding]),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    private async Task FindEmbargoes(CancellationToken cancel)
    {
        Embargo[] words = [.. (await records.Embargoes([Id], Me, cancel)).Select(one => one.Value).Where(one => one.Until > Me.Today)];
        Embargoes = EmbargoList.Of(words, of => Communities.FirstOrDefault(one => one.Community.Id == of)?.Community.Title, Me.Today);
        IEnumerable<Embargo> own = words.Where(one => one.By == EmbargoBy.Community ? Me.Communities.Contains(one.Community!.Value) && one.Steward == Me.Handle : Mine.IsEmpty && one.By == EmbargoBy.Desk);
        OwnEmbargo = own.Select(one => (DateOnly?)one.Until).Max();
    }
}
