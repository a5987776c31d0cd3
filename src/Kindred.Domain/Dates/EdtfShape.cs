using System.Collections.Immutable;

namespace Kindred.Domain.Dates;

/// <summary>What an EDTF date says, in parts that a writer can turn into words of any language.</summary>
public abstract record EdtfShape
{
    private EdtfShape()
    {
    }

    public sealed record Single(EdtfPoint Point) : EdtfShape;

    public sealed record Interval(EdtfEnd Start, EdtfEnd End) : EdtfShape;

    /// <summary><c>{…}</c> means every one of the members, <c>[…]</c> one of them.</summary>
    public sealed record Set(bool IsAllOf, ImmutableArray<EdtfMember> Members) : EdtfShape;
}

public abstract record EdtfEnd
{
    private EdtfEnd()
    {
    }

    public sealed record At(EdtfPoint Point) : EdtfEnd;

    /// <summary><c>..</c>: goes on, or has no beginning.</summary>
    public sealed record Open : EdtfEnd;

    /// <summary>Left blank: there is an end, and nobody knows it.</summary>
    public sealed record Unknown : EdtfEnd;
}

/// <summary>One entry of a set: a date (<see cref="First"/> is <see cref="Last"/>), a run of dates, or, with one of the two
/// absent, everything up to or from a date.</summary>
public sealed record EdtfMember(EdtfPoint? First, EdtfPoint? Last)
{
    internal DateInterval Span => new(First?.Span.Earliest ?? DateInterval.OpenStart, Last?.Span.Latest ?? DateInterval.OpenEnd);
}

/// <summary><c>?</c> is uncertain, <c>~</c> approximate, <c>%</c> both.</summary>
[Flags]
public enum Qualification
{
    None = 0,
    Uncertain = 1,
    Approximate = 2,
}
