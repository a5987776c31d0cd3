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
    public static IReadOnlyList<string> Envelope { get; } = ["ref", "kind", "language", "translations", "id", "revision", "state", "visibility", "links"];

    public static (RecordContent Content, ImmutableArray<LinkMention> Links) Read(JsonElement json, Kind kind, string defaultLanguage, string path, List<Finding> findings)
    {
        RecordContent content = new() { Language = Text(json, "language") ?? defaultLanguage };
        ImmutableArray<LinkMention>.Builder links = ImmutableArray.CreateBuilder<LinkMention>();
        ImmutableDictionary<string, FieldValue>.Builder fields = ImmutableDictionary.CreateBuilder<string, FieldValue>();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            string at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (kind[member.Name] is not { } field)
            {
                // The addresses that the archive writes are an object; a list of them was meant as a field.
                if (!Envelope.Contains(member.Name) || member is { Name: "links", Value.ValueKind: JsonValueKind.Array }) findings.Add(new Finding("unknown-field", at));
                continue;
            }

            if (IsNothing(member.Value)) continue;
            if (field.IsLink) ReadLinks(member.Value, field, at, links, findings);
            else if (ReadValue(member.Value, field) is { } value) fields[field.Name] = value;
            else findings.Add(new Finding("wrong-shape", at));
        }

        // Who may see it is decided by state and consent; a wish to hide it from somebody would not be kept.
        if (Text(json, "visibility") is { } visibility && visibility != "public") findings.Add(new Finding("visibility-only-public", path.Length == 0 ? "visibility" : $"{path}.visibility", visibility));
        if (json.TryGetProperty("translations", out JsonElement translations) && translations.ValueKind == JsonValueKind.Object)
            content = content with { Translations = ReadTranslations(translations, kind, path, findings) };
        return (content with { Fields = fields.ToImmutable() }, links.ToImmutable());
    }

    /// <summary>The words of a connection with words of its own.</summary>
    public static ConnectionWords ReadWords(JsonElement json, string defaultLanguage) => new()
    {
        Language = Text(json, "language") ?? defaultLanguage,
        Text = Text(json, "words"),
        Shared = Text(json, "shared"),
        Distinct = Text(json, "distinct"),
        When = Text(json, "when"),
        Sources = json.TryGetProperty("sources", out JsonElement sources) && sources.ValueKind == JsonValueKind.Array
            ? [.. sources.EnumerateArray().Select(ReadSource).OfType<Entry>()]
            : [],
    };

    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && Clean(value.GetString()!) is { Length: > 0 } text
            ? text
            : null;

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
            if (string.IsNullOrWhiteSpace(target)) findings.Add(new Finding("wrong-shape", at));
            else links.Add(new LinkMention(field.Name, Clean(target), Text(one, "note")));
        }
    }

    private static FieldValue? ReadValue(JsonElement value, Field field) => field.Type switch
    {
        FieldType.Range => ReadRange(value),
        FieldType.Coordinates => ReadCoordinates(value),
        FieldType.Credits or FieldType.Sources or FieldType.Creators or FieldType.Guidance => ReadEntries(value, field),
        _ when field.IsMany => ReadMany(value),
        _ => Scalar(value) is { } text ? new FieldValue.One(Clean(text)) : null,
    };

    private static FieldValue.Many? ReadMany(JsonElement value)
    {
        JsonElement[] all = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        string?[] texts = [.. all.Select(Scalar)];
        return texts.Any(text => text is null) ? null : new FieldValue.Many([.. texts.Select(text => Clean(text!)).Where(text => text.Length > 0)]);
    }

    private static FieldValue.Range? ReadRange(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long exactly)) return new FieldValue.Range(exactly, exactly);
        if (value.ValueKind != JsonValueKind.Object) return null;
        return new FieldValue.Range(Number("low"), Number("high"));
        long? Number(string name) => value.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long count) ? count : null;
    }

    private static FieldValue.Coordinates? ReadCoordinates(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        if (Degrees("latitude") is not { } latitude || Degrees("longitude") is not { } longitude) return null;
        // Coarse unless somebody says otherwise: a point that is too fine can't be called back.
        Precision precision = Enum.TryParse(Text(value, "precision"), ignoreCase: true, out Precision named) ? named : Precision.Town;
        return new FieldValue.Coordinates(latitude, longitude, precision);
        double? Degrees(string name) => value.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;
    }

    private static FieldValue.Entries? ReadEntries(JsonElement value, Field field)
    {
        JsonElement[] all = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        Entry?[] entries = [.. all.Select(one => field.Type == FieldType.Sources ? ReadSource(one) : ReadEntry(one, field.Parts[0]))];
        return entries.Any(entry => entry is null) ? null : new FieldValue.Entries([.. entries.OfType<Entry>()]);
    }

    /// <summary>A bare text is the address of a source where it looks like one, and its title otherwise.</summary>
    private static Entry? ReadSource(JsonElement one) => one.ValueKind == JsonValueKind.String
        ? Entry.Of((one.GetString()!.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? "url" : "title", one.GetString()))
        : ReadEntry(one, "title");

    private static Entry? ReadEntry(JsonElement one, string firstPart)
    {
        if (one.ValueKind == JsonValueKind.String) return Entry.Of((firstPart, Clean(one.GetString()!)));
        if (one.ValueKind != JsonValueKind.Object) return null;
        (string, string?)[] parts = [.. one.EnumerateObject().Where(part => !IsNothing(part.Value)).Select(part => (part.Name, Scalar(part.Value) is { } text ? Clean(text) : null))];
        return parts.Length == 0 ? null : Entry.Of(parts);
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>> ReadTranslations(JsonElement json, Kind kind, string path, List<Finding> findings)
    {
        var languages = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, Translation>>(StringComparer.Ordinal);
        foreach (JsonProperty language in json.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Object))
        {
            var fields = ImmutableSortedDictionary.CreateBuilder<string, Translation>(StringComparer.Ordinal);
            foreach (JsonProperty field in language.Value.EnumerateObject())
            {
                if (kind[field.Name] is { IsTranslatable: true } && Text(language.Value, field.Name) is { } text) fields[field.Name] = new Translation(text, 1);
                else findings.Add(new Finding("not-translatable", $"{(path.Length == 0 ? "" : path + ".")}translations.{language.Name}.{field.Name}"));
            }

            if (fields.Count > 0) languages[language.Name] = fields.ToImmutable();
        }

        return languages.ToImmutable();
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Composed Unicode, one kind of line end, no control characters but line end and tab: what cannot be seen can't be agreed to.</summary>
    public static string Clean(string text)
    {
        string composed = NormalText.Of(text.ReplaceLineEndings("\n"), System.Text.NormalizationForm.FormC).Trim();
        return composed.AsSpan().ContainsAnyInRange('\0', '\u001F') ? string.Concat(composed.Where(c => !char.IsControl(c) || c is '\n' or '\t')) : composed;
    }
}
