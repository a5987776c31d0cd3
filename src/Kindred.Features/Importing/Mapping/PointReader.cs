using System.Globalization;
using System.Text.RegularExpressions;

namespace Kindred.Features.Importing.Mapping;

/// <summary>A point as it is written.</summary>
public readonly record struct WrittenPoint(double Latitude, double Longitude, PointProblem Problem = PointProblem.None);

public enum PointProblem
{
    None,
    Unread,

    /// <summary>Latitude and longitude nought: off the coast of Ghana, where programs put what has no place.</summary>
    Nowhere,

    /// <summary>None of this earth.</summary>
    Outside,
}

/// <summary>Reads coordinates in the notations that maps, phones and databases give: degrees with a sign or a letter, minutes and seconds, WKT, GeoJSON, <c>geo:</c>.</summary>
public static partial class PointReader
{
    private const int Longest = 200;

    public static WrittenPoint Read(string text)
    {
        text = text.Trim();
        if (text.Length is 0 or > Longest) return new WrittenPoint(0, 0, PointProblem.Unread);
        // Both write the longitude first.
        bool isLongitudeFirst = text.StartsWith("POINT", StringComparison.OrdinalIgnoreCase) || text.Contains("\"Point\"", StringComparison.Ordinal);
        string bare = Frame().Replace(text, " ").Trim();
        if (Pair().Match(bare) is { Success: true } pair && Degrees(pair.Groups[1].Value) is { } first && Degrees(pair.Groups[2].Value) is { } second)
            return isLongitudeFirst ? Of(second, first) : Of(first, second);
        Match[] parts = [.. Sexagesimal().Matches(bare).Cast<Match>()];
        if (parts.Length != 2 || parts.Sum(part => part.Length) < bare.Count(c => !char.IsWhiteSpace(c) && c is not (',' or ';'))) return new WrittenPoint(0, 0, PointProblem.Unread);
        (double Value, bool? IsLatitude)? one = Angle(parts[0]), other = Angle(parts[1]);
        if (one is not { } a || other is not { } b || (a.IsLatitude is { } said && said == b.IsLatitude)) return new WrittenPoint(0, 0, PointProblem.Unread);
        return a.IsLatitude == false || b.IsLatitude == true ? Of(b.Value, a.Value) : Of(a.Value, b.Value);
    }

    /// <summary>Latitude or longitude alone. Null: neither.</summary>
    public static double? ReadAngle(string text)
    {
        text = text.Trim();
        if (text.Length is 0 or > Longest) return null;
        if (Degrees(text) is { } plain) return plain;
        return Sexagesimal().Match(text) is { Success: true } match && match.Length == text.Length ? Angle(match)?.Value : null;
    }

    public static WrittenPoint Of(double latitude, double longitude) =>
        Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180 || !double.IsFinite(latitude + longitude) ? new WrittenPoint(latitude, longitude, PointProblem.Outside)
        : latitude == 0 && longitude == 0 ? new WrittenPoint(0, 0, PointProblem.Nowhere)
        : new WrittenPoint(latitude, longitude);

    private static double? Degrees(string text)
    {
        string written = text.Replace('−', '-');
        if (!written.Contains('.')) written = written.Replace(',', '.');
        return double.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    private static (double Value, bool? IsLatitude)? Angle(Match match)
    {
        if (Degrees(match.Groups["degrees"].Value) is not { } degrees) return null;
        double minutes = Part("minutes"), seconds = Part("seconds");
        if (minutes >= 60 || seconds >= 60) return null;
        double size = Math.Abs(degrees) + (minutes / 60) + (seconds / 3600);
        char? letter = (match.Groups["before"].Value + match.Groups["after"].Value).ToUpperInvariant() switch { "" => null, var said => said[0] };
        // O is west in Spanish, French, Italian and Portuguese, and east in German: it is not read.
        if (letter is 'O') return null;
        bool isNegative = degrees < 0 || match.Groups["degrees"].Value.StartsWith('-') || letter is 'S' or 'W';
        return (isNegative ? -size : size, letter switch { 'N' or 'S' => true, 'E' or 'W' => false, _ => null });

        double Part(string name) => match.Groups[name] is { Success: true } part ? Degrees(part.Value) ?? 60 : 0;
    }

    [GeneratedRegex("""^\s*(?:SRID=\d+;)?\s*POINT\s*Z?\s*\(|^geo:|[()\[\]{}]|"type"\s*:\s*"Point"|"coordinates"\s*:|;u=.*$|\?z=.*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    [GeneratedRegex(@"^,?\s*(?=.*\d)([-+−]?\d{1,3}(?:\.\d+|,\d+(?=\s*;|\s+[-+−\d]))?)\s*(?:[,;]\s*|\s+)([-+−]?\d{1,3}(?:[.,]\d+)?)\s*,?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex("""(?<before>[NSEWO])?\s*(?<degrees>[-+−]?\d{1,3}(?:[.,]\d+)?)\s*(?:°|º|deg|\s)?\s*(?:(?<minutes>\d{1,2}(?:[.,]\d+)?)\s*(?:['’′]|m|\s)?\s*)?(?:(?<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|''|s)?)?(?(before)|(?:\s*(?<after>[NSEWO](?![a-z])))?)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sexagesimal();
}
