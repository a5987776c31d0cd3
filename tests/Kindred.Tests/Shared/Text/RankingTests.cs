using Kindred.Features.Shared.Text;

namespace Kindred.Tests.Shared.Text;

public sealed class RankingTests
{
    [Fact]
    public void A_word_in_the_title_goes_before_the_same_word_in_the_body() =>
        AssertFirst("vigil", ("A gathering", "They held a vigil that night"), ("A vigil", "They came that night to gather"));

    [Fact]
    public void The_word_as_typed_goes_before_its_other_forms() =>
        AssertFirst("organizers", ("Notes", "the organization met once more"), ("Notes", "the organizers met once more"));

    [Fact]
    public void A_rare_word_weighs_more_than_a_common_one() =>
        AssertFirst("march langar", [900, 3], ("Notes", "a march went through town"), ("Notes", "a langar fed the town"));

    [Fact]
    public void Words_beside_each_other_go_before_the_same_words_apart() =>
        AssertFirst("travel ban", ("Notes", "a ban that stopped all travel"), ("Notes", "a travel ban that stopped all"));

    [Fact]
    public void A_short_body_goes_before_a_long_one() =>
        AssertFirst("strike", ("Notes", "strike " + string.Join(' ', Enumerable.Repeat("other", 300))), ("Notes", "a strike of many"));

    [Fact]
    public void Part_of_a_token_is_no_match()
    {
        Assert.Equal(0, Rank("port", [5]).Score(Candidate("airport", "airport portal export portion")));
        Assert.True(Rank("port*", [5]).Score(Candidate("airport", "airport portal")) > 0);
    }

    [Fact]
    public void Equals_keep_their_order()
    {
        RankingCandidate same = Candidate("A march", "went by");
        Assert.Equal([0, 1, 2], Rank("march", [3]).Order([same, same, same]));
    }

    [Fact]
    public void Nothing_known_of_the_corpus_is_no_error()
    {
        QueryTerms terms = Terms("march -ban");
        Assert.True(new Ranking(terms, new RankingCorpus(0, 0, 0, [])).Score(Candidate("march", "")) > 0);
        Assert.Equal(0, new Ranking(Terms(""), new RankingCorpus(0, 0, 0, [])).Score(Candidate("march", "")));
    }

    private static void AssertFirst(string query, (string, string) second, (string, string) first) =>
        AssertFirst(query, [10, 10], second, first);

    private static void AssertFirst(string query, long[] records, (string Title, string Body) second, (string Title, string Body) first) =>
        Assert.Equal([1, 0], Rank(query, records).Order([Candidate(second.Title, second.Body), Candidate(first.Title, first.Body)]));

    private static Ranking Rank(string query, long[] records) => new(Terms(query), new RankingCorpus(1000, 4, 20, records));

    private static QueryTerms Terms(string query) =>
        QueryTerms.Of(new QueryParser(new Dictionary<string, string>()).Parse(query), ["en"]);

    private static RankingCandidate Candidate(string title, string body)
    {
        TokenText titleTokens = Analysis.Analyse(title, "en");
        TokenText bodyTokens = Analysis.Analyse(body, "en");
        return new RankingCandidate(titleTokens.Exact, bodyTokens.Exact, titleTokens.Stems, bodyTokens.Stems);
    }
}
