using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>Somebody is given a role under a handle: at once, with a one-time link by which they claim it, or when a second keeper agrees.</summary>
public sealed class AddMember(IArchiveWriter writer, ChangeRole change, TimeProvider time)
{
    /// <param name="community">Id or exact name of the community to be steward of; null: keeper.</param>
    /// <param name="until">The last day of the role; null: a term for a keeper, open for a steward.</param>
    public async Task<KeepingOutcome> Do(
        string typedHandle, string? community, DateOnly? until, string by, string? aloneReason, string reason, CancellationToken cancel)
    {
        if (Handle.Read(typedHandle) is not { } handle || handle == Member.TerminalHandle) return new KeepingOutcome.NotAHandle();
        DateOnly today = time.Today();
        if (until < today) return new KeepingOutcome.NotRight(KeepingOutcome.UntilPast);
        return await writer.Write(
            session =>
            {
                if (session.FindMember(by)?.IsKeeperOn(today) != true) return new KeepingOutcome.NotYours();
                if (ChangeRole.Check(session, by, aloneReason, reason) is { } wrong) return new KeepingOutcome.NotRight(wrong);
                RecordId? named = null;
                if (community is not null)
                {
                    IReadOnlyList<RecordId> found = Communities(session, community, today);
                    if (found.Count > 1) return new KeepingOutcome.AmbiguousCommunity();
                    if (found is []) return new KeepingOutcome.NoSuchCommunity();
                    named = found[0];
                }

                DateOnly? lastDay = until ?? (community is null ? session.Settings().TermEnd(today) : null);
                return change.In(session, new RoleChange(handle, named, lastDay, IsEnd: false), by, aloneReason, reason, today);
            },
            cancel);
    }

    private static IReadOnlyList<RecordId> Communities(IArchiveSession session, string idOrName, DateOnly today)
    {
        if (RecordId.TryParse(idOrName.Trim(), out RecordId id)) return session.FindCommunity(id, today) is null ? [] : [id];
        return session.FindByName(idOrName.Trim(), ["community"]);
    }
}
