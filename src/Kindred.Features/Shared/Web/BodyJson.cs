using System.Text.Json;
using System.Text.Json.Serialization;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kindred.Features.Shared;

/// <summary>How bodies are read and answers written. A value is its one word and a day is a day; a member that nobody knows is none that may be left out:
/// a limit with a slip of the pen in its name would be no limit.</summary>
public static class BodyJson
{
    public static void Set(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new ValueNames());
        options.Converters.Add(new Days());
    }

    /// <summary>What is not right in a body that an endpoint could not take; null where it is no JSON at all.</summary>
    public static Finding? Wrong(JsonException unread, HttpContext context)
    {
        // The serializer wraps what its reader cannot read; a value that does not fit is its own.
        if (unread.InnerException is JsonException) return null;
        string path = unread.Path is { Length: > 2 } at ? at[2..] : "";
        if (unread is WrongValueException wrong) return new Finding(wrong.Code, path, wrong.Value);
        return IsMember(path.Split('.', '[')[0], context) ? new Finding("wrong-shape", path) : new Finding("unknown-field", path);
    }

    private static bool IsMember(string name, HttpContext context) =>
        name.Length == 0 || context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType?.GetProperties().Any(one => JsonNamingPolicy.CamelCase.ConvertName(one.Name) == name) != false;

    private sealed class WrongValueException(string code, string? value) : JsonException
    {
        public string Code { get; } = code;

        public string? Value { get; } = value;
    }

    private static WrongValueException Not(string code, ref Utf8JsonReader json)
    {
        using JsonDocument value = JsonDocument.ParseValue(ref json);
        return new WrongValueException(code, value.RootElement.ToString());
    }

    private sealed class ValueNames : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Names<>).MakeGenericType(typeToConvert))!;

        private sealed class Names<T> : JsonConverter<T>
            where T : struct, Enum
        {
            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                (reader.TokenType == JsonTokenType.String ? ValueName.Read<T>(reader.GetString()) : null) ?? throw Not("unknown-term", ref reader);

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(ValueName.Of(value));
        }
    }

    private sealed class Days : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.TokenType == JsonTokenType.String ? WrittenDay.Read(reader.GetString()) : null) ?? throw Not("day-not-a-day", ref reader);

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => writer.WriteStringValue(value.Written());
    }
}
