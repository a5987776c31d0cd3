using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Features.Shared;

/// <summary>How some of a community's stewards wish that it decide, while fewer wish for it than the protocol in force asks. Kept as a named value.</summary>
public sealed record ProtocolWish(Protocol Wished, ImmutableArray<string> By)
{
    public static string Key(RecordId community) => "protocol-wish:" + community;

    public static ProtocolWish? Read(string? value)
    {
        if (value?.Split('\t') is not [var wish, .. var by] || wish.Split('|') is not [var needed, var days]) return null;
        return new ProtocolWish(new Protocol(needed is "" ? null : int.Parse(needed, CultureInfo.InvariantCulture), int.Parse(days, CultureInfo.InvariantCulture)), [.. by]);
    }

    public override string ToString() => string.Join('\t', [string.Create(CultureInfo.InvariantCulture, $"{Wished.Needed}|{Wished.SilenceDays}"), .. By]);
}
