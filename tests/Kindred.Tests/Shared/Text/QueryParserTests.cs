using FsCheck;
using FsCheck.Fluent;
using Kindred.Features.Shared.Text;

namespace Kindred.Tests.Shared.Text;

public sealed class QueryParserTests
{
    private static readonly QueryParser Parser = new(new Dictionary<string, string>
    {
        ["title"] = "title", ["kind"] = "kind", ["community"] = "community", ["place"] = "place", ["year"] = "year",
        ["comunidad"] = "community",
    });

    [Theory]
    [InlineData("airport rally", "airport & rally")]
    [InlineData("\"day of action\" vigil", "'day of action' & vigil")]
    [InlineData("“day of action”", "'day of action'")]
    [InlineData("«journée d’action»", "'journée d’action'")]
    [InlineData("＂全角＂　言葉", "'全角' & 言葉")]
    [InlineData("„offen", "'offen'")]
    [InlineData("ban -court", "ban & not court")]
    [InlineData("ban NOT court", "ban & not court")]
    [InlineData("-\"a phrase\" word", "word & not 'a phrase'")]
    [InlineData("hate - free", "hate & free")]
    [InlineData("solid*", "solid..")]
    [InlineData("title:airport", "airport@")]
    [InlineData("title:\"no ban\"", "'no ban'@")]
    [InlineData("title:air*", "air..@")]
    [InlineData("-title:airport", "not airport@")]
    [InlineData("kind:practice", "kind=practice")]
    [InlineData("Kind：practice", "kind=practice")]
    [InlineData("-kind:practice", "kind!=practice")]
    [InlineData("community:\"sikh americans\" langar", "community=sikh americans & langar")]
    [InlineData("comunidad:sij", "community=sij")]
    [InlineData("place:queens year:2017", "place=queens & year=2017")]
    [InlineData("march OR rally vigil", "(march | rally) & vigil")]
    [InlineData("march | rally OR vigil", "(march | rally | vigil)")]
    [InlineData("kind:practice OR kind:campaign", "kind=practice,campaign")]
    [InlineData("kind:practice OR march", "('practice' | march)")]
    [InlineData("march AND rally", "march & rally")]
    [InlineData("march OR", "march")]
    [InlineData("OR march", "march")]
    [InlineData("(march rally)", "march & rally")]
    [InlineData("https://example.org", "'https //example.org'")]
    [InlineData("kind:", "kind")]
    [InlineData("لماذا؟ تضامن،", "لماذا؟ & تضامن،")]
    [InlineData("؟ ... --- \"\" * -", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void What_is_typed_is_understood(string? typed, string expected) =>
        Assert.Equal(expected, string.Join(" & ", Parser.Parse(typed).Nodes.Select(Show)));

    [Fact]
    public void A_query_that_is_too_long_is_cut_and_says_so()
    {
        Assert.Equal([QueryNotice.TooLong], Parser.Parse(new string('a', 501)).Notices);
        Query many = Parser.Parse(string.Join(' ', Enumerable.Range(0, 40)));
        Assert.Equal([QueryNotice.TooManyTerms], many.Notices);
        Assert.Equal(QueryParser.MostTerms, many.Nodes.Count);
        Query filters = Parser.Parse(string.Join(' ', Enumerable.Range(0, 9).Select(at => $"kind:k{at}")));
        Assert.Equal([QueryNotice.TooManyFilters], filters.Notices);
        Assert.Equal(QueryParser.MostFilters, filters.Nodes.Count);
        Query after = Parser.Parse(string.Join(' ', Enumerable.Range(0, 10).Select(at => $"kind:k{at}")) + " march -court");
        Assert.Equal([QueryNotice.TooManyFilters], after.Notices);
        Assert.Equal(["march", "not court"], after.Nodes.Skip(QueryParser.MostFilters).Select(Show));
        Assert.Equal([QueryNotice.TooManyFilters], Parser.Parse(string.Join(" OR ", Enumerable.Range(0, 9).Select(at => $"kind:k{at}"))).Notices);
        Assert.Equal([QueryNotice.FilterAmongWords], Parser.Parse("kind:practice OR march").Notices);
        Assert.Equal([QueryNotice.NoWords], Parser.Parse("\U0001F30A").Notices);
        Assert.Equal([QueryNotice.NoWords], Parser.Parse("\"\"").Notices);
        Assert.Empty(Parser.Parse(" ").Notices);
        Assert.Empty(Parser.Parse("march").Notices);
    }

    [Fact]
    public void Nothing_that_is_typed_is_an_error() => Prop.ForAll<string>(typed => IsUnderstood(typed)).QuickCheckThrowOnFailure();

    [Fact]
    public void No_order_of_signs_is_an_error()
    {
        string[] signs =
            ["\"", "-", "NOT ", "OR ", "*", ":", "title:", "kind:", "march", " ", "|", "(", "済", "'", "\uD800", "+", "l'", "\uFFFF", "\uFFFE"];
        Prop.ForAll<byte[]>(picks => IsUnderstood(string.Concat(picks.Select(pick => signs[pick % signs.Length]))))
            .QuickCheckThrowOnFailure();
    }

    private static bool IsUnderstood(string typed)
    {
        QueryTerms terms = QueryTerms.Of(Parser.Parse(typed), ["en", "fr"]);
        return terms.Terms.All(term => term.Exact.Length > 0 && !term.Exact.Contains(' '));
    }

    private static string Show(QueryNode node) => node switch
    {
        QueryNode.Word word => word.Text + (word.InTitle ? "@" : ""),
        QueryNode.Phrase phrase => $"'{phrase.Text}'" + (phrase.InTitle ? "@" : ""),
        QueryNode.Prefix prefix => prefix.Text + ".." + (prefix.InTitle ? "@" : ""),
        QueryNode.Filter filter => filter.Field + (filter.IsExcluded ? "!=" : "=") + string.Join(',', filter.Values),
        QueryNode.Without without => "not " + Show(without.Node),
        QueryNode.Either either => $"({string.Join(" | ", either.Nodes.Select(Show))})",
        _ => "?",
    };
}
