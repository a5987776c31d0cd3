using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Running;

/// <summary>Losses of a row as the register keeps them: <c>[["format","no-place"]]</c>.</summary>
public static class LossesJson
{
    public static string Write(ImmutableArray<Loss> losses) => JsonSerializer.Serialize(losses.Select(loss => new[] { loss.Heading, ValueName.Of(loss.Reason) }));

    public static ImmutableArray<(string Heading, string Reason)> Read(string? losses) =>
        losses is null ? [] : [.. JsonSerializer.Deserialize<string[][]>(losses)!.Select(pair => (pair[0], pair[1]))];
}
