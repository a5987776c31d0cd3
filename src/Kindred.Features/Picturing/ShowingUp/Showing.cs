using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>How a campaign, an organisation or a community showed up over the years.</summary>
/// <param name="Content">What is public of the record that was asked about.</param>
/// <param name="Showings">The earliest first; what has no date last.</param>
/// <param name="Left">How many more there are: those that are earlier or have no date.</param>
/// <param name="Today">The day of which it is.</param>
public sealed record ShowingUpFound(RecordLine Subject, RecordContent Content, ImmutableArray<Showing> Showings, int Left, DateOnly Today)
{
    /// <summary>Campaigns in whose coalition an organisation is; in no order that says anything.</summary>
    public ImmutableArray<RecordLine> Campaigns { get; init; } = [];

    /// <summary>Of the time before the first that is shown nothing is said where earlier ones are left out.</summary>
    public ImmutableArray<Silence> Silences { get; } =
        [.. Silence.Of([.. Showings.Select(showing => showing.Span).OfType<ShowingSpan>()], ShowingSpan.Of(Content.Text("when") ?? Content.Text("active")), Today).Where(silence => Left == 0 || !silence.IsBefore)];
}

/// <summary>An action or a practice by which it showed up.</summary>
/// <param name="As">The connections by which it did, in the order in which types are listed.</param>
public sealed record Showing(RecordLine Line, ImmutableArray<ConnectionType> As)
{
    /// <summary>Documents of the campaigns that it is a part of.</summary>
    internal ImmutableArray<int> Campaigns { get; init; } = [];

    /// <summary>Null: nobody said when.</summary>
    public ShowingSpan? Span { get; } = ShowingSpan.Of(Line.When);

    /// <summary>In which it began.</summary>
    public long? Year => Span is { } span ? GregorianDay.YearOf(span.First) : null;
}

/// <summary>From when to when somebody showed up, as far as that is said. Numbers of days (<see cref="GregorianDay"/>), both ends included.</summary>
/// <param name="IsLong">It is told of as going on from one time to another.</param>
/// <param name="GoesOn">No end is told: of the days after its beginning it says nothing for certain.</param>
public readonly record struct ShowingSpan(long First, long Last, bool IsLong, bool GoesOn)
{
    public static ShowingSpan? Of(string? when) => EdtfDate.TryParse(when, out EdtfDate? date) ? Of(date) : null;

    private static ShowingSpan? Of(EdtfDate date) => date.Shape switch
    {
        EdtfShape.Interval { Start: EdtfEnd.At from, End: EdtfEnd.At } => new ShowingSpan(from.Point.Span.Earliest, date.Latest, true, false),
        EdtfShape.Interval { Start: EdtfEnd.At from } => new ShowingSpan(from.Point.Span.Earliest, from.Point.Span.Latest, true, true),
        EdtfShape.Interval { End: EdtfEnd.At to } => new ShowingSpan(to.Point.Span.Earliest, to.Point.Span.Latest, true, false),
        _ when date.IsOpen || date.Latest - date.Earliest > 36_525 => null,
        _ => new ShowingSpan(date.Earliest, date.Latest, false, false),
    };
}

/// <summary>A long time of which nothing is told. It is shown, and never filled.</summary>
/// <param name="From">Last day of which something was told before; a number of <see cref="GregorianDay"/>.</param>
/// <param name="To">First day of which something is told again, or the last of the time that is looked at.</param>
/// <param name="IsBefore">It lies before the first time.</param>
/// <param name="IsAfter">Nothing is told of the time since.</param>
public readonly record struct Silence(long From, long To, bool IsBefore, bool IsAfter)
{
    /// <summary>A time that is longer is a silence.</summary>
    public const int MostDays = 366;

    public long Days => To - From;

    /// <summary>Between what is told, and since; what goes on without an end fills none. Pure.</summary>
    /// <param name="whole">From when to when there was anybody to show up, where that is said.</param>
    public static ImmutableArray<Silence> Of(IReadOnlyCollection<ShowingSpan> told, ShowingSpan? whole, DateOnly today)
    {
        if (told.Count == 0) return [];
        ImmutableArray<Silence>.Builder silences = ImmutableArray.CreateBuilder<Silence>();
        long reached = whole is { } all ? all.First : told.Min(span => span.First);
        bool isBegun = false;
        foreach (ShowingSpan span in told.OrderBy(span => span.First))
        {
            if (span.First - reached > MostDays) silences.Add(new Silence(reached, span.First, !isBegun, false));
            (reached, isBegun) = (Math.Max(reached, span.Last), true);
        }

        long end = whole is { GoesOn: false, IsLong: true } ended ? Math.Min(ended.Last, today.DayNumber) : today.DayNumber;
        if (end - reached > MostDays) silences.Add(new Silence(reached, end, false, true));
        return silences.ToImmutable();
    }
}
