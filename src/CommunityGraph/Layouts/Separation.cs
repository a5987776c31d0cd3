namespace CommunityGraph.Layouts;

/// <summary>Moves nodes that are too near to each other apart, each by half of what is lacking, until none are (as the scan of Misue, Eades, Lai and Sugiyama 1995, "Layout adjustment and the
/// mental map", in every direction at once). Some forty bytes a node.</summary>
internal sealed class Separation
{
    private const int MostRounds = 120;
    private const int Nobody = -1;

    private readonly Point[] places;
    private readonly double least;

    /// <summary>A little more than is asked for, so that moves that grow ever smaller come to an end.</summary>
    private readonly double wanted;

    // Squares as wide as that, each with a first node, and for each node the one that comes after it there.
    private readonly Dictionary<(int Column, int Row), int> first;
    private readonly int[] next;

    private Separation(Point[] places, double least)
    {
        (this.places, this.least) = (places, least);
        wanted = least * 1.02;
        first = new Dictionary<(int, int), int>(places.Length);
        next = new int[places.Length];
    }

    /// <param name="least">How near two nodes may be.</param>
    public static void Make(Point[] places, double least, CancellationToken cancel)
    {
        Separation separation = new(places, least);
        for (int round = 0; round < MostRounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            if (!separation.MoveOnce()) return;
        }

        // In a crowd moves grow small before they end: whoever is still in the way takes the nearest free place.
        separation.Settle(cancel);
    }

    private bool MoveOnce()
    {
        first.Clear();
        // The last is put first, so that they are met in their order.
        for (int node = places.Length - 1; node >= 0; node--) Put(node);
        bool hasMoved = false;
        for (int node = 0; node < places.Length; node++)
        {
            (int column, int row) = Square(places[node]);
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    for (int other = first.GetValueOrDefault((column + dx, row + dy), Nobody); other != Nobody; other = next[other]) hasMoved |= other > node && Move(node, other);
                }
            }
        }

        return hasMoved;
    }

    private bool Move(int node, int other)
    {
        double dx = places[other].X - places[node].X, dy = places[other].Y - places[node].Y, distance = Math.Sqrt((dx * dx) + (dy * dy));
        if (distance >= least) return false;
        if (distance < 1e-6)
        {
            SeededChance chance = new(((ulong)node << 32) | (uint)other);
            (dx, dy) = (chance.Next() - 0.5, chance.Next() - 0.5);
            distance = Math.Sqrt((dx * dx) + (dy * dy)) + 1e-9;
        }

        double part = (wanted - Math.Min(distance, wanted / 2)) / distance / 2;
        places[node] = new Point(places[node].X - (dx * part), places[node].Y - (dy * part));
        places[other] = new Point(places[other].X + (dx * part), places[other].Y + (dy * part));
        return true;
    }

    /// <summary>One after the other: each stays where it is if nobody before it is near, or goes round its place in squares that grow until it finds one where that is so.</summary>
    private void Settle(CancellationToken cancel)
    {
        first.Clear();
        for (int node = 0; node < places.Length; node++)
        {
            cancel.ThrowIfCancellationRequested();
            Point own = places[node];
            for (int ring = 0; !IsFree(places[node]); ring++)
            {
                for (int dy = -ring; dy <= ring; dy++)
                {
                    for (int dx = -ring; dx <= ring; dx += Math.Abs(dy) == ring || ring == 0 ? 1 : 2 * ring)
                    {
                        Point place = new(own.X + (dx * wanted / 2), own.Y + (dy * wanted / 2));
                        if (!IsFree(place)) continue;
                        places[node] = place;
                        (dx, dy) = (ring, ring);
                    }
                }
            }

            Put(node);
        }
    }

    private bool IsFree(Point place)
    {
        (int column, int row) = Square(place);
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                for (int other = first.GetValueOrDefault((column + dx, row + dy), Nobody); other != Nobody; other = next[other])
                {
                    double x = places[other].X - place.X, y = places[other].Y - place.Y;
                    if ((x * x) + (y * y) < least * least) return false;
                }
            }
        }

        return true;
    }

    private void Put(int node)
    {
        (int, int) square = Square(places[node]);
        next[node] = first.GetValueOrDefault(square, Nobody);
        first[square] = node;
    }

    private (int Column, int Row) Square(Point place) => ((int)Math.Floor(place.X / wanted), (int)Math.Floor(place.Y / wanted));
}
