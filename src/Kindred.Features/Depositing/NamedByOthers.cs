using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>A record that was made of a name is what everyone links to who wrote that name later. It holds no words of the depositor who was first, and does
/// not go with them: the others would name a community that is gone for good.</summary>
internal static class NamedByOthers
{
    private static readonly RecordState[] Unpublished = [RecordState.Hidden, RecordState.Asked, RecordState.InReview, RecordState.Declined];

    public static bool Is(IArchiveSession session, Deposit deposit, DepositedRecord entry) =>
        entry.Accessioned is { } id && session.FindRecord(id) is not null && Mentions.IsMadeOfName(entry)
        && (session.ConnectionsOf(id).Any(connection => connection.Deposit != deposit.Id) || IsNamedInChange(session, deposit, id));

    /// <summary>The links of a revision that waits above a public one are no connections yet.</summary>
    private static bool IsNamedInChange(IArchiveSession session, Deposit deposit, RecordId id) => session.WithWaitingRevision().Concat(Unpublished.SelectMany(session.InState))
        .Any(other => session.FindRecord(other) is { } record && record.Deposit != deposit.Id && record.LatestRevision > record.Revision
            && session.FindRevision(other, record.LatestRevision)?.Content.Links.Any(link => link.Target == id) == true);
}
