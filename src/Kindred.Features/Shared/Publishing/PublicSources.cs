using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What rests on public sources cites them: each record and connection of a deposit that names a community cites at least one. A kinship
/// between two records rests on what both of them cite, where it cites nothing of its own.</summary>
internal sealed class PublicSources(IArchiveSession session, KindList kinds, Deposit deposit)
{
    public ImmutableArray<Finding> Lacking() =>
    [
        .. deposit.Records
            .Where(record => NamesCommunity(record) && !Cites(record.Content))
            .Select(record => new Finding("needs-public-source", $"records[{record.Ref}].sources")),
        .. deposit.Connections.Index()
            .Where(one => one.Item.AwaitsReview && one.Item.Words.Sources.IsEmpty && NeedsSource(one.Item))
            .Select(one => new Finding("needs-public-source", $"connections[{one.Index}].sources")),
    ];

    private bool NamesCommunity(DepositedRecord record) => Accession.OwnLinks(deposit, record, kinds[record.Kind])
        .Any(link => kinds[record.Kind][link.Field] is { Link.NamesCommunity: true } field && field.LinkKinds.Contains(Community.Kind.Name));

    private bool NeedsSource(DepositedConnection connection)
    {
        ConnectionType type = ConnectionType.Find(connection.Type)!;
        if (type.IsSymmetric) return (NamesCommunity(connection.From) || NamesCommunity(connection.To)) && !(Cites(connection.From) && Cites(connection.To));
        // Its record cites for a link that one of its fields makes.
        return type.NamesCommunity && IsCommunity(connection.To) && !IsOfField(connection, type);
    }

    private bool NamesCommunity(string end)
    {
        if (Within(end) is { } within) return within.Kind == Community.Kind.Name || NamesCommunity(within);
        if (Mentions.Find(session, end, []) is not { } id) return false;
        return (session.FindRecord(id)?.Communities ?? session.FindConnection(id)?.Communities ?? []) is not [];
    }

    private bool IsCommunity(string end) =>
        (Within(end)?.Kind ?? (Mentions.Find(session, end, []) is { } id ? session.FindRecord(id)?.Kind : null)) == Community.Kind.Name;

    private bool IsOfField(DepositedConnection connection, ConnectionType type)
    {
        if (Within(connection.From) is { } within) return kinds[within.Kind].LinkField(type.Name) is not null;
        return Mentions.Find(session, connection.From, []) is { } from && Mentions.Find(session, connection.To, []) is { } to
            && session.ConnectionsOf(from).Any(one => one.IsOfField && one.Type == type.Name && one.From == from && one.To == to);
    }

    private bool Cites(string end) =>
        (Within(end)?.Content ?? (Mentions.Find(session, end, []) is { } id ? session.FindRecord(id)?.Content : null)) is { } content && Cites(content);

    private static bool Cites(RecordContent content) => !content.Entries("sources").IsEmpty || content.Text("url") is not null || !content.Texts("websites").IsEmpty;

    private DepositedRecord? Within(string end) => deposit.Records.FirstOrDefault(record => "#" + record.Ref == end);
}
