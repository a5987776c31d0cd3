using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Reviewing;

public sealed partial class DepositPage
{
    private const int MostNear = 20;

    /// <summary>Who reads it; null: nobody has said so.</summary>
    public Assignment? With { get; private set; }

    public bool IsWithMe => With?.Handle == Me.Handle;

    /// <summary>Reading it can be said of it.</summary>
    public bool CanAssign => !IsMine && (Me.IsKeeper || Me.IsSteward) && Assignment.IsFor(Deposit.State);

    public bool IsNoReader { get; private set; }

    /// <summary>Other deposits, and records, that say nearly the same, as far as the reader may see them.</summary>
    public IReadOnlyList<NearDeposit> Near { get; private set; } = [];

    public IReadOnlyList<NearRecord> NearRecords { get; private set; } = [];

    /// <summary>Words for the depositor that tell where it was told already, to be changed or left out.</summary>
    public string? Offered { get; private set; }

    /// <summary>What another deposit is called; of a proposal no more than that it is one.</summary>
    public string TitleOf(Deposit other) => other.Proposal is not null ? texts["proposal.desk.title"] : DeskNames.TitleOf(other, new DeskNames(), texts);

    public async Task<IActionResult> OnPostAssign(string id, string? to, CancellationToken cancel) => await Assign(id, string.IsNullOrWhiteSpace(to) ? null : to.Trim(), false, cancel);

    public async Task<IActionResult> OnPostPutBack(string id, CancellationToken cancel) => await Assign(id, null, true, cancel);

    private async Task<IActionResult> Assign(string id, string? to, bool isPutBack, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        switch (await assign.Do(Deposit.Id, Me, isPutBack ? null : to ?? Me.Handle, cancel))
        {
            case AssignOutcome.Done:
                return Redirect(frame.To($"/desk/deposits/{id}?done={(isPutBack ? "put-back" : to is null ? "with-me" : "with-another")}"));
            case AssignOutcome.NoSuchReader:
                IsNoReader = true;
                Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest;
                return Page();
            case AssignOutcome.NotYours:
                return Problems.Result(Problem.NotYours);
            case AssignOutcome.NotNow:
                return Problems.Result(Problem.AlreadyDecided);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    private async Task FindAround(Deposit kept, CancellationToken cancel)
    {
        if (!Me.IsKeeper && !Me.IsSteward) return;
        With = await deposits.AssignmentOf(kept.Id, Me, cancel);
        Near = await deposits.NearTo(kept.Id, Me, MostNear, cancel);
        NearRecords = await nearRecords.To(kept, Me, texts, cancel);
        // Chosen beside a record that tells it: the words say where.
        if (RecordId.TryParse(Request.Query["told"], out RecordId told) && await records.Lines([told], Me, cancel) is [{ State: RecordState.Published } line])
            Offered = texts.Format("deposits.told-already.words", $"{Request.Scheme}://{Request.Host}/r/{line.Id}");
    }
}
