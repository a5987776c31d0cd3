using Kindred.Domain.Dates;

namespace Kindred.Domain.Keeping;

/// <summary>The role of keeper goes from one to another, in one act. Written as one line while it waits for a second keeper.</summary>
/// <param name="Until">Last day of the term that begins.</param>
public sealed record HandOver(string From, string To, DateOnly Until)
{
    public static HandOver Parse(TwoKeeperAct act)
    {
        string[] parts = act.Subject.Split('\t');
        return new HandOver(parts[0], parts[1], WrittenDay.Read(parts[2])!.Value);
    }

    public override string ToString() => string.Join('\t', From, To, Until.Written());

    /// <summary>Who gives it lays it down as if its term had run out: should the other never claim their link, somebody is there still.</summary>
    public static Member Giving(Member giver, DateOnly today) => giver with
    {
        Roles = [.. giver.Roles.Select(role => role.Community is null && role.HoldsOn(today) ? role with { Until = today.AddDays(-1) } : role).Where(role => role.Until is not { } until || until >= role.From || role.Community is not null)],
    };
}
