using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>A record that was made of a name in a deposit says nothing but that name: it is public as long as something is that links to it. Once somebody tells
/// more of it, it stands for itself.</summary>
public static class MadeOfName
{
    public static bool MayBePublic(IArchiveSession session, Record record, DateOnly today) => !Is(session, record) || IsNamedInPublic(session, record.Id, today);

    /// <summary>Those that have to be weighed anew after a record that links to them came, went or changed.</summary>
    public static IEnumerable<RecordId> ToWeigh(IArchiveSession session, Record before, Record after, DateOnly today)
    {
        bool isPublic = IsPublic(after, today);
        IEnumerable<RecordId> named = after.Content.Links.Select(link => link.Target), leftOut = before.Content.Links.Select(link => link.Target);
        return isPublic ? Those(session, named, arePublic: false, today).Concat(Those(session, leftOut.Except(named), arePublic: true, today))
            : IsPublic(before, today) ? Those(session, leftOut.Union(named), arePublic: true, today) : [];
    }

    /// <summary>The same after a connection did.</summary>
    public static IEnumerable<RecordId> ToWeigh(IArchiveSession session, Connection after, DateOnly today) =>
        Those(session, [after.From, after.To], arePublic: !VisibilityPolicy.IsPublic(Envelope.Of(after), today), today);

    private static IEnumerable<RecordId> Those(IArchiveSession session, IEnumerable<RecordId> ids, bool arePublic, DateOnly today) =>
        [.. ids.Distinct().Where(id => session.FindRecord(id) is { } record && IsPublic(record, today) == arePublic && Is(session, record))];

    private static bool Is(IArchiveSession session, Record record) => record is { LatestRevision: 1, Content.Links.IsEmpty: true }
        && session.FindDepositOf(record.Id)?.Records.FirstOrDefault(entry => entry.Accessioned == record.Id) is { } entry && Mentions.IsMadeOfName(entry);

    private static bool IsNamedInPublic(IArchiveSession session, RecordId id, DateOnly today) => session.ConnectionsOf(id)
        .Any(connection => VisibilityPolicy.IsPublic(Envelope.Of(connection), today) && session.FindRecord(connection.From == id ? connection.To : connection.From) is { } other && IsPublic(other, today));

    private static bool IsPublic(Record record, DateOnly today) => VisibilityPolicy.IsPublic(Envelope.Of(record), today);
}
