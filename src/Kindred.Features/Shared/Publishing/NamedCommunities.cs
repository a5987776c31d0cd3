using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Which communities are asked about a record or a connection.</summary>
public static class NamedCommunities
{
    /// <summary>Those its links name, and itself where it is one. For a note those of what it is about, and whichever has answered about it: that word holds
    /// when its subject names the community no more.</summary>
    public static ImmutableArray<RecordId> Of(IArchiveSession session, RecordId id, Kind kind, RecordContent content)
    {
        ImmutableArray<RecordId>.Builder named = ImmutableArray.CreateBuilder<RecordId>();
        if (kind.Name == Community.Kind.Name) named.Add(id);
        foreach (ContentLink link in content.Links)
        {
            if (link.IsCommunity && kind[link.Field]?.Link is { NamesCommunity: true }) named.Add(link.Target);
            if (kind.Name == Note.Kind.Name && link.Field == "on") named.AddRange(OfSubject(session, link.Target));
        }

        if (kind.Name == Note.Kind.Name) named.AddRange(session.Consents(id).Select(consent => consent.Community));
        return [.. named.Distinct()];
    }

    /// <summary>Both sides of a kinship; a community at the far end of what names one; otherwise nobody: both ends are asked for themselves.</summary>
    public static ImmutableArray<RecordId> Of(IArchiveSession session, Connection connection)
    {
        ConnectionType type = ConnectionType.Find(connection.Type)!;
        if (type.IsSymmetric) return [.. OfSubject(session, connection.From).Concat(OfSubject(session, connection.To)).Distinct()];
        return type.NamesCommunity && session.FindRecord(connection.To)?.Kind == Community.Kind.Name ? [connection.To] : [];
    }

    /// <summary>The same for what waits at the desk under this handle, as far as what it names is in the archive.</summary>
    public static HashSet<RecordId> AtDesk(IArchiveSession session, KindList kinds, Deposit deposit, RecordId entry)
    {
        HashSet<RecordId> named = [];
        foreach (DepositedConnection connection in deposit.Connections.Where(connection => connection.Entry == entry))
            named.UnionWith(Find(connection.From).Concat(Find(connection.To)).SelectMany(id => OfSubject(session, id)));
        foreach (DepositedRecord record in deposit.Records.Where(record => record.Entry == entry))
        {
            if (record.Accessioned is { } own) named.UnionWith(OfSubject(session, own));
            foreach (LinkMention link in Accession.OwnLinks(deposit, record, kinds[record.Kind]))
            {
                bool isSubject = record.Kind == Note.Kind.Name && link.Field == "on";
                if (isSubject || kinds[record.Kind][link.Field]?.Link is { NamesCommunity: true }) named.UnionWith(Find(link.Target).SelectMany(id => OfSubject(session, id)));
            }
        }

        return named;

        IEnumerable<RecordId> Find(string target) => (target.StartsWith('#')
            ? deposit.Records.FirstOrDefault(record => record.Ref == target[1..])?.Accessioned
            : Mentions.Find(session, target, [])) is { } id ? [id] : [];
    }

    /// <summary>Each of them: one whose own record is destroyed is asked still, and can no longer say yes.</summary>
    public static ImmutableArray<NamedCommunity> WithStewards(IArchiveSession session, ImmutableArray<RecordId> communities, DateOnly today) =>
        [.. communities.Select(id => session.FindCommunity(id, today) ?? NamedCommunity.Gone(id))];

    /// <summary>A connection speaks of both its ends.</summary>
    private static IEnumerable<RecordId> OfSubject(IArchiveSession session, RecordId subject) => session.FindRecord(subject) is { } record ? record.Communities
        : session.FindConnection(subject) is { } connection ? connection.Communities.Concat(OfSubject(session, connection.From)).Concat(OfSubject(session, connection.To))
        : [];
}
