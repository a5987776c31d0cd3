using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What rests on public sources cites them: each record and connection of a deposit that names a community cites at least one, and so does a note
/// on what names one, and a community of which more is said than its name. A kinship between two records rests on what both of them cite, where it cites
/// nothing of its own.</summary>
internal sealed class PublicSources(IArchiveSession session, KindList kinds, Deposit deposit)
{
    /// <summary>Of notes on notes: what hangs lower is asked for a source unseen.</summary>
    private const int Deepest = 8;

    public ImmutableArray<Finding> Lacking() =>
    [
        .. deposit.Records
            .Where(record => record.AwaitsReview && NeedsSource(record) && !Cites(record.Content))
            .Select(record => new Finding("needs-public-source", $"records[{record.Ref}].sources")),
        .. deposit.Connections.Index()
            .Where(one => one.Item.AwaitsReview && one.Item.Words.Sources.IsEmpty && NeedsSource(one.Item))
            .Select(one => new Finding("needs-public-source", $"connections[{one.Index}].sources")),
    ];

    private bool NeedsSource(DepositedRecord record) => record.Kind == Community.Kind.Name ? !Mentions.SaysItsNameAlone(record) : NamesCommunity(record, 0);

    private bool NamesCommunity(DepositedRecord record, int depth) => Accession.OwnLinks(deposit, record, kinds[record.Kind])
        .Any(link => record.Kind == Note.Kind.Name && link.Field == "on" ? NamesCommunity(link.Target, depth + 1)
            : kinds[record.Kind][link.Field] is { Link.NamesCommunity: true } field && field.LinkKinds.Contains(Community.Kind.Name));

    private bool NeedsSource(DepositedConnection connection)
    {
        ConnectionType type = ConnectionType.Find(connection.Type)!;
        if (type.IsSymmetric) return (NamesCommunity(connection.From) || NamesCommunity(connection.To)) && !(Cites(connection.From) && Cites(connection.To));
        // Its record cites for a link that one of its fields makes.
        return (IsCommunity(connection.From) || IsCommunity(connection.To)) && !IsOfField(connection, type);
    }

    private bool NamesCommunity(string end, int depth = 0)
    {
        if (depth > Deepest) return true;
        if (Within(end) is { } within) return within.Kind == Community.Kind.Name || NamesCommunity(within, depth);
        if (Mentions.Find(session, end, []) is not { } id) return false;
        if (session.FindConnection(id) is { } connection) return NamesCommunity($"{connection.From}", depth + 1) || NamesCommunity($"{connection.To}", depth + 1);
        return session.FindRecord(id)?.Communities is [_, ..];
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
