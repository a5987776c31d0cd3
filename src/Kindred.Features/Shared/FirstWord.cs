using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared;

/// <summary>The first of the two keepers' words that an act takes. It counts while its keeper is one, and for so many days: a second that comes later would
/// be alone.</summary>
public static class FirstWord
{
    public static bool Counts(IArchiveSession session, TwoKeeperAct act, DateOnly today) => act.LastDay >= today && IsKeepers(session, act.ProposedBy, today);

    public static bool IsKeepers(IArchiveSession session, string handle, DateOnly today) => session.FindMember(handle)?.IsKeeperOn(today) == true;

    /// <summary>The keeper who agreed that a deposit under review is told first-hand; null: nobody's word on that counts.</summary>
    public static string? OnFirstHand(Deposit deposit, IReadOnlyList<Member> members, DateOnly today) => !deposit.AwaitsReview ? null
        : deposit.FirstHandCountedBy(today, handle => members.Any(one => one.Handle == handle && one.IsKeeperOn(today))).FirstOrDefault();
}
