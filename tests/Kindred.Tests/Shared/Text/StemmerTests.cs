using Kindred.Features.Shared.Text.Stemmers;

namespace Kindred.Tests.Shared.Text;

public sealed class StemmerTests
{
    /// <summary>The words and stems in data/stemming; SOURCE.md says where it is from.</summary>
    [Theory]
    [InlineData("de", 1500)]
    [InlineData("en", 1500)]
    [InlineData("es", 1500)]
    [InlineData("fr", 616)]
    [InlineData("pt", 1500)]
    [InlineData("ru", 1500)]
    public void A_stemmer_agrees_with_the_published_vocabulary(string language, int count)
    {
        Stemmer stemmer = StemmerSet.Of(language)!;
        using var reader = new StreamReader(typeof(StemmerTests).Assembly.GetManifestResourceStream($"stemming/{language}.tsv")!);
        var differences = new List<string>();
        int words = 0;
        while (reader.ReadLine() is { } line)
        {
            string[] pair = line.Split('\t');
            string stem = stemmer.Stem(pair[0].AsSpan());
            if (stem != pair[1]) differences.Add($"{pair[0]}: {stem}, not {pair[1]}");
            words++;
        }
        Assert.Equal(count, words);
        Assert.Empty(differences);
    }

    [Theory]
    [InlineData("التضامن", "تضامن")]
    [InlineData("والمهاجرون", "مهاجر")]
    [InlineData("للعمال", "عمال")]
    [InlineData("وطن", "وطن")]
    [InlineData("مدرسات", "مدرس")]
    public void Arabic_loses_article_conjunction_and_frequent_endings(string folded, string stem) =>
        Assert.Equal(stem, new Arabic().Stem(folded.AsSpan()));

    [Theory]
    [InlineData("كتابها", "كتاب")]
    [InlineData("كتابهاي", "كتاب")]
    [InlineData("بزرگترين", "بزرگ")]
    [InlineData("دوستان", "دوست")]
    [InlineData("آب", "آب")]
    public void Persian_loses_plural_comparative_and_possessive(string folded, string stem) =>
        Assert.Equal(stem, new Persian().Stem(folded.AsSpan()));

    [Fact]
    public void No_stemmer_trips_over_short_or_long_words()
    {
        foreach (string language in new[] { "ar", "de", "en", "es", "fa", "fr", "pt", "ru" })
        {
            Stemmer stemmer = StemmerSet.Of(language)!;
            foreach (char letter in "aeéëïãßqy'sиوي")
            {
                for (int length = 0; length <= 70; length++) stemmer.Stem(new string(letter, length).AsSpan());
            }
        }
    }

    [Theory]
    [InlineData("pt-BR", "pt")]
    [InlineData("EN", "en")]
    [InlineData("vi", null)]
    [InlineData(null, null)]
    public void A_stemmer_goes_by_the_primary_language(string? tag, string? language) =>
        Assert.Equal(language, StemmerSet.Of(tag)?.Language);
}
