using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Withdrawing;

/// <summary>Does again what the journal says, over an archive restored from an older day.</summary>
public static class ReplayWithdrawals
{
    /// <summary>Whose word it was is not in the journal: it stays hidden until a keeper shows it.</summary>
    private const string Because = "restored: hidden after this back-up";

    /// <returns>How many lines were followed.</returns>
    public static int In(IArchiveSession session, IEnumerable<JournalLine> lines)
    {
        int followed = 0;
        foreach (JournalLine line in lines)
        {
            if (!RecordId.TryParse(line.Id, out RecordId id)) continue;
            Follow(session, line, id);
            followed++;
        }

        return followed;
    }

    private static void Follow(IArchiveSession session, JournalLine line, RecordId id)
    {
        switch (line.What)
        {
            case JournalWhat.Destroyed when session.FindConnection(id) is not null:
                session.DestroyConnection(id);
                break;
            case JournalWhat.Destroyed:
                session.Destroy(id, line.IsTombstone ? new Tombstone(id, line.Day, line.Words) { IsByKeepers = line.IsByKeepers } : null);
                break;
            case JournalWhat.DepositDestroyed:
                session.DestroyDeposit(new DepositId(id));
                break;
            case JournalWhat.RevisionDestroyed:
                Destroy(session, id, line.Revision);
                break;
            case JournalWhat.ConcernEnded:
                session.DestroyConcern(id);
                break;
            case JournalWhat.Hidden:
                Hide(session, id);
                break;
            default:
                // Shown again later: a restored archive stays on the safe side until someone shows it anew.
                break;
        }
    }

    private static void Destroy(IArchiveSession session, RecordId id, int revision)
    {
        if (session.FindRecord(id) is not { } record || session.FindRevision(id, revision) is null) return;
        // The back-up is older than the revision that took its place: there is nothing else of the record that may stay.
        if (record.Revision == revision || record.LatestRevision == revision) session.Destroy(id, null);
        else session.DestroyRevision(id, revision);
    }

    private static void Hide(IArchiveSession session, RecordId id)
    {
        if (session.FindRecord(id) is { State: RecordState.Published or RecordState.Embargoed } record)
        {
            session.Put(record with { State = RecordState.Hidden, HiddenBecause = Because });
            session.Index(id, null);
        }
        else if (session.FindConnection(id) is { State: RecordState.Published } connection)
        {
            session.Put(connection with { State = RecordState.Hidden, HiddenBecause = Because }, "archive", "", connection.PublishedDay ?? default);
        }
    }
}
