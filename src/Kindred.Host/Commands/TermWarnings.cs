using Kindred.Domain.Dates;
using Kindred.Domain.Keeping;

namespace Kindred.Host.Commands;

/// <summary>What the terminal says of keepers' terms: from 30 days before one ends, while its grace lasts, and when nobody keeps the archive any more.</summary>
public static class TermWarnings
{
    public static IEnumerable<string> Of(IReadOnlyCollection<Member> members, DateOnly today)
    {
        foreach (Member keeper in KeepersTerm.Keepers(members, today).OrderBy(member => member.Handle, StringComparer.Ordinal))
        {
            switch (KeepersTerm.Of(keeper, today))
            {
                case KeepersTerm.Full { Until: { } until } term when term.EndsSoon(today):
                    yield return $"{keeper.Handle}'s term as keeper ends on {until.Written()}: it is renewed or handed over at /keep/term.";
                    break;
                case KeepersTerm.Grace grace:
                    yield return $"{keeper.Handle}'s term as keeper ended on {grace.Ended.Written()}: until {grace.LastDay.Written()} they may still hide, renew it or hand it over at /keep/term.";
                    break;
            }
        }

        if (!KeepersTerm.AreAllGone(members, today)) yield break;
        yield return StewardsQuorum.Voters(members, today).Any()
            ? "Nobody keeps this archive any more: its stewards appoint keepers at /desk/keepers."
            : "Nobody keeps this archive any more, and it has no steward: `kindred member add HANDLE --keeper` appoints a keeper, and /about says so.";
    }
}
