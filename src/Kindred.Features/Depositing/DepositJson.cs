using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Depositing;

/// <summary>A deposit in the form in which it may be handed in again: what comes from here goes through <see cref="DepositInput.Read"/> unchanged.</summary>
public static class DepositJson
{
    /// <summary>What is handed in, and what its answer says besides.</summary>
    public static IReadOnlyList<string> Members { get; } = ["records", "connections", "signedAs", "embargoUntil", "embargoes", "state", "day", "questions", "replies", "answers", "declinedBecause", "proposal"];

    public static IReadOnlyList<string> ConnectionMembers { get; } = ["type", "from", "to", "id", "language", "words", "shared", "distinct", "when", "sources"];

    public static JsonArray Records(Deposit deposit, KindList kinds) => [.. deposit.Records.Select(record => (JsonNode)Record(record, kinds[record.Kind]))];

    public static JsonArray Connections(Deposit deposit) => [.. deposit.Connections.Select(connection => (JsonNode)Connection(connection))];

    public static JsonObject Record(DepositedRecord record, Kind kind)
    {
        JsonObject json = new() { ["ref"] = record.Ref, ["kind"] = record.Kind, ["language"] = record.Content.Language };
        if (record.Accessioned is { } id) json["id"] = id.ToString();
        if (record is { Accessioned: not null, OfRevision: { } revision }) json["revision"] = revision;
        foreach ((string name, JsonNode? value) in Fields(record.Content, kind)) json[name] = value!.DeepClone();
        foreach (IGrouping<string, LinkMention> links in record.Links.GroupBy(link => link.Field, StringComparer.Ordinal))
            json[links.Key] = new JsonArray([.. links.Select(Link)]);
        if (!record.Content.Translations.IsEmpty)
        {
            json["translations"] = Translations(record.Content);
            json["translationStates"] = States(record.Content);
        }

        return json;
    }

    private static JsonObject Fields(RecordContent content, Kind kind) => JsonNode.Parse(RecordBytes.Written(
        json =>
        {
            json.WriteStartObject();
            foreach (Field field in kind.Fields)
            {
                if (content[field.Name] is { } value) RecordJsonOutput.WriteValue(json, field, value);
            }

            json.WriteEndObject();
        },
        RecordBytes.Json).Span)!.AsObject();

    private static JsonNode Link(LinkMention link)
    {
        if (link is { Note: null, Finest: null }) return JsonValue.Create(link.Target);
        JsonObject json = new() { ["id"] = link.Target };
        if (link.Note is { } note) json["note"] = note;
        if (link.Finest is { } finest) json["precision"] = ValueName.Of(finest);
        return json;
    }

    private static JsonObject Translations(RecordContent content) => new(content.Translations.Select(language => KeyValuePair.Create(
        language.Key, (JsonNode?)new JsonObject(language.Value.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)JsonValue.Create(field.Value.Text)))))));

    private static JsonNode States(RecordContent content) => JsonNode.Parse(RecordBytes.Written(
        json =>
        {
            json.WriteStartObject();
            RecordJsonOutput.WriteStates(json, content);
            json.WriteEndObject();
        },
        RecordBytes.Json).Span)!["translationStates"]!.DeepClone();

    private static JsonObject Connection(DepositedConnection connection)
    {
        ConnectionWords words = connection.Words;
        JsonObject json = new() { ["type"] = connection.Type, ["from"] = connection.From, ["to"] = connection.To };
        if (connection.Accessioned is { } id) json["id"] = id.ToString();
        foreach ((string name, string? text) in new[] { ("language", words.Language), ("words", words.Text), ("shared", words.Shared), ("distinct", words.Distinct), ("when", words.When) })
        {
            if (text is not null) json[name] = text;
        }

        if (!words.Sources.IsEmpty)
            json["sources"] = new JsonArray([.. words.Sources.Select(source => (JsonNode)new JsonObject(source.Parts.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)JsonValue.Create(part.Value)))))]);
        return json;
    }
}
