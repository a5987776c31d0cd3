using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Importing.Mapping;

/// <summary>What a profile can name as the place of a value, beside the fields themselves.</summary>
public enum PlaceRole
{
    Leave,
    File,
    Drop,

    /// <summary>The record of this archive that a row is about.</summary>
    Id,

    Field,

    /// <summary><c>sources.url</c></summary>
    EntryPart,

    /// <summary><c>when.start</c>, <c>when.end</c></summary>
    Start,
    End,

    /// <summary><c>coordinates.latitude</c>, <c>.longitude</c>, <c>.precision</c></summary>
    Latitude,
    Longitude,
    PointPrecision,

    /// <summary><c>participants.low</c>, <c>.high</c></summary>
    Low,
    High,

    /// <summary><c>where.note</c>, <c>where.precision</c></summary>
    LinkNote,
    LinkPrecision,

    /// <summary><c>translations.es.title</c></summary>
    Translation,

    /// <summary><c>noticesOf.story</c></summary>
    Notice,

    /// <summary><c>fieldEmbargoes.story</c>: the day before which it is not public.</summary>
    FieldEmbargo,
}

/// <summary>A place of one kind.</summary>
/// <param name="Ordinal">Of the field among those of its kind.</param>
internal sealed record FieldPlace(PlaceRole Role, Field? Field = null, int Ordinal = -1, string Part = "", string Language = "")
{
    public const string Embargoes = "fieldEmbargoes";
    private const string Translations = "translations";

    /// <summary>Null: this kind has no such place.</summary>
    public static FieldPlace? Of(string to, Kind kind)
    {
        switch (to)
        {
            case Placement.Leave:
                return new FieldPlace(PlaceRole.Leave);
            case Placement.File:
                return new FieldPlace(PlaceRole.File);
            case Placement.Drop:
                return new FieldPlace(PlaceRole.Drop);
            case "id":
                return new FieldPlace(PlaceRole.Id);
        }

        string[] parts = to.Split('.');
        if (parts is [Translations, var tag, var name]) return LanguageTag.Read(tag) is { } language && At(name) is { Field.IsTranslatable: true } place ? place with { Role = PlaceRole.Translation, Language = language } : null;
        if (parts is [Embargoes, var kept]) return At(kept) is { } place ? place with { Role = PlaceRole.FieldEmbargo } : null;
        if (parts is [FieldNotices.Name, var before]) return At(before) is { Field: { } noticed } place && noticed.MayBeFolded() ? place with { Role = PlaceRole.Notice } : null;
        if (At(parts[0]) is not { Field: { IsSaidByOther: false } field } whole) return null;
        if (parts.Length == 1) return field.Type == FieldType.Notices ? null : whole;
        if (parts.Length > 2 || RoleOf(field, parts[1]) is not { } role) return null;
        return whole with { Role = role, Part = parts[1] };

        FieldPlace? At(string field) => kind[field] is { } found ? new FieldPlace(PlaceRole.Field, found, kind.Fields.IndexOf(found)) : null;
    }

    private static PlaceRole? RoleOf(Field field, string part) => (field.Type, part) switch
    {
        (FieldType.Date, "start") => PlaceRole.Start,
        (FieldType.Date, "end") => PlaceRole.End,
        (FieldType.Coordinates, "latitude") => PlaceRole.Latitude,
        (FieldType.Coordinates, "longitude") => PlaceRole.Longitude,
        (FieldType.Coordinates, "precision") => PlaceRole.PointPrecision,
        (FieldType.Range, "low") => PlaceRole.Low,
        (FieldType.Range, "high") => PlaceRole.High,
        (FieldType.Link, "note") => PlaceRole.LinkNote,
        (FieldType.Link, "precision") when field.Name == CommonFields.Where && field.Link == ConnectionType.InPlace => PlaceRole.LinkPrecision,
        (FieldType.Notices, _) => null,
        _ => field.Parts.Contains(part) ? PlaceRole.EntryPart : null,
    };

    /// <summary>Every place of a kind by its name, for a page that offers them.</summary>
    public static IEnumerable<string> All(Kind kind)
    {
        foreach (Field field in kind.Fields.Where(field => field is { IsSaidByOther: false, Type: not FieldType.Notices }))
        {
            yield return field.Name;
            string[] more = [.. field.Parts, .. field.Type switch
            {
                FieldType.Date => ["start", "end"],
                FieldType.Coordinates => ["latitude", "longitude", "precision"],
                FieldType.Range => ["low", "high"],
                FieldType.Link => field.Name == CommonFields.Where ? ["note", "precision"] : ["note"],
                _ => ImmutableArray<string>.Empty,
            }];
            foreach (string part in more) yield return $"{field.Name}.{part}";
        }
    }
}
