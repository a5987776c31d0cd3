using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Terms of one vocabulary by all that they are called: id, label in every language of the pages and in the archive's own words, and a few words of other languages.</summary>
internal sealed class TermNames
{
    private const int MostCandidates = 3;
    private const int ShortestBeginning = 3;

    /// <summary>Words for terms in languages that the pages don't speak, and others that sources use.</summary>
    private static readonly (string Vocabulary, string Term, string Words)[] Synonyms =
    [
        ("actionTypes", "march", "demonstration march|marcha|marche|demonstrationszug|passeata|corteo|manifestation|manifestación|demonstration|demo"),
        ("actionTypes", "rally", "protest rally|mitin|rassemblement|kundgebung|comício|comizio"),
        ("actionTypes", "strike", "work stoppage|industrial action|huelga|paro|grève|streik|greve|sciopero|đình công|罢工"),
        ("actionTypes", "vigil", "candlelight vigil|vigilia|veillée|mahnwache|vigília|veglia"),
        ("actionTypes", "teach-in", "teach in"),
        ("actionTypes", "letter", "open letter|carta abierta|lettre ouverte|offener brief|carta aberta|lettera aperta"),
        ("actionTypes", "lawsuit", "legal action|litigation|demanda|procès|klage|ação judicial|causa legale"),
        ("actionTypes", "walk-out", "walkout|walk out|débrayage"),
        ("actionTypes", "gathering", "meeting|assembly|conference|reunión|asamblea|réunion|versammlung|reunião|riunione"),
        ("actionTypes", "blockade", "occupation|sit-in|bloqueo|blocage|blockade|bloqueio|blocco"),
        ("actionTypes", "petition", "petición|pétition|unterschriftensammlung|petição|petizione"),
        ("resourceTypes", "article", "journal article|newspaper article|magazine article|artículo|artikel|artigo|articolo|article-journal|article-newspaper|article-magazine|webpage|blog post|blogpost"),
        ("resourceTypes", "book", "libro|livre|buch|livro|monograph"),
        ("resourceTypes", "photograph", "photo|photography|foto|fotografía|photographie|fotografie|fotografia|photographic negative|image|picture"),
        ("resourceTypes", "video", "film|motion picture|vídeo|vidéo"),
        ("resourceTypes", "dataset", "data set|data"),
        ("resourceTypes", "report", "informe|rapport|bericht|relatório|rapporto"),
        ("resourceTypes", "podcast", "sound recording|audio|interview"),
        ("resourceTypes", "letter", "correspondence|carta|lettre|brief|lettera"),
        ("organisationForms", "union", "trade union|labour union|labor union|sindicato|syndicat|gewerkschaft|sindacato"),
        ("organisationForms", "congregation", "church|mosque|synagogue|temple|parish"),
    ];

    private readonly Vocabulary vocabulary;
    private readonly FrozenDictionary<string, string> byName;
    private readonly ImmutableArray<(NameLikeness Name, string Term)> names;

    private TermNames(Vocabulary vocabulary, Dictionary<string, string> byName)
    {
        this.vocabulary = vocabulary;
        this.byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
        names = [.. byName.Select(one => (NameLikeness.Of(one.Key), one.Value))];
    }

    /// <param name="texts">In each language of the pages, with the archive's own words over them.</param>
    public static TermNames Of(Vocabulary vocabulary, IReadOnlyList<Texts> texts)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        string[] terms = [.. vocabulary.Terms, .. vocabulary.MovedTerms.Keys];
        foreach (string term in terms) all.TryAdd(Folded(term), vocabulary.Now(term));
        foreach (Texts language in texts)
        {
            foreach (string term in terms) all.TryAdd(Folded(language[$"term.{vocabulary.Name}.{term}"]), vocabulary.Now(term));
        }

        foreach (string term in terms) all.TryAdd(Folded(term[(term.LastIndexOf('/') + 1)..]), vocabulary.Now(term));
        foreach ((_, string term, string words) in Synonyms.Where(one => one.Vocabulary == vocabulary.Name && vocabulary.Has(one.Term)))
        {
            foreach (string word in words.Split('|')) all.TryAdd(Folded(word), vocabulary.Now(term));
        }

        return new TermNames(vocabulary, all);
    }

    /// <summary>Null: nothing is called so.</summary>
    public string? Find(string said) => vocabulary.Has(said) ? vocabulary.Now(said) : byName.GetValueOrDefault(Folded(said));

    /// <summary>Terms with nearly that name.</summary>
    public ImmutableArray<string> Near(string said)
    {
        NameLikeness name = NameLikeness.Of(said);
        string folded = Folded(said);
        return
        [
            .. names.Select(one => (Likeness: name.To(one.Name) ?? (IsBegun(folded, one.Name.Name) ? Likeness.Spelling : null), one.Term))
                .Where(one => one.Likeness is not null).OrderBy(one => one.Likeness).Select(one => one.Term).Distinct().Take(MostCandidates),
        ];
    }

    /// <summary>One begins like the other: clas, vigils.</summary>
    private static bool IsBegun(string said, string name) => Math.Min(said.Length, name.Length) >= ShortestBeginning && (name.StartsWith(said, StringComparison.Ordinal) || said.StartsWith(name, StringComparison.Ordinal));

    private static string Folded(string name) => string.Join(' ', FoldedWords.Of(name));
}
