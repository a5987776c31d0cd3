using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Depositing;

/// <summary>The last step: handed in, kept for later, or put in the place of what was sent.</summary>
public sealed partial class ContributePage
{
    private async Task<IActionResult> Send(bool isDraft, CancellationToken cancel)
    {
        // What is missing waits; what can't be read would be lost, and is asked for again first.
        if (isDraft && DepositInput.ReadUnchecked(Told.ToJson(), kinds).Unread is { IsEmpty: false } unread)
            return unread.OfStep(Told, Kind) is { IsEmpty: false } here ? await Show([.. here]) : await Preview(unread);
        string network = RequestPrefix.Of(HttpContext);
        (DepositInput input, ImmutableArray<Finding> findings) = DepositInput.Read(Told.ToJson(), kinds, time.Today());
        if (!budget.MayEnter(network, Request.ContentLength ?? DepositReading.MostBytes) || !budget.MayHold(input))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return await Show(new Finding("too-many-now"));
        }

        if (!isDraft && !findings.IsEmpty) return await Preview();
        if (Told.Receipt is not null) return await SendAgain(input, isDraft ? null : Told.IsDraft ? budget.Turn(network) : DepositState.Deposited, cancel);
        DepositState state = isDraft ? DepositState.Draft : budget.Turn(network);
        return await send.Send(input, Told.RetryKey(isDraft), state, await viewer.Of(HttpContext), cancel) switch
        {
            SendOutcome.Received received => Sent(received.Receipt.Words, state),
            SendOutcome.NeedsWork work => await Preview(work.Findings),
            _ => throw new InvalidOperationException("No such outcome."),
        };
    }

    private async Task<IActionResult> SendAgain(DepositInput input, DepositState? handIn, CancellationToken cancel)
    {
        if (ReceiptCode.Read(Told.Receipt) is not ReceiptReading.Read { Code: { } code }) return Problems.Result(Problem.NotFound);
        return await follow.Correct(code, input, handIn, Told.Read, cancel) switch
        {
            FollowOutcome.Done done => Sent(code.Words, done.Deposit.State),
            FollowOutcome.NeedsWork work => await Preview(work.Findings),
            FollowOutcome.ChangedMeanwhile => await Beside(code, input, cancel),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    /// <summary>Both are shown, and what was typed is kept: whoever sends it once more has seen the other.</summary>
    private async Task<IActionResult> Beside(ReceiptCode code, DepositInput input, CancellationToken cancel)
    {
        if (await follow.Find(code, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        Told.Read = await follow.FindTag(code, cancel);
        Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        Meanwhile = [.. input.Records.Select(record => Shown.Differences(found.Deposit.Records.FirstOrDefault(one => one.Ref == record.Ref), record)).Where(one => !one.Differences.Fields.IsEmpty)];
        return await Preview(new Finding("changed-meanwhile"));
    }

    private PageResult Sent(string words, DepositState state)
    {
        (Receipt, SentAs) = (words, state);
        return Page();
    }
}
