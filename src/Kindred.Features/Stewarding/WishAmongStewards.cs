using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Stewarding;

/// <summary>A community's stewards decide among themselves: how it decides, what holds for what names it, who answers for it. It is done with the word of as many as
/// <see cref="WishQuorum"/> says, in the transaction of the last of them; until then it waits, and lapses. No keeper is needed, and none can use this door.</summary>
public sealed class WishAmongStewards(IArchiveWriter writer, Publication publication, RoleGift gift, IWithdrawalJournal journal, TimeProvider time)
{
    public const int FewestSilenceDays = 7;
    public const int MostSilenceDays = 365;

    /// <summary>What one steward may have begun that waits for others: more would bury what they began.</summary>
    public const int MostBegun = 10;

    public Task<WishOutcome> Wish(RecordId community, Wished wished, string reason, Viewer.Member steward, CancellationToken cancel) =>
        Wish(community, wished, reason, read: null, steward, cancel);

    /// <summary>Wishes as above.</summary>
    /// <param name="read">The <see cref="SettingsTag"/> of what she read: what others decided since is not overwritten. Null: whatever holds.</param>
    public Task<WishOutcome> Wish(RecordId community, Wished wished, string reason, string? read, Viewer.Member steward, CancellationToken cancel) => writer.Write(
        session =>
        {
            DateOnly today = time.Today();
            return read is not null && Community(session, community, steward, today) is { } named && SettingsTag.Of(named.Settings) != read
                ? new WishOutcome.ChangedMeanwhile() : In(session, community, wished, reason.Trim(), steward, today);
        },
        cancel);

    /// <summary>Another one wishes for it too; she is shown the one-time link where it makes one.</summary>
    public Task<WishOutcome> Agree(RecordId community, long number, Viewer.Member steward, CancellationToken cancel) => writer.Write(
        session =>
        {
            DateOnly today = time.Today();
            return Find(session, community, number, steward, today) is { } wish ? Say(session, wish, steward, today) : new WishOutcome.Unknown();
        },
        cancel);

    /// <summary>She wishes for it no longer. With the last word it is gone.</summary>
    public Task<WishOutcome> TakeBack(RecordId community, long number, Viewer.Member steward, CancellationToken cancel) => writer.Write<WishOutcome>(
        session =>
        {
            if (Find(session, community, number, steward, time.Today()) is not { } wish || !wish.By.Contains(steward.Handle)) return new WishOutcome.Unknown();
            StewardsWish left = wish with { By = wish.By.Remove(steward.Handle) };
            // A reason is destroyed with whoever's it was; the others' words stay without it.
            if (left.By.IsEmpty) session.DestroyWish(number);
            else session.Put(wish.By[0] == steward.Handle ? left with { Reason = "" } : left);
            return new WishOutcome.Done();
        },
        cancel);

    /// <summary>Her own role is hers to lay down, once she says that she knows what follows: for her, and where she is the only one for all that waits.</summary>
    public Task<WishOutcome> LayDown(RecordId community, bool knowsWhatFollows, Viewer.Member steward, CancellationToken cancel) => writer.Write<WishOutcome>(
        session =>
        {
            DateOnly today = time.Today();
            if (Community(session, community, steward, today) is not { } named) return new WishOutcome.Unknown();
            if (!knowsWhatFollows) return new WishOutcome.NotRight(new Finding("know-what-follows", "sure"));
            Relieve(session, named, steward.Handle, today);
            return new WishOutcome.Done();
        },
        cancel);

    private WishOutcome In(IArchiveSession session, RecordId community, Wished wished, string reason, Viewer.Member steward, DateOnly today)
    {
        if (Community(session, community, steward, today) is not { } named) return new WishOutcome.Unknown();
        if ((Act.CheckReason(reason) ?? Check(session, named, wished, steward, today)) is { } wrong) return new WishOutcome.NotRight(wrong);
        if (!WishQuorum.Of(wished, named).CanBeMet) return new WishOutcome.NotRight(new Finding("too-few-stewards", "handle"));
        StewardsWish[] waiting = [.. session.Wishes(community).Where(one => one.LastDay >= today)];
        // The same by another is her word on it.
        if (waiting.FirstOrDefault(one => IsSame(one.Wished, wished)) is { } same) return Say(session, same, steward, today);
        if (waiting.Count(one => one.By[0] == steward.Handle) >= MostBegun) return new WishOutcome.NotRight(new Finding("too-many", "reason"));
        return Say(session, new StewardsWish(0, community, wished, reason, today, []), steward, today);
    }

    private WishOutcome Say(IArchiveSession session, StewardsWish wish, Viewer.Member steward, DateOnly today)
    {
        NamedCommunity named = session.FindCommunity(wish.Community, today)!;
        WishQuorum quorum = WishQuorum.Of(wish.Wished, named);
        if (!quorum.Counting.Contains(steward.Handle)) return new WishOutcome.NotRight(new Finding("not-on-oneself", "handle"));
        // Something else may have been decided since it was begun.
        if (Check(session, named, wish.Wished, steward, today) is { } wrong) return new WishOutcome.NotRight(wrong);
        StewardsWish said = wish with { By = [.. wish.By.Append(steward.Handle).Distinct()] };
        if (!quorum.IsMetBy(said.By))
        {
            session.Put(said);
            return new WishOutcome.Waits(quorum.Counted(said.By), quorum.Needed);
        }

        if (wish.Number != 0) session.DestroyWish(wish.Number);
        return new WishOutcome.Done(Make(session, named, wish.Wished, today), (wish.Wished as Wished.Invite)?.Handle);
    }

    /// <returns>The end of a one-time link, where one was made.</returns>
    private string? Make(IArchiveSession session, NamedCommunity named, Wished wished, DateOnly today)
    {
        switch (wished)
        {
            case Wished.Decide decide:
                session.Put(named.Id, decide.Protocol);
                session.Write(new Act(ActKind.Setting, [named.Id], today, IsPublic: false));
                EndOthers<Wished.Decide>(session, named.Id);
                SettleNaming(session, named.Id, today, isAll: false);
                return null;
            case Wished.Set set:
                // The journal first: a restored back-up would show again what they want shown no more.
                if (set.Settings.IsStricterThan(named.Settings)) journal.Restricted(named.Id, set.Settings, today);
                session.Put(named.Id, set.Settings);
                session.Write(new Act(ActKind.Setting, [named.Id], today, IsPublic: false));
                // They were all of the settings, as they were before these.
                EndOthers<Wished.Set>(session, named.Id);
                SettleNaming(session, named.Id, today, isAll: true);
                return null;
            case Wished.Invite invite:
                return gift.Make(session, new RoleChange(invite.Handle, named.Id, invite.Until, IsEnd: false), by: null, reason: null, today).Link;
            case Wished.LetGo letGo:
                LiftClaim.In(session, publication, new Claim(letGo.Record, named.Id), new Act(ActKind.ClaimLifting, [letGo.Record, named.Id], today, IsPublic: false), today);
                return null;
            case Wished.Relieve relieve:
                Relieve(session, named, relieve.Handle, today);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Relieve(IArchiveSession session, NamedCommunity named, string handle, DateOnly today)
    {
        gift.Make(session, new RoleChange(handle, named.Id, null, IsEnd: true), by: null, reason: null, today);
        // What only she wished nobody wishes any more, and her word counts for nothing that waits.
        foreach (StewardsWish wish in session.Wishes(named.Id))
        {
            StewardsWish left = wish with { By = wish.By.Remove(handle) };
            if (left.By.IsEmpty || wish.Wished == new Wished.Relieve(handle)) session.DestroyWish(wish.Number);
            else if (left.By.Length < wish.By.Length) session.Put(wish.By[0] == handle ? left with { Reason = "" } : left);
        }

        SettleNaming(session, named.Id, today, isAll: false);
    }

    /// <summary>What already has as many answers as are needed now need not wait for another act; other settings may close what is public, too, also in the history of what
    /// names it no more.</summary>
    private void SettleNaming(IArchiveSession session, RecordId community, DateOnly today, bool isAll)
    {
        foreach (RecordId id in isAll ? session.NamingEver(community) : session.Naming(community))
        {
            if (session.FindRecord(id) is { } record && (isAll || record.State == RecordState.Asked)) publication.Settle(session, id, today);
            else if (session.FindConnection(id) is { } connection && (isAll || connection.State == RecordState.Asked)) publication.Settle(session, connection, today);
        }
    }

    /// <summary>Null: it can be wished.</summary>
    private static Finding? Check(IArchiveSession session, NamedCommunity named, Wished wished, Viewer.Member steward, DateOnly today) => wished switch
    {
        Wished.Decide { Protocol: var protocol } => protocol.Needed < 1 || protocol.Needed > named.Stewards.Length || protocol.SilenceDays is < FewestSilenceDays or > MostSilenceDays
            ? new Finding("no-such-protocol", "number") : null,
        Wished.Set { Settings: var settings } => settings.Check(),
        Wished.Invite { Handle: Member.TerminalHandle } => new Finding("not-a-handle", "handle"),
        Wished.Invite invite when invite.Until < today => new Finding("until-past", "until"),
        Wished.Invite invite => OfInvited(session.FindMember(invite.Handle), named.Id, invite.Until, today),
        Wished.LetGo { Record: var record } => session.Claims(record).Contains(named.Id) ? null : new Finding("claim-gone", "record"),
        Wished.Relieve relieve when relieve.Handle == steward.Handle => new Finding("not-on-oneself", "handle"),
        Wished.Relieve relieve => named.Stewards.Contains(relieve.Handle) ? null : new Finding("no-such-steward", "handle"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A handle that somebody else was promised and has not claimed is no handle to be given here: the link would be a way to their seat.</summary>
    private static Finding? OfInvited(Member? member, RecordId community, DateOnly? until, DateOnly today)
    {
        if (member is null) return null;
        if (!member.SignsIn && member.Roles.Any(role => role.Community != community)) return new Finding("handle-not-claimed", "handle");
        // Somebody had it: with their seat would come their deposits, and what was answered in their name.
        if (!member.SignsIn && !member.Roles.Any(role => role.HoldsOn(today))) return new Finding("handle-of-another", "handle");
        bool isHeld = member.SignsIn && member.Roles.Any(role => role.Community == community && role.Until == until && role.HoldsOn(today));
        return isHeld ? new Finding("role-held", "handle") : null;
    }

    private static void EndOthers<T>(IArchiveSession session, RecordId community)
        where T : Wished
    {
        foreach (StewardsWish other in session.Wishes(community).Where(one => one.Wished is T)) session.DestroyWish(other.Number);
    }

    private static bool IsSame(Wished one, Wished other) => one is Wished.Set { Settings: var first } && other is Wished.Set { Settings: var second }
        ? first.ContentNotices.SequenceEqual(second.ContentNotices) && first with { ContentNotices = [] } == second with { ContentNotices = [] }
        : one == other;

    /// <summary>Null where she is no steward of it today: her role is asked for in the transaction, since it may have been ended since she signed in.</summary>
    private static NamedCommunity? Community(IArchiveSession session, RecordId community, Viewer.Member steward, DateOnly today) =>
        session.FindCommunity(community, today) is { } named && named.Stewards.Contains(steward.Handle) ? named : null;

    private static StewardsWish? Find(IArchiveSession session, RecordId community, long number, Viewer.Member steward, DateOnly today) =>
        Community(session, community, steward, today) is null ? null : session.Wishes(community).FirstOrDefault(one => one.Number == number && one.LastDay >= today);
}
