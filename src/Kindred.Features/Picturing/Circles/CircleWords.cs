using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Picturing.Circles;

/// <summary>What is said of a circle in words, on its page, in its picture and in the terminal.</summary>
public static class CircleWords
{
    public static string Title(CircleAnswer answer, Texts texts) => texts.Format("circle.title", ViewWords.Name(answer.Line, texts));

    /// <summary>How many of each ring, in a sentence each.</summary>
    public static string Counts(Circle circle, Texts texts) => circle.Count == 0
        ? circle.Until is { } until ? texts.Format("circle.alone.until", Year(until, texts)) : texts["circle.alone"]
        : string.Join(' ', Enumerable.Range(1, PublicPaths.MostRings).Where(ring => circle.CountOf(ring) > 0).Select(ring => texts.Count("circle.count", circle.CountOf(ring), texts.Count("circle.away", ring))));

    /// <summary>What must be known of it.</summary>
    public static IEnumerable<string> Remarks(CircleAnswer answer, Texts texts)
    {
        Circle circle = answer.Circle;
        if (circle.Until is { } until) yield return texts.Format("circle.until", Year(until, texts));
        if (circle.Begun > circle.Until) yield return texts.Format("circle.until.before", Year(circle.Begun.Value, texts));
        if (circle.Undated > 0) yield return texts.Count(circle.Until is null ? "circle.undated" : "circle.undated.until", circle.Undated);
        if (!answer.NotWalked.IsEmpty) yield return texts.Format("circle.not-walked", texts.Number(PublicPaths.MostShared), NotWalked(answer, texts));
        if (circle.Rings.IsCut) yield return texts.Format("circle.cut", texts.Number(PublicPaths.MostInRing));
    }

    /// <summary>Names of what hundreds share, some of them.</summary>
    private static string NotWalked(CircleAnswer answer, Texts texts)
    {
        const int Named = 8;
        string[] names = [.. answer.NotWalked.OrderBy(line => RecordName.Order(line, texts), texts.Alphabetical).Take(Named).Select(line => ViewWords.Name(line, texts))];
        string all = string.Join(texts["date.list-separator"], names);
        return answer.NotWalked.Length > Named ? texts.Format("circle.and-more", all, texts.Number(answer.NotWalked.Length - Named)) : all;
    }

    /// <summary>What is gathered in a mark, and how many of it.</summary>
    public static string Gathered(CircleMark mark, Texts texts) =>
        string.Join(texts["date.list-separator"], mark.Kinds.Select(one => texts.Format("circle.gathered", texts[$"kind.{one.Kind}.many"], texts.Number(one.Count))));

    /// <summary>The same where there is room, with the claim: of the first ring, as further out it says only how the way begins.</summary>
    public static string GatheredBy(CircleMark mark, Texts texts) =>
        mark.Group is { Ring: 1 } group ? $"{StepsRead.Claim(group.Type, group.IsOutgoing, texts)} · {Gathered(mark, texts)}" : Gathered(mark, texts);

    public static string Year(int year, Texts texts) => EdtfDate.TryParse(EdtfDate.WrittenYear(year), out EdtfDate? date) ? texts.DatesInWords.Write(date) : year.ToString(CultureInfo.InvariantCulture);

    public static string Years(CircleYears years, Texts texts) => years.From == years.To ? Year(years.From, texts) : texts.Format("circle.years", Year(years.From, texts), Year(years.To, texts));

    /// <summary>For a terminal, no wider than 80 columns where names allow it.</summary>
    public static IEnumerable<string> Lines(CircleAnswer answer, CircleRows rows, Texts texts)
    {
        yield return Title(answer, texts);
        yield return Counts(answer.Circle, texts);
        foreach (string remark in Remarks(answer, texts)) yield return remark;
        foreach (IGrouping<CircleGroup, CircleRow> group in rows.Rows.GroupBy(row => row.Group))
        {
            yield return "";
            yield return $"{texts.Count("circle.steps", group.Key.Ring)} · {StepsRead.Claim(group.Key.Type, group.Key.IsOutgoing, texts)} · {texts.Number(group.Key.Places.Length)}";
            foreach (CircleRow row in group)
            {
                yield return $"  {RecordName.Of(row.Line, texts).Title} ({texts[$"kind.{row.Line.Kind}.one"]}) {row.Line.Id}";
                if (group.Key.Ring > 1 && row.Claims is [var step, ..]) yield return "    " + step.Sentence(texts);
                if (row.Claims is [var first, ..])
                {
                    foreach (string said in ClaimWords.Lines(first.Line.Connection.Value.Words, texts)) yield return "    " + said;
                }
            }
        }

        if (rows.Total > rows.Rows.Length)
        {
            yield return "";
            yield return texts.Format("circle.shown", texts.Number(rows.Rows.Length), texts.Number(rows.Total));
        }
    }
}
