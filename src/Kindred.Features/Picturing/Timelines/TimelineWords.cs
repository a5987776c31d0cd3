using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Timelines;

/// <summary>What a timeline comes to, in sentences: the same in the page, in the picture and in the terminal.</summary>
public static class TimelineWords
{
    /// <summary>What is said of the whole: how many, how many of them began or happened then, and what is not there.</summary>
    public static string Said(TimelineShown shown, Texts texts) => string.Join(' ', Parts(shown, texts));

    /// <summary>How many it stands for, and when.</summary>
    public static string Said(TimelineEntry.Group group, Texts texts) =>
        group.IsOfWhole ? texts.Format("timeline.group", TimelineShown.NameOf(group.Unit, texts), texts.Count("timeline.records", group.Records)) : texts.Count("timeline.longer", group.Records);

    private static IEnumerable<string> Parts(TimelineShown shown, Texts texts)
    {
        yield return shown.Window.Is is { } unit
            ? texts.Format("timeline.said.unit", TimelineShown.NameOf(unit, texts), texts.Count("timeline.records", shown.Dated))
            : texts.Format("timeline.said", texts.Count("timeline.records", shown.Dated));
        if (shown.Address.When.Length > 0 && shown.Bands.BeganEarlier is > 0 and int earlier)
        {
            if (shown.Bands.Began > 0) yield return texts.Count("timeline.began", shown.Bands.Began);
            yield return texts.Count(shown.Bands.Began > 0 ? "timeline.others" : "timeline.all-earlier", earlier);
        }

        if (shown.Undated > 0) yield return texts.Count("timeline.undated", shown.Undated);
    }
}
