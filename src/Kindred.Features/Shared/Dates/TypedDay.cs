using Kindred.Domain.Dates;

namespace Kindred.Features.Shared.Dates;

/// <summary>A day as a form sends it. A browser without a date picker sends whatever was typed.</summary>
public static class TypedDay
{
    /// <summary>False where something was typed that is no day: to take it for none would turn a limit into for ever.</summary>
    public static bool TryRead(string? typed, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(typed)) return true;
        day = WrittenDay.Read(typed.Trim());
        return day is not null;
    }
}
