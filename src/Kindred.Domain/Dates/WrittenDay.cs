using System.Globalization;

namespace Kindred.Domain.Dates;

/// <summary>A day as ISO 8601 writes it, whatever calendar the machine keeps.</summary>
public static class WrittenDay
{
    private const string Form = "yyyy-MM-dd";

    public static string Written(this DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    public static bool TryRead(string? text, out DateOnly day) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Null where it is none.</summary>
    public static DateOnly? Read(string? text) => TryRead(text, out DateOnly day) ? day : null;
}
