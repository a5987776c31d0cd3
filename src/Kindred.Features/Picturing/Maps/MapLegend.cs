using System.Globalization;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Maps;

/// <summary>The marks of a map, and below it what those in it mean. None is larger than another, whatever the number in it.</summary>
internal static class MapLegend
{
    private const double Row = 34, Wide = 40;

    /// <summary>Around 0, 0.</summary>
    /// <param name="hasArea">The area of the town is drawn to scale: its number needs none of its own.</param>
    /// <param name="longer">So much longer than high, for a long number.</param>
    public static string Shape(MapForm form, bool hasArea, double longer)
    {
        string half = Number(longer / 2), wide = Number(longer);
        return form switch
        {
            MapForm.Country => $"<path class=\"plate\" d=\"M-{Number(11 + (longer / 2))}-9.5h{Number(22 + longer)}v19h-{Number(22 + longer)}z\"/>",
            MapForm.Town when hasArea => longer > 0 ? $"<path class=\"plate\" d=\"M-{half}-11h{wide}a11 11 0 0 1 0 22h-{wide}a11 11 0 0 1 0-22z\"/>" : "<circle class=\"plate\" r=\"11\"/>",
            MapForm.Town => longer > 0 ? $"<path class=\"area\" d=\"M-{half}-13h{wide}a13 13 0 0 1 0 26h-{wide}a13 13 0 0 1 0-26z\"/>" : "<circle class=\"area\" r=\"13\"/>",
            MapForm.Exact => longer > 0 ? $"<path class=\"where\" d=\"M-{half}-11h{wide}a11 11 0 0 1 0 22h-{wide}a11 11 0 0 1 0-22z\"/>" : "<circle class=\"where\" r=\"11\"/>",
            _ => $"<path class=\"around\" d=\"M-{half}-13h{wide}a13 13 0 0 1 0 26h-{wide}a13 13 0 0 1 0-26z\"/><path class=\"where\" d=\"M-{half}-10h{wide}a10 10 0 0 1 0 20h-{wide}a10 10 0 0 1 0-20z\"/>",
        };
    }

    /// <summary>Its number is light.</summary>
    public static bool IsDark(MapForm form) => form is MapForm.Exact or MapForm.Group;

    public static void Draw(SvgSheet sheet, MapShown shown, Texts texts)
    {
        HashSet<MapForm> forms = [.. shown.Marks.Select(mark => mark.Form)];
        if (shown.Countries.Length > 0) forms.Add(MapForm.Country);
        LegendRows legend = new(sheet, Row);
        sheet.Y += 2;
        foreach (MapForm form in Enum.GetValues<MapForm>().Where(forms.Contains))
        {
            (double x, double y) = legend.Next(texts[$"map.form.{ValueName.Of(form)}"], Wide);
            sheet.Add("<g transform=\"translate(").Add(x).Add(" ").Add(y).Add(")\">");
            sheet.Add(form == MapForm.Country ? "<path class=\"filled\" d=\"M-15-9l8-5 11 3 10-1 2 12-9 10-13-3-11 2z\"/>" : Shape(form, hasArea: false, 0)).Add("</g>\n");
        }

        sheet.Y += 14;
    }

    private static string Number(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);
}
