using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;

namespace Kindred.Tests.Shared.Dates;

public sealed class DateInWordsTests
{
    [Theory]
    [InlineData("2017-01-27", "January 27, 2017")]
    [InlineData("2017-01", "January 2017")]
    [InlineData("1984", "1984")]
    [InlineData("1984~", "about 1984")]
    [InlineData("1984?", "perhaps 1984")]
    [InlineData("1984-06%", "perhaps about June 1984")]
    [InlineData("1950S2", "about 1950")]
    [InlineData("198X", "1980s")]
    [InlineData("150X", "1500–1509")]
    [InlineData("200X~", "about 2000–2009")]
    [InlineData("150X/198X", "from 1500–1509 to the 1980s")]
    [InlineData("18XX/2017-34", "from the 19th century to the 2nd quarter of 2017")]
    [InlineData("2017-21/..", "since spring 2017")]
    [InlineData("18XX", "19th century")]
    [InlineData("20XX", "21st century")]
    [InlineData("10XX", "11th century")]
    [InlineData("198X~", "about 1980s")]
    [InlineData("1XXX", "between 1000 and 1999")]
    [InlineData("XXXX", "unknown year")]
    [InlineData("-0043", "44 BCE")]
    [InlineData("Y170000002", "170000002")]
    [InlineData("2017-21", "spring 2017")]
    [InlineData("2017-30", "summer 2017 (southern hemisphere)")]
    [InlineData("2017-28", "winter 2017 (northern hemisphere)")]
    [InlineData("2017-34", "2nd quarter of 2017")]
    [InlineData("2017-39", "3rd third of 2017")]
    [InlineData("2017-40", "1st half of 2017")]
    [InlineData("1942/1945", "from 1942 to 1945")]
    [InlineData("1942-02-19/1946-03~", "from February 19, 1942 to about March 1946")]
    [InlineData("2017/..", "since 2017")]
    [InlineData("../2017", "until 2017")]
    [InlineData("1942/", "from 1942 to an unknown date")]
    [InlineData("/1942", "from an unknown date to 1942")]
    [InlineData("[1667,1668,1670..1672]", "one of 1667, 1668 or 1670 to 1672")]
    [InlineData("{1960,1961-12}", "all of 1960 and December 1961")]
    [InlineData("[..1984]", "one of 1984 or before")]
    [InlineData("{1984..}", "all of 1984 and all after")]
    [InlineData("156X-12-25", "December 25, 1560s")]
    [InlineData("15XX-12", "December, 16th century")]
    [InlineData("1985-04-XX", "a day in April 1985")]
    [InlineData("1985-XX-XX", "a day in 1985")]
    [InlineData("1985-XX", "a month in 1985")]
    [InlineData("1985-XX-12", "day 12 of a month, 1985")]
    [InlineData("1984-1X", "between October 1, 1984 and December 31, 1984")]
    [InlineData("2004-06~-11", "June 11, 2004 (approximate: year, month)")]
    [InlineData("?2004-06-~11", "June 11, 2004 (uncertain: year, approximate: day)")]
    [InlineData("1985-04-12T23:20:30-04", "April 12, 1985, 23:20:30 UTC−04:00")]
    [InlineData("-0043-03-15", "March 15, 44 BCE")]
    public void In_English(string edtf, string words) => Assert.Equal(words, Write("en", edtf));

    [Theory]
    [InlineData("2017-01-27", "27 de enero de 2017")]
    [InlineData("2017-01", "enero de 2017")]
    [InlineData("1984~", "alrededor de 1984")]
    [InlineData("18XX", "siglo XIX")]
    [InlineData("198X", "década de 1980")]
    [InlineData("2017-21", "primavera de 2017")]
    [InlineData("1942/1945", "desde 1942 hasta 1945")]
    [InlineData("2017-01-27/2017-01-30", "desde el 27 de enero de 2017 hasta el 30 de enero de 2017")]
    [InlineData("2017-01-27~/2017-02", "desde alrededor de 27 de enero de 2017 hasta febrero de 2017")]
    [InlineData("2017/..", "desde 2017")]
    [InlineData("2017-01/2017-02", "desde enero de 2017 hasta febrero de 2017")]
    [InlineData("150X", "década de 1500 a 1509")]
    [InlineData("150X/198X", "desde la década de 1500 a 1509 hasta la década de 1980")]
    [InlineData("18XX/..", "desde el siglo XIX")]
    [InlineData("2017-21/2017-22", "desde la primavera de 2017 hasta el verano de 2017")]
    [InlineData("2017-31/2017-34", "desde el otoño de 2017 (hemisferio sur) hasta el 2.º trimestre de 2017")]
    public void In_Spanish(string edtf, string words) => Assert.Equal(words, Write("es", edtf));

    [Theory]
    [InlineData("ar", "2017-01-27", "٢٧ يناير ٢٠١٧")]
    [InlineData("ar", "1984~", "نحو ١٩٨٤")]
    [InlineData("ar", "1942/1945", "من ١٩٤٢ إلى ١٩٤٥")]
    [InlineData("ar", "18XX", "القرن ١٩")]
    [InlineData("ar", "150X", "عقد ١٥٠٠–١٥٠٩")]
    [InlineData("ar", "2017-01-27/2017-02", "من ٢٧ يناير ٢٠١٧ إلى فبراير ٢٠١٧")]
    [InlineData("ar", "2017-21/..", "منذ ربيع ٢٠١٧")]
    [InlineData("ar", "18XX/198X", "من القرن ١٩ إلى عقد ١٩٨٠")]
    [InlineData("ar-MA", "2017-01-27", "27 يناير 2017")]
    [InlineData("ar-SA", "2017-01-27", "٢٧ يناير ٢٠١٧")]
    public void In_Arabic_by_the_Gregorian_calendar_and_the_digits_of_the_place(string culture, string edtf, string words) =>
        Assert.Equal(words, Write(culture, edtf));

    [Theory]
    [InlineData("de", "27. Januar 2017")]
    [InlineData("fr", "27 janvier 2017")]
    [InlineData("hu", "2017. január 27.")]
    [InlineData("ja", "2017年1月27日")]
    [InlineData("fa", "۲۰۱۷ ژانویهٔ ۲۷")]
    public void A_day_follows_the_pattern_of_its_language(string culture, string words) => Assert.Equal(words, Write(culture, "2017-01-27"));

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("ar")]
    public void Every_problem_has_its_text(string language)
    {
        Texts texts = Texts.For(language);
        Assert.Equal(language, texts.Language);
        // A text nobody wrote is its own key, and one that this language lacks is English: neither is words for this reader.
        Assert.All(
            Enum.GetValues<EdtfProblem>().Where(problem => problem != EdtfProblem.None).Select(problem => "finding." + problem.Code()),
            key => Assert.True(texts.Has(key) && !texts.IsFallback(key), $"{language} lacks {key}."));
        Assert.False(texts.Has("finding.date-no-such-problem"));
    }

    /// <summary>What follows "from" and "until" in another text has the article that a date of its own has there.</summary>
    [Theory]
    [InlineData("2017-01-27", "el 27 de enero de 2017")]
    [InlineData("2017-01", "enero de 2017")]
    [InlineData("2017", "2017")]
    [InlineData("2017-24", "el invierno de 2017")]
    [InlineData("198X", "la década de 1980")]
    [InlineData("18XX", "el siglo XIX")]
    [InlineData("2017?", "quizá 2017")]
    [InlineData("1942/1945", "desde 1942 hasta 1945")]
    public void In_Spanish_after_from_and_until(string edtf, string words) => Assert.Equal(words, Texts.For("es").DatesInWords.End(EdtfDate.Parse(edtf)));

    private static string Write(string culture, string edtf) =>
        new DateInWords(new ResourceWords(CultureInfo.GetCultureInfo(culture))).Write(EdtfDate.Parse(edtf));

    /// <summary>The texts as they ship, English where the language has none, in the culture of the language itself.</summary>
    private sealed class ResourceWords(CultureInfo culture) : IDateWords
    {
        private readonly Texts texts = Texts.For(culture.Name);

        public CultureInfo Culture => culture;

        public string this[string key] => texts[key];
    }
}
