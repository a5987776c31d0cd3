using System.Globalization;
using System.Runtime.InteropServices;

namespace Kindred.Features.Importing.Mapping.Dates;

/// <summary>One date as far as its words went, before what it shares with the one beside it is known.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct DatePoint
{
    public long? Year { get; set; }

    public int? Month { get; set; }

    public int? Day { get; set; }

    public int? Season { get; set; }

    public long? Century { get; set; }

    public bool IsDecade { get; set; }

    public bool IsAbout { get; set; }

    public bool IsUnsure { get; set; }

    public bool IsBeforeOurEra { get; set; }

    /// <summary>As EDTF writes it behind the day.</summary>
    public string? Time { get; set; }

    public readonly bool IsEmpty => (Year ?? Month ?? Day ?? Season ?? Century) is null;

    /// <summary>A number of a day and nothing more: the rest stands with the other end.</summary>
    public readonly bool IsDayAlone => Day is not null && (Year ?? Month ?? Season ?? Century) is null;

    /// <summary>Null: too little to be a date.</summary>
    public readonly string? ToEdtf()
    {
        string mark = (IsAbout, IsUnsure) switch { (true, true) => "%", (true, _) => "~", (_, true) => "?", _ => "" };
        if (Century is { } century) return Year is null && century is > 0 and < 100 && !IsBeforeOurEra ? Number(century - 1, 2) + "XX" + mark : null;
        if (Year is not { } year) return null;
        string written = IsDecade ? Number(year / 10, 3) + "X" : IsBeforeOurEra ? (year > 1 ? "-" + Number(year - 1, 4) : "0000") : Number(year, 4);
        if (Season is { } season) return Month is null && Day is null ? $"{written}-{season}{mark}" : null;
        if (Month is not { } month) return Day is null ? written + mark : null;
        if (Day is not { } day) return $"{written}-{Number(month, 2)}{mark}";
        return $"{written}-{Number(month, 2)}-{Number(day, 2)}{(mark.Length == 0 ? Time : mark)}";
    }

    private static string Number(long value, int digits) => value.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
