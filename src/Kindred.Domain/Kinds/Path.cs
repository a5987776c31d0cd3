using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>Records in an order, to study.</summary>
public static class Path
{
    public static Kind Kind { get; } = new("path", "paths",
        Field.LinkTo("steps", ConnectionType.Step) with { Step = FieldStep.Tell, DublinCore = "hasPart", SchemaOrg = "hasPart" })
    {
        SchemaOrg = "LearningResource",
    };
}
