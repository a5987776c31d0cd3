using System.Collections.Immutable;

namespace Kindred.Domain.Records;

/// <summary>One part of what a record says, by its name: <c>language</c>, a field (its links too, where it holds links), or a translated text as
/// <c>translations.es.title</c>, or what is said before a field as <c>noticesOf.story</c>. What two people change in different parts is both of theirs. Pure.</summary>
public static class ContentPart
{
    public const string Language = "language";
    private const string Translated = "translations.";
    private const string Noticed = FieldNotices.Name + ".";

    public static string OfTranslation(string language, string field) => $"{Translated}{language}.{field}";

    /// <summary>The language and field of a translated text; null: it is none.</summary>
    public static (string Language, string Field)? Translation(string part) =>
        part.StartsWith(Translated, StringComparison.Ordinal) && part[Translated.Length..].Split('.') is [var language, var field] ? (language, field) : null;

    /// <summary>The field before which it is said; null: it is no notice.</summary>
    public static string? NoticeOf(string part) => part.StartsWith(Noticed, StringComparison.Ordinal) ? part[Noticed.Length..] : null;

    /// <summary>Name of the field that it is of; of a notice that of all notices.</summary>
    public static string FieldOf(string part) => NoticeOf(part) is not null ? FieldNotices.Name : Translation(part)?.Field ?? part;

    /// <summary>Names of the parts that differ, in ordinal order.</summary>
    public static ImmutableArray<string> Changed(RecordContent before, RecordContent after) =>
        [.. Names(before).Union(Names(after)).Where(part => !IsSame(part, before, after)).Order(StringComparer.Ordinal)];

    public static bool IsSame(string part, RecordContent one, RecordContent other) =>
        ContentJson.AreSame(Alone(part, one), Alone(part, other));

    /// <summary>Names of the translated texts that are in both and are said of otherwise: by whom they were made, or whether they still fit.</summary>
    public static IEnumerable<string> MarkedOtherwise(RecordContent before, RecordContent after) =>
        from language in after.Translations
        from field in language.Value
        let was = before.Translations.GetValueOrDefault(language.Key)?.GetValueOrDefault(field.Key)
        where was is not null && (was.IsMachine, was.IsStale) != (field.Value.IsMachine, field.Value.IsStale)
        select OfTranslation(language.Key, field.Key);

    /// <summary>The content with this part as it is in the other, and nothing there where the other has nothing.</summary>
    public static RecordContent Put(RecordContent onto, string part, RecordContent from)
    {
        if (part == Language) return onto with { Language = from.Language };
        if (Translation(part) is { } translated) return PutTranslation(onto, translated.Language, translated.Field, from);
        if (NoticeOf(part) is { } field) return FieldNotices.Before(from, field) is { } notice ? FieldNotices.With(FieldNotices.Without(onto, field), field, notice) : FieldNotices.Without(onto, field);
        // With a field that says nothing any more its notice goes.
        if (from[part] is null) onto = FieldNotices.Without(onto, part);
        return onto.With(part, from[part]) with { Links = [.. onto.Links.Where(link => link.Field != part), .. from.Links.Where(link => link.Field == part)] };
    }

    /// <summary>What somebody wrote from one revision, brought into a newer one: the parts that they left alone are as somebody else made them since, and of
    /// links those that somebody else added or took out are too.</summary>
    /// <param name="isSeen">Whether who wrote it could see that a link leads there.</param>
    public static RecordContent Merge(RecordContent read, RecordContent written, RecordContent newest, Func<RecordId, bool> isSeen)
    {
        RecordContent merged = newest;
        foreach (string part in Changed(read, written))
        {
            merged = Put(merged, part, written);
            ContentLink[] of = [.. newest.Links.Where(link => link.Field == part)], wanted = [.. written.Links.Where(link => link.Field == part)];
            if (of is [] && wanted is []) continue;
            HashSet<RecordId> seen = [.. read.Links.Where(link => link.Field == part).Select(link => link.Target).Where(isSeen)];
            merged = merged with { Links = [.. merged.Links.Where(link => link.Field != part), .. Links(of, wanted, link => link.Target, seen.Contains)] };
        }

        return merged;
    }

    /// <summary>Links as somebody wants them, with those among the newest that they did not see where these stood, and without those that they saw and somebody
    /// took out since.</summary>
    public static IEnumerable<T> Links<T>(IReadOnlyList<T> newest, IReadOnlyList<T> wanted, Func<T, RecordId?> target, Func<RecordId, bool> hasSeen)
    {
        HashSet<RecordId> there = [.. newest.Select(target).OfType<RecordId>()];
        List<T> links = [.. wanted.Where(link => target(link) is not { } id || there.Contains(id) || !hasSeen(id))];
        HashSet<RecordId> kept = [.. links.Select(target).OfType<RecordId>()];
        foreach ((int at, T link) in newest.Index())
        {
            if (target(link) is not { } id || hasSeen(id) || !kept.Add(id)) continue;
            RecordId? before = at == 0 ? null : target(newest[at - 1]);
            int after = before is null ? -1 : links.FindIndex(one => target(one) == before);
            links.Insert(before is not null && after < 0 ? links.Count : after + 1, link);
        }

        return links;
    }

    /// <summary>Nothing but this part. The language of the others is left out, so that they are alike in two languages.</summary>
    public static RecordContent Alone(string part, RecordContent content)
    {
        RecordContent nothing = new() { Language = part == Language ? content.Language : "" };
        if (part == Language) return nothing;
        if (Translation(part) is { } translated)
        {
            return content.Translations.GetValueOrDefault(translated.Language)?.GetValueOrDefault(translated.Field) is { } text
                ? PutText(nothing, translated.Language, translated.Field, new Translation(text.Text, 0)) : nothing;
        }

        if (NoticeOf(part) is { } field) return FieldNotices.Before(content, field) is { } notice ? FieldNotices.With(nothing, field, notice) : nothing;
        return nothing.With(part, content[part]) with { Links = [.. content.Links.Where(link => link.Field == part)] };
    }

    private static IEnumerable<string> Names(RecordContent content) =>
    [
        Language, .. content.Fields.Keys.Where(field => field != FieldNotices.Name), .. FieldNotices.All(content).Select(one => Noticed + one.Field), .. content.Links.Select(link => link.Field).Distinct(),
        .. content.Translations.SelectMany(language => language.Value.Keys, (language, field) => OfTranslation(language.Key, field)),
    ];

    private static RecordContent PutTranslation(RecordContent onto, string language, string field, RecordContent from)
    {
        if (from.Translations.GetValueOrDefault(language)?.GetValueOrDefault(field) is { } text) return PutText(onto, language, field, text);
        if (onto.Translations.GetValueOrDefault(language) is not { } fields) return onto;
        fields = fields.Remove(field);
        return onto with { Translations = fields.IsEmpty ? onto.Translations.Remove(language) : onto.Translations.SetItem(language, fields) };
    }

    private static RecordContent PutText(RecordContent onto, string language, string field, Translation text) => onto with
    {
        Translations = onto.Translations.SetItem(
            language, (onto.Translations.GetValueOrDefault(language) ?? ImmutableSortedDictionary.Create<string, Translation>(StringComparer.Ordinal)).SetItem(field, text)),
    };
}
