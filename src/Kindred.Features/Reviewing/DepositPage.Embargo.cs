using Kindred.Domain;
using Kindred.Domain.Publishing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Reviewing;

public sealed partial class DepositPage
{
    public EmbargoList Embargoes { get; private set; } = new([]);

    /// <summary>The day as the reader, or the desk, has set it.</summary>
    public DateOnly? OwnEmbargo { get; private set; }

    public string? TypedEmbargo { get; private set; }

    public string? TypedWhy { get; private set; }

    public async Task<IActionResult> OnPostEmbargo(string id, string? embargoUntil, string? why, string? go, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        (TypedEmbargo, TypedWhy) = (embargoUntil, why);
        bool isEnd = go is "end";
        DateOnly? until = null;
        if (!isEnd && (!TypedDay.TryRead(embargoUntil, out until) || until is null)) return await End(new ReviewOutcome.NeedsWork([new Finding("day-not-a-day", "embargoUntil")]), id, "", cancel);
        return await End(await review.KeepBack(Deposit.Id, Me, until, why, cancel), id, isEnd ? "embargo-ended" : "embargo", cancel);
    }

    private async Task FindEmbargoes(CancellationToken cancel)
    {
        Embargo[] words = [.. (await records.Embargoes([.. Embargoing.Handles(Deposit)], Me, cancel)).Select(one => one.Value).Where(one => one.Until > Me.Today)];
        Embargoes = EmbargoList.Of(words, of => Communities.FirstOrDefault(one => one.Id == of)?.Title, Me.Today);
        OwnEmbargo = words.Where(one => one.By == EmbargoBy.Community ? one.Steward == Me.Handle : one.By == EmbargoBy.Desk && Me.IsKeeper).Select(one => (DateOnly?)one.Until).Max();
    }
}
