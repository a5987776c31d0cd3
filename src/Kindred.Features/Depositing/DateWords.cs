using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;

namespace Kindred.Features.Depositing;

/// <summary>A date in the words of a page.</summary>
public static class DateWords
{
    public static string Of(EdtfDate date, Texts texts) => texts.DatesInWords.Write(date);

    public static string Of(DateOnly day, Texts texts) =>
        EdtfDate.TryParse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out EdtfDate? date, out _) ? Of(date, texts) : "";
}
