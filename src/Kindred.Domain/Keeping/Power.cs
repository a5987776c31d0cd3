using Kindred.Domain.Ledger;

namespace Kindred.Domain.Keeping;

/// <summary>Whether one keeper's word is enough.</summary>
public abstract record Power
{
    /// <summary>Why one keeper's word was enough, before their own reason if there is one; pages say it in their language.</summary>
    public const string FirstDays = "first days";

    /// <summary>The terminal did not wait, before its reason.</summary>
    public const string Alone = "alone: ";

    /// <summary>Only the terminal can have done so: anyone may begin a reason with that word.</summary>
    public static bool IsAlone(Act act) => act.By == Member.TerminalHandle && act.Reason?.StartsWith(Alone, StringComparison.Ordinal) == true;

    private Power()
    {
    }

    /// <param name="Why">Why one was enough, for the public act; null where it is the person's own to do.</param>
    public sealed record Enough(string? Why) : Power
    {
        /// <summary>Why one was enough, and why it was done.</summary>
        public string And(string reason) => string.Join("; ", new[] { Why, reason }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    public sealed record SecondKeeperNeeded : Power;

    public sealed record NotYours : Power;

    /// <param name="isFounded">Two keepers have claimed their links at some time; until then one is enough for everything.</param>
    /// <param name="aloneReason">Why the terminal doesn't wait for a keeper.</param>
    public static Power Of(Member by, bool isFounded, string? aloneReason, DateOnly today)
    {
        if (!by.IsKeeperOn(today)) return new NotYours();
        if (!isFounded) return new Enough(FirstDays);
        return by.IsTerminal && !string.IsNullOrWhiteSpace(aloneReason) ? new Enough(Alone + aloneReason.Trim()) : new SecondKeeperNeeded();
    }

    /// <summary>A keeper counts once they have claimed their link: the terminal can make names, but not people.</summary>
    public static bool AreTwoThere(IEnumerable<Member> members, DateOnly today) =>
        members.Count(member => !member.IsTerminal && member.PasswordHash is not null && member.IsKeeperOn(today)) >= 2;
}
