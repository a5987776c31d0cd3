using Kindred.Domain.Searching;
using Kindred.Features.Shared.Text.Stemmers;

namespace Kindred.Features.Shared.Text;

/// <summary>One word that is looked for, in the tokens of the index. A prefix has no stems; the word of a phrase neither.</summary>
public sealed record QueryTerm(string Exact, IReadOnlyList<string> Stems, bool IsPrefix, bool InTitle);

/// <summary>
/// A query in the tokens of the index: an expression for the engine; its terms, for ranking and for "did you mean"; its phrases, for
/// highlighting. What is excluded is in the expression only.
/// </summary>
public sealed class QueryTerms
{
    private readonly List<QueryTerm> terms = [];
    private readonly List<IReadOnlyList<string>> phrases = [];
    private readonly IReadOnlyCollection<string> languages;
    private bool isExcluding;

    private QueryTerms(IReadOnlyCollection<string> languages) => this.languages = languages;

    /// <summary>Null: nothing was asked for but perhaps filters, and every record matches.</summary>
    public SearchExpression? Expression { get; private set; }

    public IReadOnlyList<QueryTerm> Terms => terms;

    public IReadOnlyList<IReadOnlyList<string>> Phrases => phrases;

    /// <summary>A word is asked for as it is folded and as each stem it has in the languages that the archive holds.</summary>
    public static QueryTerms Of(Query query, IReadOnlyCollection<string> languages)
    {
        var found = new QueryTerms(languages);
        SearchExpression[] wanted = [.. query.Nodes.Where(node => node is not QueryNode.Without).Select(found.Express).OfType<SearchExpression>()];
        found.isExcluding = true;
        SearchExpression[] excluded =
            [.. query.Nodes.OfType<QueryNode.Without>().Select(without => found.Express(without.Node)).OfType<SearchExpression>()];
        SearchExpression? from = Join(wanted, parts => new SearchExpression.And([.. parts]));
        SearchExpression? without = Join(excluded, parts => new SearchExpression.Or([.. parts]));
        found.Expression = without is null ? from : new SearchExpression.Not(from, without);
        return found;
    }

    private static SearchExpression? Join(SearchExpression[] parts, Func<SearchExpression[], SearchExpression> together) =>
        parts.Length switch { 0 => null, 1 => parts[0], _ => together(parts) };

    private SearchExpression? Express(QueryNode node) => node switch
    {
        QueryNode.Word word => ExpressWord(word.Text, word.InTitle),
        QueryNode.Phrase phrase => ExpressPhrase(Tokens(phrase.Text), phrase.InTitle),
        QueryNode.Prefix prefix => ExpressPrefix(prefix.Text, prefix.InTitle),
        QueryNode.Either either => Join(
            [.. either.Nodes.Select(Express).OfType<SearchExpression>()], parts => new SearchExpression.Or([.. parts])),
        _ => null,
    };

    private SearchExpression? ExpressWord(string text, bool inTitle)
    {
        var parts = new List<(string Written, string Folded, WordKind Kind)>();
        var words = new WordReader(text);
        while (words.Read())
        {
            string written = words.Current.In(text).ToString();
            // l'égalité asks for égalité: the article says nothing.
            if (words.Current.Kind != WordKind.Elided && Folding.Fold(written) is { Length: > 0 } folded)
                parts.Add((written, folded, words.Current.Kind));
        }
        if (parts.Count == 0) return null;
        if (parts.Count == 1) return ExpressSingle(parts[0].Written, parts[0].Folded, parts[0].Kind, inTitle);

        SearchExpression? phrase = ExpressPhrase([.. parts.Select(part => part.Folded)], inTitle);
        string joined = string.Concat(parts.Select(part => part.Written));
        if (parts.Any(part => part.Kind != WordKind.Whole) || joined.Length > Folding.LongestToken || phrase is null) return phrase;
        // anti-racist is also written antiracist.
        return new SearchExpression.Or([phrase, ExpressSingle(joined, Folding.Fold(joined), WordKind.Whole, inTitle)]);
    }

    private SearchExpression ExpressSingle(string written, string folded, WordKind kind, bool inTitle)
    {
        if (kind == WordKind.Single)
        {
            // One character of an unspaced script begins a pair wherever it stands, but at the end of its run, where it is among the stems.
            Add(new QueryTerm(folded, [folded], true, inTitle));
            return new SearchExpression.Or(
                [new SearchExpression.Prefix(folded, Scope(inTitle)), new SearchExpression.Word(folded, [folded], Scope(inTitle))]);
        }
        IReadOnlyList<string> stems = kind == WordKind.Whole ? Stems(written, folded) : [];
        Add(new QueryTerm(folded, stems, false, inTitle));
        return new SearchExpression.Word(folded, [.. stems], Scope(inTitle));
    }

    private SearchExpression? ExpressPhrase(List<string> tokens, bool inTitle)
    {
        if (tokens.Count == 0) return null;
        foreach (string token in tokens) Add(new QueryTerm(token, [], false, inTitle));
        if (!isExcluding) phrases.Add(tokens);
        return tokens.Count == 1
            ? new SearchExpression.Word(tokens[0], [], Scope(inTitle))
            : new SearchExpression.Phrase([.. tokens], Scope(inTitle));
    }

    private SearchExpression? ExpressPrefix(string text, bool inTitle)
    {
        List<string> tokens = Tokens(text);
        if (tokens.Count == 0) return null;
        Add(new QueryTerm(tokens[^1], [], true, inTitle));
        var prefix = new SearchExpression.Prefix(tokens[^1], Scope(inTitle));
        if (tokens.Count == 1) return prefix;
        return new SearchExpression.And([ExpressPhrase(tokens[..^1], inTitle)!, prefix]);
    }

    private List<string> Stems(string written, string folded)
    {
        var stems = new List<string>();
        Span<char> first = stackalloc char[Stemmer.BufferLength];
        Span<char> second = stackalloc char[Folding.LongestToken];
        foreach (Stemmer stemmer in StemmerSet.ForQuery(StemmerSet.ScriptOf(folded), languages))
        {
            (int firstLength, int secondLength) = WordStems.Write(stemmer, written, folded, first, second);
            foreach (string stem in new[] { first[..firstLength].ToString(), second[..secondLength].ToString() })
            {
                if (stem.Length > 0 && !stems.Contains(stem)) stems.Add(stem);
            }
        }
        return stems;
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var words = new WordReader(text);
        while (words.Read())
        {
            if (Folding.Fold(words.Current.In(text)) is { Length: > 0 } folded) tokens.Add(folded);
        }
        return tokens;
    }

    private void Add(QueryTerm term)
    {
        if (!isExcluding && !terms.Exists(one => one.Exact == term.Exact && one.IsPrefix == term.IsPrefix && one.InTitle == term.InTitle))
            terms.Add(term);
    }

    private static SearchScope Scope(bool inTitle) => inTitle ? SearchScope.Title : SearchScope.Anywhere;
}
