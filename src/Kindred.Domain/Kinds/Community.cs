namespace Kindred.Domain.Kinds;

/// <summary>A people, in the words it uses of itself: who changes them asks it.</summary>
public static class Community
{
    public static Kind Kind { get; } = new("community", "communities",
        Field.Texts("names") with { IsAsking = true, Step = FieldStep.Tell, DublinCore = "alternative", SchemaOrg = "alternateName" },
        CommonFields.OtherNames with { IsAsking = true },
        Field.Texts("namesNotWanted") with { IsAsking = true, IsSearchable = false, Step = FieldStep.Tell },
        new Field("guidance", FieldType.Guidance) { IsAsking = true, IsMany = true, Step = FieldStep.Tell },
        Field.Markdown("askOfAllies") with { IsAsking = true, Step = FieldStep.Tell },
        Field.Urls("websites") with { Step = FieldStep.Sources, DublinCore = "relation", SchemaOrg = "url" })
    {
        SchemaOrg = "Organization",
    };
}
