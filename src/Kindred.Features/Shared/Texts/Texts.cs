using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Kindred.Features.Shared.Dates;

namespace Kindred.Features.Shared;

/// <summary>The words of the interface in one language; a text a language lacks is given in English, text by text.
/// Immutable: one for each language, shared by all requests. Resources are <c>{language}.json</c> and
/// <c>{language}.{area}.json</c> beside this file, flat, <c>area.thing</c> → text with <c>{0}</c> for what is put in.
/// A count has CLDR's forms as sibling keys: <c>records.count.one</c>, <c>records.count.other</c>.</summary>
public sealed class Texts : IDateWords
{
    /// <summary>The language whose texts are complete by definition.</summary>
    public const string Source = "en";

    private static readonly FrozenDictionary<string, Texts> ByLanguage = TextResources.ReadAll();

    private readonly FrozenDictionary<string, string> _own;
    private readonly FrozenDictionary<string, string> _source;
    private readonly FrozenDictionary<string, string> _all;
    private readonly FrozenDictionary<string, string>? _archives;

    public Texts(string language, IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> source)
    {
        Language = language;
        Culture = GregorianCulture(language);
        Direction = Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";
        Alphabetical = StringComparer.Create(Culture, CompareOptions.None);
        _own = own.ToFrozenDictionary(StringComparer.Ordinal);
        _source = source.ToFrozenDictionary(StringComparer.Ordinal);
        _all = source.Keys.Union(own.Keys).ToFrozenDictionary(key => key, key => own.GetValueOrDefault(key) ?? source[key]);
        DatesInWords = new DateInWords(this);
    }

    private Texts(Texts texts, FrozenDictionary<string, string> archives, string mark)
    {
        (Language, Culture, Direction, Alphabetical) = (texts.Language, texts.Culture, texts.Direction, texts.Alphabetical);
        (_own, _source, _all, DatesInWords) = (texts._own, texts._source, texts._all, texts.DatesInWords);
        (_archives, Mark) = (archives, mark);
    }

    /// <summary>The languages there are texts for, the source language first.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        [Source, .. ByLanguage.Keys.Where(language => language != Source).Order(StringComparer.Ordinal)];

    /// <summary>BCP 47, as in <c>lang</c>.</summary>
    public string Language { get; }

    /// <summary><c>rtl</c> or <c>ltr</c>, as in <c>dir</c>.</summary>
    public string Direction { get; }

    /// <summary>Formats numbers and days; always in the Gregorian calendar, because the archive's dates are EDTF.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Alphabetical order for a reader of this language.</summary>
    public StringComparer Alphabetical { get; }

    /// <summary>Says dates in this language; made once, because it copies the culture.</summary>
    public DateInWords DatesInWords { get; }

    public IEnumerable<string> Keys => _all.Keys;

    /// <summary>Differs where the archive has other words of its own; empty: none.</summary>
    public string Mark { get; } = "";

    /// <summary>The text; the key itself where no language has it, which a house test doesn't let happen.</summary>
    public string this[string key] => _archives is not null && _archives.TryGetValue(key, out string? own) ? own : _all.GetValueOrDefault(key, key);

    /// <summary>The texts of a language, of its parent (<c>es</c> for <c>es-MX</c>), or English.</summary>
    public static Texts For(string? languageTag) => Find(languageTag) ?? ByLanguage[Source];

    /// <summary>The texts of a language or its parent; null where there are none.</summary>
    public static Texts? Find(string? languageTag)
    {
        for (ReadOnlySpan<char> tag = languageTag; !tag.IsEmpty; tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
            if (tag.Length <= 35 && ByLanguage.TryGetValue(tag.ToString().ToLowerInvariant(), out Texts? texts))
                return texts;
        return null;
    }

    public bool Has(string key) => _all.ContainsKey(key) || _archives?.ContainsKey(key) == true;

    /// <summary>These with words of the archive's own over them.</summary>
    /// <param name="mark">As <see cref="Mark"/>.</param>
    public Texts With(IReadOnlyDictionary<string, string> archives, string mark) => new(this, archives.ToFrozenDictionary(StringComparer.Ordinal), mark);

    /// <summary>Whether the text comes from English because this language lacks it: the house's rules ask, so that none of those that ship does.</summary>
    public bool IsFallback(string key) => !_own.ContainsKey(key) && _source.ContainsKey(key);

    /// <summary>The text with <c>{0}</c>, <c>{1}</c> … filled in. Numbers come without grouping, so that a year stays a year.</summary>
    public string Format(string key, params ReadOnlySpan<object?> values) => Fill(this[key], values);

    /// <summary>The text for so many, in the form the language asks for; <c>{0}</c> is the number, <c>{1}</c> the first of the rest.</summary>
    public string Count(string key, long number, params ReadOnlySpan<object?> rest)
    {
        string text = Form(_own, Language, key, number) ?? Form(_source, Source, key, number) ?? key;
        return Fill(text, [Number(number), .. rest]);
    }

    /// <summary>A number as this language groups its digits.</summary>
    public string Number(long number) => NativeDigits.In(number.ToString("N0", Culture), Culture);

    private static string? Form(FrozenDictionary<string, string> texts, string language, string key, long number) =>
        texts.GetValueOrDefault($"{key}.{Plural.Form(language, number)}") ?? texts.GetValueOrDefault(key + ".other");

    private string Fill(string text, ReadOnlySpan<object?> values)
    {
        if (values.IsEmpty || !text.Contains('{')) return text;
        var filled = new StringBuilder(text.Length + 16 * values.Length);
        for (int at = 0; at < text.Length; at++)
        {
            bool place = text[at] == '{' && at + 2 < text.Length && text[at + 2] == '}' && char.IsAsciiDigit(text[at + 1]);
            if (!place || text[at + 1] - '0' >= values.Length)
            {
                filled.Append(text[at]);
                continue;
            }
            object? value = values[text[at + 1] - '0'];
            filled.Append(value is int or long ? NativeDigits.In(Convert.ToString(value, CultureInfo.InvariantCulture)!, Culture) : Convert.ToString(value, Culture));
            at += 2;
        }
        return filled.ToString();
    }

    private static CultureInfo GregorianCulture(string language)
    {
        var culture = new CultureInfo(language, useUserOverride: false);
        if (culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is { } gregorian)
            culture.DateTimeFormat.Calendar = gregorian;
        return CultureInfo.ReadOnly(culture);
    }
}
