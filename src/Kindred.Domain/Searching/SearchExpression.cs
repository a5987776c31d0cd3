using System.Collections.Immutable;

namespace Kindred.Domain.Searching;

/// <summary>What to look for, in words that every engine can translate. Tokens are folded already.</summary>
public abstract record SearchExpression
{
    private SearchExpression()
    {
    }

    public sealed record And(ImmutableArray<SearchExpression> Parts) : SearchExpression;

    public sealed record Or(ImmutableArray<SearchExpression> Parts) : SearchExpression;

    /// <summary>What <paramref name="Wanted"/> finds, without what <paramref name="Unwanted"/> finds; a null wanted stands for everything.</summary>
    public sealed record Not(SearchExpression? Wanted, SearchExpression Unwanted) : SearchExpression;

    /// <summary>A word: its exact folded form, or any of its stems.</summary>
    public sealed record Word(string Exact, ImmutableArray<string> Stems, SearchScope Scope = SearchScope.Anywhere) : SearchExpression;

    /// <summary>Exact folded tokens one after the other.</summary>
    public sealed record Phrase(ImmutableArray<string> Tokens, SearchScope Scope = SearchScope.Anywhere) : SearchExpression;

    /// <summary>Every word that begins so.</summary>
    public sealed record Prefix(string Token, SearchScope Scope = SearchScope.Anywhere) : SearchExpression;
}

public enum SearchScope
{
    Anywhere,
    Title,
}
