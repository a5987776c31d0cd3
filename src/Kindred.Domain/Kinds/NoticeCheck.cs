using System.Collections.Frozen;
using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>Which fields may be folded behind a notice, and what is not right yet in the notices of a record. Pure; beside <see cref="KindCheck"/>.</summary>
public static class NoticeCheck
{
    // By some of these a record is known; the others must have been read to do no harm: how a community wants to be spoken of, what a door asks and risks.
    private static readonly FrozenSet<string> NeverFolded = FrozenSet.ToFrozenSet(
    [
        "title", "otherNames", "names", "namesNotWanted", "askOfAllies", "contentNotices", "rights", "hashtags", "whyNamed",
        "by", "wordsBy", "illustrationBy", "container", "publisher", "doi", "isbn", "volume", "issue", "pages",
        "whatIsAsked", "forWhom", "time", "accessibility", "risk", "howToReach",
    ]);

    /// <summary>It holds what somebody wrote, it is no name, and nobody is harmed who does not open it. What a list can be narrowed by stands in the list; keepers may make a facet of
    /// an own field after somebody wrote a notice before it, and then what is folded is left out of the list.</summary>
    public static bool MayBeFolded(this Field field) => field is { Type: FieldType.Text or FieldType.Markdown } && (field.Facet is null || field.IsOwn) && !NeverFolded.Contains(field.Name);

    internal static IEnumerable<Finding> CheckNotices(Kind kind, RecordContent content, string at)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Entry entry in content.Entries(FieldNotices.Name))
        {
            string name = entry[FieldNotices.Field] ?? "", here = $"{at}.{name}";
            if (entry.Parts.Keys.Any(part => part is not (FieldNotices.Field or FieldNotices.Notice))) yield return new Finding("wrong-shape", at);
            if (kind[name] is not { } field) yield return new Finding("unknown-field", here);
            else if (!field.MayBeFolded()) yield return new Finding("notice-not-here", here);
            else if (!seen.Add(name)) yield return new Finding("notice-twice", here);
            else if (entry[FieldNotices.Notice] is not { } notice) yield return new Finding("empty", here);
            else if (notice.Length > FieldNotices.Longest) yield return Finding.TooLong(here, FieldNotices.Longest);
            else if (notice.Contains('\n')) yield return new Finding("notice-one-line", here);
            else if (content[name] is null) yield return new Finding("notice-of-nothing", here);
        }
    }
}
