namespace Kindred.Features.Importing.Mapping.Dates;

/// <summary>Which comes first in dates that are digits alone: 3/4/2017 is two days.</summary>
public enum DateOrder
{
    /// <summary>Nobody knows: what can be read in two ways is not read.</summary>
    Unknown,
    DayFirst,
    MonthFirst,
}

/// <summary>Why a date was not read.</summary>
public enum DateTrouble
{
    None,
    Unread,

    /// <summary>3/4/2017, 1907/08: two dates.</summary>
    TwoWays,

    /// <summary>16 Mar 20: of which century, nobody said.</summary>
    ShortYear,

    /// <summary>It says that there is none.</summary>
    NoDate,

    /// <summary>30 February.</summary>
    NoSuchDay,
    Reversed,
}

/// <summary>What of a written date an EDTF date has no place for.</summary>
[Flags]
public enum DateLoss
{
    None = 0,

    /// <summary>Early, mid, late, first half; before and after without the day itself; brackets of a cataloguer.</summary>
    Words = 1,

    /// <summary>A time of day without its seconds, or one in a field of days.</summary>
    Time = 2,

    /// <summary>A zone that is a name.</summary>
    Zone = 4,
}

/// <summary>A date as it was read.</summary>
/// <param name="Edtf">Null where <paramref name="Trouble"/> says why not.</param>
/// <param name="IsSerial">It was the number by which a spreadsheet counts days.</param>
/// <param name="IsAgainstOrder">It can only be read the other way round than the rest of its column.</param>
public readonly record struct WrittenDate(string? Edtf, DateTrouble Trouble = DateTrouble.None, DateLoss Loss = DateLoss.None, bool IsSerial = false, bool IsAgainstOrder = false);
