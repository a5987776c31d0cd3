using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>Reads the translations of a record's JSON, and what is said of them beside: a text, or <c>{text, isMachine}</c>; <c>translationStates</c> as the archive writes it.</summary>
internal static class TranslationInput
{
    /// <param name="record">The record that they stand in.</param>
    public static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>> Read(JsonElement json, JsonElement record, Kind kind, string at, List<Finding> findings)
    {
        var languages = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, Translation>>(StringComparer.Ordinal);
        if (json.ValueKind != JsonValueKind.Object) findings.Add(new Finding("wrong-shape", at));
        else foreach (JsonProperty language in json.EnumerateObject())
        {
            string tag = RecordInput.Language(language.Name)!, within = RecordInput.At(at, language.Name);
            if (language.Value.ValueKind != JsonValueKind.Object || languages.ContainsKey(tag))
            {
                findings.Add(new Finding("wrong-shape", within));
                continue;
            }

            var fields = ImmutableSortedDictionary.CreateBuilder<string, Translation>(StringComparer.Ordinal);
            foreach (JsonProperty field in language.Value.EnumerateObject())
            {
                if (kind[field.Name] is not { IsTranslatable: true }) findings.Add(new Finding("not-translatable", RecordInput.At(within, field.Name)));
                else if (One(language.Value, field, StateOf(record, language.Name, field.Name), within, findings) is { } translation) fields[field.Name] = translation;
            }

            if (fields.Count > 0) languages[tag] = fields.ToImmutable();
        }

        return languages.ToImmutable();
    }

    private static Translation? One(JsonElement language, JsonProperty field, JsonElement state, string within, List<Finding> findings)
    {
        string at = RecordInput.At(within, field.Name);
        bool isObject = field.Value.ValueKind == JsonValueKind.Object;
        if (isObject) RecordInput.OnlyMembers(field.Value, at, findings, "text", "isMachine");
        if ((isObject ? RecordInput.Text(field.Value, "text", at, findings) : RecordInput.Text(language, field.Name, within, findings)) is not { } text) return null;
        int of = state.ValueKind == JsonValueKind.Object && state.TryGetProperty("ofRevision", out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int revision) ? revision : 1;
        return new Translation(text, of, Flag(field.Value, "isMachine") ?? Flag(state, "isMachine") ?? false, Flag(state, "isStale") ?? false);
    }

    private static bool? Flag(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement flag)
        ? flag.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null } : null;

    private static JsonElement StateOf(JsonElement record, string language, string field) =>
        record.TryGetProperty("translationStates", out JsonElement states) && states.ValueKind == JsonValueKind.Object
        && states.TryGetProperty(language, out JsonElement fields) && fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(field, out JsonElement state) ? state : default;
}
