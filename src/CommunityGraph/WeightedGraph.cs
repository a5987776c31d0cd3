namespace CommunityGraph;

/// <summary>An undirected graph whose edges weigh something, such as how often two acted together. Eight bytes for each end of an edge.</summary>
public sealed class WeightedGraph
{
    private readonly float[] weights;

    internal WeightedGraph(CompactGraph graph, float[] weights)
    {
        (Graph, this.weights) = (graph, weights);
        double all = 0;
        foreach (float weight in weights) all += weight;
        Total = all / 2;
    }

    public CompactGraph Graph { get; }

    public int NodeCount => Graph.NodeCount;

    /// <summary>Of all edges, each once.</summary>
    public double Total { get; }

    /// <summary>Of the edges to <see cref="CompactGraph.Neighbours"/>, in their order.</summary>
    public ReadOnlySpan<float> Weights(int node) => weights.AsSpan(Graph.Start(node), Graph.Neighbours(node).Length);

    /// <summary>What all edges of a node weigh together; one to itself twice.</summary>
    public double Strength(int node)
    {
        double strength = 0;
        foreach (float weight in Weights(node)) strength += weight;
        return strength;
    }

    /// <summary>Each edge weighs one.</summary>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static WeightedGraph Even(CompactGraph graph)
    {
        if (graph.IsDirected) throw new ArgumentException("Only undirected edges weigh the same from both ends.", nameof(graph));
        float[] weights = new float[2 * graph.EdgeCount];
        Array.Fill(weights, 1);
        return new WeightedGraph(graph, weights);
    }
}
