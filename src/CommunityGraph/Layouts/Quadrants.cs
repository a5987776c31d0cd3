namespace CommunityGraph.Layouts;

/// <summary>Nodes in squares within squares, so that those far away push as one (Barnes and Hut 1986, "A hierarchical O(N log N) force-calculation algorithm"). Built anew for each round in
/// arrays that are kept: at most some eighty bytes a node.</summary>
internal sealed class Quadrants
{
    /// <summary>Nodes nearer to each other than a square of this depth is wide push from one place.</summary>
    private const int Deepest = 32;

    private const int Nobody = -1;

    private int count;
    private int[] children = [];
    private int[] single = [];
    private double[] mass = [], atX = [], atY = [];
    private double left, top, width;

    /// <param name="weights">How strongly each node pushes.</param>
    public void Build(double[] x, double[] y, double[] weights)
    {
        (left, top) = (x.Min(), y.Min());
        width = Math.Max(Math.Max(x.Max() - left, y.Max() - top), 1e-9);
        count = 0;
        Square();
        for (int node = 0; node < x.Length; node++) Insert(node, x, y, weights);
        for (int square = 0; square < count; square++)
        {
            atX[square] /= mass[square];
            atY[square] /= mass[square];
        }
    }

    /// <summary>What pushes a node away from all others: k² divided by the distance, from each as strongly as it weighs (Fruchterman and Reingold 1991).</summary>
    /// <param name="openness">How wide a square may look from the node, as a part of its distance, and still push as one.</param>
    public (double X, double Y) Push(int node, double nodeX, double nodeY, double openness, Span<(int Square, double Width)> waiting)
    {
        double pushX = 0, pushY = 0, open = openness * openness;
        int waits = 0;
        waiting[waits++] = (0, width);
        while (waits > 0)
        {
            (int square, double wide) = waiting[--waits];
            if (single[square] == node) continue;
            double dx = nodeX - atX[square], dy = nodeY - atY[square], distance = (dx * dx) + (dy * dy);
            int child = children[square];
            if (child == 0 || wide * wide < open * distance)
            {
                // Of a square at the deepest level the node itself may be one: that it pushes itself is less than one part in its crowd.
                if (distance < 1e-12) continue;
                pushX += mass[square] * dx / distance;
                pushY += mass[square] * dy / distance;
                continue;
            }

            for (int quarter = 0; quarter < 4; quarter++)
            {
                if (mass[child + quarter] > 0) waiting[waits++] = (child + quarter, wide / 2);
            }
        }

        return (pushX, pushY);
    }

    /// <summary>The most squares that wait at once: three at each level, and one.</summary>
    public static int MostWaiting => (Deepest * 3) + 4;

    private void Insert(int node, double[] x, double[] y, double[] weights)
    {
        int square = 0;
        double squareX = left, squareY = top, wide = width;
        for (int depth = 0; ; depth++)
        {
            bool isEmpty = mass[square] == 0;
            mass[square] += weights[node];
            atX[square] += weights[node] * x[node];
            atY[square] += weights[node] * y[node];
            if (isEmpty)
            {
                single[square] = node;
                return;
            }

            if (children[square] == 0)
            {
                if (depth == Deepest)
                {
                    single[square] = Nobody;
                    return;
                }

                int before = single[square];
                single[square] = Nobody;
                // Before it is written down: the arrays may be longer ones afterwards.
                int quarters = Quarters();
                children[square] = quarters;
                int moved = Quarter(quarters, x[before], y[before], squareX, squareY, wide / 2);
                (mass[moved], atX[moved], atY[moved], single[moved]) = (weights[before], weights[before] * x[before], weights[before] * y[before], before);
            }

            wide /= 2;
            int next = Quarter(children[square], x[node], y[node], squareX, squareY, wide);
            if ((next - children[square]) % 2 == 1) squareX += wide;
            if (next - children[square] >= 2) squareY += wide;
            square = next;
        }
    }

    private static int Quarter(int first, double x, double y, double squareX, double squareY, double half) => first + (x >= squareX + half ? 1 : 0) + (y >= squareY + half ? 2 : 0);

    private int Quarters()
    {
        int first = Square();
        for (int quarter = 1; quarter < 4; quarter++) Square();
        return first;
    }

    private int Square()
    {
        if (count == single.Length)
        {
            int room = Math.Max(64, count * 2);
            Array.Resize(ref children, room);
            Array.Resize(ref single, room);
            Array.Resize(ref mass, room);
            Array.Resize(ref atX, room);
            Array.Resize(ref atY, room);
        }

        (children[count], single[count], mass[count], atX[count], atY[count]) = (0, Nobody, 0, 0, 0);
        return count++;
    }
}
