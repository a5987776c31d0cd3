using System.Collections.Immutable;

namespace Kindred.Domain.Records;

/// <summary>Whether what a translation translates is still said. It is weighed when a revision is written, against the very words that were translated, and kept with
/// the translation: no page reads old revisions for it, and no trace of words that were destroyed is kept to compare with. Pure.</summary>
public static class Staleness
{
    /// <summary>The content with each of its translations marked stale, or not.</summary>
    /// <param name="number">The revision that the content is to be.</param>
    /// <param name="before">The revision before it; null: none.</param>
    /// <param name="revision">What a revision said; null: that is gone.</param>
    public static RecordContent Marked(RecordContent content, int number, RecordContent? before, Func<int, RecordContent?> revision)
    {
        if (content.Translations.IsEmpty) return content;
        Dictionary<int, RecordContent?> read = new() { [number] = content };
        return content with
        {
            Translations = content.Translations.ToImmutableSortedDictionary(
                language => language.Key,
                language => language.Value.ToImmutableSortedDictionary(field => field.Key, field => field.Value with { IsStale = IsStale(field.Key, field.Value) }, StringComparer.Ordinal),
                StringComparer.Ordinal),
        };

        bool IsStale(string field, Translation translation)
        {
            if (!read.TryGetValue(translation.OfRevision, out RecordContent? source)) read[translation.OfRevision] = source = revision(translation.OfRevision);
            if (source is not null) return !IsSameSource(field, source, content);
            // Nobody can compare any more: it is what it was, and stale once its source moves on.
            return translation.IsStale || (before is not null && !IsSameSource(field, before, content));
        }
    }

    /// <summary>The content with those of its translations that came back together with the very words that they translate as translations of this revision: in
    /// the one that they were made of these words are no more.</summary>
    /// <param name="number">The revision that the content is to be.</param>
    /// <param name="back">The words and translations that came back.</param>
    public static RecordContent Rebound(RecordContent content, int number, RecordContent back)
    {
        foreach ((string language, ImmutableSortedDictionary<string, Translation> fields) in back.Translations)
        {
            foreach ((string field, Translation translation) in fields.Where(one => !one.Value.IsStale && IsSameSource(one.Key, back, content)))
            {
                ImmutableSortedDictionary<string, Translation> there = content.Translations[language];
                if (there[field] == translation) content = content with { Translations = content.Translations.SetItem(language, there.SetItem(field, translation with { OfRevision = number })) };
            }
        }

        return content;
    }

    /// <summary>Whether a field says the same in the same language.</summary>
    public static bool IsSameSource(string field, RecordContent one, RecordContent other) => one.Language == other.Language && ContentPart.IsSame(field, one, other);

    /// <summary>The translation that is read where words in this language are asked for: in it, else in one of its kind (<c>es-419</c> for <c>es</c>, and the other way
    /// round); null: there is none, or the field was written in it.</summary>
    public static (string Language, Translation Translation)? Best(RecordContent content, string field, string language)
    {
        if (content.Language == language) return null;
        if (content.Translations.GetValueOrDefault(language)?.GetValueOrDefault(field) is { } exact) return (language, exact);
        if (IsOfOneKind(content.Language, language)) return null;
        foreach ((string tag, ImmutableSortedDictionary<string, Translation> fields) in content.Translations)
        {
            if (IsOfOneKind(tag, language) && fields.GetValueOrDefault(field) is { } near) return (tag, near);
        }

        return null;
    }

    /// <summary>Whether two tags are of one language, whatever their script or region.</summary>
    public static bool IsOfOneKind(string one, string other) => Primary(one).Equals(Primary(other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Primary(string tag) => tag.IndexOf('-') is var end && end < 0 ? tag : tag.AsSpan(0, end);
}
