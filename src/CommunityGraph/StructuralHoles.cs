namespace CommunityGraph;

/// <summary>How far those whom a node is joined with are joined among themselves: where they are not, it stands between them (Burt 1992, "Structural Holes", chapter 2).</summary>
public sealed class StructuralHoles
{
    private readonly WeightedGraph graph;
    private readonly double[] strengths;
    private readonly double[] shares;
    private readonly bool[] isBeside;

    public StructuralHoles(WeightedGraph graph)
    {
        this.graph = graph;
        (strengths, shares, isBeside) = (new double[graph.NodeCount], new double[graph.NodeCount], new bool[graph.NodeCount]);
        for (int node = 0; node < strengths.Length; node++) strengths[node] = Others(node).Sum(one => one.Weight);
    }

    /// <summary>How much of what it gives to others comes back to few: from near 0, where it stands between many who know nothing of each other, to above 1 (equation 2.4). Null: it is joined with none.</summary>
    public double? Constraint(int node)
    {
        (int Node, double Weight)[] beside = [.. Others(node)];
        if (beside is []) return null;
        Through(node, beside);
        double constraint = 0;
        foreach ((int other, double weight) in beside)
        {
            double share = (weight / strengths[node]) + shares[other];
            constraint += share * share;
        }

        Forget(beside);
        return constraint;
    }

    /// <summary>With how many it is joined who are not joined through another of them already (equation 2.2): their number less how much of each is joined with the rest.</summary>
    public double EffectiveSize(int node)
    {
        (int Node, double Weight)[] beside = [.. Others(node)];
        foreach ((int other, _) in beside) isBeside[other] = true;
        double size = beside.Length;
        foreach ((int through, double weight) in beside)
        {
            double most = Others(through).Max(one => one.Weight);
            // How much of one of them leads to the others, by what it gives most.
            foreach ((int other, double to) in Others(through))
            {
                if (other != node && isBeside[other]) size -= ShareOf(node, other) * to / most;
            }
        }

        Forget(beside);
        return size;
    }

    private double ShareOf(int node, int other)
    {
        double share = 0;
        foreach ((int one, double weight) in Others(node)) share += one == other ? weight / strengths[node] : 0;
        return share;
    }

    /// <summary>Of each of those beside it, what reaches them through the others.</summary>
    private void Through(int node, (int Node, double Weight)[] beside)
    {
        foreach ((int other, _) in beside) isBeside[other] = true;
        foreach ((int through, double weight) in beside)
        {
            foreach ((int other, double to) in Others(through))
            {
                if (other != node && isBeside[other]) shares[other] += weight / strengths[node] * (to / strengths[through]);
            }
        }
    }

    private void Forget((int Node, double Weight)[] beside)
    {
        foreach ((int other, _) in beside) (isBeside[other], shares[other]) = (false, 0);
    }

    /// <summary>Each once, however many edges lead there, and never the node itself.</summary>
    private List<(int Node, double Weight)> Others(int node)
    {
        ReadOnlySpan<int> neighbours = graph.Graph.Neighbours(node);
        ReadOnlySpan<float> weights = graph.Weights(node);
        List<(int Node, double Weight)> others = new(neighbours.Length);
        for (int at = 0; at < neighbours.Length; at++)
        {
            if (neighbours[at] == node) continue;
            if (others is [.., var last] && last.Node == neighbours[at]) others[^1] = (last.Node, last.Weight + weights[at]);
            else others.Add((neighbours[at], weights[at]));
        }

        return others;
    }
}
