using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

public sealed partial class FollowDeposit
{
    /// <summary>Takes one field or link of a record, or some words of a connection, out of all revisions at once: her own words, so nobody else is asked.</summary>
    /// <param name="accessioned">Its permanent id.</param>
    public Task<FollowOutcome> WithdrawPart(ReceiptCode receipt, RecordId accessioned, string field, RecordId? target, CancellationToken cancel) => Change(receipt, (session, deposit, today) =>
    {
        if (!deposit.Accessioned.Contains(accessioned)) return new FollowOutcome.Unknown();
        if (partial.WhyNot(session, accessioned, field, target) is { } wrong) return new FollowOutcome.NeedsWork([wrong]);
        if (!IsOwn(session, deposit, accessioned, field, target)) return new FollowOutcome.NeedsWork([new Finding("part-not-own", "part")]);
        return partial.ByDepositor(session, accessioned, field, target, today) is PartOutcome.NotRight refused
            ? new FollowOutcome.NeedsWork([refused.Finding])
            : new FollowOutcome.Done(session.FindDeposit(deposit.Id)!);
    }, cancel);

    /// <summary>What the receipt's holder may take back alone, of what the archive has of it now.</summary>
    public async Task<IReadOnlyList<(RecordId Id, string Title, RecordPart Part)>> Parts(Deposit deposit, Viewer.Depositor viewer, IRecordStore records, CancellationToken cancel)
    {
        List<(RecordId, string, RecordPart)> parts = [];
        foreach (DepositedRecord entry in deposit.Records)
        {
            if (entry.AwaitsReview || entry.Accessioned is not { } id) continue;
            RecordContent[] revisions = [.. (await records.Revisions(id, viewer, cancel)).Select(one => one.Value.Content)];
            if (revisions is []) continue;
            parts.AddRange(PartChoice.Of(kinds[entry.Kind], revisions).Where(part => Says(entry, part.Field) && (part.Field != "title" || entry.Content.Title == revisions[0].Title)).Select(part => (id, entry.Content.Title, part)));
        }

        return parts;
    }

    private static bool Says(DepositedRecord entry, string field) => TakenOut.Holds(entry.Content, field, null) || entry.Links.Any(link => link.Field == field);

    /// <summary>What the archive has of it is what she handed in. Where somebody else has written it anew those words are not hers to destroy, and a name that others
    /// wrote too never is.</summary>
    private static bool IsOwn(IArchiveSession session, Deposit deposit, RecordId id, string field, RecordId? target)
    {
        if (deposit.Connections.FirstOrDefault(one => one.Accessioned == id) is { } connection)
            return !connection.AwaitsReview && session.FindConnection(id) is { } said && TakenOut.Only(said.Words, field) is var now && now with { Sources = [] } == TakenOut.Only(connection.Words, field) with { Sources = [] };
        if (deposit.Records.FirstOrDefault(one => one.Accessioned == id) is not { AwaitsReview: false } entry || NamedByOthers.Is(session, deposit, entry)) return false;
        if (session.FindRecord(id) is not { } record || session.FindRevision(id, record.LatestRevision)?.Content is not { } newest) return false;
        if (target is not null) return newest.Links.Any(link => link.Field == field && link.Target == target) && entry.Links.Any(link => link.Field == field);
        // What others ask to be said before it is no word of it.
        return ContentJson.AreSame(Alone(newest), Alone(entry.Content)) && newest.Links.Count(link => link.Field == field) <= entry.Links.Count(link => link.Field == field);

        RecordContent Alone(RecordContent content) => TakenOut.Only(1, FieldNotices.Without(content, field), field, null).Content with { Links = [], Language = "", Translations = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty };
    }
}
