using System.Text.RegularExpressions;
using Kindred.Features.Shared;

namespace Kindred.Tests.House;

/// <summary>Every text that code asks for is there, and none that nobody asks for.</summary>
public partial class TextRules
{
    private static readonly string[] PluralForms = [".zero", ".one", ".two", ".few", ".many", ".other"];

    private static readonly Texts English = Texts.For(Texts.Source);

    [Fact]
    public void Every_key_in_code_and_markup_is_in_English()
    {
        Assert.Empty(Code.SelectMany(file => Missing(file, English)));
        Assert.Empty(MadeTexts.Keys.Except(English.Keys));
    }

    [Theory]
    [InlineData("@T[\"not.there\"]")]
    [InlineData("texts.Format(\"not.there\", 1)")]
    [InlineData("texts.Count(\"there\", 2)")]
    [InlineData("T[$\"not.{made}.there\"]")]
    [InlineData("T[\"not.\" + made]")]
    public void A_key_that_English_lacks_is_seen(string line) =>
        Assert.NotEmpty(Missing(new Source("src/One.cs", line), Of("en", ("there", "There"))));

    [Fact]
    public void No_text_is_unused() => Assert.Empty(Unused(English, Code));

    [Fact]
    public void A_text_that_nobody_asks_for_is_seen()
    {
        Texts texts = Of("en", ("kind.practice.one", "Practice"), ("kind.practice.few", "Practice"), ("asked.for", "Yes"), ("count.one", "One"), ("desk.done.told", "Told"), ("desk.done.lost", "Lost"));
        Assert.Equal(["desk.done.lost", "kind.practice.few"], Unused(texts, [new Source("src/One.cs", "T[\"asked.for\"] T.Count(\"count\", 1) \"/desk?done=told\"")]).Order());
    }

    [Fact]
    public void Other_languages_translate_only_what_English_has_and_fill_in_the_same_places() =>
        Assert.Empty(Texts.Languages.Select(Texts.For).SelectMany(texts => Unlike(texts, English)));

    [Fact]
    public void A_translation_of_nothing_and_one_with_other_places_are_seen()
    {
        Texts english = Of("en", ("told", "{0} told"), ("all.one", "{0}"), ("all.other", "{0}"));
        Assert.Empty(Unlike(Of("es", ("told", "Contado por {0}"), ("all.one", "Uno"), ("all.other", "{0}")), english));
        foreach ((string key, string text) in (ReadOnlySpan<(string, string)>)[("told", "Contado por {1}"), ("nothing", "Nada"), ("all.other", "{0} de {1}"), ("nobody.one", "Nadie")])
            Assert.NotEmpty(Unlike(Of("es", (key, text)), english));
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
    public void A_thing_has_one_word(string language, params string[] others) => Assert.Empty(Strays(Texts.For(language), others));

    [Fact]
    public void Another_word_for_a_thing_is_seen() => Assert.Equal(["desk"], Strays(Of("es", ("desk", "Su Escritorio"), ("told", "Contado")), "escritorio"));

    /// <summary>Where a text shows what to type, or the name of a standard, it stays as it is typed.</summary>
    [Fact]
    public void A_language_with_digits_of_its_own_says_numbers_in_them()
    {
        Texts arabic = Texts.For("ar");
        IEnumerable<string> said = arabic.Keys.Where(key => !ShowsWhatToType().IsMatch(key));
        Assert.DoesNotContain(said, key => AsciiNumber().IsMatch(Place().Replace(arabic[key], "")));
    }

    /// <summary>An example is typed from left to right, and is seen so among words that run the other way: 2017-01 would read 01-2017.</summary>
    [Fact]
    public void What_is_to_be_typed_is_seen_as_it_is_typed_in_Arabic_too()
    {
        Texts arabic = Texts.For("ar");
        Assert.DoesNotContain(arabic.Keys, key => LeftToRight().IsMatch(Isolated().Replace(arabic[key], "")));
        Assert.Matches(LeftToRight(), "اكتبه هكذا: 2017-01");
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

    private static IEnumerable<Source> Code => Source.Code.Where(file => file.IsBelow("src"));

    private static IEnumerable<string> Missing(Source file, Texts english) =>
        from Match use in Use().Matches(file.Text)
        let key = use.Groups["key"].Value
        where !IsThere(english, use.Groups["how"].Value == ".Count(", use.Groups["made"].Success, key)
        select $"{file.Path}: {key}";

    private static bool IsThere(Texts english, bool isCount, bool isMade, string key)
    {
        string beginning = key.Split('{')[0];
        if (isMade) return MadeTexts.OfWords.Contains(beginning) || MadeTexts.Keys.Any(made => made.StartsWith(beginning, StringComparison.Ordinal));
        return english.Has(isCount ? key + ".other" : key);
    }

    private static IEnumerable<string> Unused(Texts english, IEnumerable<Source> code)
    {
        string all = string.Join('\n', code.Select(file => file.Text));
        return from key in english.Keys
               let stem = PluralForms.FirstOrDefault(form => key.EndsWith(form, StringComparison.Ordinal)) is { } form ? key[..^form.Length] : key
               where !MadeTexts.Keys.Contains(key) && !key.StartsWith(MadeTexts.OfLanguages, StringComparison.Ordinal) && !IsWord(key)
               where !all.Contains($"\"{key}\"", StringComparison.Ordinal) && !all.Contains($"\"{stem}\"", StringComparison.Ordinal)
               select key;

        bool IsWord(string key) => MadeTexts.OfWords.FirstOrDefault(beginning => key.StartsWith(beginning, StringComparison.Ordinal)) is { } made
            && (all.Contains($"\"{key[made.Length..]}\"", StringComparison.Ordinal) || all.Contains($"done={key[made.Length..]}\"", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Unlike(Texts texts, Texts english)
    {
        foreach (string key in texts.Keys.Where(key => !PluralForms.Any(form => key.EndsWith(form, StringComparison.Ordinal))))
        {
            // Centuries, quarters and the like are counted each in its language's own way: DateInWords gives them several forms to choose from.
            if (!english.Has(key)) yield return $"{texts.Language} has {key}, English has not.";
            else if (!key.StartsWith("date.", StringComparison.Ordinal) && !Places(english[key]).SetEquals(Places(texts[key])))
                yield return $"{key} fills in other places in {texts.Language} than in English.";
        }

        // A form may leave the number out (two records have a word of their own in Arabic), but fills in nothing that English has not.
        foreach (string key in texts.Keys.Where(key => PluralForms.Any(form => key.EndsWith(form, StringComparison.Ordinal))))
        {
            string other = key[..key.LastIndexOf('.')] + ".other";
            if (!english.Has(other) && !english.Has(key)) yield return $"{texts.Language} has {key}, English has not.";
            else if (english.Has(other) && !Places(texts[key]).IsSubsetOf(Places(english[other])))
                yield return $"{key} fills in other places in {texts.Language} than in English.";
        }
    }

    private static IEnumerable<string> Strays(Texts texts, params string[] others) =>
        texts.Keys.Where(key => others.Any(other => texts[key].Contains(other, StringComparison.OrdinalIgnoreCase)));

    private static Texts Of(string language, params (string Key, string Text)[] own)
    {
        Dictionary<string, string> texts = own.ToDictionary(one => one.Key, one => one.Text);
        return new Texts(language, texts, texts);
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    // T["key"], texts.Count("key", …), T.Format($"made.{x}", …), T["made." + x]
    [GeneratedRegex(@"[0-9](-|/|~|,[0-9])")]
    private static partial Regex LeftToRight();

    [GeneratedRegex("\u2066[^\u2069]*\u2069")]
    private static partial Regex Isolated();

    [GeneratedRegex("""\b(?:[Tt]|[Tt]exts|words)(?<how>\[|\.Format\(|\.Count\()(?:(?<made>\$)"(?<key>[^"]*)"|"(?<key>[^"]*)"(?<made>\s*\+)?)""")]
    private static partial Regex Use();

    [GeneratedRegex("""^(finding\.(da(te|y)|idempotency)-|address\.|search\.|field\..*\.help$)""")]
    private static partial Regex ShowsWhatToType();

    // Not "UTF-8", not "OpenAPI 3.1".
    [GeneratedRegex("""(?<!UTF-|API )(?<![\d.])[0-9]""")]
    private static partial Regex AsciiNumber();

    [GeneratedRegex("""\{\d\}""")]
    private static partial Regex Place();
}
