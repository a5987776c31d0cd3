using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kindred.Domain.Kinds;

/// <summary>A controlled list of terms. A term's id is a path: <c>legal/litigation</c> lies under <c>legal</c>. Its label is the
/// text <c>term.{vocabulary}.{id}</c>.</summary>
public sealed class Vocabulary
{
    private const int LongestWay = 50;

    private readonly FrozenSet<string> ids;
    private readonly FrozenSet<string> retired;
    private readonly FrozenDictionary<string, string> moved;
    private readonly FrozenDictionary<string, OwnWords> words;

    public Vocabulary(string name, params ImmutableArray<string> terms)
        : this(name, terms, FrozenSet<string>.Empty, FrozenDictionary<string, string>.Empty, FrozenDictionary<string, OwnWords>.Empty)
    {
    }

    private Vocabulary(
        string name, ImmutableArray<string> terms, FrozenSet<string> retired, FrozenDictionary<string, string> moved, FrozenDictionary<string, OwnWords> words)
    {
        Name = name;
        Terms = terms;
        ids = terms.ToFrozenSet(StringComparer.Ordinal);
        (this.retired, this.moved, this.words) = (retired, moved, words);
    }

    public static ImmutableArray<Vocabulary> All { get; } =
    [
        new("axes", "race", "faith", "migration-status", "nationality", "gender", "sexuality", "class", "caste", "disability", "land", "language", "age", "incarceration"),
        new("strategies",
            "direct-action", "direct-action/blockade", "direct-action/strike", "direct-action/walk-out", "mutual-aid",
            "legal", "legal/litigation", "legal/know-your-rights", "legal/observing",
            "narrative", "narrative/naming", "narrative/art", "narrative/letter", "education", "education/teach-in",
            "accompaniment", "sanctuary", "coalition-building",
            "public-witness", "public-witness/vigil", "public-witness/march", "public-witness/gathering",
            "advocacy", "advocacy/lobbying", "boycott", "remembrance", "healing"),
        new("audiences", "own-community", "other-communities", "neighbours", "public", "press", "lawmakers", "courts", "employers", "schools", "faith-bodies", "officials"),
        new("tempo", "urgent", "sustained"),
        new("actionTypes",
            "march", "rally", "strike", "vigil", "teach-in", "letter", "lawsuit", "walk-out", "day-of-action", "gathering",
            "blockade", "press-conference", "boycott", "petition"),
        new("organisationForms", "group", "network", "coalition", "agency", "union", "congregation", "legal-aid", "museum-archive"),
        new("historyTypes", "law", "order", "event", "era", "court-decision"),
        new("resourceTypes", "article", "book", "podcast", "video", "letter", "speech", "toolkit", "photograph", "dataset", "report"),
        new("noteTypes", "reflection", "critique", "answer", "dispute"),
        new("readers", Telling.ForEveryone, Telling.ForCommunities),
    ];

    private static readonly FrozenDictionary<string, Vocabulary> ByName = All.ToFrozenDictionary(vocabulary => vocabulary.Name, StringComparer.Ordinal);

    public string Name { get; }

    /// <summary>The archive's own words for a term; none for one that comes with Kindred and that it says nothing of.</summary>
    public OwnWords WordsOf(string term) => words.GetValueOrDefault(Now(term), OwnWords.None);

    /// <summary>Every term that there is now, what lies under one after it; retired ones too, merged and moved ones not.</summary>
    public ImmutableArray<string> Terms { get; }

    /// <summary>Those that a form offers.</summary>
    public IEnumerable<string> Offered => retired.Count == 0 ? Terms : Terms.Where(term => !retired.Contains(term));

    /// <summary>Terms that were merged or moved, each with that as which it reads now.</summary>
    public IReadOnlyDictionary<string, string> MovedTerms => moved;

    public static Vocabulary Of(string name) => ByName[name];

    public static bool IsBuiltIn(string name) => ByName.ContainsKey(name);

    /// <summary>Whether a record may hold it: a term that is there, or that was and reads as another.</summary>
    public bool Has(string term) => ids.Contains(term) || moved.ContainsKey(term);

    /// <summary>The term as it reads now.</summary>
    public string Now(string term) => moved.GetValueOrDefault(term, term);

    /// <summary>This with what the archive says of it.</summary>
    public Vocabulary With(OwnVocabulary own)
    {
        Dictionary<string, string> next = own.Terms.Where(term => term.Now is not null).ToDictionary(term => term.Id, term => term.Now!, StringComparer.Ordinal);
        string[] all = [.. Terms.Union(own.Terms.Select(term => term.Id)).Where(term => !next.ContainsKey(term))];
        return new Vocabulary(
            Name, [.. InOrder(all)], own.Terms.Where(term => term.IsRetired).Select(term => term.Id).ToFrozenSet(StringComparer.Ordinal),
            next.Keys.ToFrozenDictionary(term => term, Last, StringComparer.Ordinal), own.Terms.ToFrozenDictionary(term => term.Id, term => term.Words, StringComparer.Ordinal));

        // The check lets none go round in a circle; a bound costs nothing.
        string Last(string term)
        {
            for (int step = 0; step < LongestWay && next.TryGetValue(term, out string? further); step++) term = further;
            return term;
        }
    }

    /// <summary>Whether every term reads the same in both.</summary>
    public bool ReadsAs(Vocabulary other) => moved.Count == other.moved.Count && moved.All(one => other.Now(one.Key) == one.Value);

    private static IEnumerable<string> InOrder(string[] all)
    {
        ILookup<string, string> under = all.ToLookup(term => term.LastIndexOf('/') is > 0 and int slash ? term[..slash] : "", StringComparer.Ordinal);
        return Below("").Concat(all).Distinct();

        IEnumerable<string> Below(string term) => under[term].SelectMany(one => Below(one).Prepend(one));
    }

    /// <summary>The term and those above it, widest first: <c>legal</c>, <c>legal/litigation</c>.</summary>
    public static IEnumerable<string> WithAncestors(string term)
    {
        for (int slash = term.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = term.IndexOf('/', slash + 1)) yield return term[..slash];
        yield return term;
    }
}
