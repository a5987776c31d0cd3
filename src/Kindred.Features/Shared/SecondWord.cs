using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared;

/// <summary>What is done once two keepers have said so. Each kind of act that takes two has one, in the slice that does it.</summary>
public interface ITwoKeeperDeed
{
    bool Does(TwoKeeperKind kind);

    /// <summary>Whether this member's word counts, first or second.</summary>
    bool MaySay(IArchiveSession session, TwoKeeperAct act, Member member, DateOnly today) => member.IsKeeperOn(today);

    KeepingOutcome Do(IArchiveSession session, TwoKeeperAct act, TwoWords words, DateOnly today);
}

/// <summary>Who the two are, and why the second agreed.</summary>
public sealed record TwoWords(Member First, Member Second, string? SecondReason)
{
    /// <summary>Both, as the act names them.</summary>
    public string By => $"{First.Handle}, {Second.Handle}";
}

/// <summary>The second of two keepers' words: it does what the first proposed, or ends it.</summary>
public sealed class SecondWord(IArchiveWriter writer, IEnumerable<ITwoKeeperDeed> deeds, TimeProvider time)
{
    /// <summary>Done now; what is shown once is shown to who agrees.</summary>
    public Task<KeepingOutcome> Agree(long number, string by, string? reason, CancellationToken cancel) => writer.Write(
        session => Find(session, number) is { Kind.IsAgreedAtItsAddress: false } act ? Give(session, act, deeds.Single(deed => deed.Does(act.Kind)), by, reason, time.Today()) : new KeepingOutcome.NothingToAgreeTo(),
        cancel);

    /// <summary>A keeper says no, and why; or takes back what they proposed themselves.</summary>
    public Task<KeepingOutcome> Refuse(long number, string by, string? reason, CancellationToken cancel) => writer.Write(session => Refuse(session, number, by, reason, time.Today()), cancel);

    internal static KeepingOutcome Give(IArchiveSession session, TwoKeeperAct act, ITwoKeeperDeed deed, string by, string? reason, DateOnly today)
    {
        if (Act.CheckReason(reason) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        // The terminal can propose, but is nobody who could agree.
        if (session.FindMember(by) is not { IsTerminal: false } second || !deed.MaySay(session, act, second, today)) return new KeepingOutcome.NotYours();
        if (act.ProposedBy == by || act.LastDay < today) return new KeepingOutcome.NothingToAgreeTo();
        // Whoever proposed it must still be one who may.
        if (session.FindMember(act.ProposedBy) is not { } first || !deed.MaySay(session, act, first, today)) return new KeepingOutcome.NothingToAgreeTo();
        session.EndTwoKeeperAct(act.Number);
        return deed.Do(session, act, new TwoWords(first, second, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), today);
    }

    private static KeepingOutcome Refuse(IArchiveSession session, long number, string by, string? reason, DateOnly today)
    {
        if (Find(session, number) is not { } act) return session.FindMember(by)?.IsKeeperOn(today) == true ? new KeepingOutcome.NothingToAgreeTo() : new KeepingOutcome.NotYours();
        bool isOwn = act.ProposedBy == by;
        if (!isOwn && session.FindMember(by)?.IsKeeperOn(today) != true) return new KeepingOutcome.NotYours();
        if (!isOwn && (Finding.ReasonMissing(reason) ?? Act.CheckReason(reason)) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        session.EndTwoKeeperAct(number);
        // What nobody had said yes to yet is nobody's power used.
        if (!isOwn) session.Write(Refusal(session, act, today, by, reason!.Trim()));
        return new KeepingOutcome.Done();
    }

    /// <summary>As public as what was proposed would have been.</summary>
    private static Act Refusal(IArchiveSession session, TwoKeeperAct act, DateOnly today, string by, string reason)
    {
        RecordId? about = act.Kind == TwoKeeperKind.Destruction ? RecordId.Parse(act.Subject)
            : act.Kind == TwoKeeperKind.LiftClaim ? Claim.Parse(act).Record
            : act.Kind == TwoKeeperKind.Grant || act.Kind == TwoKeeperKind.End ? RoleChange.Parse(act).Community : null;
        bool isPublic = about is not { } id || session.FindRecord(id)?.WasPublic == true || session.FindConnection(id)?.PublishedDay is not null;
        // Why something is not destroyed could tell of it.
        return new Act(ActKind.Refusal, about is { } subject ? [subject] : [], today, isPublic, by, act.Kind == TwoKeeperKind.Destruction ? null : reason);
    }

    private static TwoKeeperAct? Find(IArchiveSession session, long number) => session.WaitingForSecondKeeper().FirstOrDefault(one => one.Number == number);
}
