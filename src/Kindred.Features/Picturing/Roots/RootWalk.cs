using System.Collections.Frozen;
using Kindred.Domain.Records;

namespace Kindred.Features.Picturing.Roots;

/// <summary>Walks from a record to what it grows from, step by step, each record once: a circle has no end. Pure.</summary>
/// <param name="Distances">Of each document that was come to, the first that of the beginning; below 0: what grows from it.</param>
/// <param name="Left">How many more there were than it may hold.</param>
public sealed record RootWalk(IReadOnlyDictionary<int, int> Distances, int Left)
{
    /// <summary>Steps back through time.</summary>
    public const int MostSteps = 8;

    /// <summary>Steps the other way.</summary>
    public const int MostGrowthSteps = 2;

    /// <summary>As many records as one picture holds that stands alone.</summary>
    public const int MostRecords = 600;

    /// <summary>As many of them as grow from it.</summary>
    public const int MostGrowth = 150;

    private static readonly FrozenSet<ConnectionType> Types = FrozenSet.ToFrozenSet([ConnectionType.RootedIn, ConnectionType.Answers, ConnectionType.Continues, ConnectionType.LearnedFrom]);

    /// <summary>The connections by which a document says what it grows from. What it is a part of is among them where that answers something: a campaign with a cause.</summary>
    /// <param name="steps">All connections of a document.</param>
    public static IEnumerable<Step> Back(int document, Func<int, IEnumerable<Step>> steps) => steps(document).Where(step => step.IsOutgoing
        && (Types.Contains(step.Type) || (step.Type == ConnectionType.PartOf && steps(step.To).Any(further => further.IsOutgoing && further.Type == ConnectionType.Answers))));

    /// <summary>The connections by which others say that they grow from it.</summary>
    public static IEnumerable<Step> Forth(int document, Func<int, IEnumerable<Step>> steps) => steps(document).Where(step => !step.IsOutgoing && Types.Contains(step.Type));

    /// <param name="withGrowth">What grows from it too.</param>
    /// <param name="first">The first of so many documents, in an order that says nothing of how they are joined.</param>
    public static RootWalk From(int document, bool withGrowth, Func<int, IEnumerable<Step>> steps, Func<IReadOnlyList<int>, int, IReadOnlyList<int>> first)
    {
        Dictionary<int, int> distances = new() { [document] = 0 };
        int left = Walk(Back, 1, MostSteps, MostRecords - 1);
        if (withGrowth) left += Walk(Forth, -1, MostGrowthSteps, MostGrowth);
        return new RootWalk(distances, left);

        int Walk(Func<int, Func<int, IEnumerable<Step>>, IEnumerable<Step>> way, int direction, int most, int room)
        {
            int passed = 0;
            IReadOnlyList<int> reached = [document];
            for (int step = 1; step <= most && reached.Count > 0; step++)
            {
                int[] next = [.. reached.SelectMany(one => way(one, steps)).Select(one => one.To).Where(one => !distances.ContainsKey(one)).Distinct()];
                reached = next.Length > room ? first(next, room) : next;
                passed += next.Length - reached.Count;
                room -= reached.Count;
                foreach (int one in reached) distances[one] = step * direction;
            }

            return passed;
        }
    }
}
