using CommunityGraph.Layouts;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests;

/// <summary>Graphs that tests are made of.</summary>
internal static class Graphs
{
    /// <summary>With loops, edges twice, and parts that hang together with nothing.</summary>
    public static Arbitrary<GivenEdges> Any { get; } = Arb.From(
        from nodes in Gen.Choose(1, 40)
        from edges in (from one in Gen.Choose(0, nodes - 1) from other in Gen.Choose(0, nodes - 1) select (one, other)).ListOf()
        from isDirected in Gen.Elements(false, true)
        select new GivenEdges(nodes, [.. edges], isDirected));

    /// <summary>Some who took part in some events, one of them perhaps more than once.</summary>
    public static Arbitrary<GivenParts> Parts { get; } = Arb.From(
        from actors in Gen.Choose(1, 20)
        from events in Gen.Choose(1, 20)
        from pairs in (from actor in Gen.Choose(0, actors - 1) from one in Gen.Choose(0, events - 1) select (actor, one)).ListOf()
        select new GivenParts(actors, events, [.. pairs]));

    public static CompactGraph Karate { get; } = Of(34, [.. Lines("karate-club.txt").Select(line => (int.Parse(line.Split(' ')[0]), int.Parse(line.Split(' ')[1])))]);

    /// <summary>Davis's women, in the order of her table, and where they were.</summary>
    public static Participation Women { get; } = Participation.Of(18, 14, [.. Lines("southern-women.txt").SelectMany((line, actor) => line.Split(": ")[1].Split(' ').Select(one => (actor, int.Parse(one) - 1)))]);

    public static CompactGraph Of(int nodes, params (int, int)[] edges) => new GivenEdges(nodes, edges, false).Build();

    public static CompactGraph Directed(int nodes, params (int, int)[] edges) => new GivenEdges(nodes, edges, true).Build();

    /// <summary>One that grew: each node joins itself to some that came before, and to those that have many rather than to others; some join themselves to nothing.</summary>
    public static CompactGraph Grown(int nodes)
    {
        Random chance = new(7);
        List<(int, int)> edges = [];
        for (int node = 1; node < nodes; node++)
        {
            if (node % 17 == 0) continue;
            for (int at = 0; at < 1 + (node % 3); at++)
                edges.Add((node, edges.Count > 0 && chance.Next(2) == 0 ? edges[chance.Next(edges.Count)].Item2 : chance.Next(node)));
        }

        return Of(nodes, [.. edges]);
    }

    /// <summary>The two nodes that are nearest to each other.</summary>
    public static double Nearest(Point[] places)
    {
        double nearest = double.PositiveInfinity;
        for (int one = 0; one < places.Length; one++)
        {
            for (int other = one + 1; other < places.Length; other++)
                nearest = Math.Min(nearest, Math.Sqrt(((places[one].X - places[other].X) * (places[one].X - places[other].X)) + ((places[one].Y - places[other].Y) * (places[one].Y - places[other].Y))));
        }

        return nearest;
    }

    private static string[] Lines(string name)
    {
        using StreamReader file = new(typeof(Graphs).Assembly.GetManifestResourceStream(name)!);
        return file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

internal sealed record GivenEdges(int Nodes, (int From, int To)[] Edges, bool IsDirected)
{
    public CompactGraph Build()
    {
        GraphBuilder builder = new(Nodes, IsDirected);
        foreach ((int from, int to) in Edges) builder.Add(from, to);
        return builder.Build();
    }

    /// <summary>Pairs of a node and one that it leads to, ascending.</summary>
    public IEnumerable<(int, int)> Ends => Edges.Concat(IsDirected ? [] : Edges.Select(edge => (edge.To, edge.From))).Order();

    public override string ToString() => $"{Nodes} nodes{(IsDirected ? ", directed" : "")}: {string.Join(' ', Edges)}";
}

internal sealed record GivenParts(int Actors, int Events, (int Actor, int Event)[] Pairs)
{
    public Participation Build() => Participation.Of(Actors, Events, Pairs);

    public override string ToString() => $"{Actors} in {Events}: {string.Join(' ', Pairs)}";
}
