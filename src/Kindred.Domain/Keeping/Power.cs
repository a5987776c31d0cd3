namespace Kindred.Domain.Keeping;

/// <summary>Whether one keeper's word is enough.</summary>
public abstract record Power
{
    private Power()
    {
    }

    /// <param name="Why">For the public act; none where it is the person's own to do.</param>
    public sealed record Enough(SoleWord Why) : Power;

    public sealed record SecondKeeperNeeded : Power;

    public sealed record NotYours : Power;

    /// <param name="isFounded">Two keepers have claimed their links at some time; until then one is enough for everything.</param>
    /// <param name="aloneReason">Why the terminal doesn't wait for a keeper.</param>
    public static Power Of(Member by, bool isFounded, string? aloneReason, DateOnly today)
    {
        if (!by.IsKeeperOn(today)) return new NotYours();
        if (!isFounded) return new Enough(SoleWord.FirstDays);
        return by.IsTerminal && !string.IsNullOrWhiteSpace(aloneReason) ? new Enough(SoleWord.Alone) : new SecondKeeperNeeded();
    }

    /// <summary>To renew one's own role as keeper, or hand it over: also in the grace after its end, and alone where nobody else keeps the archive.</summary>
    public static Power ToPassOn(Member own, IEnumerable<Member> members, bool isFounded, DateOnly today)
    {
        if (own.IsTerminal || !KeepersTerm.Of(own, today).MayPassOn) return new NotYours();
        if (!isFounded) return new Enough(SoleWord.FirstDays);
        return KeepersTerm.Keepers(members, today).Any(one => one.Handle != own.Handle) ? new SecondKeeperNeeded() : new Enough(SoleWord.OnlyKeeper);
    }

    /// <summary>To make keepers from the terminal, where nobody keeps the archive and no steward could appoint any.</summary>
    public static Power ToAppoint(Member by, IReadOnlyCollection<Member> members, bool isFounded, string? aloneReason, DateOnly today) =>
        by.IsTerminal && isFounded && KeepersTerm.AreAllGone(members, today) && !StewardsQuorum.Voters(members, today).Any()
            ? new Enough(SoleWord.NobodyLeft)
            : Of(by, isFounded, aloneReason, today);

    /// <summary>A keeper counts once they have claimed their link: the terminal can make names, but not people.</summary>
    public static bool AreTwoThere(IEnumerable<Member> members, DateOnly today) =>
        members.Count(member => !member.IsTerminal && member.SignsIn && member.IsKeeperOn(today)) >= 2;
}

/// <summary>Why one keeper's word was enough for what takes two.</summary>
public enum SoleWord
{
    /// <summary>It was not, or was the person's own to do.</summary>
    None,

    /// <summary>Two keepers were not there yet.</summary>
    FirstDays,

    /// <summary>The terminal did not wait, and says why.</summary>
    Alone,

    /// <summary>There was no other keeper.</summary>
    OnlyKeeper,

    /// <summary>There was no keeper left, and no steward.</summary>
    NobodyLeft,
}
