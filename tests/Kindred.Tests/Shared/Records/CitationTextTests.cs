using Kindred.Features.Shared;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Tests.Shared.Records;

/// <summary>Citations in words, as APA 7, Chicago 17 (bibliography) and MLA 9 have them, without what plain text can't say.</summary>
public class CitationTextTests
{
    private const string Address = "https://archive.example/r/1";

    [Theory]
    [InlineData("en", "An hour without taxis. (2026, November 25). Kindred. " + Address,
        "“An hour without taxis.” Kindred. November 25, 2026. " + Address,
        "“An hour without taxis.” Kindred, 25 Nov. 2026, " + Address)]
    [InlineData("es", "An hour without taxis. (2026, 25 de noviembre). Kindred. " + Address,
        "“An hour without taxis”. Kindred. 25 de noviembre de 2026. " + Address,
        "“An hour without taxis”. Kindred, 25 de noviembre de 2026, " + Address)]
    public void A_page_without_an_author_begins_with_its_title(string language, string apa, string chicago, string mla) =>
        Held(Page(new CitedDay(2026, 11, 25)), language, apa, chicago, mla);

    [Fact]
    public void A_page_that_someone_wrote_begins_with_them() => Held(
        Page(new CitedDay(2026, 5, 1), new CitedName(null, null, "Veronica Yates")),
        "en",
        "Veronica Yates. (2026, May 1). An hour without taxis. Kindred. " + Address,
        "Veronica Yates. “An hour without taxis.” Kindred. May 1, 2026. " + Address,
        "Veronica Yates. “An hour without taxis.” Kindred, 1 May 2026, " + Address);

    [Fact]
    public void A_book_has_no_quotation_marks_and_two_who_wrote_it() => Held(
        new Citation("k", "book", "We Too Sing America", "en", [new("Iyer", "Deepa Rani", null), new(null, null, "The Collective")], new CitedDay(2015, null, null), null, "The New Press", Address),
        "en",
        "Iyer, D. R., & The Collective. (2015). We Too Sing America. The New Press. " + Address,
        "Iyer, Deepa Rani, and The Collective. We Too Sing America. The New Press, 2015. " + Address,
        "Iyer, Deepa Rani, and The Collective. We Too Sing America. The New Press, 2015, " + Address);

    [Fact]
    public void An_article_says_where_in_its_journal_it_is() => Held(
        new Citation("k", "article-magazine", "Who sings?", "en", [new("Ortiz", "Ana", null), new("Li", "Jean-Paul", null), new("Said", "منى", null)], new CitedDay(2017, 11, null), "The Journal", null, Address)
        {
            Volume = "12", Issue = "3", Pages = "12–19", Doi = "10.1000/182",
        },
        "en",
        "Ortiz, A., Li, J.-P., & Said, منى. (2017, November). Who sings? The Journal, 12(3), 12–19. https://doi.org/10.1000/182",
        "Ortiz, Ana, Jean-Paul Li, and منى Said. “Who sings?” The Journal 12, no. 3 (November 2017): 12–19. https://doi.org/10.1000/182",
        "Ortiz, Ana, et al. “Who sings?” The Journal, vol. 12, no. 3, Nov. 2017, pp. 12–19, https://doi.org/10.1000/182");

    [Fact]
    public void Who_publishes_what_is_their_own_is_named_once_in_APA() => Held(
        new Citation("k", "report", "What we saw", "en", [new(null, null, "The Collective")], new CitedDay(2015, null, null), null, "The Collective", Address) { Pages = "7" },
        "en",
        "The Collective. (2015). What we saw. " + Address,
        "The Collective. What we saw. The Collective, 2015. " + Address,
        "The Collective. What we saw. The Collective, 2015, p. 7, " + Address);

    [Fact]
    public void Without_a_day_it_says_so() => Held(
        Page(null), "en",
        "An hour without taxis. (n.d.). Kindred. " + Address,
        "“An hour without taxis.” Kindred. " + Address,
        "“An hour without taxis.” Kindred, " + Address);

    private static Citation Page(CitedDay? day, params CitedName[] authors) => new("k", "webpage", "An hour without taxis", "en", [.. authors], day, "Kindred", null, Address);

    private static void Held(Citation citation, string language, string apa, string chicago, string mla)
    {
        Texts texts = Texts.For(language);
        CitationText text = new(citation, texts);
        Assert.Equal([apa, chicago, mla], [text.Apa(), text.Chicago(), text.Mla()]);
    }
}
