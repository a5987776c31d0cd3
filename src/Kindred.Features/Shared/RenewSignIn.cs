using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared;

/// <summary>A member has lost their password: two keepers, or two who answer for the same community, make a new one-time link. One proposes it, the other
/// agrees and is shown the link, this once. The password and every session stay as they are until the link is claimed; then all of them end.</summary>
public sealed class RenewSignIn(IArchiveWriter writer, Keystore keystore, TimeProvider time) : ITwoKeeperDeed
{
    /// <summary>A way into somebody's account: shorter than an invitation.</summary>
    public const int LinkDays = 7;

    public Task<RenewOutcome> Propose(string typedHandle, string by, string? aloneReason, string reason, CancellationToken cancel) =>
        writer.Write(session => Propose(session, Handle.Read(typedHandle), by, aloneReason, reason.Trim(), time.Today()), cancel);

    public bool Does(TwoKeeperKind kind) => kind == TwoKeeperKind.NewLink;

    public bool MaySay(IArchiveSession session, TwoKeeperAct act, Member member, DateOnly today) => session.FindMember(act.Subject) is { } whose && MayHelp(member, whose, today);

    public KeepingOutcome Do(IArchiveSession session, TwoKeeperAct act, TwoWords words, DateOnly today)
    {
        if (session.FindMember(act.Subject) is not { } member) return new KeepingOutcome.NoSuchMember();
        RenewOutcome.Done done = Make(session, member, words.By, SoleWord.None, act.Reason, today, words.SecondReason, IsByStewards(words.First, words.Second, today));
        return new KeepingOutcome.Done(done.Handle, done.Link);
    }

    private RenewOutcome Propose(IArchiveSession session, string? handle, string by, string? aloneReason, string reason, DateOnly today)
    {
        if ((Act.CheckReason(reason) ?? Act.CheckReason(aloneReason)) is { } wrong) return new RenewOutcome.NotRight(wrong);
        if (handle is null || session.FindMember(handle) is not { IsTerminal: false } member) return new RenewOutcome.NoSuchMember();
        if (session.FindMember(by) is not { } actor || !MayHelp(actor, member, today)) return new RenewOutcome.NotYours();
        if (actor.IsKeeperOn(today) && Power.Of(actor, Founded.Is(session), aloneReason, today) is Power.Enough enough)
            return Make(session, member, by, enough.Why, aloneReason is { } alone && enough.Why == SoleWord.Alone ? alone.Trim() : reason, today);
        TwoKeeperAct? waiting = session.WaitingForSecondKeeper().FirstOrDefault(one => one.Kind == TwoKeeperKind.NewLink && one.Subject == handle && one.LastDay >= today
            && session.FindMember(one.ProposedBy) is { } first && MayHelp(first, member, today));
        // The same by another is their word on it; the terminal's is nobody's.
        if (waiting is not null && waiting.ProposedBy != by && !actor.IsTerminal && SecondWord.Give(session, waiting, this, by, reason, today) is KeepingOutcome.Done { Handle: { } whose, Secret: { } link })
            return new RenewOutcome.Done(whose, link);
        return new RenewOutcome.Waits(waiting?.Number ?? session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.NewLink, handle, by, today, reason)));
    }

    /// <summary>A keeper, or one who answers for every community that a member answers for who is no keeper: what opens the keepers' pages, or another community's desk, takes
    /// two keepers, and is seen by everyone. Nobody for themselves.</summary>
    public static bool MayHelp(Member helper, Member member, DateOnly today) => helper.Handle != member.Handle
        && (helper.IsKeeperOn(today) || (KeepersTerm.Of(member, today) is KeepersTerm.None && member.CommunitiesOn(today) is { IsEmpty: false } hers && !hers.Except(helper.CommunitiesOn(today)).Any()));

    private static bool IsByStewards(Member first, Member second, DateOnly today) => !first.IsKeeperOn(today) || !second.IsKeeperOn(today);

    private RenewOutcome.Done Make(
        IArchiveSession session, Member member, string by, SoleWord sole, string reason, DateOnly today, string? secondReason = null, bool isByStewards = false)
    {
        string link = Keystore.NewSecret();
        session.DestroyInvitations(member.Handle);
        session.Put(new Invitation(keystore.HashSecret(link), member.Handle, null, IsKeeper: false, today.AddDays(LinkDays)));
        // Keepers act in public; who answers for a community is not public, so that stewards who help each other are not named.
        session.Write(new Act(ActKind.NewLink, [member.Id], today, IsPublic: !isByStewards, isByStewards ? null : by, reason is "" || isByStewards ? null : reason)
        {
            SoleWord = sole, SecondReason = isByStewards ? null : secondReason,
        });
        return new RenewOutcome.Done(member.Handle, link);
    }
}

public abstract record RenewOutcome
{
    private RenewOutcome()
    {
    }

    /// <param name="Link">The end of the one-time link; shown once.</param>
    public sealed record Done(string Handle, string Link) : RenewOutcome;

    /// <summary>Written down; it happens when another one agrees.</summary>
    public sealed record Waits(long Number) : RenewOutcome;

    public sealed record NotYours : RenewOutcome;

    public sealed record NoSuchMember : RenewOutcome;

    public sealed record NotRight(Finding Finding) : RenewOutcome;
}
