namespace Kindred.Domain;

/// <summary>The content is not right yet: what is wrong and where, in codes that resources turn into words
/// (<c>finding.{Code}</c>). <paramref name="Field"/> is a path such as <c>records[a].title</c>, empty for the whole;
/// <paramref name="Value"/> is a short part of what was typed, to show the person who typed it, never to log; or the bound
/// that it passes.</summary>
public sealed record Finding(string Code, string Field = "", string? Value = null)
{
    /// <summary>Null where a reason is given.</summary>
    public static Finding? ReasonMissing(string? reason, string field = "reason") => string.IsNullOrWhiteSpace(reason) ? new Finding("reason-missing", field) : null;

    /// <param name="most">Characters at most.</param>
    public static Finding TooLong(string field, int most) => new("too-long", field, most.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
