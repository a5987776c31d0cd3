using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Withdrawing;

/// <summary>A steward takes one field, or one link of a field, out of a record or connection that names her community. Its depositor does so with the receipt.</summary>
public sealed class WithdrawPart(IArchiveWriter writer, PartialWithdrawal partial, TimeProvider time)
{
    /// <param name="community">In whose name; null: of every community of hers that it names.</param>
    public Task<PartOutcome> Do(RecordId id, string field, RecordId? target, RecordId? community, Viewer.Member steward, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write(session => Hers(session, id, community, steward) is { Length: > 0 } hers
            ? partial.Say(session, id, field, target, hers, steward.Handle, today) : new PartOutcome.Unknown(), cancel);
    }

    /// <summary>She takes her word back.</summary>
    public Task<PartOutcome> Undo(RecordId id, long number, Viewer.Member steward, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write(session => Hers(session, id, null, steward) is { Length: > 0 } hers
            ? partial.ShowAgain(session, id, number, hers, steward.Handle, today) : new PartOutcome.Unknown(), cancel);
    }

    /// <summary>Communities of hers that the record names as it is shown: to be named in a change that waits gives nobody a word over what is public without her.</summary>
    private static RecordId[] Hers(IArchiveSession session, RecordId id, RecordId? community, Viewer.Member steward)
    {
        IEnumerable<RecordId> named = session.FindRecord(id) is { } record && VisibilityPolicy.Sees(steward, Envelope.Of(record)) ? record.Communities
            : session.FindConnection(id) is { } connection && VisibilityPolicy.Sees(steward, Envelope.Of(connection)) ? connection.Communities
            : [];
        return [.. named.Where(one => steward.Communities.Contains(one) && (community is null || one == community))];
    }
}
