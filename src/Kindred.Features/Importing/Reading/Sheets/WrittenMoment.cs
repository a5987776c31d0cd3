using System.Globalization;
using System.Xml;

namespace Kindred.Features.Importing.Reading;

/// <summary>Days and times that a sheet holds as text of ISO 8601: LibreOffice writes them with the noise of the fraction that they come from, and lengths of time as
/// <c>PT30H0M0.000S</c>.</summary>
internal static class WrittenMoment
{
    public static string Tidy(string written)
    {
        if (written.StartsWith('P') || written.StartsWith("-P", StringComparison.Ordinal)) return Length(written);
        int border = written.IndexOf('T', StringComparison.Ordinal);
        string day = border >= 0 ? written[..border] : written.Contains(':') ? "" : written;
        string time = border >= 0 ? written[(border + 1)..] : day.Length == 0 ? written : "";
        if (time.Length == 0 || Seconds(time) is not { } seconds) return written;
        TimeSpan rounded = TimeSpan.FromSeconds(Math.Round(seconds));
        if (day.Length == 0) return rounded < TimeSpan.FromDays(1) ? rounded.ToString("c", CultureInfo.InvariantCulture) : written;
        if (!DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) || date.Year == 9999) return written;
        date += rounded;
        return date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static double? Seconds(string time)
    {
        string[] parts = time.Split(':');
        if (parts.Length is < 2 or > 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int hours) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)) return null;
        double seconds = 0;
        if (parts.Length == 3 && !double.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)) return null;
        return hours < 24 && minutes < 60 && seconds < 60 ? (hours * 3600) + (minutes * 60) + seconds : null;
    }

    private static string Length(string written)
    {
        try
        {
            return NumberFormat.Elapsed(XmlConvert.ToTimeSpan(written).TotalDays);
        }
        catch (Exception none) when (none is FormatException or OverflowException)
        {
            return written;
        }
    }
}
