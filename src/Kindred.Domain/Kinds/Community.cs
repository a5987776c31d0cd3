namespace Kindred.Domain.Kinds;

/// <summary>A people, in the words it uses of itself.</summary>
public static class Community
{
    public static Kind Kind { get; } = new("community", "communities",
        Field.Texts("names") with { IsAsking = true, Step = FieldStep.Tell, DublinCore = "alternative", SchemaOrg = "alternateName" },
        Field.Texts("namesNotWanted") with { IsSearchable = false, Step = FieldStep.Tell },
        new Field("guidance", FieldType.Guidance) { IsMany = true, Step = FieldStep.Learn },
        Field.Markdown("askOfAllies") with { Step = FieldStep.Learn },
        Field.Urls("websites") with { Step = FieldStep.Sources, DublinCore = "relation", SchemaOrg = "url" })
    {
        SchemaOrg = "Organization",
    };
}
