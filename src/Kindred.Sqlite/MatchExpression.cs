using System.Collections.Immutable;
using Kindred.Domain.Searching;

namespace Kindred.Sqlite;

/// <summary>A search expression in FTS5's language, which knows no <em>everything but</em>: that is carried beside it, to the top.</summary>
/// <param name="Match">Null: nothing.</param>
/// <param name="IsEverythingBut">All documents but those that <paramref name="Match"/> finds.</param>
internal readonly record struct MatchExpression(string? Match, bool IsEverythingBut)
{
    private static readonly MatchExpression Nothing = new(null, false);

    public static MatchExpression Of(SearchExpression expression) => expression switch
    {
        SearchExpression.And and => All([.. and.Parts.Select(Of)]),
        SearchExpression.Or or => Any([.. or.Parts.Select(Of)]),
        SearchExpression.Not { Wanted: null } not => Of(not.Unwanted).Opposite,
        SearchExpression.Not not => All([Of(not.Wanted), Of(not.Unwanted).Opposite]),
        // A stem that is the word itself is looked up once over all columns: half the work for the commonest words.
        SearchExpression.Word word when word.Stems.Contains(word.Exact) =>
            Any([Either(word.Scope, Quoted(word.Exact)), .. word.Stems.Where(stem => stem != word.Exact).Select(stem => Stem(word.Scope, Quoted(stem)))]),
        SearchExpression.Word word => Any([Exact(word.Scope, Quoted(word.Exact)), .. word.Stems.Select(stem => Stem(word.Scope, Quoted(stem)))]),
        SearchExpression.Phrase phrase => Exact(phrase.Scope, Quoted(string.Join(' ', phrase.Tokens))),
        SearchExpression.Prefix prefix => Exact(prefix.Scope, Quoted(prefix.Token) is { } token ? token + " *" : null),
        _ => throw new InvalidOperationException($"No form for {expression.GetType().Name}."),
    };

    /// <summary>Holds a prefix: it may stand for thousands of words.</summary>
    public static bool HasPrefix(SearchExpression expression) => expression switch
    {
        SearchExpression.And and => and.Parts.Any(HasPrefix),
        SearchExpression.Or or => or.Parts.Any(HasPrefix),
        SearchExpression.Not not => not.Wanted is not null && HasPrefix(not.Wanted),
        _ => expression is SearchExpression.Prefix,
    };

    private MatchExpression Opposite => this with { IsEverythingBut = !IsEverythingBut };

    private static MatchExpression All(ImmutableArray<MatchExpression> parts)
    {
        string?[] wanted = [.. parts.Where(part => !part.IsEverythingBut).Select(part => part.Match)];
        string[] unwanted = [.. parts.Where(part => part.IsEverythingBut).Select(part => part.Match).OfType<string>()];
        if (wanted.Contains(null)) return Nothing;
        string? without = unwanted is [] ? null : Joined(unwanted, " OR ");
        if (wanted is []) return new MatchExpression(without, true);
        string all = Joined(wanted!, " AND ");
        return new MatchExpression(without is null ? all : $"({all} NOT {without})", false);
    }

    // De Morgan: any of these is everything but all of their opposites.
    private static MatchExpression Any(ImmutableArray<MatchExpression> parts)
    {
        if (parts.Any(part => part.IsEverythingBut)) return All([.. parts.Select(part => part.Opposite)]).Opposite;
        string[] any = [.. parts.Select(part => part.Match).OfType<string>().Distinct()];
        return any is [] ? Nothing : new MatchExpression(Joined(any, " OR "), false);
    }

    private static string Joined(string[] parts, string by) => parts is [string one] ? one : $"({string.Join(by, parts)})";

    private static MatchExpression Exact(SearchScope scope, string? quoted) => In(scope == SearchScope.Title ? "title" : "{title body}", quoted);

    private static MatchExpression Stem(SearchScope scope, string? quoted) => In(scope == SearchScope.Title ? "title_stem" : "{title_stem body_stem}", quoted);

    private static MatchExpression Either(SearchScope scope, string? quoted) =>
        scope == SearchScope.Title ? In("{title title_stem}", quoted) : new MatchExpression(quoted, false);

    private static MatchExpression In(string columns, string? quoted) => quoted is null ? Nothing : new MatchExpression($"{columns} : {quoted}", false);

    /// <summary>A string of FTS5; null where it holds no letter or digit that the tokenizer would keep.</summary>
    private static string? Quoted(string tokens) =>
        tokens.Contains('\0') || !tokens.Any(c => c > 127 || char.IsAsciiLetterOrDigit(c)) ? null : $"\"{tokens.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
