using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kindred.Domain.Records;

/// <summary>Content as the stores keep it: canonical JSON (fields and parts in ordinal order, no spaces) that needs no kind to be read back, because
/// each value's shape says what it is: string, array of strings, array of objects, <c>{low, high}</c>, <c>{latitude, longitude, precision}</c>.</summary>
public static class ContentJson
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

    public static RecordContent Read(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader json = new(utf8);
        json.Read();
        return Read(ref json);
    }

    /// <summary>Reads from the start of the object to its end.</summary>
    public static RecordContent Read(ref Utf8JsonReader json)
    {
        string language = "";
        ImmutableDictionary<string, FieldValue>.Builder fields = ImmutableDictionary.CreateBuilder<string, FieldValue>();
        RecordContent content = new() { Language = "" };
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("language"u8))
            {
                language = Text(ref json);
            }
            else if (json.ValueTextEquals("fields"u8))
            {
                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName) ReadField(ref json, fields);
            }
            else if (json.ValueTextEquals("links"u8))
            {
                json.Read();
                content = content with { Links = ReadLinks(ref json) };
            }
            else
            {
                json.Read();
                content = content with { Translations = ReadTranslations(ref json) };
            }
        }

        return content with { Language = language, Fields = fields.ToImmutable() };
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

    private static void ReadField(ref Utf8JsonReader json, ImmutableDictionary<string, FieldValue>.Builder fields)
    {
        string name = json.GetString()!;
        json.Read();
        fields[name] = json.TokenType switch
        {
            JsonTokenType.String => new FieldValue.One(json.GetString()!),
            JsonTokenType.StartArray => ReadArray(ref json),
            JsonTokenType.StartObject => ReadNumbers(ref json),
            _ => throw new FormatException("Stored content is not in its form."),
        };
    }

    private static FieldValue ReadArray(ref Utf8JsonReader json)
    {
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<Entry>.Builder entries = ImmutableArray.CreateBuilder<Entry>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String) texts.Add(json.GetString()!);
            else entries.Add(ReadEntry(ref json));
        }

        return entries.Count > 0 ? new FieldValue.Entries(entries.DrainToImmutable()) : new FieldValue.Many(texts.DrainToImmutable());
    }

    /// <summary>Reads from the start of the object to its end.</summary>
    public static Entry ReadEntry(ref Utf8JsonReader json)
    {
        ImmutableSortedDictionary<string, string>.Builder parts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) parts[json.GetString()!] = Text(ref json);
        return new Entry(parts.ToImmutable());
    }

    private static FieldValue ReadNumbers(ref Utf8JsonReader json)
    {
        long? low = null, high = null;
        double latitude = 0, longitude = 0;
        Precision? precision = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            switch (name)
            {
                case "low": low = json.GetInt64(); break;
                case "high": high = json.GetInt64(); break;
                case "latitude": latitude = json.GetDouble(); break;
                case "longitude": longitude = json.GetDouble(); break;
                default: precision = Enum.Parse<Precision>(json.GetString()!); break;
            }
        }

        return precision is { } known ? new FieldValue.Coordinates(latitude, longitude, known) : new FieldValue.Range(low, high);
    }

    private static ImmutableArray<ContentLink> ReadLinks(ref Utf8JsonReader json)
    {
        ImmutableArray<ContentLink>.Builder links = ImmutableArray.CreateBuilder<ContentLink>();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            ContentLink link = new("", default);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string name = json.GetString()!;
                json.Read();
                link = name switch
                {
                    "field" => link with { Field = json.GetString()! },
                    "target" => link with { Target = RecordId.Parse(json.GetString()!) },
                    "note" => link with { Note = json.GetString() },
                    "finest" => link with { Finest = Enum.Parse<Precision>(json.GetString()!) },
                    _ => link with { IsCommunity = json.GetBoolean() },
                };
            }

            links.Add(link);
        }

        return links.DrainToImmutable();
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>> ReadTranslations(ref Utf8JsonReader json)
    {
        var languages = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, Translation>>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string language = json.GetString()!;
            var fields = ImmutableSortedDictionary.CreateBuilder<string, Translation>(StringComparer.Ordinal);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string field = json.GetString()!;
                json.Read();
                fields[field] = ReadTranslation(ref json);
            }

            languages[language] = fields.ToImmutable();
        }

        return languages.ToImmutable();
    }

    private static Translation ReadTranslation(ref Utf8JsonReader json)
    {
        Translation translation = new("", 0);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isText = json.ValueTextEquals("text"u8), isOf = json.ValueTextEquals("of"u8), isStale = json.ValueTextEquals("stale"u8);
            json.Read();
            translation = isText ? translation with { Text = json.GetString()! }
                : isOf ? translation with { OfRevision = json.GetInt32() }
                : isStale ? translation with { IsStale = json.GetBoolean() }
                : translation with { IsMachine = json.GetBoolean() };
        }

        return translation;
    }

    private static string Text(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString()!;
    }
}
