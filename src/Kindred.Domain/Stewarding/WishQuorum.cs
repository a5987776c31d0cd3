using System.Collections.Immutable;

namespace Kindred.Domain.Stewarding;

/// <summary>Whose words count on what stewards wish, and how many of them it takes. Pure, and the only thing that decides it.</summary>
/// <param name="Counting">Handles.</param>
public sealed record WishQuorum(ImmutableArray<string> Counting, int Needed)
{
    /// <summary>As many as the protocol in force asks. Who is to be relieved is not counted, for it or against: then as many of the others, or all of them where there
    /// are fewer. But where it takes more than one to decide anything, one alone never relieves another, or the quicker of two would have the community.</summary>
    public static WishQuorum Of(Wished wished, NamedCommunity community)
    {
        int asked = community.Protocol.Quorum(community.Stewards.Length);
        if (wished is not Wished.Relieve relieved) return new WishQuorum(community.Stewards, asked);
        ImmutableArray<string> others = community.Stewards.Remove(relieved.Handle);
        return new WishQuorum(others, asked == 1 ? 1 : Math.Max(2, Math.Min(asked, others.Length)));
    }

    /// <summary>False: however many say so, they are too few; keepers can do it.</summary>
    public bool CanBeMet => Counting.Length >= Needed;

    /// <summary>How many of these words count.</summary>
    public int Counted(IEnumerable<string> by) => by.Distinct(StringComparer.Ordinal).Count(Counting.Contains);

    public bool IsMetBy(IEnumerable<string> by) => Counted(by) >= Needed;
}
