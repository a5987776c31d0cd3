using System.Collections.Immutable;
using System.Text.Json;

namespace Kindred.Domain.Records;

/// <summary>Content as it is read back: each value by its shape.</summary>
public static partial class ContentJson
{
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
