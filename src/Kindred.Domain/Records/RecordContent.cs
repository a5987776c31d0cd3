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

/// <summary>A field's text in another language; remembers which revision it translates, so that it can be marked stale.</summary>
public sealed record Translation(string Text, int OfRevision, bool IsMachine = false);
