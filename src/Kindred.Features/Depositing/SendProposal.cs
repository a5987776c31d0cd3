using System.Collections.Immutable;
using System.Security.Cryptography;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Depositing;

/// <summary>The way of a proposal through a page, whether it changes fields or translates them: begun from the record as anyone reads it, carried sealed from
/// step to step, and sent within the budget of a network.</summary>
public sealed class SendProposal(
    SendDeposit send, FollowDeposit follow, ProposableRecord proposable, IRecordStore records, DepositBudget budget, SealedField hidden, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>Null: nothing that anyone may change is at this address.</summary>
    public async Task<(Contribution Told, ProposableReading Reading)?> Begin(string id, CancellationToken cancel)
    {
        if (!RecordId.TryParse(id, out RecordId record) || await proposable.Find(record, cancel) is not { } reading) return null;
        Contribution told = new()
        {
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Records = [reading.Seen.DeepClone()], Names = new Dictionary<string, string>(reading.Names),
            Proposal = new ProposalCarried { Record = record.ToString(), OfRevision = reading.Record.Revision, Seen = reading.Seen },
        };
        return (told, reading);
    }

    /// <summary>What the form carried; null: it did not arrive whole, or is of another record.</summary>
    public Contribution? Open(string? carried, string id) =>
        hidden.Open(carried) is { Proposal: { } proposal, HasRecords: true } told && RecordId.TryParse(id, out RecordId record) && proposal.Record == record.ToString() ? told : null;

    /// <summary>What stands at the address instead.</summary>
    public async Task<IActionResult> Nothing(string id, CancellationToken cancel) => RecordId.TryParse(id, out RecordId record)
        ? await NoRecord.At(record, records, new Viewer.Public(time.Today()), cancel)
        : Problems.Result(Problem.NotFound);

    /// <summary>Null: the step may be taken.</summary>
    public ProposalSent? MayStep(Contribution told, HttpContext context)
    {
        int length = told.ToJson().GetRawText().Length;
        if (!budget.MayStep(RequestPrefix.Of(context), length)) return new ProposalSent.Later();
        return length > ContributePage.MostCarried ? new ProposalSent.NeedsWork([new Finding("deposit-too-large")]) : null;
    }

    /// <param name="isDraft">It is kept for later, and handed in when its receipt comes back with it.</param>
    public async Task<ProposalSent> Do(Contribution told, ProposalInput input, bool isDraft, HttpContext context, CancellationToken cancel)
    {
        string network = RequestPrefix.Of(context);
        if (!budget.MayEnter(network, context.Request.ContentLength ?? DepositReading.MostBytes) || !budget.MayHold(input.Weighed)) return new ProposalSent.Later();
        try
        {
            if (told.Receipt is not null) return await Again(told, input, isDraft ? null : told.IsDraft ? budget.Turn(network) : DepositState.Deposited, cancel);
            return await send.Send(input, told.RetryKey(isDraft), isDraft ? DepositState.Draft : budget.Turn(network), await viewer.Of(context), cancel) switch
            {
                SendOutcome.Received received => new ProposalSent.Done(received.Receipt.Words, received.State),
                SendOutcome.NeedsWork work => new ProposalSent.NeedsWork(work.Findings),
                _ => await Changed(told, cancel),
            };
        }
        catch (ArchiveUnwritableException)
        {
            return new ProposalSent.NotKept();
        }
    }

    private async Task<ProposalSent> Again(Contribution told, ProposalInput input, DepositState? handIn, CancellationToken cancel)
    {
        if (ReceiptCode.Read(told.Receipt) is not ReceiptReading.Read { Code: { } code }) return new ProposalSent.Unknown();
        switch (await follow.Propose(code, input, handIn, told.Read, cancel))
        {
            case FollowOutcome.Done done:
                return new ProposalSent.Done(code.Words, done.Deposit.State);
            case FollowOutcome.NeedsWork work:
                return new ProposalSent.NeedsWork(work.Findings);
            case FollowOutcome.ChangedMeanwhile:
                told.Read = await follow.FindTag(code, cancel);
                return await Changed(told, cancel);
            default:
                return new ProposalSent.Unknown();
        }
    }

    private async Task<ProposalSent> Changed(Contribution told, CancellationToken cancel) =>
        await proposable.Find(RecordId.Parse(told.Proposal!.Record), cancel) is { } now ? new ProposalSent.ChangedMeanwhile(now) : new ProposalSent.RecordGone();
}

public abstract record ProposalSent
{
    private ProposalSent()
    {
    }

    public sealed record Done(string Words, DepositState State) : ProposalSent;

    public sealed record NeedsWork(ImmutableArray<Finding> Findings) : ProposalSent;

    /// <summary>Too much is arriving from this network, or in all.</summary>
    public sealed record Later : ProposalSent;

    /// <summary>The disk takes nothing now.</summary>
    public sealed record NotKept : ProposalSent;

    /// <summary>Somebody else changed what would be changed.</summary>
    /// <param name="Now">As it is read now.</param>
    public sealed record ChangedMeanwhile(ProposableReading Now) : ProposalSent;

    /// <summary>The record is not public any more.</summary>
    public sealed record RecordGone : ProposalSent;

    /// <summary>Nothing has this receipt.</summary>
    public sealed record Unknown : ProposalSent;

    /// <summary>With what status it is answered, and with what said; null: a page of its own.</summary>
    public (int Status, ImmutableArray<Finding> Findings)? Told => this switch
    {
        NeedsWork work => (StatusCodes.Status400BadRequest, work.Findings),
        Later => (StatusCodes.Status429TooManyRequests, [new Finding("too-many-now")]),
        NotKept => (StatusCodes.Status503ServiceUnavailable, [new Finding("not-kept-now")]),
        RecordGone => (StatusCodes.Status412PreconditionFailed, [new Finding("proposal-record-gone")]),
        ChangedMeanwhile => (StatusCodes.Status412PreconditionFailed, [new Finding("changed-meanwhile")]),
        _ => null,
    };
}
