using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Picturing.Maps;

/// <summary>The outlines of countries and territories (data/borders). They are those of their source and decide nothing; their names only find the outline of a place that an archive calls so.</summary>
public sealed class Borders
{
    private readonly FrozenDictionary<string, (int Country, bool IsShared)> byName;

    private Borders(ImmutableArray<Country> countries, FrozenDictionary<string, (int, bool)> byName) => (Countries, this.byName) = (countries, byName);

    public ImmutableArray<Country> Countries { get; }

    public static Borders Read()
    {
        using StreamReader lines = new(typeof(Borders).Assembly.GetManifestResourceStream("borders.txt")!);
        ImmutableArray<Country>.Builder countries = ImmutableArray.CreateBuilder<Country>();
        Dictionary<string, (int Country, bool IsShared)> names = new(StringComparer.Ordinal);
        HashSet<string> twice = [];
        while (lines.ReadLine() is { } line)
        {
            string[] parts = line.Split('\t');
            foreach (string name in parts[1].Split('|'))
            {
                // What two countries are called says of neither.
                if (!names.TryAdd(Folded(name), (countries.Count, name.StartsWith('~'))) && names[Folded(name)].Country != countries.Count) twice.Add(Folded(name));
            }

            countries.Add(new Country(countries.Count, parts[0], [.. parts[2].Split(';').Select(Ring)]));
        }

        foreach (string name in twice) names.Remove(name);
        return new Borders(countries.DrainToImmutable(), names.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The country that a place is called like: number among <see cref="Countries"/>, -1 for none, and whether a part of another country may be called so too.</summary>
    public (int Country, bool IsShared) Find(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (byName.TryGetValue(Folded(name), out (int, bool) found)) return found;
        }

        return (-1, false);
    }

    private static string Folded(string name) => Analysis.Analyse(name, null).Exact;

    private static ImmutableArray<GeoPoint> Ring(string points) => [.. points.Split(' ').Select(Point)];

    private static GeoPoint Point(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        return new GeoPoint(double.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture), double.Parse(text.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    }
}

/// <param name="Number">Among all of them.</param>
/// <param name="Code">Of ISO 3166-1; <c>-</c>: it has none.</param>
/// <param name="Rings">Outer ones, the largest first, not closed.</param>
public sealed record Country(int Number, string Code, ImmutableArray<ImmutableArray<GeoPoint>> Rings);
