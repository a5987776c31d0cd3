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
    /// <summary>Those its links name, itself where it is one, and those that it was found to speak of when they said so. For a note those of what it is about, and
    /// whichever has answered about it: that word holds when its subject names the community no more. For a telling not those of what it stands beside: nobody has a
    /// say in what others tell of the same.</summary>
    public static ImmutableArray<RecordId> Of(IArchiveSession session, RecordId id, Kind kind, RecordContent content)
    {
        ImmutableArray<RecordId>.Builder named = ImmutableArray.CreateBuilder<RecordId>();
        if (kind.Name == Community.Kind.Name) named.Add(id);
        foreach (ContentLink link in content.Links)
        {
            if (link.IsCommunity && kind[link.Field]?.Link is { NamesCommunity: true }) named.Add(link.Target);
            if (kind.Name == Note.Kind.Name && link.Field == "on") named.AddRange(OfSubject(session, link.Target));
        }

        named.AddRange(session.Claims(id));
        if (kind.Name == Note.Kind.Name) named.AddRange(session.Consents(id).Select(consent => consent.Community));
        return [.. named.Distinct()];
    }

    /// <summary>Whom its words are about: both sides of a kinship, a community at either end, and those of a record to which it adds what they are asked about.
    /// Whom it named once it names still.</summary>
    public static ImmutableArray<RecordId> Of(IArchiveSession session, KindList kinds, Connection connection)
    {
        ConnectionType type = ConnectionType.Find(connection.Type)!;
        return [.. connection.Communities.Concat(OfEnd(session, kinds, type, connection.From, isFar: false)).Concat(OfEnd(session, kinds, type, connection.To, isFar: true)).Distinct()];
    }

    /// <summary>The same for what waits at the desk under this handle, as far as what it names is in the archive.</summary>
    public static HashSet<RecordId> AtDesk(IArchiveSession session, KindList kinds, Deposit deposit, RecordId entry)
    {
        HashSet<RecordId> named = [.. session.Claims(entry)];
        foreach (DepositedConnection connection in deposit.Connections.Where(connection => connection.Entry == entry))
        {
            ConnectionType type = ConnectionType.Find(connection.Type)!;
            named.UnionWith(Find(session, deposit, connection.From).SelectMany(end => OfEnd(session, kinds, type, end, isFar: false)));
            named.UnionWith(Find(session, deposit, connection.To).SelectMany(end => OfEnd(session, kinds, type, end, isFar: true)));
        }

        foreach (DepositedRecord record in deposit.Records.Where(record => record.Entry == entry))
        {
            if (record is { Kind: "community", Accessioned: { } own }) named.Add(own);
            foreach (LinkMention link in Accession.OwnLinks(deposit, record, kinds[record.Kind]))
            {
                foreach (RecordId target in Find(session, deposit, link.Target))
                {
                    if (record.Kind == Note.Kind.Name && link.Field == "on") named.UnionWith(OfSubject(session, target));
                    else if (kinds[record.Kind][link.Field]?.Link is { NamesCommunity: true } && session.FindRecord(target)?.Kind == Community.Kind.Name) named.Add(target);
                }
            }
        }

        return named;
    }

    /// <summary>Those that either end of a connection names, asked about it or not.</summary>
    public static IEnumerable<RecordId> AtEnds(IArchiveSession session, Deposit deposit, DepositedConnection connection) =>
        Find(session, deposit, connection.From).Concat(Find(session, deposit, connection.To)).SelectMany(id => OfSubject(session, id));

    /// <summary>Each of them: one whose own record is destroyed is asked still, and can no longer say yes.</summary>
    public static ImmutableArray<NamedCommunity> WithStewards(IArchiveSession session, ImmutableArray<RecordId> communities, DateOnly today) =>
        [.. communities.Select(id => session.FindCommunity(id, today) ?? NamedCommunity.Gone(id) with { Settings = session.SettingsOf(id) })];

    private static IEnumerable<RecordId> OfEnd(IArchiveSession session, KindList kinds, ConnectionType type, RecordId end, bool isFar)
    {
        if (type.IsSymmetric) return OfSubject(session, end);
        if (session.FindRecord(end) is not { } record) return [];
        bool isAsked = record.Kind == Community.Kind.Name || kinds[record.Kind].Fields.Any(field => field.IsAsking && field.Link == type && field.IsIncoming == isFar);
        return isAsked ? record.Communities : [];
    }

    private static IEnumerable<RecordId> Find(IArchiveSession session, Deposit deposit, string target) => (target.StartsWith('#')
        ? deposit.Records.FirstOrDefault(record => record.Ref == target[1..])?.Accessioned
        : Mentions.Find(session, target, [])) is { } id ? [id] : [];

    /// <summary>A connection speaks of both its ends; and what is said of a record, of those that were merged into it, whatever the communities they name answer about the one that stands.</summary>
    private static IEnumerable<RecordId> OfSubject(IArchiveSession session, RecordId subject) => session.FindRecord(subject) is { } record
        ? record.Communities.Concat(session.MergesInto(subject).SelectMany(merge => OfSubject(session, merge.Merged)))
        : session.FindConnection(subject) is { } connection ? connection.Communities.Concat(OfSubject(session, connection.From)).Concat(OfSubject(session, connection.To))
        : [];
}
