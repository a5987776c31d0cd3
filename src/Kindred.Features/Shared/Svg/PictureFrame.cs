using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Features.Shared.Dates;

namespace Kindred.Features.Shared.Svg;

/// <summary>What stands over and under a picture that is taken away: what it is, of what day, from where, and what is asked of whoever passes it on.</summary>
public static class PictureFrame
{
    /// <param name="remarks">What must be known of it.</param>
    /// <param name="say">How it is read.</param>
    internal static void Above(SvgSheet sheet, string heading, string counts, IEnumerable<string> remarks, string say)
    {
        sheet.Paragraph("heading", heading, 27, 32, most: 3);
        sheet.Y += 6;
        sheet.Paragraph("lead", counts, 14.2, 21);
        foreach (string remark in remarks) sheet.Paragraph("grave", remark, 14.4, 20);
        if (say.Length > 0) sheet.Paragraph("say", say, 12.4, 19);
        sheet.Y += 8;
    }

    internal static void Rule(SvgSheet sheet)
    {
        sheet.Y += 18;
        sheet.Add("<path class=\"rule\" d=\"M").Add(SvgSheet.Margin).Add(" ").Add(sheet.Y).Add("H").Add(sheet.Width - SvgSheet.Margin).Add("\"/>\n");
        sheet.Y += 4;
    }

    internal static void Below(SvgSheet sheet, IEnumerable<string> footer)
    {
        Rule(sheet);
        foreach (string line in footer) sheet.Paragraph("say", line, 12.4, 19);
        sheet.Y += SvgSheet.Margin;
    }

    /// <param name="origin">Of the archive, without a slash at its end; empty: it is not known.</param>
    public static ImmutableArray<string> Footer(Texts texts, ArchiveSettings archive, DateOnly today, string origin)
    {
        List<string> lines =
        [
            $"{texts.Format("static.day", texts.DatesInWords.Day(today))} {texts[origin.Length > 0 ? "static.withdrawn" : "static.withdrawn.ask"]}",
            archive.DefaultRights is { Length: > 0 } rights ? rights : texts["about.rights"],
        ];
        if (origin.Length > 0) lines.Add($"\u2066{origin}/ · {origin}/withdrawals.jsonl\u2069");
        return [.. lines];
    }
}
