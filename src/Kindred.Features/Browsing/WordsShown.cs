using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Browsing;

/// <summary>In which languages a record's own words stand on its page: those asked for with <c>?words=</c>, else the page's, where somebody has translated them, and as they
/// were written where nobody has.</summary>
/// <param name="Wanted">The language that is wanted.</param>
/// <param name="Texts">How many texts of it can be translated.</param>
/// <param name="Translated">How many of them stand in the language that is wanted, though they were written in another.</param>
/// <param name="Others">Languages that something of it is in, beside the one that is shown.</param>
/// <param name="Alternates">The page in each language that it has words in.</param>
public sealed record WordsShown(string Wanted, int Texts, int Translated, ImmutableArray<string> Others, ImmutableArray<(string Language, string Address)> Alternates)
{
    /// <summary>Nothing has to be translated: it was written in what is wanted.</summary>
    public bool IsAsWritten { get; private init; }

    public bool HasMachine { get; private init; }

    public bool HasStale { get; private init; }

    /// <summary>Those that its words stand in on this page.</summary>
    public ImmutableArray<string> Languages { get; private init; } = [];

    public static WordsShown Of(RecordSheet sheet, string? asked, Texts texts, Shell shell, string address)
    {
        RecordContent content = sheet.Content;
        string wanted = LanguageTag.Read(asked) is { } tag && (tag == content.Language || content.Translations.ContainsKey(tag)) ? tag : texts.Language;
        Field[] fields = [.. sheet.Kind.Fields.Where(field => field.IsTranslatable && !(field.Name == "title" && sheet.Kind.Name == Community.Kind.Name) && content.Text(field.Name) is not null)];
        (string Language, Translation Translation)[] translated = [.. fields.Select(field => Staleness.Best(content, field.Name, wanted)).OfType<(string, Translation)>()];
        ImmutableArray<string> shown = [.. translated.Select(one => one.Language).Concat(translated.Length < fields.Length ? [content.Language] : []).Distinct(StringComparer.Ordinal)];
        ImmutableArray<string> all = [.. content.Translations.Keys.Append(content.Language).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new WordsShown(
            wanted, fields.Length, translated.Length, [.. all.Where(language => !shown.Contains(language) || (language == content.Language && translated.Length > 0))],
            all.Length < 2 ? [] : [.. all.Select(language => (language, Address(language)))])
        {
            IsAsWritten = content.Language == wanted || (translated.Length == 0 && Staleness.IsOfOneKind(content.Language, wanted)),
            HasMachine = translated.Any(one => one.Translation.IsMachine),
            HasStale = translated.Any(one => one.Translation.IsStale),
            Languages = shown,
        };

        // A language that the pages are not in is read inside the page of another.
        string Address(string language) => $"{address}?{(shell.Languages.Contains(language) ? "lang" : "words")}={Uri.EscapeDataString(language)}";
    }
}
