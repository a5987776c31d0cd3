using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A text that weaves records together.</summary>
public static class Essay
{
    public static Kind Kind { get; } = new("essay", "essays",
        Field.Markdown("epigraph") with { Step = FieldStep.Tell },
        Field.Text("wordsBy") with { IsTranslatable = false, Step = FieldStep.Tell, DublinCore = "creator", SchemaOrg = "author" },
        Field.Text("illustrationBy") with { IsTranslatable = false, Step = FieldStep.Tell, DublinCore = "contributor", SchemaOrg = "illustrator" },
        Field.LinkTo("references", ConnectionType.Cites, "resource") with { Step = FieldStep.Sources, DublinCore = "references", SchemaOrg = "citation" },
        Field.LinkTo("furtherResources", ConnectionType.SpeaksTo, "resource") with { Step = FieldStep.Sources, DublinCore = "relation" })
    {
        SchemaOrg = "Article",
    };
}
