using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>Says what is not right yet in a record of a kind. Pure; the same for forms, JSON, imports and the sample.</summary>
public static class KindCheck
{
    public const int LongestTitle = 300;
    public const int LongestText = 4_000;
    public const int LongestMarkdown = 100_000;
    public const int MostValues = 300;

    private static readonly System.Buffers.SearchValues<char> NotInAddresses = System.Buffers.SearchValues.Create(" \t\r\n\"<>\\^`{|}");

    /// <param name="today">In UTC.</param>
    /// <param name="path">Where the record stands, such as <c>records[a]</c>; empty for a record alone.</param>
    public static IEnumerable<Finding> Check(this Kind kind, RecordContent content, IReadOnlyList<LinkMention> links, DateOnly today, string path = "")
    {
        string At(string field) => path.Length == 0 ? field : $"{path}.{field}";
        if (LanguageTag.Read(content.Language) is null) yield return new Finding("language-not-a-tag", At("language"), content.Language);
        foreach ((string name, FieldValue value) in content.Fields)
        {
            if (kind[name] is not { IsLink: false } field)
            {
                yield return new Finding("unknown-field", At(name));
                continue;
            }

            foreach (Finding finding in CheckValue(field, value, At(name))) yield return finding;
            if (field.Type == FieldType.Notices) foreach (Finding finding in NoticeCheck.CheckNotices(kind, content, At(name))) yield return finding;
        }

        foreach (LinkMention link in links)
        {
            if (kind[link.Field] is not { IsLink: true }) yield return new Finding("unknown-field", At(link.Field));
            else if (string.IsNullOrWhiteSpace(link.Target)) yield return new Finding("link-empty", At(link.Field));
            else if (link.Target.Length > LongestTitle) yield return Finding.TooLong(At(link.Field), LongestTitle);
            else if (link.Note?.Length > LongestText) yield return Finding.TooLong(At(link.Field), LongestText);
        }

        foreach (IGrouping<string, LinkMention> field in links.GroupBy(link => link.Field, StringComparer.Ordinal).Where(field => field.Count() > MostValues))
            yield return new Finding("too-many", At(field.Key));
        foreach (Finding finding in CheckTranslations(kind, content, At)) yield return finding;

        foreach (Field field in kind.Fields.Where(field => field.IsRequired))
        {
            bool isThere = field.IsLink ? links.Any(link => link.Field == field.Name) : content[field.Name] is not null;
            if (!isThere) yield return new Finding($"needs-{(field.Name is "title" or "centres" ? field.Name : "field")}", At(field.Name));
        }

        foreach (Finding finding in CheckDays(kind, content, today, At)) yield return finding;
    }

    /// <summary>What is not right yet in one value, whatever else the record says.</summary>
    public static IEnumerable<Finding> CheckOne(this Field field, FieldValue value, string at) => CheckValue(field, value, at);

    internal static IEnumerable<Finding> CheckValue(Field field, FieldValue value, string at)
    {
        if (!Fits(field, value))
        {
            yield return new Finding("wrong-shape", at);
            yield break;
        }

        if (value.AllTexts().Any(text => text.Length > Longest(field))) yield return Finding.TooLong(at, Longest(field));
        if (value is FieldValue.Many { Texts.Length: > MostValues } or FieldValue.Entries { Items.Length: > MostValues }) yield return new Finding("too-many", at);
        foreach (string text in value is FieldValue.One or FieldValue.Many ? value.AllTexts() : [])
        {
            if (CheckText(field, text, at) is { } finding) yield return finding;
        }

        foreach (Entry entry in (value as FieldValue.Entries)?.Items ?? [])
        {
            if (entry.Parts.Keys.FirstOrDefault(part => !field.Parts.Contains(part)) is { } unknown) yield return new Finding("unknown-field", $"{at}.{unknown}");
            if (entry["url"] is { } url && !IsWebAddress(url)) yield return new Finding("url-not-web", $"{at}.url", url);
        }

        if (value is FieldValue.Range { Low: null, High: null }) yield return new Finding("range-empty", at);
        if (value is FieldValue.Range { Low: < 0 } or FieldValue.Range { High: < 0 }) yield return new Finding("range-negative", at);
        if (value is FieldValue.Range { Low: { } low, High: { } high } && low > high) yield return new Finding("range-reversed", at);
        if (value is FieldValue.Coordinates { Latitude: < -90 or > 90 } or FieldValue.Coordinates { Longitude: < -180 or > 180 })
            yield return new Finding("coordinates-outside", at);
    }

    private static IEnumerable<Finding> CheckTranslations(Kind kind, RecordContent content, Func<string, string> at)
    {
        foreach ((string language, ImmutableSortedDictionary<string, Translation> fields) in content.Translations)
        {
            if (LanguageTag.Read(language) is null) yield return new Finding("language-not-a-tag", at("translations"), language);
            foreach ((string name, Translation translation) in fields)
            {
                if (kind[name] is { } field && translation.Text.Length > Longest(field)) yield return Finding.TooLong(at($"translations.{language}.{name}"), Longest(field));
            }
        }
    }

    private static int Longest(Field field) => field.Name == "title" ? LongestTitle : field.Type == FieldType.Markdown ? LongestMarkdown : LongestText;

    private static Finding? CheckText(Field field, string text, string at) => field.Type switch
    {
        _ when string.IsNullOrWhiteSpace(text) => new Finding("empty", at),
        FieldType.Date when !EdtfDate.TryParse(text, out _, out EdtfProblem problem) => new Finding(problem.Code(), at, text),
        FieldType.Day when !WrittenDay.TryRead(text, out _) => new Finding("day-not-a-day", at, text),
        FieldType.Term when !field.Choices.Has(text) => new Finding("unknown-term", at, text),
        FieldType.Url when !IsWebAddress(text) => new Finding("url-not-web", at, text),
        FieldType.Language when LanguageTag.Read(text) is null => new Finding("language-not-a-tag", at, text),
        FieldType.Flag when text is not ("true" or "false") => new Finding("flag-not-yes-or-no", at, text),
        _ => null,
    };

    private static bool Fits(Field field, FieldValue value) => field.Type switch
    {
        FieldType.Range => value is FieldValue.Range,
        FieldType.Coordinates => value is FieldValue.Coordinates,
        FieldType.Credits or FieldType.Sources or FieldType.Creators or FieldType.Guidance or FieldType.Notices => value is FieldValue.Entries,
        _ => field.IsMany ? value is FieldValue.Many : value is FieldValue.One,
    };

    /// <summary>A door closes within a year of opening, and within one of today: none is stale, and none opens in a time that nobody can foresee.</summary>
    private static IEnumerable<Finding> CheckDays(Kind kind, RecordContent content, DateOnly today, Func<string, string> at)
    {
        if (kind.Name != Door.Kind.Name || !WrittenDay.TryRead(content.Text("closes"), out DateOnly closes)) yield break;
        DateOnly? opens = WrittenDay.Read(content.Text("opens"));
        if (closes < opens) yield return new Finding("door-closes-before-it-opens", at("closes"));
        // A day of opening beyond the year is refused by its closing; one at the end of the calendar has no year after it.
        if (closes > today.AddYears(1) || (opens < today && closes > opens.Value.AddYears(1))) yield return new Finding("door-open-too-long", at("closes"));
    }

    /// <summary>As a field of addresses takes it.</summary>
    public static bool IsWebAddress(string text) =>
        (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && text.AsSpan(text.IndexOf("://", StringComparison.Ordinal) + 3) is { Length: > 2 } rest
        && !rest.ContainsAny(NotInAddresses);
}
