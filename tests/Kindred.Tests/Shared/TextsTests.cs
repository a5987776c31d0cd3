using System.Globalization;
using Kindred.Features.Shared;

namespace Kindred.Tests.Shared;

public class TextsTests
{
    private static readonly Dictionary<string, string> English = new()
    {
        ["nav.doors"] = "Doors",
        ["records.count.one"] = "{0} record",
        ["records.count.other"] = "{0} records",
        ["said"] = "{0} said {1} in {2}",
    };

    private static readonly Texts Arabic = new("ar", new Dictionary<string, string>
    {
        ["nav.doors"] = "الأبواب",
        ["records.count.zero"] = "صفر",
        ["records.count.one"] = "واحد",
        ["records.count.two"] = "اثنان",
        ["records.count.few"] = "{0} سجلات",
        ["records.count.many"] = "{0} سجلًا",
        ["records.count.other"] = "{0} سجل",
    }, English);

    private static readonly Texts Spanish = new("es", new Dictionary<string, string> { ["records.count.one"] = "{0} registro" }, English);

    [Fact]
    public void A_text_the_language_lacks_is_given_in_English_and_says_so()
    {
        Assert.Equal("Doors", Spanish["nav.doors"]);
        Assert.True(Spanish.IsFallback("nav.doors"));
        Assert.False(Arabic.IsFallback("nav.doors"));
        Assert.Equal("no.such.key", Spanish["no.such.key"]);
    }

    [Theory]
    [InlineData(0, "صفر")]
    [InlineData(1, "واحد")]
    [InlineData(2, "اثنان")]
    [InlineData(3, "٣ سجلات")]
    [InlineData(10, "١٠ سجلات")]
    [InlineData(11, "١١ سجلًا")]
    [InlineData(99, "٩٩ سجلًا")]
    [InlineData(100, "١٠٠ سجل")]
    [InlineData(103, "١٠٣ سجلات")]
    public void Arabic_counts_in_six_forms(long number, string text) => Assert.Equal(text, Arabic.Count("records.count", number));

    [Theory]
    [InlineData("es", 1, "one")]
    [InlineData("es", 2, "other")]
    [InlineData("es", 1_000_000, "many")]
    [InlineData("es", 0, "other")]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("ar", 102, "other")]
    public void Each_language_has_its_own_plural_forms(string language, long number, string form) =>
        Assert.Equal(form, Plural.Form(language, number));

    [Fact]
    public void A_count_a_language_lacks_falls_back_form_and_text_together()
    {
        Assert.Equal("2 records", Spanish.Count("records.count", 2));
        Assert.Equal("1 registro", Spanish.Count("records.count", 1));
        Assert.Equal("no.such", Spanish.Count("no.such", 1));
    }

    [Fact]
    public void What_is_filled_in_is_not_filled_again_and_a_year_stays_a_year() =>
        Assert.Equal("{1} said x in 2017", Spanish.Format("said", "{1}", "x", 2017));

    [Fact]
    public void Days_are_Gregorian_in_Arabic()
    {
        Assert.IsType<GregorianCalendar>(Texts.For("ar").Culture.DateTimeFormat.Calendar);
        Assert.Equal("rtl", Texts.For("ar").Direction);
        Assert.Equal("ltr", Texts.For("es").Direction);
    }

    [Theory]
    [InlineData("es-MX", "es")]
    [InlineData("AR", "ar")]
    [InlineData("zh-Hant-TW", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    [InlineData("---", "en")]
    public void A_language_is_found_by_its_parent(string? asked, string given) => Assert.Equal(given, Texts.For(asked).Language);

    [Fact]
    public void Alphabetical_order_is_that_of_the_reader()
    {
        string[] words = ["zorro", "ñandú", "nube", "árbol", "oso"];
        Assert.Equal(["árbol", "nube", "ñandú", "oso", "zorro"], words.Order(Texts.For("es").Alphabetical));
    }

    [Fact]
    public void Direction_controls_in_a_name_are_shown()
    {
        Assert.Equal("<bdi>a[U+202E]b&lt;</bdi>", Bidi.Name("a\u202Eb<").Value);
        Assert.Equal("ab", Bidi.WithoutOverrides("a\u202Db"));
    }
}
