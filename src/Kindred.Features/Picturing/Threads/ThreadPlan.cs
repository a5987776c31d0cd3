using CommunityGraph;
using CommunityGraph.Layouts;

namespace Kindred.Features.Picturing.Threads;

/// <summary>What is to be placed: how much room names and words take. Pure.</summary>
/// <param name="IsUpright">From top to bottom, words beside; otherwise as reading goes, names below their marks and words above their lines.</param>
/// <param name="Names">Width and height of each record's name.</param>
/// <param name="End">Number of the record in which all ways end.</param>
/// <param name="Steps">Between which records, the way that they are read.</param>
/// <param name="Words">Width and height of what is said of each step.</param>
public sealed record ThreadShape(bool IsUpright, IReadOnlyList<(double Width, double Height)> Names, int End, IReadOnlyList<(int From, int To)> Steps, IReadOnlyList<(double Width, double Height)> Words);

/// <summary>A rectangle of the drawing.</summary>
public readonly record struct ThreadBox(double Left, double Top, double Width, double Height);

/// <summary>Where everything of a thread stands, read from left to right; the drawing begins at 0, 0. Each record has a layer, and the words of each step one between those of its ends; in a layer
/// lines run straight along, each with room of its own, and only between layers do they change places: so nothing lies over a name, words or a mark that is not its own.</summary>
/// <param name="Marks">Middle of each record's mark.</param>
/// <param name="Names">Of each record.</param>
/// <param name="Words">Of each step.</param>
/// <param name="Courses">Of each step, from one end to the other.</param>
/// <param name="Doubts">Of each step, where it says that it is disputed.</param>
public sealed record ThreadPlan(
    IReadOnlyList<Point> Marks, IReadOnlyList<ThreadBox> Names, IReadOnlyList<ThreadBox> Words, IReadOnlyList<IReadOnlyList<Point>> Courses, IReadOnlyList<Point> Doubts, double Width, double Height)
{
    /// <summary>Of a mark, with what is left free around it.</summary>
    public const double Mark = 12;

    /// <summary>Between a mark and its name, a line and its words, and around both.</summary>
    private const double Gap = 5;

    /// <summary>Of a line that passes.</summary>
    private const double Passing = 18;

    private const double NarrowestChannel = 26, WidestChannel = 90;

    public static ThreadPlan Of(ThreadShape shape, CancellationToken cancel = default)
    {
        int records = shape.Names.Count;
        (int Upper, int Lower)[] steps = Downwards(shape, out int[] layerOf);
        GraphBuilder graph = new(records + steps.Length);
        int[] layers = [.. layerOf.Select(layer => 2 * layer), .. steps.Select(step => (2 * layerOf[step.Upper]) + 1)];
        foreach ((int number, (int upper, int lower)) in steps.Index())
        {
            graph.Add(upper, records + number);
            graph.Add(records + number, lower);
        }

        LayeredLayout layout = LayeredLayout.Of(graph.Build(), layers, new LayeredOptions { LayerHeight = 1, Passing = Passing, Room = one => Room(shape, one) }, cancel);
        // Where each step is in every layer that it passes, its words among them.
        double[][] stops = [.. steps.Select((step, number) => (double[])[layout.Places[step.Upper].X, .. Between(step.Upper, records + number), layout.Places[records + number].X, .. Between(records + number, step.Lower), layout.Places[step.Lower].X])];
        Layer[] along = Along(shape, layers, steps.Zip(stops, (step, across) => (layers[step.Upper], across)));
        // Layers lie one below the other: sideways they lie one after the other.
        Point At(double across, double onward) => shape.IsUpright ? new Point(across, onward) : new Point(onward, across);
        Point[] places = [.. layers.Select((layer, one) => At(layout.Places[one].X, along[layer].Middle))];
        double length = along.Length == 0 ? 0 : along[^1].End;
        return new ThreadPlan(
            places[..records], [.. shape.Names.Select((size, record) => NameBox(shape, places[record], size))], [.. shape.Words.Select((size, step) => WordBox(shape, places[records + step], size))],
            [.. steps.Select((step, number) => Course(step, number))], [.. steps.Select((_, number) => DoubtOf(shape, places[records + number]))], shape.IsUpright ? layout.Width : length, shape.IsUpright ? length : layout.Width);

        IEnumerable<double> Between(int upper, int lower) => layout.Bends.Where(bend => (bend.Upper, bend.Lower) == (upper, lower)).SelectMany(bend => bend.Points).Select(point => point.X);

        IReadOnlyList<Point> Course((int Upper, int Lower) step, int number)
        {
            double[] across = stops[number];
            List<Point> course = [places[step.Upper]];
            for (int at = 0; at < across.Length; at++)
            {
                Layer here = along[layers[step.Upper] + at];
                if (at > 0) course.Add(At(across[at], here.Begin));
                if (at + 1 < across.Length) course.Add(At(across[at], here.End));
            }

            course.Add(places[step.Lower]);
            return shape.Steps[number] == step ? course : [.. course.AsEnumerable().Reverse()];
        }
    }

    /// <summary>Each step from the layer of the one end down to a later one: where ways pass it both ways, as the first does; no ways go around in a ring.</summary>
    private static (int Upper, int Lower)[] Downwards(ThreadShape shape, out int[] layers)
    {
        List<(int Upper, int Lower)> steps = [];
        int[] of = new int[shape.Names.Count];
        foreach ((int from, int to) in shape.Steps)
        {
            steps.Add(Leads(to, from) ? (to, from) : (from, to));
            Push(steps[^1]);
        }

        // The end comes after everything.
        of[shape.End] = of.Index().Max(one => one.Index == shape.End ? one.Item : one.Item + 1);
        layers = of;
        return [.. steps];

        bool Leads(int one, int other) => one == other || steps.Any(step => step.Upper == one && Leads(step.Lower, other));

        void Push((int Upper, int Lower) step)
        {
            if (of[step.Lower] > of[step.Upper]) return;
            of[step.Lower] = of[step.Upper] + 1;
            foreach ((int Upper, int Lower) next in steps.Where(next => next.Upper == step.Lower).ToArray()) Push(next);
        }
    }

    /// <summary>Before its line and after it, across the layer.</summary>
    private static (double Before, double After) Room(ThreadShape shape, int one)
    {
        bool isRecord = one < shape.Names.Count;
        (double width, double height) = isRecord ? shape.Names[one] : shape.Words[one - shape.Names.Count];
        return (shape.IsUpright, isRecord) switch
        {
            (true, true) => (Mark, Mark + Gap + width + Gap),
            (true, false) => (Mark, Gap + width + Gap),
            (false, true) => (Mark, Mark + Gap + height + Gap),
            (false, false) => (Gap + height + Gap, Mark + Gap),
        };
    }

    private static ThreadBox NameBox(ThreadShape shape, Point place, (double Width, double Height) size) => shape.IsUpright
        ? new ThreadBox(place.X + Mark + Gap, place.Y - (size.Height / 2), size.Width, size.Height)
        : new ThreadBox(place.X - (size.Width / 2), place.Y + Mark + Gap, size.Width, size.Height);

    private static ThreadBox WordBox(ThreadShape shape, Point place, (double Width, double Height) size) => shape.IsUpright
        ? new ThreadBox(place.X + Gap, place.Y - (size.Height / 2), size.Width, size.Height)
        : new ThreadBox(place.X - (size.Width / 2), place.Y - Gap - size.Height, size.Width, size.Height);

    private static Point DoubtOf(ThreadShape shape, Point place) => shape.IsUpright ? new Point(place.X - Mark + 3, place.Y) : new Point(place.X, place.Y + Mark - 3);

    /// <summary>How long each layer is, by the longest words in it, and how wide the channel before it, by how far a line goes across there.</summary>
    private static Layer[] Along(ThreadShape shape, int[] layers, IEnumerable<(int First, double[] Across)> stops)
    {
        double[] lengths = new double[layers.Length == 0 ? 0 : layers.Max() + 1], jumps = new double[lengths.Length];
        for (int one = 0; one < layers.Length; one++)
        {
            bool isRecord = one < shape.Names.Count;
            (double width, double height) = isRecord ? shape.Names[one] : shape.Words[one - shape.Names.Count];
            lengths[layers[one]] = Math.Max(lengths[layers[one]], Math.Max(isRecord ? 2 * Mark : 0, shape.IsUpright ? height : width) + (2 * Gap));
        }

        foreach ((int first, double[] across) in stops)
        {
            for (int at = 1; at < across.Length; at++) jumps[first + at] = Math.Max(jumps[first + at], Math.Abs(across[at] - across[at - 1]) / 4);
        }

        Layer[] along = new Layer[lengths.Length];
        double end = 0;
        for (int layer = 0; layer < lengths.Length; layer++)
        {
            double begin = layer == 0 ? 0 : end + Math.Clamp(jumps[layer], NarrowestChannel, WidestChannel);
            along[layer] = new Layer(begin, end = begin + lengths[layer]);
        }

        return along;
    }

    /// <summary>Along the ways, from one side to the other.</summary>
    private readonly record struct Layer(double Begin, double End)
    {
        public double Middle => (Begin + End) / 2;
    }
}
