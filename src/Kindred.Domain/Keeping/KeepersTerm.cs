namespace Kindred.Domain.Keeping;

/// <summary>What a keeper's term lets somebody do on a day: everything; for a while after it only what keeps people and archive safe; or nothing.</summary>
public abstract record KeepersTerm
{
    /// <summary>How long after its end a term still lets its keeper hide, renew and hand over.</summary>
    public const int GraceDays = 90;

    /// <summary>How long before its end it is said.</summary>
    public const int WarningDays = 30;

    private KeepersTerm()
    {
    }

    /// <summary>All that a keeper may do.</summary>
    /// <param name="Until">The last day; null: open, or the terminal.</param>
    public sealed record Full(DateOnly? Until) : KeepersTerm
    {
        public bool EndsSoon(DateOnly today) => Until <= today.AddDays(WarningDays);
    }

    /// <summary>The term is over: only to hide, and to renew it or hand it over with another keeper.</summary>
    /// <param name="LastDay">Of the grace.</param>
    public sealed record Grace(DateOnly Ended, DateOnly LastDay) : KeepersTerm;

    /// <summary>Never a keeper, one no more, or one whose role was ended.</summary>
    public sealed record None : KeepersTerm;

    /// <summary>Anything at all can be hidden.</summary>
    public bool MayHide => this is not None;

    /// <summary>One's own role can be renewed or handed over, and another keeper's agreed to.</summary>
    public bool MayPassOn => this is not None;

    public static KeepersTerm Of(Member member, DateOnly today)
    {
        if (member.IsTerminal) return new Full(null);
        Role[] begun = [.. member.Roles.Where(role => role.Community is null && role.From <= today)];
        Role[] holding = [.. begun.Where(role => role.HoldsOn(today))];
        if (holding is not []) return new Full(holding.Any(role => role.Until is null) ? null : holding.Max(role => role.Until));
        // One that was ended leaves nothing: its keeper said so, or two others.
        DateOnly? ranOut = begun.Where(role => !role.IsEnded).Max(role => role.Until);
        return ranOut is { } ended && ended.AddDays(GraceDays) >= today ? new Grace(ended, ended.AddDays(GraceDays)) : new None();
    }

    /// <summary>People who keep the archive on that day, in grace or not: the terminal is none, nor is who has not claimed their link.</summary>
    public static IEnumerable<Member> Keepers(IEnumerable<Member> members, DateOnly today) =>
        members.Where(member => !member.IsTerminal && member.SignsIn && Of(member, today) is not None);

    /// <summary>Somebody kept the archive, and nobody does any more, not even in grace.</summary>
    public static bool AreAllGone(IReadOnlyCollection<Member> members, DateOnly today) =>
        members.Any(member => !member.IsTerminal && member.SignsIn && member.Roles.Any(role => role.Community is null)) && !Keepers(members, today).Any();
}
