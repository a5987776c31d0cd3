using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>Reads a record as JSON (the form of surface.md) by its kind's declaration. What can't be read is a finding; nothing is guessed and nothing dropped in silence.</summary>
public static class RecordInput
{
    /// <summary>Members that are not fields; no kind has a field of such a name.</summary>
    public static IReadOnlyList<string> Envelope { get; } = ["ref", "kind", "language", "translations", "translationStates", "id", "revision", "state", "visibility", "terms", "links"];

    private static readonly Field Sources = new("sources", FieldType.Sources) { IsMany = true };

    public static (RecordContent Content, ImmutableArray<LinkMention> Links) Read(JsonElement json, Kind kind, string defaultLanguage, string path, List<Finding> findings)
    {
        RecordContent content = new() { Language = Language(Text(json, "language", path, findings)) ?? defaultLanguage };
        ImmutableArray<LinkMention>.Builder links = ImmutableArray.CreateBuilder<LinkMention>();
        ImmutableDictionary<string, FieldValue>.Builder fields = ImmutableDictionary.CreateBuilder<string, FieldValue>();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            string at = At(path, member.Name);
            if (kind[member.Name] is not { } field)
            {
                // The addresses that the archive writes are an object; a list of them was meant as a field.
                if (!Envelope.Contains(member.Name) || member is { Name: "links", Value.ValueKind: JsonValueKind.Array }) findings.Add(new Finding("unknown-field", at));
                continue;
            }

            if (IsNothing(member.Value) || field.IsSaidByOther || (field.Type == FieldType.Notices && NoticesInput.IsNothing(member.Value))) continue;
            if (field.IsLink) ReadLinks(member.Value, field, at, links, findings);
            else if (ReadValue(member.Value, field, at, findings) is { } value) fields[field.Name] = value;
        }

        // Who may see it is decided by state and consent; a wish to hide it from somebody would not be kept.
        if (Text(json, "visibility", path, findings) is { } visibility && visibility != "public") findings.Add(new Finding("visibility-only-public", At(path, "visibility"), visibility));
        if (json.TryGetProperty("translations", out JsonElement translations) && !IsNothing(translations))
            content = content with { Translations = TranslationInput.Read(translations, json, kind, At(path, "translations"), findings) };
        return (content with { Fields = fields.ToImmutable() }, links.ToImmutable());
    }

    /// <summary>The words of a connection with words of its own.</summary>
    public static ConnectionWords ReadWords(JsonElement json, string defaultLanguage, string path, List<Finding> findings) => new()
    {
        Language = Language(Text(json, "language", path, findings)) ?? defaultLanguage,
        Text = Text(json, "words", path, findings),
        Shared = Text(json, "shared", path, findings),
        Distinct = Text(json, "distinct", path, findings),
        When = Text(json, "when", path, findings),
        Sources = json.TryGetProperty("sources", out JsonElement sources) && !IsNothing(sources) && ReadValue(sources, Sources, At(path, "sources"), findings) is FieldValue.Entries entries
            ? entries.Items
            : [],
    };

    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && Clean(value.GetString()!) is { Length: > 0 } text
            ? text
            : null;

    /// <summary>As <see cref="Text(JsonElement, string)"/>; what is there and is no text is a finding.</summary>
    public static string? Text(JsonElement json, string name, string path, List<Finding> findings)
    {
        if (json.TryGetProperty(name, out JsonElement value) && value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)) findings.Add(new Finding("wrong-shape", At(path, name)));
        return Text(json, name);
    }

    public static void OnlyMembers(JsonElement json, string path, List<Finding> findings, params IReadOnlyCollection<string> known) =>
        findings.AddRange(json.EnumerateObject().Where(member => !known.Contains(member.Name)).Select(member => new Finding("unknown-field", At(path, member.Name))));

    internal static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    // What is no tag stays as it was typed, and becomes a finding of its own.
    internal static string? Language(string? typed) => LanguageTag.Read(typed) ?? typed;

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => Clean(value.GetString()!).Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private static void ReadLinks(JsonElement value, Field field, string at, ImmutableArray<LinkMention>.Builder links, List<Finding> findings)
    {
        foreach (JsonElement one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
        {
            string? target = one.ValueKind == JsonValueKind.String ? one.GetString() : Text(one, "record") ?? Text(one, "id") ?? Text(one, "title");
            if (string.IsNullOrWhiteSpace(target))
            {
                findings.Add(new Finding("wrong-shape", at));
                continue;
            }

            LinkMention link = new(field.Name, Clean(target));
            links.Add(one.ValueKind == JsonValueKind.Object ? link with { Note = Text(one, "note", at, findings), Finest = Finest(one, field, at, findings) } : link);
        }
    }

    /// <summary>How closely a place may be shown here; null: nothing is said of it, or of a link that is none of a place.</summary>
    private static Precision? Finest(JsonElement one, Field field, string at, List<Finding> findings)
    {
        bool isPlace = field.Name == CommonFields.Where && field.Link == ConnectionType.InPlace;
        OnlyMembers(one, at, findings, isPlace ? ["record", "id", "title", "note", "precision"] : ["record", "id", "title", "note"]);
        if (!isPlace || Text(one, "precision", at, findings) is not { } said) return null;
        if (ValueName.Read<Precision>(said) is { } known) return known;
        findings.Add(new Finding("unknown-term", At(at, "precision"), said));
        return null;
    }

    /// <summary>Null: it was not to be read, and a finding says so.</summary>
    private static FieldValue? ReadValue(JsonElement value, Field field, string at, List<Finding> findings)
    {
        int before = findings.Count;
        FieldValue? read = field.Type switch
        {
            FieldType.Range => ReadRange(value, at, findings),
            FieldType.Coordinates => ReadCoordinates(value, at, findings),
            FieldType.Notices => NoticesInput.Read(value, at, findings),
            FieldType.Credits or FieldType.Sources or FieldType.Creators or FieldType.Guidance => ReadEntries(value, field),
            _ when field.IsMany => ReadMany(value, field),
            _ => Scalar(value, field) is { } text ? new FieldValue.One(field.Current(text)) : null,
        };
        if (read is null && findings.Count == before) findings.Add(new Finding("wrong-shape", at));
        return read;
    }

    private static FieldValue.Many? ReadMany(JsonElement value, Field field)
    {
        string?[] texts = [.. Each(value).Select(one => Scalar(one, field))];
        if (texts.Contains(null)) return null;
        IEnumerable<string> said = texts.OfType<string>().Where(text => text.Length > 0);
        // Two terms may have become one since.
        return new FieldValue.Many([.. field.Type == FieldType.Term ? said.Select(field.Current).Distinct() : said]);
    }

    private static FieldValue.Range? ReadRange(JsonElement value, string at, List<Finding> findings)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long exactly)) return new FieldValue.Range(exactly, exactly);
        if (value.ValueKind != JsonValueKind.Object) return null;
        OnlyMembers(value, at, findings, "low", "high");
        return new FieldValue.Range(Count("low"), Count("high"));

        long? Count(string name)
        {
            if (!value.TryGetProperty(name, out JsonElement number) || IsNothing(number)) return null;
            if (number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long count)) return count;
            findings.Add(new Finding("wrong-shape", At(at, name)));
            return null;
        }
    }

    private static FieldValue.Coordinates? ReadCoordinates(JsonElement value, string at, List<Finding> findings)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        OnlyMembers(value, at, findings, "latitude", "longitude", "precision");
        // Coarse unless somebody says otherwise: a point that is too fine can't be called back.
        string? said = Text(value, "precision", at, findings);
        if (said is not null && ValueName.Read<Precision>(said) is null) findings.Add(new Finding("unknown-term", At(at, "precision"), said));
        return Degrees("latitude") is { } latitude && Degrees("longitude") is { } longitude
            ? new FieldValue.Coordinates(latitude, longitude, ValueName.Read<Precision>(said) ?? Precision.Country)
            : null;

        double? Degrees(string name)
        {
            if (value.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number) return number.GetDouble();
            findings.Add(new Finding("wrong-shape", At(at, name)));
            return null;
        }
    }

    private static FieldValue.Entries? ReadEntries(JsonElement value, Field field)
    {
        Entry?[] entries = [.. Each(value).Select(one => ReadEntry(one, field))];
        return entries.Contains(null) ? null : new FieldValue.Entries([.. entries.OfType<Entry>()]);
    }

    /// <summary>A bare text is its first part; of a source the address where it looks like one, and its title otherwise.</summary>
    private static Entry? ReadEntry(JsonElement one, Field field)
    {
        if (one.ValueKind == JsonValueKind.String)
        {
            string text = Clean(one.GetString()!);
            string first = field.Type != FieldType.Sources ? field.Parts[0] : text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? "url" : "title";
            return Entry.Of((first, text));
        }

        if (one.ValueKind != JsonValueKind.Object) return null;
        (string Name, string? Text)[] parts = [.. one.EnumerateObject().Where(part => !IsNothing(part.Value)).Select(part => (part.Name, Scalar(part.Value, field)))];
        return parts.Length == 0 || parts.Any(part => part.Text is null) ? null : Entry.Of(parts);
    }

    private static JsonElement[] Each(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    /// <summary>Null where it is neither text nor number nor, where that is asked for, yes or no.</summary>
    private static string? Scalar(JsonElement value, Field field) => value.ValueKind switch
    {
        JsonValueKind.String when field.Type == FieldType.Language => Language(Clean(value.GetString()!)),
        JsonValueKind.String => Clean(value.GetString()!),
        JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True when field.Type == FieldType.Flag => "true",
        JsonValueKind.False when field.Type == FieldType.Flag => "false",
        _ => null,
    };

    /// <summary>Composed Unicode, one kind of line end, no control characters but line end and tab: what cannot be seen can't be agreed to.</summary>
    public static string Clean(string text)
    {
        string composed = NormalText.Of(text.ReplaceLineEndings("\n"), System.Text.NormalizationForm.FormC).Trim();
        return composed.AsSpan().ContainsAnyInRange('\0', '\u001F') ? string.Concat(composed.Where(c => !char.IsControl(c) || c is '\n' or '\t')) : composed;
    }
}
