using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>A handle is made, its role given (or waiting for a second keeper), and a one-time link by which its person claims it.</summary>
public sealed class AddMember(IArchiveWriter writer, Keystore keystore, TimeProvider time)
{
    private const int LinkDays = 30;

    /// <param name="community">Id or exact name of the community to be steward of; null: keeper.</param>
    /// <param name="until">The last day of the role; null: six months for a keeper, open for a steward.</param>
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
                RecordId? named = null;
                if (community is not null)
                {
                    IReadOnlyList<RecordId> found = Communities(session, community, today);
                    if (found.Count > 1) return new KeepingOutcome.AmbiguousCommunity();
                    if (found is []) return new KeepingOutcome.NoSuchCommunity();
                    named = found[0];
                }

                string? link = Make(session, handle, today);
                DateOnly? lastDay = until ?? (community is null ? today.AddMonths(RoleChange.TermMonths) : null);
                return ChangeRole.In(session, new RoleChange(handle, named, lastDay, IsEnd: false), by, aloneReason, reason, today) switch
                {
                    KeepingOutcome.Done => new KeepingOutcome.Done(handle, link),
                    KeepingOutcome.Waits waits => waits with { Secret = link },
                    KeepingOutcome other => other,
                };
            },
            cancel);
    }

    // A link for someone who signs in already would be a way into their account: that takes an act of its own.
    private string? Make(IArchiveSession session, string handle, DateOnly today)
    {
        Member? member = session.FindMember(handle);
        if (member is null)
            session.Put(new Member { Id = RecordId.Mint(), Handle = handle, SecurityStamp = Keystore.NewSecret(), Joined = today });
        if (member?.PasswordHash is not null) return null;
        string link = Keystore.NewSecret();
        // A second link beside the first would still open the account when the first was claimed.
        session.DestroyInvitations(handle);
        session.Put(new Invitation(keystore.HashSecret(link), handle, null, IsKeeper: false, today.AddDays(LinkDays)));
        return link;
    }

    internal static IReadOnlyList<RecordId> Communities(IArchiveSession session, string idOrName, DateOnly today)
    {
        if (RecordId.TryParse(idOrName.Trim(), out RecordId id)) return session.FindCommunity(id, today) is null ? [] : [id];
        return session.FindByName(idOrName.Trim(), ["community"]);
    }
}
