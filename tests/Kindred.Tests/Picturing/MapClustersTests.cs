using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Features.Picturing.Maps;

namespace Kindred.Tests.Picturing;

/// <summary>What lies too near each other on a map is gathered: everything once, always alike, and nothing over another.</summary>
public sealed class MapClustersTests
{
    private static readonly Gen<SheetPoint[]> Points =
        from points in (from x in Gen.Choose(0, 9600) from y in Gen.Choose(0, 5000) select new SheetPoint(x / 10.0, y / 10.0)).ListOf(300)
        select points.ToArray();

    [Fact]
    public void Every_point_is_in_one_group_and_no_two_groups_lie_nearer_than_asked() => Prop.ForAll(Points.ToArbitrary(), points =>
    {
        ImmutableArray<ImmutableArray<int>> groups = MapClusters.Of(points, 40, 150);
        Assert.Equal(Enumerable.Range(0, points.Length), groups.SelectMany(group => group).Order());
        Assert.InRange(groups.Length, 1, 150);
        SheetPoint[] middles = [.. groups.Select(group => MapClusters.Middle(points, group))];
        for (int one = 0; one < middles.Length; one++)
        {
            for (int other = one + 1; other < middles.Length; other++)
                Assert.True(Math.Sqrt(Math.Pow(middles[one].X - middles[other].X, 2) + Math.Pow(middles[one].Y - middles[other].Y, 2)) >= 40 - 1e-6);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_points_come_changes_nothing() => Prop.ForAll(Points.ToArbitrary(), points =>
    {
        SheetPoint[] distinct = [.. points.Distinct()], turned = [.. distinct.Reverse()];
        Assert.Equal(Sets(distinct), Sets(turned));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_there_is_room_for_few_they_are_gathered_from_further_away()
    {
        SheetPoint[] points = [.. Enumerable.Range(0, 200).Select(at => new SheetPoint(at % 20 * 48, at / 20 * 48))];
        Assert.Equal(200, MapClusters.Of(points, 40, 200).Length);
        Assert.InRange(MapClusters.Of(points, 40, 30).Length, 1, 30);
        Assert.Single(MapClusters.Of(points, 40, 1));
        Assert.Empty(MapClusters.Of([], 40, 30));
    }

    private static string[] Sets(SheetPoint[] points) => [.. MapClusters.Of(points, 40, 150).Select(group => string.Join(' ', group.Select(at => points[at].ToString()).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];
}
