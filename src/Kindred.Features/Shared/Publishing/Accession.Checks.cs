using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What keeps a deposit from being taken: what is not right in it, links that lead nowhere, and communities that nobody answers for.</summary>
public sealed partial class Accession
{
    private readonly ChecksAhead checks = new();

    /// <summary>Ahead of the writer: whether what a record of the kind would say is right in itself.</summary>
    public void CheckAhead(Kind kind, RecordContent content, ImmutableArray<LinkMention> links, DateOnly today) => checks.Check(kind, content, links, today);

    private Finding[] Check(IArchiveSession session, Deposit deposit, DateOnly today) =>
    [
        .. deposit.Records.Where(record => !checks.HasNone(kinds[record.Kind], record.Content, record.Links, today)).SelectMany(record => kinds[record.Kind].Check(record.Content, record.Links, today, $"records[{record.Ref}]")),
        .. deposit.Records.Where(record => record.AwaitsReview).SelectMany(record => record.Links
            .Where(link => Kept(session, record, link) is null)
            .Select(link => Check(session, deposit, link.Target, kinds[record.Kind][link.Field]!.LinkKinds, $"records[{record.Ref}].{link.Field}"))).OfType<Finding>(),
        .. deposit.Connections.Index().Where(one => one.Item.AwaitsReview).SelectMany(one => (Finding?[])
        [
            Check(session, deposit, one.Item.From, [], $"connections[{one.Index}].from"),
            Check(session, deposit, one.Item.To, FieldOf(deposit, one.Item)?.LinkKinds ?? [], $"connections[{one.Index}].to"),
        ]).OfType<Finding>(),
        .. deposit.Records.Where(record => record.AwaitsReview && new NoteSubjects(session, deposit).LeadBackTo(record)).Select(record => new Finding("note-on-itself", $"records[{record.Ref}].on")),
    ];

    /// <summary>What leads nowhere, or to what its field does not take, would drop out in silence, and whom it names would not be asked.</summary>
    private static Finding? Check(IArchiveSession session, Deposit deposit, string target, ImmutableArray<string> linkKinds, string path)
    {
        return IsThere(linkKinds) ? null : IsThere([]) ? new Finding("link-wrong-kind", path, target) : new Finding("link-unknown", path, target);

        bool IsThere(ImmutableArray<string> of) =>
            Within(deposit, target) is { } within ? of.IsEmpty || of.Contains(within.Kind) : Mentions.Find(session, target, of) is not null;
    }

    /// <summary>What a telling was set beside before, and stands beside still where that is gone.</summary>
    private static ContentLink? Kept(IArchiveSession session, DepositedRecord record, LinkMention link) =>
        Telling.IsBeside(record.Kind, link.Field) && record.Accessioned is { } id && session.FindRecord(id) is { } known
            ? session.FindRevision(id, known.LatestRevision)?.Content.Links.FirstOrDefault(one => one.Field == link.Field && one.Target.ToString() == link.Target) : null;

    /// <summary>The field of a record of the deposit that the connection stands for; null: none.</summary>
    private Field? FieldOf(Deposit deposit, DepositedConnection connection) => Within(deposit, connection.From) is { } from ? kinds[from.Kind].LinkField(connection.Type) : null;

    private static DepositedRecord? Within(Deposit deposit, string target) =>
        target is ['#', .. var name] ? deposit.Records.FirstOrDefault(record => record.Ref == name) : null;

    /// <summary>Communities whose answer it would wait for in vain. One that comes with the deposit gets its steward once it is here.</summary>
    private Finding[] Unanswerable(IArchiveSession session, Deposit deposit, DateOnly today) =>
    [
        .. deposit.Records.Where(one => one.AwaitsReview).Select(one => (one.Entry, one.Accessioned))
            .Concat(deposit.Connections.Where(one => one.AwaitsReview).Select(one => (one.Entry, one.Accessioned)))
            .SelectMany(one => NamedCommunities.AtDesk(session, kinds, deposit, one.Entry).Where(community => session.FindCommunity(community, today) is { Stewards.IsEmpty: true }
                && !deposit.RefusalsOf(one.Entry).Any(refusal => refusal.Community == community)
                && !(one.Accessioned is { } id && session.Consents(id).Any(consent => consent.Community == community))))
            .Distinct().Select(community => new Finding("needs-basis", "basis", session.FindRecord(community)!.Content.Title)),
    ];
}
