using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>What a field takes. The entry types name the parts of each entry in <see cref="Field.Parts"/>.</summary>
public enum FieldType
{
    Text,
    Markdown,
    Date,
    Day,
    Link,
    Term,
    Coordinates,
    Range,
    Url,
    Language,
    Flag,
    Credits,
    Sources,
    Creators,
    Guidance,
    Notices,
}

/// <summary>Where on a deposit's way a field is asked for.</summary>
public enum FieldStep
{
    Tell,
    People,
    Context,
    Learn,
    Sources,
    More,
}

/// <summary>One field of a kind, declared in one line. Label and help are the texts <c>field.{Name}.label</c> and
/// <c>field.{Name}.help</c>, or those of <c>field.{kind}.{Name}</c> where a kind words it its own way.</summary>
public sealed record Field(string Name, FieldType Type)
{
    private readonly Vocabulary? choices;

    public bool IsMany { get; init; }

    public bool IsRequired { get; init; }

    public bool IsSearchable { get; init; }

    /// <summary>Name of the facet it feeds, or null.</summary>
    public string? Facet { get; init; }

    /// <summary>Name under which the index keeps what it says, so that those are found that say the same; it is no facet, and no list is narrowed by it.</summary>
    public string? KeptAs { get; init; }

    /// <summary>A change of it asks the communities anew.</summary>
    public bool IsAsking { get; init; }

    /// <summary>Its text may have translations.</summary>
    public bool IsTranslatable { get; init; }

    /// <summary>Name of its vocabulary, for terms.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>That vocabulary, as the archive has it now.</summary>
    public Vocabulary Choices
    {
        get => choices ?? Kinds.Vocabulary.Of(Vocabulary!);
        init => choices = value;
    }

    /// <summary>Declared by the archive.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Its label and help, where the archive declared it.</summary>
    public OwnWords Words { get; init; } = OwnWords.None;

    /// <summary>No form asks for it any more; what records hold of it stays, is shown, found and given out.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Connection type and the kinds at the far end, for links.</summary>
    public ConnectionType? Link { get; init; }

    public ImmutableArray<string> LinkKinds { get; init; } = [];

    /// <summary>The connection runs from the far record to this one: a coalition's members are in it.</summary>
    public bool IsIncoming { get; init; }

    /// <summary>The far record says it in a field of its own: it is shown here, and neither asked for nor read.</summary>
    public bool IsSaidByOther { get; init; }

    /// <summary>Dublin Core term, without prefix; null: not mapped.</summary>
    public string? DublinCore { get; init; }

    /// <summary>schema.org property; null: not mapped.</summary>
    public string? SchemaOrg { get; init; }

    public FieldStep Step { get; init; } = FieldStep.More;

    /// <summary>Names of an entry's parts, in the order they are shown.</summary>
    public ImmutableArray<string> Parts => Type switch
    {
        FieldType.Credits => ["name", "did"],
        FieldType.Sources => ["resource", "url", "title", "locator", "quotation", "note"],
        FieldType.Creators => ["family", "given", "literal"],
        FieldType.Guidance => ["say", "ratherNot", "why"],
        FieldType.Notices => [FieldNotices.Field, FieldNotices.Notice],
        _ => [],
    };

    public bool IsLink => Type == FieldType.Link;

    /// <summary>A form asks for it by itself. Notices are asked for beside the fields that they are of, and what another record says there.</summary>
    public bool IsAsked => !IsSaidByOther && Type != FieldType.Notices;

    /// <summary>What a record holds as it reads now: a term that was merged or moved reads as the other.</summary>
    public string Current(string text) => Type == FieldType.Term ? Choices.Now(text) : text;

    public static Field Text(string name) => new(name, FieldType.Text) { IsSearchable = true, IsTranslatable = true };

    public static Field Texts(string name) => Text(name) with { IsMany = true, IsTranslatable = false };

    public static Field Markdown(string name) => new(name, FieldType.Markdown) { IsSearchable = true, IsTranslatable = true };

    public static Field Date(string name) => new(name, FieldType.Date);

    public static Field Url(string name) => new(name, FieldType.Url);

    public static Field Urls(string name) => Url(name) with { IsMany = true };

    public static Field Term(string name, string vocabulary) => new(name, FieldType.Term) { Vocabulary = vocabulary };

    public static Field Terms(string name, string vocabulary) => Term(name, vocabulary) with { IsMany = true };

    public static Field LinkTo(string name, ConnectionType link, params ImmutableArray<string> kinds) =>
        new(name, FieldType.Link) { Link = link, LinkKinds = kinds, IsMany = true };
}
