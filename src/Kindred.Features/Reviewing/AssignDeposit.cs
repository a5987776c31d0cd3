using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

/// <summary>Who reads what: taken, given to another who may see it, or put back. It locks nothing: anyone at the desk may still act, and is told who reads it.</summary>
public sealed class AssignDeposit(IArchiveWriter writer, TimeProvider time) : IDailyTask
{
    /// <param name="handle">Who is to read it; null: nobody, it is put back.</param>
    public Task<AssignOutcome> Do(DepositId id, Viewer.Member member, string? handle, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write(
            session =>
            {
                if (session.FindDeposit(id) is not { } deposit || VisibilityPolicy.Show(member, deposit, Mentions.Named(session, deposit)) is null) return AssignOutcome.Unknown;
                // Who handed it in sees it; who reads it is the desk's.
                if (deposit.Depositor == member.Handle || !(member.IsKeeper || member.IsSteward)) return AssignOutcome.NotYours;
                if (!Assignment.IsFor(deposit.State)) return AssignOutcome.NotNow;
                if (handle is null) session.EndAssignment(id);
                else if (!MayRead(session, deposit, handle, today)) return AssignOutcome.NoSuchReader;
                else session.Put(new Assignment(id, handle, today));
                return AssignOutcome.Done;
            },
            cancel);
    }

    /// <summary>What nobody did anything with for its days, and what is with somebody who may read it no more, is nobody's again.</summary>
    public async Task TurnDay(DateOnly today, CancellationToken cancel) => await writer.Write(session => End(session, today), cancel);

    private static bool End(IArchiveSession session, DateOnly today)
    {
        Assignment[] over = [.. session.Assignments().Where(one => !one.HoldsOn(today) || session.FindDeposit(one.Deposit) is not { } deposit || !MayRead(session, deposit, one.Handle, today))];
        foreach (Assignment one in over) session.EndAssignment(one.Deposit);
        return over is not [];
    }

    /// <summary>A keeper or steward who may see it and did not hand it in. Of anybody else nothing is told, not even whether there is one.</summary>
    private static bool MayRead(IArchiveSession session, Deposit deposit, string handle, DateOnly today)
    {
        if (session.FindMember(handle) is not { IsTerminal: false } found || deposit.Depositor == handle) return false;
        Viewer.Member reader = CurrentViewer.ViewerOf(found, today);
        return (reader.IsKeeper || reader.IsSteward) && VisibilityPolicy.Show(reader, deposit, Mentions.Named(session, deposit)) is not null;
    }
}

public enum AssignOutcome
{
    Done,
    NotNow,
    NotYours,

    /// <summary>Nobody of that handle may read it.</summary>
    NoSuchReader,
    Unknown,
}
