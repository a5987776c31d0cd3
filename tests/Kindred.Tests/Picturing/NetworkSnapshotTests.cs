using CommunityGraph;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing;

namespace Kindred.Tests.Picturing;

public class NetworkSnapshotTests
{
    [Fact]
    public void How_silent_two_are_is_said_by_the_best_told_of_what_is_between_them_from_either_end()
    {
        Random chance = new(3);
        Joined[] joins = [.. Enumerable.Range(0, 400).Select(_ => new Joined(chance.Next(30), chance.Next(30), ConnectionType.All[chance.Next(ConnectionType.All.Length)], (HowTold)chance.Next(3))).Where(join => join.From != join.To)];
        NetworkSnapshot network = new(LabelledGraph.Of(30, [.. joins.Select(NetworkSnapshot.Edge)]), 1, new DateOnly(2026, 1, 1));
        foreach ((int one, int other) in joins.Select(join => (join.From, join.To)))
        {
            int expected = joins.Where(join => (join.From, join.To) == (one, other) || (join.From, join.To) == (other, one)).Min(join => HowTold.WithSources - join.Told);
            Assert.Equal((expected, expected), (network.Silence(one, other), network.Silence(other, one)));
        }
    }
}
