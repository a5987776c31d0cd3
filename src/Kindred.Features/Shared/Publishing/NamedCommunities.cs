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
    /// <summary>Those its links name, itself where it is one, and for a note those of what it is about.</summary>
    public static ImmutableArray<RecordId> Of(IArchiveSession session, RecordId id, Kind kind, RecordContent content)
    {
        ImmutableArray<RecordId>.Builder named = ImmutableArray.CreateBuilder<RecordId>();
        if (kind.Name == Community.Kind.Name) named.Add(id);
        foreach (ContentLink link in content.Links)
        {
            if (link.IsCommunity && kind[link.Field]?.Link is { NamesCommunity: true }) named.Add(link.Target);
            if (kind.Name == Note.Kind.Name && link.Field == "on") named.AddRange(OfSubject(session, link.Target));
        }

        return [.. named.Distinct()];
    }

    /// <summary>Both sides of a kinship; a community at the far end of what names one; otherwise nobody: both ends are asked for themselves.</summary>
    public static ImmutableArray<RecordId> Of(IArchiveSession session, Connection connection)
    {
        ConnectionType type = ConnectionType.Find(connection.Type)!;
        if (type.IsSymmetric) return [.. OfSubject(session, connection.From).Concat(OfSubject(session, connection.To)).Distinct()];
        return type.NamesCommunity && session.FindRecord(connection.To)?.Kind == Community.Kind.Name ? [connection.To] : [];
    }

    /// <summary>Each of them: one whose own record is destroyed is asked still, and can no longer say yes.</summary>
    /// <summary>The same for what waits at the desk under this handle, as far as what it names is in the archive.</summary>
    public static HashSet<RecordId> AtDesk(IArchiveSession session, KindList kinds, Deposit deposit, RecordId entry)
    {
        HashSet<RecordId> named = [];
        foreach (DepositedConnection connection in deposit.Connections.Where(connection => connection.Entry == entry))
        {
            // An end that is in the deposit alone is not there yet, and names nobody.
            named.UnionWith(Of(session, new Connection
            {
                Id = entry, Type = connection.Type, From = Find(connection.From) ?? entry, To = Find(connection.To) ?? entry,
                State = RecordState.Asked, Revision = 1, Words = connection.Words,
            }));
        }

        foreach (DepositedRecord record in deposit.Records.Where(record => record.Entry == entry))
        {
            if (record is { Kind: "community", Accessioned: { } own }) named.Add(own);
            foreach (LinkMention link in Accession.OwnLinks(deposit, record, kinds[record.Kind]))
            {
                if (Find(link.Target) is not { } target) continue;
                if (record.Kind == Note.Kind.Name && link.Field == "on") named.UnionWith(OfSubject(session, target));
                else if (kinds[record.Kind][link.Field]?.Link is { NamesCommunity: true } && session.FindRecord(target)?.Kind == Community.Kind.Name) named.Add(target);
            }
        }

        return named;

        RecordId? Find(string target) => target is ['#', .. var name] ? deposit.Records.FirstOrDefault(one => one.Ref == name)?.Accessioned : Mentions.Find(session, target, []);
    }

    public static ImmutableArray<NamedCommunity> WithStewards(IArchiveSession session, ImmutableArray<RecordId> communities, DateOnly today) =>
        [.. communities.Select(id => session.FindCommunity(id, today) ?? NamedCommunity.Gone(id))];

    private static ImmutableArray<RecordId> OfSubject(IArchiveSession session, RecordId subject) =>
        session.FindRecord(subject)?.Communities ?? session.FindConnection(subject)?.Communities ?? [];
}
