using System.Collections.Immutable;

namespace Kindred.Domain.Records;

/// <summary>What a revision holds: language, fields by name, and translations. Immutable.</summary>
public sealed record RecordContent
{
    private static readonly ImmutableDictionary<string, FieldValue> NoFields = ImmutableDictionary<string, FieldValue>.Empty;

    /// <summary>BCP 47 tag of the language in which the record was written.</summary>
    public required string Language { get; init; }

    public ImmutableDictionary<string, FieldValue> Fields { get; init; } = NoFields;

    /// <summary>Language tag, then field name, then the translated text.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>> Translations { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty;

    /// <summary>The link fields, in the order they were given. When the revision is shown, its connections are made to match.</summary>
    public ImmutableArray<ContentLink> Links { get; init; } = [];

    public string Title => Text("title") ?? "";

    public FieldValue? this[string field] => Fields.GetValueOrDefault(field);

    public string? Text(string field) => (this[field] as FieldValue.One)?.Text;

    public ImmutableArray<string> Texts(string field) => this[field] switch
    {
        FieldValue.Many many => many.Texts,
        FieldValue.One one => [one.Text],
        _ => [],
    };

    public ImmutableArray<Entry> Entries(string field) => (this[field] as FieldValue.Entries)?.Items ?? [];

    public RecordContent With(string field, FieldValue? value) =>
        this with { Fields = value is null ? Fields.Remove(field) : Fields.SetItem(field, value) };
}

/// <param name="IsCommunity">The far record is a community, which is asked where the connection's type names it.</param>
/// <param name="Note">Words that belong to the link itself, such as the note of a path's step.</param>
/// <param name="Finest">Of a place where something was: how closely it may be shown in what is told here; null: as the place is.</param>
public sealed record ContentLink(string Field, RecordId Target, bool IsCommunity = false, string? Note = null, Precision? Finest = null);

/// <summary>A field's text in another language.</summary>
/// <param name="OfRevision">The revision whose words it translates.</param>
/// <param name="IsMachine">A machine made it, and nobody has read it over.</param>
/// <param name="IsStale">The words that it translates say something else by now; see <see cref="Staleness"/>.</param>
public sealed record Translation(string Text, int OfRevision, bool IsMachine = false, bool IsStale = false);
