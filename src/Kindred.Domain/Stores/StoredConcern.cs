using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain.Depositing;

namespace Kindred.Domain.Stores;

/// <summary>What a concern may hold beside its text.</summary>
public sealed record StoredConcern(string CommunityName, string Quoted, ImmutableArray<ConcernWord> Said, string? Field = null)
{
    /// <summary>Null: nothing.</summary>
    public static byte[]? Of(Concern concern) => concern is { CommunityName: "", Quoted: "", Field: "", Said.IsEmpty: true } ? null
        : JsonSerializer.SerializeToUtf8Bytes(new StoredConcern(concern.CommunityName, concern.Quoted, concern.Said, concern.Field is "" ? null : concern.Field), StoredJson.Form.StoredConcern);

    public static Concern With(byte[]? stored, Concern concern) => stored is null || JsonSerializer.Deserialize(stored, StoredJson.Form.StoredConcern) is not { } more ? concern
        : concern with { CommunityName = more.CommunityName, Quoted = more.Quoted, Said = more.Said, Field = more.Field ?? "" };
}
