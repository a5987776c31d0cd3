using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Depositing;

/// <summary>Languages offered for what somebody writes, each by its own name, and any other by what they type.</summary>
public static class WrittenLanguage
{
    private const CompareOptions Alike = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    private static readonly string[] Tags =
    [
        "am", "ar", "bn", "de", "el", "en", "es", "fa", "fil", "fr", "gu", "he", "hi", "ht", "hy", "id", "it", "ja", "km", "ko", "ku", "mix", "my", "ne",
        "nl", "pa", "pl", "ps", "pt", "ro", "ru", "so", "sq", "sw", "ta", "te", "th", "ti", "tr", "uk", "ur", "vi", "yo", "zap", "zh",
    ];

    public static IEnumerable<(string Tag, string Name)> Offered(string? chosen) =>
        Tags.Append(chosen ?? "en").Distinct(StringComparer.Ordinal).Select(tag => (tag, Languages.NativeName(tag))).OrderBy(one => one.Item2, StringComparer.InvariantCultureIgnoreCase);

    /// <summary>The tag of a language typed by name, in itself, in English or in a language of the pages, or as a tag. A name that nobody here knows becomes
    /// a private tag that shows it; what fits none is handed back as typed.</summary>
    public static string Read(string typed) =>
        Tags.FirstOrDefault(tag => IsNamed(tag, typed))
        ?? CultureInfo.GetCultures(CultureTypes.NeutralCultures).FirstOrDefault(one => IsAlike(one.EnglishName, typed) || IsAlike(one.NativeName, typed))?.Name
        ?? LanguageTag.Read(typed) ?? LanguageTag.Read(PrivateLanguage.Tag(typed)) ?? typed;

    private static bool IsNamed(string tag, string typed) =>
        IsAlike(Languages.NativeName(tag), typed) || Texts.Languages.Any(language => IsAlike(FacetLabels.Language(tag, Texts.For(language)), typed));

    private static bool IsAlike(string name, string typed) => CultureInfo.InvariantCulture.CompareInfo.Compare(name, typed, Alike) == 0;
}
