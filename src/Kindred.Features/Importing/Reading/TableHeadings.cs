using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>The headings of a table, each its own: one that is empty becomes the number of its column (<c>#3</c>), one that is there already gets a number
/// behind it (<c>Name (2)</c>).</summary>
internal sealed class TableHeadings
{
    private const int MostLinesAbove = 10;

    /// <summary>As many as a sheet has. Names of columns beyond are not kept: a row of commas is a million of them.</summary>
    private const int MostKept = 16_384;

    private readonly List<string> names = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> next = new(StringComparer.Ordinal);

    private TableHeadings()
    {
    }

    public int Count { get; private set; }

    public ImmutableArray<string> Names => [.. names.Take(Count)];

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    /// <summary>Beyond the last heading columns are called by their number, too.</summary>
    public string this[int column]
    {
        get
        {
            if (column >= MostKept) return Numbered(column);
            while (names.Count <= column) names.Add(Own(Numbered(names.Count)));
            return names[column];
        }
    }

    public static TableHeadings Of(IReadOnlyList<string> row)
    {
        TableHeadings headings = new();
        List<Finding> findings = [];
        int count = Math.Min(row.Count, MostKept);
        while (count > 0 && string.IsNullOrWhiteSpace(row[count - 1])) count--;
        // Names that are there by themselves keep them, wherever they stand.
        string[] own = [.. row.Take(count).Select(text => text.Trim().Trim('\uFEFF').Trim().ReplaceLineEndings(" "))];
        bool[] isFirst = [.. own.Select(text => text.Length > 0 && headings.known.Add(text))];
        for (int column = 0; column < count; column++)
        {
            if (isFirst[column])
            {
                headings.names.Add(own[column]);
            }
            else if (own[column].Length == 0)
            {
                headings.names.Add(headings.Own(Numbered(column)));
                findings.Add(new Finding("heading-empty", headings.names[^1]));
            }
            else
            {
                headings.names.Add(headings.Own(own[column]));
                findings.Add(new Finding("heading-twice", headings.names[^1], Excerpt.Of(own[column])));
            }
        }

        headings.Count = count;
        headings.Findings = [.. findings];
        return headings;
    }

    public static TableHeadings Numbers(int count)
    {
        TableHeadings headings = new();
        headings.Count = Math.Min(count, MostKept);
        for (int column = 0; column < headings.Count; column++) _ = headings[column];
        return headings;
    }

    /// <summary>Where among the first rows the headings are: lines above a table have fewer cells than it.</summary>
    /// <param name="filled">How many cells of each have something in them.</param>
    public static int Row(IReadOnlyList<int> filled)
    {
        int[] sorted = [.. filled.Where(count => count > 0).Order()];
        if (sorted is []) return 0;
        int usual = sorted[sorted.Length / 2];
        for (int row = 0; row < Math.Min(filled.Count, MostLinesAbove); row++)
            if (filled[row] * 2 > usual) return row;
        return Enumerable.Range(0, filled.Count).First(row => filled[row] > 0);
    }

    private static string Numbered(int column) => "#" + (column + 1).ToString(CultureInfo.InvariantCulture);

    private string Own(string name)
    {
        string own = name;
        while (!known.Add(own))
        {
            int number = next.GetValueOrDefault(name, 2);
            next[name] = number + 1;
            own = $"{name} ({number.ToString(CultureInfo.InvariantCulture)})";
        }

        return own;
    }
}
