using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kindred.Domain.Kinds;

/// <summary>A controlled list of terms. A term's id is a path: <c>legal/litigation</c> lies under <c>legal</c>. Its label is the
/// text <c>term.{vocabulary}.{id}</c>.</summary>
public sealed class Vocabulary
{
    private readonly FrozenSet<string> ids;

    public Vocabulary(string name, params ImmutableArray<string> terms)
    {
        Name = name;
        Terms = terms;
        ids = terms.ToFrozenSet(StringComparer.Ordinal);
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

    public ImmutableArray<string> Terms { get; }

    public static Vocabulary Of(string name) => ByName[name];

    public bool Has(string term) => ids.Contains(term);

    /// <summary>The term and those above it, widest first: <c>legal</c>, <c>legal/litigation</c>.</summary>
    public static IEnumerable<string> WithAncestors(string term)
    {
        for (int slash = term.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = term.IndexOf('/', slash + 1)) yield return term[..slash];
        yield return term;
    }
}
