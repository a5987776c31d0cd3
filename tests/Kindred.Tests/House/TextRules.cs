using System.Text.RegularExpressions;
using Kindred.Features.Shared;
using Xunit;

namespace Kindred.Tests.House;

/// <summary>Every text that code asks for is there, and none that nobody asks for.</summary>
public partial class TextRules
{
    /// <summary>Keys made at run time, by their beginnings: kinds, fields and findings are data.</summary>
    private static readonly string[] MadeAtRunTime =
    [
        "problem.", "nav.browse.", "kind.", "field.", "finding.", "vocabulary.", "term.", "connection.", "date.", "about.act.",
        "contribute.step.", "contribute.connection.", "receipt.state.", "receipt.answer.", "concern.what.",
        "record.precision.", "record.answered.", "record.format.", "record.state.",
        "desk.state.", "desk.record.state.", "desk.answer.", "desk.standing.", "desk.give.", "desk.scope.", "desk.done.", "desk.precision.",
        "keep.done.", "keep.settings.wrong.",
    ];

    private static readonly string[] PluralForms = [".zero", ".one", ".two", ".few", ".many", ".other"];

    [Fact]
    public void Every_key_in_code_and_markup_is_in_English()
    {
        Texts english = Texts.For(Texts.Source);
        string[] missing =
        [
            .. from file in Files()
               from Match use in Use().Matches(File.ReadAllText(file))
               let key = use.Groups["key"].Value
               where !IsThere(english, use.Groups["how"].Value == ".Count(", use.Groups["made"].Success, key)
               select $"{Path.GetFileName(file)}: {key}",
        ];
        Assert.True(missing is [], "Put these into the English texts, or their beginnings into MadeAtRunTime: " + string.Join(", ", missing));
    }

    [Fact]
    public void No_text_is_unused()
    {
        string all = string.Join('\n', Files().Select(File.ReadAllText));
        string[] unused =
        [
            .. from key in Texts.For(Texts.Source).Keys
               where !MadeAtRunTime.Any(beginning => key.StartsWith(beginning, StringComparison.Ordinal))
               let stem = PluralForms.FirstOrDefault(form => key.EndsWith(form, StringComparison.Ordinal)) is { } form ? key[..^form.Length] : key
               where !all.Contains($"\"{key}\"", StringComparison.Ordinal) && !all.Contains($"\"{stem}\"", StringComparison.Ordinal)
               select key,
        ];
        Assert.True(unused is [], "Nobody asks for these texts: " + string.Join(", ", unused));
    }

    [Fact]
    public void Other_languages_translate_only_what_English_has_and_fill_in_the_same_places()
    {
        Texts english = Texts.For(Texts.Source);
        foreach (Texts texts in Texts.Languages.Select(Texts.For))
        {
            foreach (string key in texts.Keys.Where(key => !PluralForms.Any(form => key.EndsWith(form, StringComparison.Ordinal))))
            {
                Assert.True(english.Has(key), $"{texts.Language} has {key}, English has not.");
                // Centuries, quarters and the like are counted each in its language's own way: DateInWords gives them several forms to choose from.
                if (key.StartsWith("date.", StringComparison.Ordinal)) continue;
                Assert.True(Places(english[key]).SetEquals(Places(texts[key])), $"{key} fills in other places in {texts.Language} than in English.");
            }
            // A form may leave the number out (two records have a word of their own in Arabic), but fills in nothing that English has not.
            foreach (string key in texts.Keys.Where(key => PluralForms.Any(form => key.EndsWith(form, StringComparison.Ordinal))))
            {
                string other = key[..key.LastIndexOf('.')] + ".other";
                Assert.True(english.Has(other) || english.Has(key), $"{texts.Language} has {key}, English has not.");
                if (english.Has(other))
                    Assert.True(Places(texts[key]).IsSubsetOf(Places(english[other])), $"{key} fills in other places in {texts.Language} than in English.");
            }
        }
    }

    [Fact]
    public void Every_text_is_in_every_language_that_ships_in_each_of_its_plural_forms()
    {
        string[] missing =
        [
            .. from texts in new[] { Texts.For("es"), Texts.For("ar") }
               from key in Needed(texts.Language)
               where !texts.Has(key) || texts.IsFallback(key)
               select $"{texts.Language}: {key}",
        ];
        Assert.True(missing is [], string.Join(", ", missing));
    }

    /// <summary>One word for each thing, in every language: community, steward, keeper, deposit, revision, guidance, connection. These are the others that a
    /// translator might as well have chosen.</summary>
    [Theory]
    [InlineData("ar", "مجتمع", "حارس", "حراس", "ممثل", "أمناء", "رعاة", "وديعة", "ودائع", "توجيه", "موجز")]
    [InlineData("es", "custodi", "representante", "usted ", "vínculo", "escritorio", "período")]
    public void A_thing_has_one_word(string language, params string[] others)
    {
        Texts texts = Texts.For(language);
        string[] strays = [.. texts.Keys.Where(key => others.Any(other => texts[key].Contains(other, StringComparison.OrdinalIgnoreCase)))];
        Assert.True(strays is [], $"These texts in {language} call a thing by another name: " + string.Join(", ", strays));
    }

    [Fact]
    public void A_text_that_one_language_lacks_is_missed()
    {
        Texts lacking = new("es", new Dictionary<string, string> { ["there"] = "ahí" }, new Dictionary<string, string> { ["there"] = "there", ["not-there"] = "not there" });
        Assert.True(lacking.IsFallback("not-there"));
        Assert.False(lacking.IsFallback("there"));
        Assert.Contains("desk.records.count.few", Needed("ar"));
        Assert.DoesNotContain("desk.records.count.few", Needed("es"));
    }

    /// <summary>English's keys; where English has the forms of a count, the forms that this language counts in (of numbers below a million).</summary>
    private static HashSet<string> Needed(string language)
    {
        string[] forms = [.. Enumerable.Range(0, 200).Select(number => Plural.Form(language, number)).Distinct()];
        HashSet<string> keys = [.. Texts.For(Texts.Source).Keys];
        return
        [
            .. from key in keys
               let stem = key[..Math.Max(0, key.LastIndexOf('.'))]
               let isCount = keys.Contains(stem + ".one") && keys.Contains(stem + ".other") && PluralForms.Any(form => key == stem + form)
               from needed in isCount ? forms.Select(form => $"{stem}.{form}") : [key]
               select needed,
        ];
    }

    private static bool IsThere(Texts english, bool isCount, bool isMade, string key)
    {
        string fixedPart = key.Split('{')[0];
        if (isMade && MadeAtRunTime.Any(beginning => fixedPart.StartsWith(beginning, StringComparison.Ordinal))) return true;
        return isCount ? english.Has(key + ".other") : english.Has(key);
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml")
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    // T["key"], texts.Count("key", …), T.Format($"made.{x}", …), T["made." + x]
    [GeneratedRegex("""\b(?:[Tt]|[Tt]exts)(?<how>\[|\.Format\(|\.Count\()(?:(?<made>\$)"(?<key>[^"]*)"|"(?<key>[^"]*)"(?<made>\s*\+)?)""")]
    private static partial Regex Use();

    [GeneratedRegex("""\{\d\}""")]
    private static partial Regex Place();
}
