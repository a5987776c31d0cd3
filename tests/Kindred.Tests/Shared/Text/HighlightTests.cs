using FsCheck;
using FsCheck.Fluent;
using Kindred.Features.Shared.Text;

namespace Kindred.Tests.Shared.Text;

public sealed class HighlightTests
{
    [Theory]
    [InlineData("vi", "Bài ca Đoàn kết!", "doan ket", "Bài ca [Đoàn] [kết]!")]
    [InlineData("ar", "معنى التضامُن اليوم", "تضامن", "معنى [التضامُن] اليوم")]
    [InlineData("es", "Los compañeros, siempre.", "companero", "Los [compañeros], siempre.")]
    [InlineData("en", "The people's march; marching on", "march", "The people's [march]; [marching] on")]
    [InlineData("en", "people's", "people", "[people]'s")]
    [InlineData("fr", "Pour l’égalité", "egalite", "Pour l’[égalité]")]
    [InlineData("ja", "東京の連帯経済は", "連帯経済", "東京の[連帯経済]は")]
    [InlineData("en", "a ban on travel, the travel ban", "\"travel ban\"", "a ban on travel, the [travel ban]")]
    [InlineData("en", "solidarity is solid", "solid*", "[solidarity] is [solid]")]
    [InlineData("en", "ban court", "ban -court", "[ban] court")]
    [InlineData("en", "nothing here", "", "nothing here")]
    public void What_matched_is_marked_in_the_original(string language, string text, string query, string expected)
    {
        Snippet snippet = new Highlight(Terms(query)).Snippet(text, language);
        Assert.Equal(expected, Show(snippet.Text, snippet.Matches));
        Assert.Equal(expected, Show(text, new Highlight(Terms(query)).Matches(text, language)));
    }

    [Fact]
    public void The_snippet_shows_where_most_of_the_query_stands()
    {
        string filler = string.Concat(Enumerable.Repeat("many other words stand between ", 40));
        string text = $"An airport. {filler}Lawyers came to the airport. {filler}";
        Snippet snippet = new Highlight(Terms("airport lawyers")).Snippet(text, "en");
        Assert.Contains("Lawyers came to the airport", snippet.Text, StringComparison.Ordinal);
        Assert.Equal(2, snippet.Matches.Count);
        Assert.True(snippet.IsCutBefore && snippet.IsCutAfter && snippet.Text.Length <= 240);
        Assert.All(snippet.Text.Split(' '), word => Assert.Contains(word, text.Split(' ')));
    }

    [Fact]
    public void Ranges_lie_in_the_snippet_and_never_overlap()
    {
        string[] pieces =
            ["march ", "marches", "連帯", "經", "ก็", "\uD83D\uDE00", "l'", "égalité ", "x", " ", "\u0301", "\n", "travel ", "ban "];
        var highlight = new Highlight(Terms("march 連帯 egalite \"travel ban\" x*"));
        Prop.ForAll<byte[]>(picks =>
        {
            Snippet snippet = highlight.Snippet(string.Concat(picks.Select(pick => pieces[pick % pieces.Length])), "fr", 24);
            int last = 0;
            foreach (HighlightRange range in snippet.Matches)
            {
                if (range.Start < last || range.Length <= 0 || range.Start + range.Length > snippet.Text.Length) return false;
                last = range.Start + range.Length;
            }
            return snippet.Text.Length <= 24;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_has_a_snippet() => Prop.ForAll<string, byte>((text, longest) =>
            new Highlight(Terms("a b c")).Snippet(text ?? "", "en", longest).Text.Length <= Math.Max((int)longest, 1))
        .QuickCheckThrowOnFailure();

    private static QueryTerms Terms(string query) =>
        QueryTerms.Of(new QueryParser(new Dictionary<string, string>()).Parse(query), ["ar", "en", "es", "fr", "vi"]);

    private static string Show(string text, IReadOnlyList<HighlightRange> ranges)
    {
        foreach (HighlightRange range in ranges.Reverse())
            text = text.Insert(range.Start + range.Length, "]").Insert(range.Start, "[");
        return text;
    }
}
