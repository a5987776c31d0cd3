using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kindred.Domain.Dates;

/// <summary>A date of ISO 8601-2 in the profile of the Library of Congress (EDTF): levels 0 and 1, and of level 2 sets, qualified
/// parts, unspecified digits anywhere, seasons and quarters, large years, significant digits. Equal when written alike.</summary>
public sealed class EdtfDate : IComparable<EdtfDate>, IEquatable<EdtfDate>
{
    /// <summary>Longer texts are not read at all.</summary>
    public const int MaxLength = 200;

    private readonly string canonical;

    private EdtfDate(string canonical, EdtfShape shape)
    {
        this.canonical = canonical;
        Shape = shape;
        Spans = SpansOf(shape);
        Span = new(Spans.Min(s => s.Earliest), Spans.Max(s => s.Latest));
        Qualification = PointsOf(shape).Aggregate(Qualification.None, (all, point) => all | point.Qualification);
    }

    public EdtfShape Shape { get; }

    /// <summary>From the earliest to the latest day it can mean. A blank (unknown) end adds nothing to what the other end says,
    /// so that a search finds what is known, and not everything since.</summary>
    public DateInterval Span { get; }

    /// <summary>One for each member of a set, otherwise <see cref="Span"/> alone.</summary>
    public IReadOnlyList<DateInterval> Spans { get; }

    public long Earliest => Span.Earliest;

    public long Latest => Span.Latest;

    public Qualification Qualification { get; }

    public bool IsOpen => Span.IsOpenAtStart || Span.IsOpenAtEnd;

    public static EdtfDate FromDay(DateOnly day) => Parse(day.Written());

    /// <summary>A year as EDTF: four digits, a sign before them before the year 0, and <c>Y</c> where there are more.</summary>
    public static string WrittenYear(long year) => Math.Abs(year) > 9999 ? string.Create(CultureInfo.InvariantCulture, $"Y{year}")
        : string.Create(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{Math.Abs(year):0000}");

    /// <summary>The decade of a year, as EDTF; before the year 0 and beyond 9999, where EDTF has no word for one, the year.</summary>
    public static string WrittenDecade(long year) => year is >= 0 and <= 9_999 ? string.Create(CultureInfo.InvariantCulture, $"{year / 10:D3}X") : WrittenYear(year);

    /// <exception cref="FormatException">The text is not EDTF; for what people type use <see cref="TryParse(string?, out EdtfDate?)"/>.</exception>
    public static EdtfDate Parse(string text) =>
        TryParse(text, out EdtfDate? date, out EdtfProblem problem) ? date : throw new FormatException(problem.Code());

    public static bool TryParse(string? text, [NotNullWhen(true)] out EdtfDate? date) => TryParse(text, out date, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out EdtfDate? date, out EdtfProblem problem)
    {
        problem = EdtfParser.Read(text, out string canonical, out EdtfShape? shape);
        date = shape is null ? null : new EdtfDate(canonical, shape);
        return date is not null;
    }

    public bool Overlaps(DateInterval interval) => Spans.Any(span => span.Overlaps(interval));

    public bool Overlaps(EdtfDate other) => other.Spans.Any(Overlaps);

    /// <summary>By earliest day, then latest, then time of day and text, so that the order is total.</summary>
    public int CompareTo(EdtfDate? other)
    {
        if (other is null) return 1;
        int bySpan = Span.CompareTo(other.Span);
        return bySpan != 0 ? bySpan : string.CompareOrdinal(canonical, other.canonical);
    }

    public bool Equals(EdtfDate? other) => other is not null && canonical == other.canonical;

    public override bool Equals(object? obj) => Equals(obj as EdtfDate);

    public override int GetHashCode() => canonical.GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical EDTF; parsing it gives the same date.</summary>
    public override string ToString() => canonical;

    public static bool operator ==(EdtfDate? left, EdtfDate? right) => Equals(left, right);

    public static bool operator !=(EdtfDate? left, EdtfDate? right) => !Equals(left, right);

    public static bool operator <(EdtfDate? left, EdtfDate? right) => Comparer<EdtfDate?>.Default.Compare(left, right) < 0;

    public static bool operator >(EdtfDate? left, EdtfDate? right) => Comparer<EdtfDate?>.Default.Compare(left, right) > 0;

    public static bool operator <=(EdtfDate? left, EdtfDate? right) => Comparer<EdtfDate?>.Default.Compare(left, right) <= 0;

    public static bool operator >=(EdtfDate? left, EdtfDate? right) => Comparer<EdtfDate?>.Default.Compare(left, right) >= 0;

    internal static DateInterval SpanOf(EdtfEnd start, EdtfEnd end) => (start, end) switch
    {
        (EdtfEnd.At s, EdtfEnd.At e) => new(s.Point.Span.Earliest, e.Point.Span.Latest),
        (EdtfEnd.At s, EdtfEnd.Open) => new(s.Point.Span.Earliest, DateInterval.OpenEnd),
        (EdtfEnd.Open, EdtfEnd.At e) => new(DateInterval.OpenStart, e.Point.Span.Latest),
        (EdtfEnd.At s, _) => s.Point.Span,
        (_, EdtfEnd.At e) => e.Point.Span,
        _ => new(DateInterval.OpenStart, DateInterval.OpenEnd),
    };

    private static IReadOnlyList<DateInterval> SpansOf(EdtfShape shape) => shape switch
    {
        EdtfShape.Single single => [single.Point.Span],
        EdtfShape.Interval interval => [SpanOf(interval.Start, interval.End)],
        EdtfShape.Set set => [.. set.Members.Select(m => m.Span)],
        _ => throw new InvalidOperationException("A shape of no known kind."),
    };

    private static IEnumerable<EdtfPoint> PointsOf(EdtfShape shape) => shape switch
    {
        EdtfShape.Single single => [single.Point],
        EdtfShape.Interval interval => new[] { interval.Start, interval.End }.OfType<EdtfEnd.At>().Select(end => end.Point),
        EdtfShape.Set set => set.Members.SelectMany(m => new[] { m.First, m.Last }).OfType<EdtfPoint>(),
        _ => [],
    };
}
