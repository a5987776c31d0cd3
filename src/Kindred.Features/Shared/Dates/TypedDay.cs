using System.Globalization;

namespace Kindred.Features.Shared.Dates;

/// <summary>A day as a form sends it. A browser without a date picker sends whatever was typed.</summary>
public static class TypedDay
{
    /// <summary>False where something was typed that is no day: to take it for none would turn a limit into for ever.</summary>
    public static bool TryRead(string? typed, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(typed)) return true;
        bool isDay = DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly read);
        if (isDay) day = read;
        return isDay;
    }
}
