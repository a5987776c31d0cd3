using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>A record that was made of a name is what everyone links to who wrote that name later, and what stewards are appointed for. It holds no words of the
/// depositor who was first, and does not go with them: the others would name a community that is gone for good.</summary>
internal static class NamedByOthers
{
    private static readonly RecordState[] Unpublished = [RecordState.Hidden, RecordState.Asked, RecordState.InReview, RecordState.Declined];

    /// <summary>Those that came with the deposit.</summary>
    public static RecordId[] In(IArchiveSession session, Deposit deposit) =>
        [.. deposit.Records.Where(entry => Is(session, deposit, entry)).Select(entry => entry.Accessioned!.Value)];

    public static bool Is(IArchiveSession session, Deposit deposit, DepositedRecord entry) =>
        entry.Accessioned is { } id && session.FindRecord(id) is not null && Mentions.IsMadeOfName(entry)
        && (session.ConnectionsOf(id).Any(connection => connection.Deposit != deposit.Id) || IsAnsweredFor(session, id) || IsNamedInChange(session, deposit, id));

    private static bool IsAnsweredFor(IArchiveSession session, RecordId id) => session.Members().Any(member => member.Roles.Any(role => role.Community == id));

    /// <summary>The links of a revision that waits above a public one are no connections yet.</summary>
    private static bool IsNamedInChange(IArchiveSession session, Deposit deposit, RecordId id) => session.WithWaitingRevision().Concat(Unpublished.SelectMany(session.InState))
        .Any(other => session.FindRecord(other) is { } record && record.Deposit != deposit.Id && record.LatestRevision > record.Revision
            && session.FindRevision(other, record.LatestRevision)?.Content.Links.Any(link => link.Target == id) == true);
}
