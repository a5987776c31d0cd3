using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>Deposits that are not published don't pile up: drafts, declined and quarantined ones are destroyed after their days, unless their depositor
/// came back. What of them was accessioned goes with them, but for names that others wrote too; what was published stays, in the words that the archive
/// has. Of a concern that was closed the day goes too.</summary>
public sealed class DestroyForgotten(IArchiveWriter writer, Destruction destruction, Publication publication) : IDailyTask
{
    private static readonly (DepositState State, int Days)[] Kept =
        [(DepositState.Draft, Retention.DraftDays), (DepositState.Declined, Retention.DeclinedDays), (DepositState.Quarantined, Retention.QuarantinedDays)];

    public async Task TurnDay(DateOnly today, CancellationToken cancel)
    {
        await writer.Write(session => DestroyClosedConcerns(session, today), cancel);
        foreach ((DepositState state, int days) in Kept)
        {
            DateOnly since = today.AddDays(-days - 1);
            foreach (DepositId id in await writer.Write(session => session.DepositsIn(state, since), cancel))
                await writer.Write(session => Destroy(session, id, state, since, today), cancel);
        }

        DateOnly leftOut = today.AddDays(-Retention.LeftOutDays - 1);
        foreach (DepositId id in await writer.Write(session => session.LeftOut(leftOut), cancel)) await writer.Write(session => DestroyLeftOut(session, id, leftOut), cancel);
    }

    /// <summary>What was taken stays with its receipt, to be taken back.</summary>
    private static bool DestroyLeftOut(IArchiveSession session, DepositId id, DateOnly since)
    {
        if (session.FindDeposit(id) is not { } deposit || !(deposit.LeftOutSince <= since)) return false;
        Deposit left = Mentions.WithoutUnnamed(deposit with { Proposal = deposit.Proposal!.WithoutLeftOut() });
        session.Put(left, Mentions.Named(session, left));
        return true;
    }

    private static bool DestroyClosedConcerns(IArchiveSession session, DateOnly today)
    {
        IReadOnlyList<RecordId> closed = session.ConcernsClosed(today.AddDays(-Retention.ClosedConcernDays - 1));
        foreach (RecordId concern in closed) session.DestroyConcern(concern);
        return closed.Count > 0;
    }

    private bool Destroy(IArchiveSession session, DepositId id, DepositState state, DateOnly since, DateOnly today)
    {
        if (session.FindDeposit(id) is not { } deposit || deposit.State != state || deposit.StateDay > since) return false;
        bool isAnyPublished = deposit.Records.Any(record => record.Accessioned is { } own && session.FindRecord(own) is { PublishedDay: not null })
            || deposit.Connections.Any(connection => connection.Accessioned is { } own && session.FindConnection(own) is { PublishedDay: not null });
        if (isAnyPublished) return DestroyDeclined(session, deposit, today);
        destruction.Destroy(session, deposit, NamedByOthers.In(session, deposit), today);
        return true;
    }

    /// <summary>Of a deposit that was published in part: what nobody is asked about any more and never was public, and the corrections that were declined, with
    /// what they took the place of before it was public.</summary>
    private bool DestroyDeclined(IArchiveSession session, Deposit deposit, DateOnly today)
    {
        RecordId[] gone = [.. deposit.Accessioned.Where(id => IsOver(session, deposit, id))];
        if (gone is [] && !deposit.AwaitsReview) return false;
        foreach (RecordId id in gone) destruction.Destroy(session, id, today);
        foreach (RecordId id in deposit.Records.Select(record => record.Accessioned).OfType<RecordId>().Where(deposit.Corrects)) DestroyWaiting(session, id, today);
        Deposit left = session.FindDeposit(deposit.Id)!;
        left = left with
        {
            Records = [.. left.Records.Where(record => record.Accessioned is not null).Select(record => Archived(session, left, record))],
            Connections = [.. left.Connections.Where(connection => connection.Accessioned is not null).Select(connection => Archived(session, connection))],
            DeclinedBecause = null,
        };
        session.Put(Accession.WithState(session, left, today), Mentions.Named(session, left));
        return true;
    }

    private static bool IsOver(IArchiveSession session, Deposit deposit, RecordId id)
    {
        if (deposit.Records.Any(entry => entry.Accessioned == id && NamedByOthers.Is(session, deposit, entry))) return false;
        return session.FindRecord(id) is { PublishedDay: null } record ? record.State is not (RecordState.Asked or RecordState.Embargoed) || deposit.Corrects(id)
            : session.FindConnection(id) is { PublishedDay: null, IsOfField: false } connection && (connection.State != RecordState.Asked || deposit.Corrects(id));
    }

    /// <summary>What is public stays; what a declined correction, or a keeper's no to it, left waiting above it is published by no later yes.</summary>
    private void DestroyWaiting(IArchiveSession session, RecordId id, DateOnly today)
    {
        if (session.FindRecord(id) is { PublishedDay: not null } record) publication.DestroyWaiting(session, record, today);
    }

    /// <summary>Where something waits all the same it stays taken back, so that no yes publishes it.</summary>
    private static DepositedRecord Archived(IArchiveSession session, Deposit deposit, DepositedRecord record)
    {
        if (!record.AwaitsReview || session.FindRecord(record.Accessioned!.Value) is not { } known) return record;
        bool isWaiting = known.PublishedDay is not null && known.LatestRevision > known.Revision;
        return !isWaiting && session.FindRevision(known.Id, known.LatestRevision) is { } newest ? deposit.AsArchived(record, newest.Content, newest.Number) : record;
    }

    private static DepositedConnection Archived(IArchiveSession session, DepositedConnection connection) => !connection.AwaitsReview ? connection
        : connection with { Words = session.FindConnection(connection.Accessioned!.Value)?.Words ?? ConnectionWords.None, AwaitsReview = false };
}
