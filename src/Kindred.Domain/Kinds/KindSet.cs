using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kindred.Domain.Kinds;

/// <summary>Every kind and vocabulary that the archive knows at one time: those that come with Kindred and what it declares of its own, made into one. Immutable;
/// <see cref="KindList"/> is given a new one when something is declared.</summary>
public sealed class KindSet
{
    private readonly FrozenDictionary<string, Kind> byName;
    private readonly FrozenDictionary<string, Kind> byPlural;
    private readonly FrozenDictionary<string, Vocabulary> vocabularies;
    private readonly FrozenDictionary<string, ImmutableArray<Vocabulary>> byFacet;
    private readonly FrozenDictionary<string, Field> ownFacets;
    private readonly FrozenSet<string> ofRecords;

    private KindSet(OwnKinds own)
    {
        Own = own;
        Mark = own.IsEmpty ? "" : OwnKindsJson.MarkOf(own);
        vocabularies = Kinds.Vocabulary.All.Select(built => own.Vocabulary(built.Name) is { } more ? built.With(more) : built)
            .Concat(own.Vocabularies.Where(one => !Kinds.Vocabulary.IsBuiltIn(one.Name)).Select(one => new Vocabulary(one.Name).With(one)))
            .ToFrozenDictionary(vocabulary => vocabulary.Name, StringComparer.Ordinal);
        All = [.. BuiltInKinds.Select(kind => own.IsEmpty ? kind : kind.Having(Fields(own.Kind(kind.Name)), Vocabulary)), .. own.Kinds.Where(kind => !IsBuiltIn(kind.Name)).Select(Made)];
        byName = All.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
        byPlural = All.ToFrozenDictionary(kind => kind.Plural, StringComparer.Ordinal);
        Field[] facets = [.. All.SelectMany(kind => kind.Fields).Where(field => field.Facet is not null)];
        byFacet = facets.Where(field => field.Vocabulary is not null).GroupBy(field => field.Facet!)
            .ToFrozenDictionary(facet => facet.Key, facet => facet.Select(field => field.Choices).Distinct().ToImmutableArray(), StringComparer.Ordinal);
        ofRecords = facets.Where(field => field.IsLink).Select(field => field.Facet!).ToFrozenSet(StringComparer.Ordinal);
        Field[] owned = [.. facets.Where(field => field.IsOwn && field.Facet == field.Name).DistinctBy(field => field.Name)];
        OwnFacets = [.. owned.Select(field => field.Name)];
        ownFacets = owned.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
    }

    private static ImmutableArray<Kind> BuiltInKinds { get; } =
    [
        Practice.Kind, Campaign.Kind, Action.Kind, Organisation.Kind, Community.Kind, History.Kind, Resource.Kind, Question.Kind,
        Essay.Kind, Path.Kind, Remembrance.Kind, Door.Kind, Person.Kind, Place.Kind, Note.Kind, Telling.Kind,
    ];

    /// <summary>What comes with Kindred, and nothing else.</summary>
    public static KindSet BuiltIn { get; } = new(OwnKinds.None);

    /// <summary>In the order in which they are offered, the archive's own last.</summary>
    public ImmutableArray<Kind> All { get; }

    public OwnKinds Own { get; }

    /// <summary>Differs with each declaration; a part of what public pages are kept under. Empty: nothing is declared.</summary>
    public string Mark { get; }

    /// <summary>Facets of own fields, in the order of their declaration.</summary>
    public ImmutableArray<string> OwnFacets { get; }

    public IEnumerable<Vocabulary> Vocabularies => vocabularies.Values.OrderBy(vocabulary => vocabulary.Name, StringComparer.Ordinal);

    /// <param name="own">Found right by <see cref="OwnKindsCheck"/>.</param>
    public static KindSet Of(OwnKinds own) => own.IsEmpty ? BuiltIn : new KindSet(own);

    public static bool IsBuiltIn(string kind) => BuiltInKinds.Any(one => one.Name == kind);

    public Kind? Find(string name) => byName.GetValueOrDefault(name);

    public Kind? ByPlural(string plural) => byPlural.GetValueOrDefault(plural);

    public Kind this[string name] => byName[name];

    public Vocabulary Vocabulary(string name) => vocabularies[name];

    public Vocabulary? FindVocabulary(string name) => vocabularies.GetValueOrDefault(name);

    /// <summary>Vocabularies whose terms are values of the facet.</summary>
    public ImmutableArray<Vocabulary> VocabulariesOf(string facet) => byFacet.GetValueOrDefault(facet, []);

    /// <summary>Whether the values of the facet are ids of records.</summary>
    public bool IsOfRecords(string facet) => ofRecords.Contains(facet);

    /// <summary>The own field that feeds the facet alone; null: it is one that comes with Kindred.</summary>
    public Field? OwnFacet(string facet) => ownFacets.GetValueOrDefault(facet);

    /// <summary>Kinds of which the public index holds something else under these kinds than under those before: their records are to be indexed anew.</summary>
    public IEnumerable<string> IndexedOtherwise(KindSet before) =>
        from kind in All
        where before.Find(kind.Name) is { } was && was.Fields.Any(field => kind[field.Name] is { } now
            && (now.Facet != field.Facet || now.IsSearchable != field.IsSearchable || (now.Vocabulary is not null && !now.Choices.ReadsAs(field.Choices))))
        select kind.Name;

    private static ImmutableArray<Field> Fields(OwnKind? own) => own is null ? [] : [.. own.Fields.Select(field => field.ToField())];

    private Kind Made(OwnKind own) => new Kind(own.Name, own.Plural)
    {
        SchemaOrg = own.SchemaOrg, IsBrowsed = own.IsBrowsed, IsOffered = own.IsOffered && !own.IsRetired, IsOwn = true,
    }.Having(Fields(own), Vocabulary);
}
