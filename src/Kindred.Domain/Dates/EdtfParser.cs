using System.Collections.Immutable;
using System.Text;

namespace Kindred.Domain.Dates;

/// <summary>Reads a whole EDTF expression: a date, an interval or a set. <see cref="EdtfPointParser"/> reads each date in it.</summary>
internal static class EdtfParser
{
    private const string Separators = "/,[]{}.";

    public static EdtfProblem Read(string? text, out string canonical, out EdtfShape? shape)
    {
        (canonical, shape) = ("", null);
        if (string.IsNullOrWhiteSpace(text)) return EdtfProblem.Empty;
        if (text.Length > EdtfDate.MaxLength) return EdtfProblem.TooLong;

        canonical = Canonical(text);
        if (EdtfPointParser.HasYearLast(canonical)) return EdtfProblem.YearNotFirst;
        if (canonical[0] is '[' or '{') return ReadSet(canonical, out shape);
        if (canonical.Contains('/')) return ReadInterval(canonical, out shape);

        EdtfProblem problem = EdtfPointParser.Read(canonical, out EdtfPoint? point);
        shape = point is null ? null : new EdtfShape.Single(point);
        return problem;
    }

    /// <summary>As the standard writes it, from what keyboards give: digits of any script, any dash, small letters, spaces
    /// about separators.</summary>
    private static string Canonical(string text)
    {
        StringBuilder canonical = new(text.Length);
        bool spaceWaits = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                spaceWaits = canonical.Length > 0;
                continue;
            }
            if (spaceWaits && !Separators.Contains(canonical[^1]) && !Separators.Contains(c)) canonical.Append(' ');
            spaceWaits = false;
            canonical.Append(c switch
            {
                >= '\u2010' and <= '\u2015' or '\u2212' => '-',
                '،' or '，' => ',',
                '؟' or '？' => '?',
                '٪' => '%',
                _ => char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : AsciiDigits.Of(c),
            });
        }
        return canonical.ToString();
    }

    private static EdtfProblem ReadInterval(string text, out EdtfShape? shape)
    {
        shape = null;
        string[] sides = text.Split('/');
        if (sides.Length > 2) return EdtfProblem.IntervalOfMany;

        if (ReadEnd(sides[0], out EdtfEnd start) is not EdtfProblem.None and var atStart) return atStart;
        if (ReadEnd(sides[1], out EdtfEnd end) is not EdtfProblem.None and var atEnd) return atEnd;
        if (start is not EdtfEnd.At && end is not EdtfEnd.At) return EdtfProblem.IntervalWithoutDate;
        if (start is EdtfEnd.At s && end is EdtfEnd.At e && s.Point.Span.Earliest > e.Point.Span.Latest) return EdtfProblem.IntervalReversed;

        shape = new EdtfShape.Interval(start, end);
        return EdtfProblem.None;
    }

    private static EdtfProblem ReadEnd(string text, out EdtfEnd end)
    {
        end = text == ".." ? new EdtfEnd.Open() : new EdtfEnd.Unknown();
        if (text is ".." or "") return EdtfProblem.None;

        EdtfProblem problem = EdtfPointParser.Read(text, out EdtfPoint? point);
        if (point is not null) end = new EdtfEnd.At(point);
        return problem;
    }

    private static EdtfProblem ReadSet(string text, out EdtfShape? shape)
    {
        shape = null;
        bool isAllOf = text[0] == '{';
        if (text.Length < 2 || text[^1] != (isAllOf ? '}' : ']')) return EdtfProblem.SetUnclosed;
        if (text.Length == 2) return EdtfProblem.SetEmpty;

        string[] entries = text[1..^1].Split(',');
        var members = ImmutableArray.CreateBuilder<EdtfMember>(entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            if (ReadMember(entries[i], out EdtfMember? member) is not EdtfProblem.None and var problem) return problem;
            if ((member!.First is null && i > 0) || (member.Last is null && i < entries.Length - 1)) return EdtfProblem.SetOpenInside;
            members.Add(member);
        }
        shape = new EdtfShape.Set(isAllOf, members.MoveToImmutable());
        return EdtfProblem.None;
    }

    private static EdtfProblem ReadMember(string text, out EdtfMember? member)
    {
        member = null;
        string[] sides = text.Split("..");
        if (sides.Length > 2) return EdtfProblem.Malformed;
        if (sides.All(side => side.Length == 0)) return sides.Length == 1 ? EdtfProblem.SetEmpty : EdtfProblem.IntervalWithoutDate;

        EdtfPoint? first = null, last = null;
        if (sides[0].Length > 0 && EdtfPointParser.Read(sides[0], out first) is not EdtfProblem.None and var atFirst) return atFirst;
        if (sides.Length == 1) last = first;
        else if (sides[1].Length > 0 && EdtfPointParser.Read(sides[1], out last) is not EdtfProblem.None and var atLast) return atLast;
        if (first is not null && last is not null && first.Span.Earliest > last.Span.Latest) return EdtfProblem.IntervalReversed;

        member = new EdtfMember(first, last);
        return EdtfProblem.None;
    }
}
