using System.Text.Json.Nodes;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>Names that a community refuses, in what somebody has told so far.</summary>
internal static class RefusedInTold
{
    public static IReadOnlyList<RefusedUse> Of(Contribution told, RefusedIndex index, KindList kinds, Texts texts)
    {
        List<RefusedUse> found = [];
        foreach ((int at, JsonObject record) in told.Records.OfType<JsonObject>().Index())
        {
            Kind kind = kinds[(string)record["kind"]!];
            foreach (Field field in kind.Fields.Where(field => !field.IsSaidByOther))
                found.AddRange(index.In(kind.Name, field.Name, record[field.Name]).Select(name => new RefusedUse(at, field.Name, texts.Label(kind.Name, field.Name), name)));
        }

        found.AddRange(index.In("", "", told.Connections).Select(name => new RefusedUse(-1, "connections", texts["contribute.connections"], name)));
        return found;
    }
}
