using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Stewarding;

/// <summary>Every protocol of up to six stewards, every wish, every set of words: what one alone can do, and what fewer than asked can.</summary>
public class WishQuorumTests
{
    private static readonly ImmutableArray<string> Six = ["amal", "bassam", "carmen", "dalia", "esther", "farid"];

    [Fact]
    public void Nothing_is_done_with_fewer_words_than_the_protocol_asks() => All((community, wished, by, isMet) =>
    {
        int asked = community.Protocol.Quorum(community.Stewards.Length);
        int others = community.Stewards.Length - (wished is Wished.Relieve ? 1 : 0);
        if (isMet) Assert.True(by.Length >= Math.Min(asked, others), $"{by.Length} of {asked}: {wished}");
    });

    [Fact]
    public void Where_more_than_one_decides_no_one_alone_changes_anything() => All((community, wished, by, isMet) =>
    {
        if (community.Protocol.Quorum(community.Stewards.Length) > 1) Assert.False(isMet && by.Length < 2, $"{wished} by {by.Length} of {community.Stewards.Length}");
    });

    [Fact]
    public void Nobody_counts_on_her_own_relief_and_nobody_blocks_it_alone() => All((community, wished, by, isMet) =>
    {
        if (wished is not Wished.Relieve relieve) return;
        if (by.Contains(relieve.Handle)) Assert.Equal(isMet, WishQuorum.Of(wished, community).IsMetBy(by.Remove(relieve.Handle)));
        // All of the others, where there are two of them at least.
        if (community.Stewards.Length > 2) Assert.True(WishQuorum.Of(wished, community).IsMetBy(community.Stewards.Remove(relieve.Handle)));
    });

    [Fact]
    public void A_stranger_does_not_count() => All((community, wished, by, isMet) =>
        Assert.Equal(isMet, WishQuorum.Of(wished, community).IsMetBy([.. by, "a keeper", "a keeper", .. by])));

    private static void All(Action<NamedCommunity, Wished, ImmutableArray<string>, bool> check)
    {
        for (int count = 1; count <= Six.Length; count++)
        {
            foreach (int? needed in (int?[])[null, .. Enumerable.Range(1, count)])
            {
                NamedCommunity community = new(new RecordId(1), new Protocol(needed), Six[..count]);
                foreach (Wished wished in (Wished[])[new Wished.Decide(new Protocol(1)), new Wished.Set(new CommunitySettings()), new Wished.Invite("gita", null), .. community.Stewards.Select(one => new Wished.Relieve(one))])
                {
                    for (int set = 0; set < 1 << count; set++)
                    {
                        ImmutableArray<string> by = [.. community.Stewards.Where((_, at) => (set >> at & 1) == 1)];
                        check(community, wished, by, WishQuorum.Of(wished, community).IsMetBy(by));
                    }
                }
            }
        }
    }
}
