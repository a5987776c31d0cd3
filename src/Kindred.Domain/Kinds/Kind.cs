using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A kind of record, declared once as data. Forms, pages, JSON, JSON-LD, search, facets, diff and OpenAPI follow from it.</summary>
public sealed record Kind
{
    private readonly FrozenDictionary<string, Field> byName;

    /// <param name="name">As in JSON, lowerCamelCase.</param>
    /// <param name="plural">As in its browse address.</param>
    /// <param name="own">Fields beyond the common ones; one of the same name as a common one takes its place.</param>
    public Kind(string name, string plural, params ImmutableArray<Field> own)
    {
        Name = name;
        Plural = plural;
        Own = own;
        About = own.FirstOrDefault(field => field.Link == ConnectionType.About && !field.IsSaidByOther);
        Fields = [.. CommonFields.Before.Where(IsCommon), .. own, .. CommonFields.After.Where(IsCommon)];
        byName = Fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
        // Two fields of one connection type and direction could not be told apart when read back.
        bool IsCommon(Field field) => !own.Any(other => other.Name == field.Name || (field.Link is not null && other.Link == field.Link && !other.IsSaidByOther));
    }

    private Kind(Kind of, ImmutableArray<Field> own, ImmutableArray<Field> fields)
    {
        (Name, Plural, SchemaOrg, IsBrowsed, IsOffered, IsOwn, About) = (of.Name, of.Plural, of.SchemaOrg, of.IsBrowsed, of.IsOffered, of.IsOwn, of.About);
        (Own, Fields) = (own, fields);
        byName = Fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
    }

    public string Name { get; }

    public string Plural { get; }

    public ImmutableArray<Field> Own { get; }

    /// <summary>All fields in the order a page shows them.</summary>
    public ImmutableArray<Field> Fields { get; }

    /// <summary>schema.org type.</summary>
    public string SchemaOrg { get; init; } = "CreativeWork";

    /// <summary>Has a browse page of its own; notes and tellings stand beside records instead.</summary>
    public bool IsBrowsed { get; init; } = true;

    /// <summary>Anyone may tell it from the first step; a note or a telling begins at what it is about.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>Declared by the archive.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The field that says what a record of this kind hangs on.</summary>
    public Field? About { get; }

    public Field? this[string field] => byName.GetValueOrDefault(field);

    /// <summary>The field whose links are connections of this type from its record; null: none.</summary>
    public Field? LinkField(string type) => Fields.FirstOrDefault(field => field.Link?.Name == type && !field.IsIncoming);

    /// <summary>This with fields of the archive's own, after those that it has for itself, and with vocabularies as the archive has them.</summary>
    internal Kind Having(ImmutableArray<Field> more, Func<string, Vocabulary> vocabulary)
    {
        Field[] all = [.. Fields, .. more];
        if (!all.Any(field => field.Vocabulary is not null) && more.IsEmpty) return this;
        int last = Own.IsEmpty ? CommonFields.Before.Length - 1 : Fields.IndexOf(Own[^1]);
        return new Kind(this, [.. Own.Concat(more).Select(Now)], [.. Fields.Take(last + 1).Concat(more).Concat(Fields.Skip(last + 1)).Select(Now)]);

        Field Now(Field field) => field.Vocabulary is { } name ? field with { Choices = vocabulary(name) } : field;
    }
}
