using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Keeping;

/// <summary>How many voices of stewards appoint keepers where nobody keeps the archive any more. A voice is one person speaking for one community: no
/// community has more than one, and nobody more than one, however many stewards it has and however many she answers for.</summary>
/// <param name="Voices">Those there are.</param>
public readonly record struct StewardsQuorum(int Voices)
{
    /// <summary>More than half; so two where there are two.</summary>
    public int Needed => (Voices / 2) + 1;

    public static StewardsQuorum Of(IEnumerable<Member> members, DateOnly today) => new(VoicesOf(Voters(members, today), today));

    /// <summary>Stewards who have claimed their link: nobody speaks by a name alone.</summary>
    public static IEnumerable<Member> Voters(IEnumerable<Member> members, DateOnly today) =>
        members.Where(member => !member.IsTerminal && member.SignsIn && !member.CommunitiesOn(today).IsEmpty);

    /// <summary>So many of them speak at most, each for a community of her own.</summary>
    public static int VoicesOf(IEnumerable<Member> stewards, DateOnly today)
    {
        Dictionary<RecordId, Member> speaking = [];
        return stewards.Count(steward => FindsCommunity(steward, []));

        // Somebody who speaks already may speak for another community of hers instead.
        bool FindsCommunity(Member steward, HashSet<RecordId> tried)
        {
            foreach (RecordId community in steward.CommunitiesOn(today).Where(tried.Add))
            {
                if (speaking.TryGetValue(community, out Member? there) && !FindsCommunity(there, tried)) continue;
                speaking[community] = steward;
                return true;
            }

            return false;
        }
    }
}

/// <summary>Two keepers whom stewards would appoint, and who of them has said so.</summary>
public sealed record Appointment(long Number, ImmutableArray<string> Keepers, ImmutableArray<string> AgreedBy, DateOnly Day, string Reason)
{
    /// <summary>How many are appointed: with fewer nothing that takes two could be done.</summary>
    public const int KeepersNeeded = 2;

    public DateOnly LastDay => Day.AddDays(TwoKeeperAct.Days);

    /// <summary>Enough who are stewards on that day have said so.</summary>
    public bool IsCarried(IReadOnlyCollection<Member> members, DateOnly today) =>
        StewardsQuorum.VoicesOf(StewardsQuorum.Voters(members, today).Where(one => AgreedBy.Contains(one.Handle)), today) >= StewardsQuorum.Of(members, today).Needed;
}
