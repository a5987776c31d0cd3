using System.Text.Json;

namespace Kindred.Features.Importing.Reading;

/// <summary>Cells of a resource of Omeka S (https://omeka.org/s/docs/developer/api/rest_api_reference/): a property by its name such as <c>dcterms:title</c>. What only some may read, what is in
/// another language than the title and what leads to another resource have headings of their own, so that no profile takes one for the other:
/// <c>dcterms:title@es</c>, <c>dcterms:title (private)</c>, <c>dcterms:relation (item)</c>, <c>dcterms:subject (uri)</c>.</summary>
internal sealed class OmekaCells(TextForm text, bool repairsMojibake) : JsonCells(text, repairsMojibake)
{
    private const string TitleProperty = "dcterms:title";

    private readonly List<Value> values = [];

    /// <summary>Of content that begins as JSON.</summary>
    public static bool IsIn(ReadOnlySpan<byte> content) =>
        content.IndexOf("\"o:id\""u8) >= 0 && (content.IndexOf("\"o:is_public\""u8) >= 0 || content.IndexOf("\"o:Item"u8) >= 0 || content.IndexOf("\"o:Media\""u8) >= 0);

    private string? title;

    protected override void Begin()
    {
        values.Clear();
        title = null;
    }

    protected override void ReadMember(ref Utf8JsonReader reader, string name)
    {
        if (name == "o:title" && reader.TokenType == JsonTokenType.String)
        {
            title = reader.GetString();
            return;
        }

        bool isWhole = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
        if (!isWhole || !(name == "@type" || name.Contains(':', StringComparison.Ordinal)))
        {
            ReadValue(ref reader, name);
            return;
        }

        using JsonDocument json = JsonDocument.ParseValue(ref reader);
        JsonElement[] all = json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray()] : [json.RootElement];
        if (name == "@type") AddTypes(all);
        else if (name.StartsWith("o:", StringComparison.Ordinal) || name.StartsWith("o-", StringComparison.Ordinal)) AddReferences(name, all);
        else foreach (JsonElement one in all) AddValue(name, one);
    }

    protected override void Finish()
    {
        string? main = values.Find(one => one is { Property: TitleProperty, IsPrivate: false, Language: not null })?.Language;
        if (main is not null) Add("language", main);
        // Omeka shows whoever may see it a title that others may not.
        if (title is not null) Add(values.Exists(one => one.IsPrivate && one.Text == title) ? "o:title (private)" : "o:title", title);
        foreach (Value value in values)
        {
            bool isOther = value.Language is { } language && !language.Equals(main, StringComparison.OrdinalIgnoreCase);
            string heading = isOther && main is not null ? $"{value.Property}@{value.Language}" : value.Property;
            Add(value.IsPrivate ? $"{heading}{value.Kind} (private)" : heading + value.Kind, value.Text);
        }
    }

    /// <summary>What sort of resource it is, and of which class.</summary>
    private void AddTypes(JsonElement[] types)
    {
        foreach (string type in types.Select(Written)) Add(type.StartsWith("o:", StringComparison.Ordinal) ? "@type" : "class", type);
    }

    /// <summary>What Omeka says itself: owner, sets, files, days.</summary>
    private void AddReferences(string name, JsonElement[] all)
    {
        foreach (JsonElement one in all)
        {
            if (Member(one, "o:id") is { } id)
            {
                Add(name, id);
                if (Member(one, "@id") is { } address) Add(name + ".@id", address);
            }
            else
            {
                Add(name, Member(one, "@value") ?? Written(one));
            }
        }
    }

    private void AddValue(string name, JsonElement one)
    {
        if (one.ValueKind != JsonValueKind.Object)
        {
            values.Add(new Value(name, Written(one)));
            return;
        }

        bool isPrivate = one.TryGetProperty("is_public", out JsonElement isPublic) && isPublic.ValueKind is not (JsonValueKind.True or JsonValueKind.Null) && Written(isPublic) != "1";
        string? language = Member(one, "@language") is { Length: > 0 } said ? said : null;
        if (Member(one, "value_resource_id") is { } resource)
        {
            Put(" (item)", $"{resource} {Member(one, "display_title")}".TrimEnd());
        }
        else if (Member(one, "@value") is { } value)
        {
            Put("", value);
        }
        else if (Member(one, "@id") is { } address)
        {
            string? label = Member(one, "o:label");
            if (label is not null) Put("", label);
            Put(label is null ? "" : " (uri)", address);
        }
        else
        {
            Put("", Written(one));
        }

        if (one.TryGetProperty("@annotation", out JsonElement annotation)) Put(" (annotation)", Written(annotation));

        void Put(string kind, string text) => values.Add(new Value(name, text) { Kind = kind, Language = language, IsPrivate = isPrivate });
    }

    private static string? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? Written(value) : null;

    private static string Written(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonText.Compact(value);

    private sealed record Value(string Property, string Text)
    {
        public string Kind { get; init; } = "";

        public string? Language { get; init; }

        public bool IsPrivate { get; init; }
    }
}
