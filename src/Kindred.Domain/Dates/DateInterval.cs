namespace Kindred.Domain.Dates;

/// <summary>A span of days, both ends included, as numbers of <see cref="GregorianDay"/>. An open end is
/// <see cref="OpenStart"/> or <see cref="OpenEnd"/>, so that plain number comparison orders and searches in any store.</summary>
public readonly record struct DateInterval : IComparable<DateInterval>
{
    public const long OpenStart = long.MinValue;
    public const long OpenEnd = long.MaxValue;

    public DateInterval(long earliest, long latest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earliest, latest);
        (Earliest, Latest) = (earliest, latest);
    }

    public long Earliest { get; }

    public long Latest { get; }

    public bool IsOpenAtStart => Earliest == OpenStart;

    public bool IsOpenAtEnd => Latest == OpenEnd;

    public static DateInterval Between(DateOnly first, DateOnly last) => new(first.DayNumber, last.DayNumber);

    public bool Contains(DateOnly day) => Earliest <= day.DayNumber && day.DayNumber <= Latest;

    public bool Overlaps(DateInterval other) => Earliest <= other.Latest && other.Earliest <= Latest;

    public int CompareTo(DateInterval other) =>
        Earliest.CompareTo(other.Earliest) is var byEarliest and not 0 ? byEarliest : Latest.CompareTo(other.Latest);

    public static bool operator <(DateInterval left, DateInterval right) => left.CompareTo(right) < 0;

    public static bool operator >(DateInterval left, DateInterval right) => left.CompareTo(right) > 0;

    public static bool operator <=(DateInterval left, DateInterval right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DateInterval left, DateInterval right) => left.CompareTo(right) >= 0;
}
