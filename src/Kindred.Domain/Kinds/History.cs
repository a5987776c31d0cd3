using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A law, order, event or era that harm or resistance is rooted in.</summary>
public static class History
{
    public static Kind Kind { get; } = new("history", "histories",
        Field.Term("type", "historyTypes") with { Facet = "type", Step = FieldStep.Tell, DublinCore = "type" },
        Field.LinkTo("borneBy", ConnectionType.BorneBy, "community") with { IsAsking = true, Facet = "community", Step = FieldStep.People },
        Field.LinkTo("rootedIn", ConnectionType.RootedIn, "history") with { Facet = "history", Step = FieldStep.Context },
        CommonFields.Tellings)
    {
        SchemaOrg = "Event",
    };
}
