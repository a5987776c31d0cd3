using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kindred.Domain.Kinds;

/// <summary>The declaration as JSON: the form of <c>archive.json</c>, of <c>/api/v1/keep/kinds</c> and of what the archive keeps. Members stand in the order in which
/// they are shown. Reading finds what is no declaration at all; what it says is weighed by <see cref="OwnKindsCheck"/>.</summary>
public static class OwnKindsJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names of types in the declaration; the plural of one says that a record may hold many.</summary>
    public static ImmutableArray<(string Name, FieldType Type, bool IsMany)> Types { get; } =
    [
        ("text", FieldType.Text, false), ("texts", FieldType.Text, true), ("markdown", FieldType.Markdown, false), ("date", FieldType.Date, false), ("day", FieldType.Day, false),
        ("links", FieldType.Link, true), ("term", FieldType.Term, false), ("terms", FieldType.Term, true), ("url", FieldType.Url, false), ("urls", FieldType.Url, true),
        ("language", FieldType.Language, false), ("languages", FieldType.Language, true), ("flag", FieldType.Flag, false), ("range", FieldType.Range, false),
    ];

    public static string TypeOf(OwnField field) => Types.First(type => type.Type == field.Type && type.IsMany == field.IsMany).Name;

    public static (OwnKinds Declared, ImmutableArray<Finding> Findings) Read(JsonElement json)
    {
        List<Finding> findings = [];
        Reader reader = new(findings);
        if (json.ValueKind != JsonValueKind.Object) return (OwnKinds.None, [new Finding("wrong-shape")]);
        reader.Only(json, "", "kinds", "vocabularies");
        OwnKinds declared = new([.. reader.Members(json, "kinds", "").Select(reader.Kind)], [.. reader.Members(json, "vocabularies", "").Select(reader.Vocabulary)]);
        return (declared, [.. findings]);
    }

    /// <summary>What the archive keeps, which was found right when it was declared.</summary>
    public static OwnKinds Parse(string? json)
    {
        if (json is null) return OwnKinds.None;
        using JsonDocument document = JsonDocument.Parse(json);
        return Read(document.RootElement).Declared;
    }

    public static string Write(OwnKinds own)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteStartObject("kinds");
            foreach (OwnKind kind in own.Kinds) Write(json, kind);
            json.WriteEndObject();
            json.WriteStartObject("vocabularies");
            foreach (OwnVocabulary vocabulary in own.Vocabularies) Write(json, vocabulary);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    internal static string MarkOf(OwnKinds own) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Write(own))).AsSpan(0, 6));

    private static void Write(Utf8JsonWriter json, OwnKind kind)
    {
        json.WriteStartObject(kind.Name);
        if (!KindSet.IsBuiltIn(kind.Name))
        {
            json.WriteString("plural", kind.Plural);
            Write(json, kind.Words);
            json.WriteString("schemaOrg", kind.SchemaOrg);
            if (!kind.IsOffered) json.WriteBoolean("offered", false);
            if (!kind.IsBrowsed) json.WriteBoolean("browsed", false);
            if (kind.IsRetired) json.WriteBoolean("retired", true);
        }

        json.WriteStartObject("fields");
        foreach (OwnField field in kind.Fields) Write(json, field);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OwnField field)
    {
        json.WriteStartObject(field.Name);
        json.WriteString("type", TypeOf(field));
        Write(json, field.Words);
        if (field.Vocabulary is not null) json.WriteString("vocabulary", field.Vocabulary);
        if (field.Connection is not null) json.WriteString("connection", field.Connection);
        if (!field.LinkKinds.IsEmpty)
        {
            json.WriteStartArray("kinds");
            foreach (string kind in field.LinkKinds) json.WriteStringValue(kind);
            json.WriteEndArray();
        }

        json.WriteString("step", StepName(field.Step));
        json.WriteBoolean("asking", field.IsAsking);
        json.WriteBoolean("searchable", field.IsSearchable);
        json.WriteBoolean("facet", field.IsFacet);
        json.WriteBoolean("required", field.IsRequired);
        json.WriteBoolean("translatable", field.IsTranslatable);
        if (field.IsRetired) json.WriteBoolean("retired", true);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OwnVocabulary vocabulary)
    {
        json.WriteStartObject(vocabulary.Name);
        json.WriteStartObject("terms");
        foreach (OwnTerm term in vocabulary.Terms)
        {
            json.WriteStartObject(term.Id);
            json.WriteStartObject("words");
            foreach ((string language, ImmutableSortedDictionary<string, string> words) in term.Words.ByLanguage) json.WriteString(language, words.GetValueOrDefault("label"));
            json.WriteEndObject();
            if (term.Now is not null) json.WriteString("now", term.Now);
            if (term.IsRetired) json.WriteBoolean("retired", true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OwnWords words)
    {
        json.WriteStartObject("words");
        foreach ((string language, ImmutableSortedDictionary<string, string> texts) in words.ByLanguage)
        {
            json.WriteStartObject(language);
            foreach ((string what, string text) in texts) json.WriteString(what, text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static string StepName(FieldStep step) => step.ToString().ToLowerInvariant();

    /// <summary>Takes what can be read and lists what can't.</summary>
    private sealed class Reader(List<Finding> findings)
    {
        public OwnKind Kind((string Name, JsonElement Json, string At) of)
        {
            bool isBuiltIn = KindSet.IsBuiltIn(of.Name);
            if (isBuiltIn) Only(of.Json, of.At, "fields");
            else Only(of.Json, of.At, "plural", "words", "schemaOrg", "offered", "browsed", "retired", "fields");
            return new OwnKind(of.Name)
            {
                Plural = Text(of.Json, "plural", of.At) ?? "", Words = Words(of.Json, of.At, "one", "many", "about"), SchemaOrg = Text(of.Json, "schemaOrg", of.At) ?? "CreativeWork",
                IsOffered = Flag(of.Json, "offered", of.At, true), IsBrowsed = Flag(of.Json, "browsed", of.At, true), IsRetired = Flag(of.Json, "retired", of.At, false),
                Fields = [.. Members(of.Json, "fields", of.At).Select(Field)],
            };
        }

        public OwnVocabulary Vocabulary((string Name, JsonElement Json, string At) of)
        {
            Only(of.Json, of.At, "terms");
            return new OwnVocabulary(of.Name) { Terms = [.. Members(of.Json, "terms", of.At).Select(Term)] };
        }

        public IEnumerable<(string Name, JsonElement Json, string At)> Members(JsonElement json, string name, string at)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out JsonElement members)) yield break;
            at = At(at, name);
            if (members.ValueKind != JsonValueKind.Object)
            {
                findings.Add(new Finding("wrong-shape", at));
                yield break;
            }

            foreach (JsonProperty member in members.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Object) yield return (member.Name, member.Value, At(at, member.Name));
                else findings.Add(new Finding("wrong-shape", At(at, member.Name)));
            }
        }

        public void Only(JsonElement json, string at, params ReadOnlySpan<string> known)
        {
            foreach (JsonProperty member in json.EnumerateObject())
            {
                if (!known.Contains(member.Name)) findings.Add(new Finding("unknown-field", At(at, member.Name)));
            }
        }

        private OwnField Field((string Name, JsonElement Json, string At) of)
        {
            Only(of.Json, of.At, "type", "words", "vocabulary", "connection", "kinds", "step", "asking", "searchable", "facet", "required", "translatable", "retired");
            string? said = Text(of.Json, "type", of.At);
            (string? name, FieldType type, bool isMany) = Types.FirstOrDefault(one => one.Name == said);
            if (name is null) findings.Add(new Finding(said is null ? "needs-field" : "unknown-term", At(of.At, "type"), said));
            ImmutableArray<string> kinds = Texts(of.Json, "kinds", of.At);
            string? step = Text(of.Json, "step", of.At);
            FieldStep found = Enum.GetValues<FieldStep>().FirstOrDefault(one => StepName(one) == step, FieldStep.More);
            if (step is not null && StepName(found) != step) findings.Add(new Finding("unknown-term", At(of.At, "step"), step));
            bool isProse = type is FieldType.Text or FieldType.Markdown;
            return new OwnField(of.Name, type)
            {
                IsMany = isMany, Words = Words(of.Json, of.At, "label", "help"), Vocabulary = Text(of.Json, "vocabulary", of.At), Connection = Text(of.Json, "connection", of.At), LinkKinds = kinds, Step = found,
                IsAsking = Flag(of.Json, "asking", of.At, OwnField.IsAskingUnlessSaid(type, kinds)), IsSearchable = Flag(of.Json, "searchable", of.At, isProse), IsFacet = Flag(of.Json, "facet", of.At, false),
                IsRequired = Flag(of.Json, "required", of.At, false), IsTranslatable = Flag(of.Json, "translatable", of.At, isProse && !isMany), IsRetired = Flag(of.Json, "retired", of.At, false),
            };
        }

        private OwnTerm Term((string Name, JsonElement Json, string At) of)
        {
            Only(of.Json, of.At, "words", "now", "retired");
            OwnWords words = OwnWords.None;
            if (of.Json.TryGetProperty("words", out JsonElement all) && all.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty language in all.EnumerateObject()) words = words.With(language.Name, "label", Text(all, language.Name, At(of.At, "words")));
            }
            else if (all.ValueKind != JsonValueKind.Undefined) findings.Add(new Finding("wrong-shape", At(of.At, "words")));

            return new OwnTerm(of.Name) { Words = words, Now = Text(of.Json, "now", of.At), IsRetired = Flag(of.Json, "retired", of.At, false) };
        }

        private OwnWords Words(JsonElement json, string at, params ReadOnlySpan<string> known)
        {
            OwnWords words = OwnWords.None;
            string[] parts = [.. known];
            foreach ((string language, JsonElement texts, string where) in Members(json, "words", at))
            {
                Only(texts, where, parts);
                foreach (string what in parts) words = words.With(language, what, Text(texts, what, where));
            }

            return words;
        }

        private string? Text(JsonElement json, string name, string at)
        {
            if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return null;
            if (value.ValueKind == JsonValueKind.String) return value.GetString()!.Trim() is { Length: > 0 } text ? text : null;
            findings.Add(new Finding("wrong-shape", At(at, name)));
            return null;
        }

        private bool Flag(JsonElement json, string name, string at, bool otherwise)
        {
            if (!json.TryGetProperty(name, out JsonElement value)) return otherwise;
            if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
            findings.Add(new Finding("flag-not-yes-or-no", At(at, name)));
            return otherwise;
        }

        private ImmutableArray<string> Texts(JsonElement json, string name, string at)
        {
            if (!json.TryGetProperty(name, out JsonElement value)) return [];
            if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)) return [.. value.EnumerateArray().Select(one => one.GetString()!)];
            findings.Add(new Finding("wrong-shape", At(at, name)));
            return [];
        }

        private static string At(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";
    }
}
