using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Kinds;

namespace Kindred.Features.Shared.Svg;

/// <summary>The mark of a kind: a disc in the colour of what the kind is of, with a sign of its own in it, so that nothing is told by colour alone. None is larger than another.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Colour">Class of the disc.</param>
/// <param name="Sign">Path of the sign, drawn with a stroke; empty: a number stands there.</param>
/// <param name="IsFilled">The sign is filled too.</param>
/// <param name="Number">Of a kind that the archive declared, of those that it draws; 0: a sign.</param>
public sealed record KindMark(Kind Kind, string Colour, string Sign, bool IsFilled, int Number)
{
    /// <summary>Of the disc, as it is declared.</summary>
    public const double Radius = 8;

    private const string Done = "done", Who = "who", Told = "told", Where = "where", Own = "own";

    private static readonly FrozenDictionary<string, (string Colour, string Sign, bool IsFilled)> Signs = new Dictionary<string, (string, string, bool)>
    {
        ["practice"] = (Done, "M-2.4 0a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0z", true),
        ["campaign"] = (Done, "M-2.4-3.4L3.6 0L-2.4 3.4z", true),
        ["action"] = (Done, "M0-4V4M-4 0H4", false),
        ["door"] = (Done, "M-2.6 4V-4H2.6V4", false),
        ["community"] = (Who, "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z", false),
        ["organisation"] = (Who, "M-3.6-2H3.6M-3.6 2H3.6", false),
        ["person"] = (Who, "M0-4L3.8 3H-3.8z", true),
        ["place"] = (Where, "M-3-3L3 3M3-3L-3 3", false),
        ["history"] = (Told, "M0-4V0.6H3.4", false),
        ["essay"] = (Told, "M-3.6-3H3.6M-3.6 0H3.6M-3.6 3H0.6", false),
        ["resource"] = (Told, "M-3-3H3V3H-3z", true),
        ["question"] = (Told, "M-2.2-2A2.2 2.2 0 1 1 0 0.6V1.6M0 4V4.1", false),
        ["path"] = (Told, "M-4.2 2.2L-1.4-2.2L1.4 2.2L4.2-2.2", false),
        ["remembrance"] = (Told, "M-4-0.6A4 4 0 0 0 4-0.6z", true),
        ["note"] = (Told, "M-3.4-1.8L0 2.2L3.4-1.8", false),
        ["telling"] = (Told, "M-2.2-3.4V3.4M2.2-3.4V3.4", false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The marks of these kinds, in their order.</summary>
    public static ImmutableArray<KindMark> Of(IEnumerable<Kind> kinds)
    {
        int own = 0;
        return [.. kinds.Select(kind => Signs.TryGetValue(kind.Name, out (string Colour, string Sign, bool IsFilled) sign) ? new KindMark(kind, sign.Colour, sign.Sign, sign.IsFilled, 0) : new KindMark(kind, Own, "", false, ++own))];
    }

    /// <summary>The mark as what a picture declares once and uses wherever a record stands.</summary>
    public string Declared(string id, double radius)
    {
        string scale = (radius / Radius).ToString("0.##", CultureInfo.InvariantCulture);
        string inside = Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"<text class=\"sign\" y=\"3.6\">{Number}</text>") : $"<path class=\"{(IsFilled ? "sign full" : "sign")}\" d=\"{Sign}\"/>";
        return $"<g id=\"{id}\"{(scale == "1" ? "" : $" transform=\"scale({scale})\"")}><circle class=\"{Colour}\" r=\"{Radius.ToString(CultureInfo.InvariantCulture)}\"/>{inside}</g>";
    }
}
