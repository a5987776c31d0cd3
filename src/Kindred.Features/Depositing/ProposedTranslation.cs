using System.Text.Json.Nodes;

namespace Kindred.Features.Depositing;

/// <summary>Puts one translated text into a record that is to be proposed, in the form of a deposit's.</summary>
internal static class ProposedTranslation
{
    /// <param name="value">A text; <c>{text, isMachine, isStale}</c>, of which what is left out stays: of a text that is there already <c>isStale: false</c> says that it still fits;
    /// null: to be taken out.</param>
    public static void Put(JsonObject record, string language, string field, JsonNode? value)
    {
        JsonObject texts = Within(Within(record, "translations"), language), states = Within(Within(record, "translationStates"), language);
        if (value is null)
        {
            texts.Remove(field);
            states.Remove(field);
            return;
        }

        JsonObject state = value as JsonObject ?? [];
        if (value is JsonObject said && said.ContainsKey("text"))
        {
            // What is no text, and members that nobody knows, are found where it is read.
            if (said.Any(member => member.Key is not ("text" or "isMachine" or "isStale")) || said["text"] is not JsonValue) texts[field] = said.DeepClone();
            else Put(texts, states, field, said["text"]!);
        }
        else if (value is not JsonObject)
        {
            Put(texts, states, field, value);
        }

        foreach (string flag in new[] { "isMachine", "isStale" })
        {
            if (state[flag] is { } marked) Within(states, field)[flag] = marked.DeepClone();
        }
    }

    /// <summary>Other words are somebody's own until they say otherwise, and of what is said now.</summary>
    private static void Put(JsonObject texts, JsonObject states, string field, JsonNode text)
    {
        if (JsonNode.DeepEquals(texts[field], text)) return;
        texts[field] = text.DeepClone();
        states.Remove(field);
    }

    private static JsonObject Within(JsonObject of, string name)
    {
        if (of[name] is not JsonObject) of[name] = new JsonObject();
        return (JsonObject)of[name]!;
    }
}
