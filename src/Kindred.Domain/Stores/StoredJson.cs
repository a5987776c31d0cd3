using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Stores;

/// <summary>JSON of what every engine keeps whole in one column: UTF-8, words in every script as they are.</summary>
[JsonSerializable(typeof(Deposit))]
[JsonSerializable(typeof(ConnectionWords))]
[JsonSerializable(typeof(ArchiveSettings))]
[JsonSerializable(typeof(CommunitySettings))]
[JsonSerializable(typeof(StoredWish))]
[JsonSerializable(typeof(StoredConcern))]
[JsonSerializable(typeof(HeldWords))]
[JsonSerializable(typeof(ImmutableArray<PartWord>))]
[JsonSerializable(typeof(ImmutableArray<WithheldField>))]
[JsonSerializable(typeof(ImmutableArray<Finding>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string[]))]
public sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>How ids, contents and entries are written wherever JSON is made of the domain's own types.</summary>
    public static IReadOnlyList<JsonConverter> Forms { get; } = [new RecordIdForm(), new DepositIdForm(), new ContentForm(), new EntryForm()];

    public static StoredJson Form { get; } = new(Written());

    private static JsonSerializerOptions Written()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        foreach (JsonConverter form in Forms) options.Converters.Add(form);
        return options;
    }

    private sealed class RecordIdForm : JsonConverter<RecordId>
    {
        public override RecordId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Records.RecordId.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, RecordId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class DepositIdForm : JsonConverter<DepositId>
    {
        public override DepositId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(Records.RecordId.Parse(reader.GetString()!));

        public override void Write(Utf8JsonWriter writer, DepositId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class ContentForm : JsonConverter<RecordContent>
    {
        public override RecordContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ContentJson.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, RecordContent value, JsonSerializerOptions options) => ContentJson.Write(writer, value);
    }

    private sealed class EntryForm : JsonConverter<Entry>
    {
        public override Entry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ContentJson.ReadEntry(ref reader);

        public override void Write(Utf8JsonWriter writer, Entry value, JsonSerializerOptions options) => ContentJson.Write(writer, value);
    }
}
