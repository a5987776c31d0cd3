using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.Roots;

/// <summary>What a record grows from, back through time, and what grows from it, as far as the walk went.</summary>
/// <param name="Records">The one that was asked about first; then by how many steps they are from it, what grows from it last.</param>
/// <param name="Steps">All between them.</param>
/// <param name="Left">How many more were come to than one picture takes.</param>
/// <param name="Today">The day of which it is.</param>
public sealed record RootsFound(ImmutableArray<RootRecord> Records, ImmutableArray<RootStep> Steps, int Left, DateOnly Today)
{
    public RootRecord Subject => Records[0];

    /// <summary>Nothing is written down of what it grows from.</summary>
    public bool HasNone => !Subject.HasRoots;
}

/// <param name="Distance">Steps back from the record that was asked about; below 0: steps to it, of what grows from it.</param>
public sealed record RootRecord(RecordLine Line, int Distance)
{
    /// <summary>Something is written down of what it grows from.</summary>
    public bool HasRoots { get; init; }

    /// <summary>It has roots that the walk did not come to.</summary>
    public bool GoesFurther { get; init; }

    /// <summary>Of a history: the communities that bore it. In no order that says anything.</summary>
    public ImmutableArray<RecordLine> BorneBy { get; init; } = [];

    /// <summary>In which it began; null: nobody said, or only within a thousand years.</summary>
    public long? Year { get; } = YearOf(Line.When);

    private static long? YearOf(string? when)
    {
        if (!EdtfDate.TryParse(when, out EdtfDate? date)) return null;
        (long first, long last) = (date.Earliest, date.Latest);
        if (first == DateInterval.OpenStart) return last == DateInterval.OpenEnd ? null : GregorianDay.YearOf(last);
        // An unknown year is any from 0 on.
        return date.Shape is EdtfShape.Single && last - first > 365_000 ? null : GregorianDay.YearOf(first);
    }
}

/// <summary>One record grows from another.</summary>
/// <param name="From">Number of the record that grows.</param>
/// <param name="To">Number of its root.</param>
public readonly record struct RootStep(int From, int To, ConnectionType Type, HowTold Told);
