using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Whole;

/// <summary>One line of a whole export: the domain's own types by their own names, content as the stores keep it. What is not known is refused, never passed over.</summary>
[JsonSerializable(typeof(ArchiveSettings))]
[JsonSerializable(typeof(NamedValue))]
[JsonSerializable(typeof(WholeMember))]
[JsonSerializable(typeof(Tombstone))]
[JsonSerializable(typeof(WholeRecord))]
[JsonSerializable(typeof(WholeRevision))]
[JsonSerializable(typeof(WholeConnection))]
[JsonSerializable(typeof(ConnectionRevision))]
[JsonSerializable(typeof(NamedOnce))]
[JsonSerializable(typeof(CommunityProtocol))]
[JsonSerializable(typeof(AgreedSettings))]
[JsonSerializable(typeof(WholeWish))]
[JsonSerializable(typeof(Claim))]
[JsonSerializable(typeof(Consent))]
[JsonSerializable(typeof(ConsentSignature))]
[JsonSerializable(typeof(Embargo))]
[JsonSerializable(typeof(WithdrawnPart))]
[JsonSerializable(typeof(WholeDeposit))]
[JsonSerializable(typeof(Assignment))]
[JsonSerializable(typeof(Concern))]
[JsonSerializable(typeof(TwoKeeperAct))]
[JsonSerializable(typeof(Appointment))]
[JsonSerializable(typeof(WholeMerge))]
[JsonSerializable(typeof(MovedEnd))]
[JsonSerializable(typeof(NotSame))]
[JsonSerializable(typeof(NotKin))]
internal sealed partial class WholeJson : JsonSerializerContext
{
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Held.Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Make()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = Default.WithAddedModifier(AllThatIsSaid),
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new BytesForm(), new TwoKeeperKindForm() },
        };
        foreach (JsonConverter form in StoredJson.Forms) options.Converters.Add(form);
        return options;
    }

    /// <summary>What is always said has to be: a line without it was not exported, and would say of a record what nobody said of it. How often a record was changed is of one
    /// database: an import that was undone has raised it.</summary>
    private static void AllThatIsSaid(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties.Where(one => !one.IsGetNullable && one.Get is not null && (one.Set is not null || one.AssociatedParameter is not null))) property.IsRequired = true;
        // Nothing is all of them there, and what is not said would be read as one.
        if (type.Type == typeof(Protocol))
        {
            JsonPropertyInfo needed = type.Properties.First(property => property.Name == "needed");
            (needed.ShouldSerialize, needed.IsRequired) = ((_, _) => true, true);
        }

        if (type.Type != typeof(Record)) return;
        JsonPropertyInfo change = type.Properties.First(property => property.Name == "change");
        (change.ShouldSerialize, change.IsRequired) = ((_, _) => false, false);
    }

    // Made when it is first asked for: what is generated beside this class has to be there.
    private static class Held
    {
        public static readonly JsonSerializerOptions Options = Make();
    }

    private sealed class BytesForm : JsonConverter<ImmutableArray<byte>>
    {
        public override ImmutableArray<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => [.. Base64Url.DecodeFromChars(reader.GetString() ?? throw new JsonException("No bytes."))];

        public override void Write(Utf8JsonWriter writer, ImmutableArray<byte> value, JsonSerializerOptions options) => writer.WriteStringValue(Base64Url.EncodeToString(value.AsSpan()));
    }

    private sealed class TwoKeeperKindForm : JsonConverter<TwoKeeperKind>
    {
        public override TwoKeeperKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Domain.Keeping.TwoKeeperKind.Named(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, TwoKeeperKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}
