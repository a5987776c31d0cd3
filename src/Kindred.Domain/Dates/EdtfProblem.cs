namespace Kindred.Domain.Dates;

/// <summary>Why a text is not an EDTF date, precise enough for a form to say what to change.</summary>
public enum EdtfProblem
{
    None,
    Empty,
    TooLong,
    Malformed,
    YearNotFirst,
    YearNeedsFourDigits,
    YearTooFar,
    PartNeedsTwoDigits,
    NoSuchMonth,
    NoSuchDay,
    NoSuchTime,
    SeasonWithDay,
    BadSignificantDigits,
    IntervalReversed,
    IntervalWithoutDate,
    IntervalOfMany,
    SetUnclosed,
    SetEmpty,
    SetOpenInside,
}

public static class EdtfProblems
{
    /// <summary>The code of its <see cref="Finding"/>: <c>date-no-such-month</c>.</summary>
    public static string Code(this EdtfProblem problem) => "date-" + problem switch
    {
        EdtfProblem.None => "none",
        EdtfProblem.Empty => "empty",
        EdtfProblem.TooLong => "too-long",
        EdtfProblem.YearNotFirst => "year-not-first",
        EdtfProblem.YearNeedsFourDigits => "year-needs-four-digits",
        EdtfProblem.YearTooFar => "year-too-far",
        EdtfProblem.PartNeedsTwoDigits => "part-needs-two-digits",
        EdtfProblem.NoSuchMonth => "no-such-month",
        EdtfProblem.NoSuchDay => "no-such-day",
        EdtfProblem.NoSuchTime => "no-such-time",
        EdtfProblem.SeasonWithDay => "season-with-day",
        EdtfProblem.BadSignificantDigits => "bad-significant-digits",
        EdtfProblem.IntervalReversed => "interval-reversed",
        EdtfProblem.IntervalWithoutDate => "interval-without-date",
        EdtfProblem.IntervalOfMany => "interval-of-many",
        EdtfProblem.SetUnclosed => "set-unclosed",
        EdtfProblem.SetEmpty => "set-empty",
        EdtfProblem.SetOpenInside => "set-open-inside",
        _ => "malformed",
    };
}
