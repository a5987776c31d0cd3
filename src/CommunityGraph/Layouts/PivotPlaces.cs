namespace CommunityGraph.Layouts;

/// <summary>First places of the nodes of a connected graph by how far they are from a few of them, which unfolds it before any force pulls (Brandes and Pich 2007, "Eigensolver methods for
/// progressive multidimensional scaling of large data"). Nodes that are as far from all pivots are left at one place.</summary>
internal static class PivotPlaces
{
    private const int MostPivots = 24;
    private const int Rounds = 60;

    public static (double[] X, double[] Y) Of(CompactGraph graph, CancellationToken cancel)
    {
        int nodes = graph.NodeCount, pivots = Math.Min(nodes, MostPivots);
        double[][] far = Distances(graph, pivots, cancel);
        Centre(far, nodes);
        double[,] products = new double[pivots, pivots];
        for (int one = 0; one < pivots; one++)
        {
            cancel.ThrowIfCancellationRequested();
            for (int other = 0; other <= one; other++)
            {
                double sum = 0;
                for (int node = 0; node < nodes; node++) sum += far[one][node] * far[other][node];
                products[one, other] = products[other, one] = sum;
            }
        }

        double[] first = Greatest(products, null), second = Greatest(products, first);
        return (Along(far, first, nodes), Along(far, second, nodes));
    }

    /// <summary>Squared steps from each pivot; the next is a node that is furthest from those before it.</summary>
    private static double[][] Distances(CompactGraph graph, int pivots, CancellationToken cancel)
    {
        double[][] far = new double[pivots][];
        int[] nearest = new int[graph.NodeCount];
        Array.Fill(nearest, int.MaxValue);
        for (int at = 0, pivot = 0; at < pivots; at++)
        {
            Rings rings = Rings.From(graph, pivot, cancel: cancel);
            double[] steps = far[at] = new double[graph.NodeCount];
            for (int ring = 0; ring < rings.Count; ring++)
            {
                foreach (int node in rings.Ring(ring))
                {
                    steps[node] = (double)ring * ring;
                    nearest[node] = Math.Min(nearest[node], ring);
                }
            }

            for (int node = 0; node < nearest.Length; node++)
            {
                if (nearest[node] > nearest[pivot]) pivot = node;
            }
        }

        return far;
    }

    private static void Centre(double[][] far, int nodes)
    {
        double[] rows = new double[nodes];
        double all = 0;
        foreach (double[] column in far)
        {
            double mean = 0;
            for (int node = 0; node < nodes; node++)
            {
                mean += column[node] / nodes;
                rows[node] += column[node] / far.Length;
            }

            all += mean / far.Length;
            for (int node = 0; node < nodes; node++) column[node] -= mean;
        }

        foreach (double[] column in far)
        {
            for (int node = 0; node < nodes; node++) column[node] = -0.5 * (column[node] - rows[node] + all);
        }
    }

    /// <summary>The eigenvector of the greatest eigenvalue, by power iteration; beside another the greatest that stands at a right angle to it.</summary>
    private static double[] Greatest(double[,] products, double[]? beside)
    {
        int size = products.GetLength(0);
        SeededChance chance = new(beside is null ? 1UL : 2UL);
        double[] vector = new double[size], next = new double[size];
        for (int at = 0; at < size; at++) vector[at] = chance.Next() - 0.5;
        for (int round = 0; round < Rounds; round++)
        {
            if (beside is not null)
            {
                double along = 0;
                for (int at = 0; at < size; at++) along += vector[at] * beside[at];
                for (int at = 0; at < size; at++) vector[at] -= along * beside[at];
            }

            double length = 0;
            for (int row = 0; row < size; row++)
            {
                double sum = 0;
                for (int at = 0; at < size; at++) sum += products[row, at] * vector[at];
                next[row] = sum;
                length += sum * sum;
            }

            // All nodes are equally far: there is no such direction.
            if (length < 1e-18) return new double[size];
            length = Math.Sqrt(length);
            for (int at = 0; at < size; at++) vector[at] = next[at] / length;
        }

        return vector;
    }

    private static double[] Along(double[][] far, double[] vector, int nodes)
    {
        double[] places = new double[nodes];
        for (int pivot = 0; pivot < far.Length; pivot++)
        {
            for (int node = 0; node < nodes; node++) places[node] += far[pivot][node] * vector[pivot];
        }

        return places;
    }
}
