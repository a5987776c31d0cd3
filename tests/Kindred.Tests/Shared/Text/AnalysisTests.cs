using Kindred.Domain.Searching;
using Kindred.Features.Shared.Text;

namespace Kindred.Tests.Shared.Text;

/// <summary>Analysis and query held against each other, as an engine would.</summary>
public sealed class AnalysisTests
{
    private static readonly string[] Languages = ["ar", "de", "en", "es", "fa", "fr", "ja", "pt", "ru", "th", "vi", "zh"];

    [Theory]
    [InlineData("vi", "Đoàn kết là sức mạnh", "doan ket")]
    [InlineData("vi", "Đoàn kết là sức mạnh", "đoàn kết")]
    [InlineData("ar", "التضامُن مع العمال", "تضامن")]
    [InlineData("ar", "تضامن", "التضامن")]
    [InlineData("ar", "أضربوا تضامنًا واحتجاجًا", "تضامن احتجاج")]
    [InlineData("es", "los compañeros", "companero")]
    [InlineData("es", "la educación", "educacion")]
    [InlineData("es", "educaciones", "educación")]
    [InlineData("es", "educaciones", "educacion")]
    [InlineData("fr", "les égalités", "egalite")]
    [InlineData("fr", "l’égalité", "d'égalité")]
    [InlineData("de", "Freiheiten", "freiheit")]
    [InlineData("de", "Müller", "mueller")]
    [InlineData("pt", "as educações", "educacao")]
    [InlineData("pt", "a educação", "educacoes")]
    [InlineData("fa", "دوستان", "دوست")]
    [InlineData("en", "the sign 𝐁𝐚𝐧 and 𞤆𞤵𞤤𞤢𞤪", "ban 𞤆𞤵𞤤𞤢𞤪")]
    [InlineData("ru", "солидарности", "солидарность")]
    [InlineData("ru", "ещё", "еще")]
    [InlineData("fa", "کتاب‌ها", "كتاب")]
    [InlineData("en", "communities organizing", "community organize")]
    [InlineData("en", "the word التضامن in English", "تضامن")]
    [InlineData("en", "an antiracist school", "anti-racist")]
    [InlineData("ja", "連帯経済の東京", "連帯経済")]
    [InlineData("ja", "連帯経済", "済")]
    [InlineData("zh", "團結就是力量", "力量")]
    [InlineData("th", "ความสามัคคี", "สามัคคี")]
    [InlineData("ko", "노동자 연대", "연대")]
    [InlineData("en", "#Here2Stay", "here2stay")]
    [InlineData("en", "12,000 people", "12000")]
    [InlineData("en", "solidarity of farmworkers", "solid*")]
    [InlineData("en", "the hate free zone", "\"hate-free zone\"")]
    [InlineData("en", "a walk-out", "ban OR walk")]
    public void A_query_finds_the_text(string language, string text, string query) => Assert.True(Finds(language, text, query));

    /// <summary>Each form of a word is found by each other, with its accents and without.</summary>
    [Theory]
    [InlineData("pt", "manifestação", "manifestações")]
    [InlineData("pt", "nação", "nações")]
    [InlineData("pt", "canção", "canções")]
    [InlineData("pt", "coração", "corações")]
    [InlineData("pt", "união", "uniões")]
    [InlineData("pt", "razão", "razões")]
    [InlineData("pt", "prisão", "prisões")]
    [InlineData("pt", "alemão", "alemães")]
    [InlineData("pt", "capitão", "capitães")]
    [InlineData("pt", "irmão", "irmãos")]
    [InlineData("pt", "jovem", "jovens")]
    [InlineData("pt", "homem", "homens")]
    [InlineData("pt", "luz", "luzes")]
    [InlineData("pt", "cidadão", "cidadãos")]
    [InlineData("pt", "organização", "organizações")]
    [InlineData("es", "manifestación", "manifestaciones")]
    [InlineData("es", "canción", "canciones")]
    [InlineData("es", "nación", "naciones")]
    [InlineData("es", "unión", "uniones")]
    [InlineData("es", "razón", "razones")]
    [InlineData("es", "prisión", "prisiones")]
    [InlineData("es", "solución", "soluciones")]
    [InlineData("es", "compañero", "compañeras")]
    [InlineData("es", "tradición", "tradiciones")]
    [InlineData("es", "huracán", "huracanes")]
    [InlineData("es", "refrán", "refranes")]
    [InlineData("es", "joven", "jóvenes")]
    [InlineData("es", "imagen", "imágenes")]
    [InlineData("es", "origen", "orígenes")]
    [InlineData("es", "luz", "luces")]
    [InlineData("es", "raíz", "raíces")]
    [InlineData("es", "dulce", "dulces")]
    [InlineData("fr", "égalité", "égalités")]
    [InlineData("fr", "étranger", "étrangers")]
    [InlineData("fr", "ouvrier", "ouvriers")]
    [InlineData("fr", "libéré", "libérée", "libérés", "libérées")]
    [InlineData("fr", "arrêté", "arrêtée", "arrêtés")]
    [InlineData("fr", "réfugié", "réfugiée", "réfugiés", "réfugiées")]
    [InlineData("fr", "communauté", "communautés")]
    [InlineData("fr", "ouvrière", "ouvrières")]
    [InlineData("fr", "café", "cafés")]
    [InlineData("fr", "grève", "grèves")]
    [InlineData("de", "Übung", "Übungen")]
    public void Every_form_finds_every_other_without_its_accents_too(string language, params string[] forms)
    {
        string[] all = [.. forms, .. forms.Select(form => Folding.Fold(form))];
        string[] missed = [.. from text in all from query in all where !Finds(language, text, query) select $"{query} does not find {text}"];
        Assert.Empty(missed);
    }


    [Theory]
    [InlineData("en", "the airport", "port")]
    [InlineData("en", "free hate zone", "\"hate free\"")]
    [InlineData("en", "airport rally", "airport -rallies")]
    [InlineData("ru", "мои", "\"мой\"")]
    [InlineData("zh", "團結就是力量", "量力")]
    public void A_query_leaves_out_what_was_not_asked_for(string language, string text, string query) =>
        Assert.False(Finds(language, text, query));

    [Fact]
    public void A_language_without_a_stemmer_has_no_stems()
    {
        Assert.Equal(new TokenText("doan ket", ""), Analysis.Analyse("Đoàn kết", "vi"));
        Assert.Equal(TokenText.Empty, Analysis.Analyse("", "en"));
    }

    [Fact]
    public void Tokens_hold_no_sign_that_an_index_would_cut_at()
    {
        TokenText tokens = Analysis.Analyse("\"A\" (b*c) d:e – l'été, x^y; 1,000.5 #f_g \0 ‘q’ ﷺ ½", "en");
        Assert.All(tokens.Exact + tokens.Stems, sign => Assert.True(sign >= '\u0080' || sign == ' ' || char.IsAsciiLetterOrDigit(sign)));
    }

    [Fact]
    public void A_word_without_end_is_cut_alike_in_text_and_query()
    {
        string word = new('x', 5000);
        Assert.Equal(Folding.LongestToken, Analysis.Analyse(word, "vi").Exact.Length);
        Assert.True(Finds("en", word, word[..400]));
    }

    private static bool Finds(string language, string text, string query)
    {
        TokenText tokens = Analysis.Analyse(text, language);
        Query parsed = new QueryParser(new Dictionary<string, string>()).Parse(query);
        return Matches(QueryTerms.Of(parsed, Languages).Expression, tokens.Exact.Split(' '), tokens.Stems.Split(' '));
    }

    private static bool Matches(SearchExpression? expression, string[] exact, string[] stems) => expression switch
    {
        null => true,
        SearchExpression.And and => and.Parts.All(part => Matches(part, exact, stems)),
        SearchExpression.Or or => or.Parts.Any(part => Matches(part, exact, stems)),
        SearchExpression.Not not => Matches(not.Wanted, exact, stems) && !Matches(not.Unwanted, exact, stems),
        SearchExpression.Word word => exact.Contains(word.Exact) || word.Stems.Any(stem => stems.Contains(stem)),
        SearchExpression.Prefix prefix => exact.Any(token => token.StartsWith(prefix.Token, StringComparison.Ordinal)),
        SearchExpression.Phrase phrase => Enumerable.Range(0, exact.Length)
            .Any(start => exact.Skip(start).Take(phrase.Tokens.Length).SequenceEqual(phrase.Tokens)),
        _ => false,
    };
}
