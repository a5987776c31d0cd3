using Kindred.Features.Shared.Text;

namespace Kindred.Features.Depositing;

/// <summary>Languages offered for what somebody writes, each by its own name. Any other tag can be given by the API.</summary>
public static class WrittenLanguage
{
    private static readonly string[] Tags =
    [
        "am", "ar", "bn", "de", "el", "en", "es", "fa", "fil", "fr", "gu", "he", "hi", "ht", "hy", "id", "it", "ja", "km", "ko", "ku", "my", "ne", "nl",
        "pa", "pl", "ps", "pt", "ro", "ru", "so", "sq", "sw", "ta", "te", "th", "ti", "tr", "uk", "ur", "vi", "yo", "zh",
    ];

    public static IEnumerable<(string Tag, string Name)> Offered(string? chosen) =>
        Tags.Append(chosen ?? "en").Distinct(StringComparer.Ordinal).Select(tag => (tag, Languages.NativeName(tag))).OrderBy(one => one.Item2, StringComparer.InvariantCultureIgnoreCase);
}
