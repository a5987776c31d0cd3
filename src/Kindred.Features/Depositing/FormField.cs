using System.Globalization;
using System.Text.Json.Nodes;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Depositing;

/// <summary>A field between a form and JSON, by its type alone: a new field of a kind appears in the steps by itself. What was typed is carried
/// as it was typed; only <see cref="TypedDate"/> may turn words into a date.</summary>
public static class FormField
{
    /// <summary>One more than a record may hold: what is too much is a finding, and nothing is dropped.</summary>
    private const int MostRows = KindCheck.MostValues + 1;

    /// <summary>Controls of one step: two fields of so many entries, each with its parts, and what else the step asks.</summary>
    public const int MostControls = 8_000;

    /// <summary>Parts of an entry that a form asks for; the others are carried on.</summary>
    public static IReadOnlyList<string> PartsOf(Field field) => field.Type == FieldType.Sources ? ["url", "title", "locator", "quotation", "note"] : [.. field.Parts];

    /// <summary>Name of the form control.</summary>
    public static string Name(Field field) => "f." + field.Name;

    /// <summary>Of the fields that the form has something of.</summary>
    public static IEnumerable<string> NamesIn(IFormCollection form) =>
        form.Keys.Where(key => key.StartsWith("f.", StringComparison.Ordinal)).Select(key => key.Split('.')[1]).Distinct();

    /// <summary>Writes what the form says of the field into the record.</summary>
    public static void Take(IFormCollection form, Field field, Contribution contribution, TypedDate dates)
    {
        JsonNode? value = Read(form, field, contribution, dates);
        if (value is null) contribution.Record.Remove(field.Name);
        else contribution.Record[field.Name] = value;
        WarnedBefore.Take(form, field, contribution.Record);
    }

    /// <summary>What the form says of the field; null: nothing.</summary>
    public static JsonNode? Read(IFormCollection form, Field field, Contribution contribution, TypedDate dates)
    {
        string name = Name(field);
        return field.Type switch
        {
            FieldType.Link => ReadLinks(form, name, contribution),
            FieldType.Range => ReadRange(form, name),
            FieldType.Coordinates => ReadParts(form, name, ["latitude", "longitude", "precision"]) is { } point && point.Count > 1 ? WithNumbers(point) : null,
            FieldType.Credits or FieldType.Sources or FieldType.Creators or FieldType.Guidance => ReadEntries(form, field, name),
            FieldType.Flag => form[name].ToString() == "true" ? JsonValue.Create("true") : null,
            FieldType.Date => Text(form[name]) is { } typed ? JsonValue.Create(dates.ToEdtf(typed)) : null,
            FieldType.Term when field.IsMany => ListOf(form[name]),
            _ when field.IsMany => ListOf(form[name].SelectMany(lines => (lines ?? "").Split('\n'))),
            _ => Text(form[name]) is { } text ? JsonValue.Create(text) : null,
        };
    }

    private static JsonArray? ReadLinks(IFormCollection form, string name, Contribution contribution)
    {
        string?[] notes = [.. form[name + ".note"]], finest = [.. form[name + ".precision"]];
        JsonArray links = [];
        foreach ((string? typed, int at) in form[name].Take(MostRows).Select((typed, at) => (typed, at)))
        {
            if (Text(typed) is not { } text) continue;
            string target = contribution.Target(text);
            JsonObject link = new() { ["id"] = target };
            if (Text(notes.ElementAtOrDefault(at)) is { } note) link["note"] = note;
            if (Text(finest.ElementAtOrDefault(at)) is { } said) link["precision"] = said;
            if (link.Count > 1) links.Add(link);
            else links.Add(target);
        }

        return links.Count == 0 ? null : links;
    }

    private static JsonObject? ReadRange(IFormCollection form, string name) =>
        ReadParts(form, name, ["low", "high"]) is { } range ? WithNumbers(range) : null;

    private static JsonArray? ReadEntries(IFormCollection form, Field field, string name)
    {
        JsonArray entries = [];
        for (int row = 0; row < MostRows; row++)
        {
            string at = $"{name}.{row.ToString(CultureInfo.InvariantCulture)}";
            if (ReadParts(form, at, field.Parts) is { } entry) entries.Add(entry);
        }

        return entries.Count == 0 ? null : entries;
    }

    private static JsonObject? ReadParts(IFormCollection form, string name, IEnumerable<string> parts)
    {
        JsonObject read = [];
        foreach (string part in parts)
        {
            if (Text(form[$"{name}.{part}"]) is { } text) read[part] = text;
        }

        return read.Count == 0 ? null : read;
    }

    // A text that is no number stays as it was typed, and becomes a finding.
    private static JsonObject WithNumbers(JsonObject read)
    {
        foreach ((string part, JsonNode? value) in read.ToArray())
        {
            string text = (string)value!;
            if (long.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long whole)) read[part] = whole;
            else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)) read[part] = number;
        }

        return read;
    }

    private static JsonArray? ListOf(IEnumerable<string?> texts)
    {
        JsonArray list = [.. texts.Select(text => Text(text)).OfType<string>().Select(text => JsonValue.Create(text))];
        return list.Count == 0 ? null : list;
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : RecordInput.Clean(typed);

    private static string? Text(Microsoft.Extensions.Primitives.StringValues typed) => Text(typed.Count > 0 ? typed[0] : null);
}
