using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kindred.Domain.Records;

/// <summary>Content as the stores keep it: canonical JSON (fields and parts in ordinal order, no spaces) that needs no kind to be read back, because
/// each value's shape says what it is: string, array of strings, array of objects, <c>{low, high}</c>, <c>{latitude, longitude, precision}</c>.</summary>
public static partial class ContentJson
{
    // Words in every script stay as they are: the archive's files can be read, and searched for what must not be in them.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8.</summary>
    public static byte[] Write(RecordContent content)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, Options)) Write(json, content);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>They say the same in every part: dictionaries and arrays don't compare by what they hold.</summary>
    public static bool AreSame(RecordContent one, RecordContent other) => Write(one).AsSpan().SequenceEqual(Write(other));

    /// <summary>What a connection says, in the same form: which two it joins and how, and its words.</summary>
    public static byte[] Write(Connection connection, ConnectionWords words)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, connection.Type);
            json.WriteString("from"u8, connection.From.ToString());
            json.WriteString("to"u8, connection.To.ToString());
            foreach ((string name, string? text) in ((string, string?)[])[("language", words.Language), ("text", words.Text), ("shared", words.Shared), ("distinct", words.Distinct), ("when", words.When)])
            {
                if (text is not null) json.WriteString(name, text);
            }

            if (!words.Sources.IsEmpty)
            {
                json.WriteStartArray("sources"u8);
                foreach (Entry source in words.Sources) Write(json, source);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter json, RecordContent content)
    {
        json.WriteStartObject();
        json.WriteString("language"u8, content.Language);
        json.WriteStartObject("fields"u8);
        foreach ((string name, FieldValue value) in content.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
        if (!content.Links.IsEmpty) WriteLinks(json, content.Links);
        if (!content.Translations.IsEmpty) WriteTranslations(json, content.Translations);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FieldValue value)
    {
        switch (value)
        {
            case FieldValue.One one:
                json.WriteStringValue(one.Text);
                break;
            case FieldValue.Many many:
                json.WriteStartArray();
                foreach (string text in many.Texts) json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            case FieldValue.Entries entries:
                json.WriteStartArray();
                foreach (Entry entry in entries.Items) Write(json, entry);
                json.WriteEndArray();
                break;
            case FieldValue.Range range:
                json.WriteStartObject();
                if (range.Low is { } low) json.WriteNumber("low"u8, low);
                if (range.High is { } high) json.WriteNumber("high"u8, high);
                json.WriteEndObject();
                break;
            case FieldValue.Coordinates point:
                json.WriteStartObject();
                json.WriteNumber("latitude"u8, point.Latitude);
                json.WriteNumber("longitude"u8, point.Longitude);
                json.WriteString("precision"u8, point.Precision.ToString());
                json.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"No form for {value.GetType().Name}.");
        }
    }

    public static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        foreach ((string part, string text) in entry.Parts.OrderBy(one => one.Key, StringComparer.Ordinal)) json.WriteString(part, text);
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, ImmutableArray<ContentLink> links)
    {
        json.WriteStartArray("links"u8);
        foreach (ContentLink link in links)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, link.Field);
            json.WriteString("target"u8, link.Target.ToString());
            if (link.IsCommunity) json.WriteBoolean("community"u8, true);
            if (link.Note is not null) json.WriteString("note"u8, link.Note);
            if (link.Finest is { } finest) json.WriteString("finest"u8, finest.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTranslations(
        Utf8JsonWriter json, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>> translations)
    {
        json.WriteStartObject("translations"u8);
        foreach ((string language, ImmutableSortedDictionary<string, Translation> fields) in translations.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(language);
            foreach ((string field, Translation translation) in fields.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(field);
                json.WriteString("text"u8, translation.Text);
                json.WriteNumber("of"u8, translation.OfRevision);
                if (translation.IsMachine) json.WriteBoolean("machine"u8, true);
                if (translation.IsStale) json.WriteBoolean("stale"u8, true);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
