using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>What an archive declares of its own: kinds, fields of its own on the kinds that come with Kindred, vocabularies, and terms in those that come with
/// it. Immutable; kept as one JSON (<see cref="OwnKindsJson"/>). What was declared once is never taken out, only retired: records may hold it.</summary>
public sealed record OwnKinds(ImmutableArray<OwnKind> Kinds, ImmutableArray<OwnVocabulary> Vocabularies)
{
    public static OwnKinds None { get; } = new([], []);

    public bool IsEmpty => Kinds.IsEmpty && Vocabularies.IsEmpty;

    public OwnKind? Kind(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);

    public OwnVocabulary? Vocabulary(string name) => Vocabularies.FirstOrDefault(vocabulary => vocabulary.Name == name);

    /// <summary>This with what the other declares added or in its place. What the other leaves out stays as it is.</summary>
    public OwnKinds With(OwnKinds declared) => new(
        Merged(Kinds, declared.Kinds, kind => kind.Name, (before, now) => now with { Fields = Merged(before.Fields, now.Fields, field => field.Name, (_, field) => field) }),
        Merged(Vocabularies, declared.Vocabularies, vocabulary => vocabulary.Name, (before, now) => now with { Terms = Merged(before.Terms, now.Terms, term => term.Id, (_, term) => term) }));

    private static ImmutableArray<T> Merged<T>(ImmutableArray<T> before, ImmutableArray<T> now, Func<T, string> name, Func<T, T, T> merge)
    {
        Dictionary<string, T> byName = now.ToDictionary(name, StringComparer.Ordinal);
        HashSet<string> known = before.Select(name).ToHashSet(StringComparer.Ordinal);
        return [.. before.Select(one => byName.TryGetValue(name(one), out T? other) ? merge(one, other) : one), .. now.Where(one => !known.Contains(name(one)))];
    }
}

/// <summary>A kind of the archive's own or, under the name of one that comes with Kindred, the fields that it has there besides.</summary>
public sealed record OwnKind(string Name)
{
    /// <summary>Its address: <c>songs</c>. Empty for a kind that comes with Kindred.</summary>
    public string Plural { get; init; } = "";

    /// <summary><c>one</c>, <c>many</c> and <c>about</c>, by language.</summary>
    public OwnWords Words { get; init; } = OwnWords.None;

    public ImmutableArray<OwnField> Fields { get; init; } = [];

    public string SchemaOrg { get; init; } = "CreativeWork";

    public bool IsOffered { get; init; } = true;

    public bool IsBrowsed { get; init; } = true;

    /// <summary>No form offers it any more; its records are read, shown, found and given out as before.</summary>
    public bool IsRetired { get; init; }
}

/// <summary>A field of the archive's own.</summary>
public sealed record OwnField(string Name, FieldType Type)
{
    /// <summary><c>label</c> and <c>help</c>, by language.</summary>
    public OwnWords Words { get; init; } = OwnWords.None;

    public bool IsMany { get; init; }

    public bool IsRequired { get; init; }

    public bool IsSearchable { get; init; }

    public bool IsFacet { get; init; }

    public bool IsAsking { get; init; }

    public bool IsTranslatable { get; init; }

    public string? Vocabulary { get; init; }

    public string? Connection { get; init; }

    public ImmutableArray<string> LinkKinds { get; init; } = [];

    public FieldStep Step { get; init; } = FieldStep.More;

    /// <summary>No form asks for it any more; what records hold of it stays, is shown, found and given out.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Whether nobody said of it otherwise: a change of what people wrote, or of whom it links to, asks the communities anew.</summary>
    public static bool IsAskingUnlessSaid(FieldType type, ImmutableArray<string> linkKinds) => type switch
    {
        FieldType.Text or FieldType.Markdown or FieldType.Url => true,
        FieldType.Link => NamesPeople(linkKinds),
        _ => false,
    };

    public static bool NamesPeople(ImmutableArray<string> linkKinds) => linkKinds.Any(kind => kind is "community" or "person" or "organisation");

    /// <summary>The facet that it feeds. Links to communities feed theirs, which is never ordered by count.</summary>
    public string? Facet => !IsFacet ? null : Type == FieldType.Link && LinkKinds.Contains("community") ? "community" : Name;

    internal Field ToField() => new(Name, Type)
    {
        IsMany = IsMany, IsRequired = IsRequired && !IsRetired, IsSearchable = IsSearchable, IsAsking = IsAsking, IsTranslatable = IsTranslatable, IsRetired = IsRetired, IsOwn = true, Words = Words,
        Facet = Facet, Vocabulary = Vocabulary, Link = Connection is null ? null : ConnectionType.Find(Connection), LinkKinds = LinkKinds, Step = Step,
    };
}

/// <summary>A vocabulary of the archive's own or, under the name of one that comes with Kindred, what it has there besides.</summary>
public sealed record OwnVocabulary(string Name)
{
    public ImmutableArray<OwnTerm> Terms { get; init; } = [];

    public OwnTerm? Term(string id) => Terms.FirstOrDefault(term => term.Id == id);

    /// <summary>One term now reads as another, of this vocabulary: merged into it where that is there already, moved where it is not. What lies under it goes with it.</summary>
    /// <param name="all">Every term that the vocabulary has now.</param>
    public OwnVocabulary Moved(string from, string to, IEnumerable<string> all)
    {
        string[] terms = [.. all];
        Dictionary<string, OwnTerm> own = Terms.ToDictionary(term => term.Id, StringComparer.Ordinal);
        List<string> order = [.. Terms.Select(term => term.Id)];
        foreach (string term in terms.Where(term => term == from || term.StartsWith(from + "/", StringComparison.Ordinal)))
        {
            string target = to + term[from.Length..];
            OwnTerm old = own.GetValueOrDefault(term, new OwnTerm(term));
            if (!terms.Contains(target)) Put(old with { Id = target, Now = null });
            Put(old with { Now = target });
        }

        return this with { Terms = [.. order.Select(id => own[id])] };

        void Put(OwnTerm term)
        {
            if (!own.ContainsKey(term.Id)) order.Add(term.Id);
            own[term.Id] = term;
        }
    }
}

/// <summary>A term of the archive's own, or what it says of one that comes with Kindred.</summary>
/// <param name="Id">Path of the term: <c>work/picking</c> lies under <c>work</c>.</param>
public sealed record OwnTerm(string Id)
{
    /// <summary><c>label</c>, by language.</summary>
    public OwnWords Words { get; init; } = OwnWords.None;

    /// <summary>The term as which it reads now: it was merged into that, or moved there. Revisions that hold the old one are not rewritten.</summary>
    public string? Now { get; init; }

    /// <summary>No form offers it any more; it is shown and found as before.</summary>
    public bool IsRetired { get; init; }
}

/// <summary>Words of one thing, by language and by what they are for.</summary>
public sealed record OwnWords(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ByLanguage)
{
    public static OwnWords None { get; } = new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal));

    public string? this[string language, string what] => ByLanguage.GetValueOrDefault(language)?.GetValueOrDefault(what);

    /// <summary>In this language or its parent, else in the archive's own, else in English, else in any.</summary>
    public string? In(string language, string archives, string what)
    {
        foreach (string wanted in new[] { language, archives, "en" })
        {
            for (string tag = wanted; tag.Length > 0; tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
            {
                if (this[tag, what] is { } found) return found;
            }
        }

        return ByLanguage.Values.Select(words => words.GetValueOrDefault(what)).FirstOrDefault(text => text is not null);
    }

    /// <summary>What is said and in which language: in this one where it is said there, else in the first that it is said in.</summary>
    public (string Text, string Language)? Best(string language, string what) =>
        this[language, what] is { } text ? (text, language) : ByLanguage.Where(words => words.Value.ContainsKey(what)).Select(words => ((string, string)?)(words.Value[what], words.Key)).FirstOrDefault();

    public OwnWords With(string language, string what, string? text)
    {
        ImmutableSortedDictionary<string, string> words = ByLanguage.GetValueOrDefault(language) ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        words = string.IsNullOrEmpty(text) ? words.Remove(what) : words.SetItem(what, text);
        return new OwnWords(words.IsEmpty ? ByLanguage.Remove(language) : ByLanguage.SetItem(language, words));
    }
}
