using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Xunit;
using static Kindred.Domain.Searching.SearchExpression;

namespace Kindred.StoreContracts;

public abstract class SearchContract : ArchiveContract
{
    private readonly Dictionary<RecordId, string> names = [];

    [Fact]
    public async Task Words_are_found_exact_or_by_any_stem_in_title_and_body()
    {
        await Index(("a", "airport marches", "airport march", "", ""), ("b", "vigil", "vigil", "we marched", "we march"), ("c", "letter", "letter", "", ""));
        Assert.Equal("ab", await Find(new Word("march", ["march"])));
        Assert.Equal("a", await Find(new Word("marches", [])));
        Assert.Equal("a", await Find(new Word("march", ["march"], SearchScope.Title)));
        Assert.Equal("", await Find(new Word("march", [])));
        Assert.Equal("abc", await Find(new Or([new Word("march", ["march"]), new Word("letter", [])])));
        Assert.Equal("", await Find(new And([new Word("march", ["march"]), new Word("letter", [])])));
    }

    [Fact]
    public async Task Phrases_prefixes_and_exclusion_are_understood()
    {
        await Index(("a", "no ban no wall", "", "", ""), ("b", "wall of no", "", "ban", ""), ("c", "đoàn kết", "", "التضامن 連帶", ""));
        Assert.Equal("a", await Find(new Phrase(["no", "wall"])));
        Assert.Equal("ab", await Find(new Prefix("wa")));
        Assert.Equal("a", await Find(new Prefix("ba", SearchScope.Title)));
        Assert.Equal("b", await Find(new Not(new Word("wall", []), new Phrase(["no", "wall"]))));
        Assert.Equal("c", await Find(new Not(null, new Word("no", []))));
        Assert.Equal("bc", await Find(new Not(null, new Phrase(["no", "wall"]))));
        Assert.Equal("b", await Find(new And([new Not(null, new Phrase(["no", "wall"])), new Word("wall", [])])));
        Assert.Equal("bc", await Find(new Or([new Not(null, new Word("no", [])), new Word("of", [])])));
        Assert.Equal("ab", await Find(new Not(null, new Not(null, new Word("no", [])))));
        Assert.Equal("abc", await Find(new And([])));
        Assert.Equal("", await Find(new Or([])));
        Assert.Equal("c", await Find(new Phrase(["đoàn", "kết"])));
        Assert.Equal("c", await Find(new Prefix("التض")));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("NEAR(")]
    [InlineData("a\"b OR \"c")]
    [InlineData("title : x")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("'; DROP TABLE records; --")]
    [InlineData("^(a) - + {x}")]
    public async Task No_token_is_taken_for_syntax(string token)
    {
        await Index(("a", "plain words", "", "", ""));
        Assert.Equal("", await Find(new Word(token, [token])));
        Assert.Equal("", await Find(new Prefix(token)));
        Assert.Equal("", await Find(new And([new Phrase([token, token]), new Word("plain", [])])));
    }

    [Fact]
    public async Task The_best_of_those_allowed_come_with_their_words_and_all_that_match_are_numbered()
    {
        await Index(Enumerable.Range(0, 50).Select(at => ($"{at:00}", at == 33 ? "solidarity" : "other", "", at == 33 ? "" : "solidarity in a longer text", "")).ToArray());
        var matches = await Archive.Search.Match(new Word("solidarity", []), null, Even, 5, Cancel);
        Assert.Equal(50, matches.Documents.Length);
        Assert.Equal(matches.Documents.Order(), matches.Documents);
        Assert.Equal((5, "solidarity"), (matches.Best.Count, matches.Best[0].Title));
        int best = matches.Best[0].Document;
        var allowed = await Archive.Search.Match(new Word("solidarity", []), number => number != best, Even, 5, Cancel);
        Assert.Equal(50, allowed.Documents.Length);
        Assert.DoesNotContain(allowed.Best, candidate => candidate.Document == best);
        Assert.Equal("solidarity in a longer text", allowed.Best[0].Body);
        Assert.Empty((await Archive.Search.Match(new Word("solidarity", []), null, Even, 0, Cancel)).Best);
    }

    [Fact]
    public async Task The_best_are_those_that_say_it_most_even_where_thousands_say_it()
    {
        string Said(int at) => at switch { 7 => "march", 1500 => "march lantern", 2222 => "other", _ => "march of another year" };
        await Index([.. Enumerable.Range(0, 3000).Select(at => ($"{at}", Said(at), "", at == 2222 ? "march march march lantern" : at % 2 == 0 ? "march" : "", ""))]);
        var titles = Enumerable.Range(1, 3000).Zip(Archive.Search.Documents()).ToDictionary(one => one.Second.Document, one => one.Second.SortTitle.Length);
        Assert.Contains("march", await Best(new Word("march", [])));
        Assert.Contains("march lantern", await Best(new Or([new Word("march", []), new Word("lantern", [])])));
        Assert.Equal(["march lantern", "other"], await Best(new And([new Word("march", []), new Word("lantern", [])])));
        Assert.Contains("march lantern", await Best(new Or([.. "abcdefghijk".Select(c => new Word($"{c}", [])), new Word("lantern", []), new Word("march", [])])));

        async Task<string[]> Best(SearchExpression expression) =>
            [.. (await Archive.Search.Match(expression, null, number => titles[number], 3, Cancel)).Best.Select(candidate => candidate.Title)];
    }

    [Fact]
    public async Task Documents_come_back_with_their_terms_after_a_new_start_and_without_what_was_taken_out()
    {
        var (one, two) = (Some.Record("One"), Some.Record("Two", "history"));
        FacetTerm shared = new("topic", "airports"), own = new("topic", "letters");
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Index(one.Id, Some.Document("one word", "and a body", shared, own) with { FirstDay = 3, LastDay = int.MaxValue });
            session.Index(two.Id, Some.Document("two", "", shared));
        });
        Assert.Equal(2, Archive.Search.Size.Documents);
        Assert.Equal(1.5, Archive.Search.Size.TitleTokens);
        Archive.Reopen();
        var documents = Archive.Search.Documents().ToArray();
        Assert.Equal([one.Id, two.Id], documents.Select(document => document.Id));
        Assert.Equal([shared, own], documents[0].Terms);
        Assert.Equal((3, int.MaxValue, Some.Today, "one word"), (documents[0].FirstDay, documents[0].LastDay, documents[0].Published, documents[0].SortTitle));
        await Archive.Write(session => session.Index(one.Id, Some.Document("one word", "and a body", own)));
        Assert.Equal([own], Archive.Search.Documents().First().Terms);
        await Archive.Write(session => session.Index(two.Id, null));
        Assert.Equal((1, 3.0), (Archive.Search.Size.Documents, Archive.Search.Size.BodyTokens));
        Assert.Equal(one.Id, Assert.Single(Archive.Search.Documents()).Id);
    }

    [Fact]
    public async Task Words_and_how_often_they_stand_are_known()
    {
        await Index(("a", "march", "march", "marches wall", "march wall"), ("b", "marches", "march", "", ""), ("c", "other", "other", "", ""));
        var words = Archive.Search.Words().ToDictionary();
        Assert.Equal((1, 2, 1), (words["march"], words["marches"], words["other"]));
        var frequencies = Archive.Search.Frequencies(["march", "marches", "nowhere"]);
        Assert.Equal((2, 2, 0), (frequencies["march"], frequencies["marches"], frequencies["nowhere"]));
    }

    private static int Even(int document) => 1;

    private async Task Index(params (string Name, string Title, string TitleStems, string Body, string BodyStems)[] documents) =>
        await Archive.Write(session =>
        {
            foreach (var (name, title, titleStems, body, bodyStems) in documents)
            {
                var record = Some.Record(name);
                names[record.Id] = name;
                session.PutWhole(record);
                session.Index(record.Id, Some.Document(title, body) with { TitleStems = titleStems, BodyStems = bodyStems });
            }
        });

    private async Task<string> Find(SearchExpression expression)
    {
        var matches = await Archive.Search.Match(expression, null, Even, 100, Cancel);
        var ids = Archive.Search.Documents().ToDictionary(document => document.Document, document => document.Id);
        Assert.Equal(matches.Documents, matches.Best.Select(candidate => candidate.Document).Order());
        return string.Concat(matches.Documents.Select(document => names[ids[document]]).Order(StringComparer.Ordinal));
    }
}
