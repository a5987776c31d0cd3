using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A way of standing with others, told as it happened.</summary>
public static class Practice
{
    public static Kind Kind { get; } = new("practice", "practices",
        Field.LinkTo("centres", ConnectionType.Centres, "community") with { IsRequired = true, IsAsking = true, Facet = "community", Step = FieldStep.People, SchemaOrg = "about" },
        Field.LinkTo("stoodWith", ConnectionType.StoodWith, "community", "organisation") with { IsAsking = true, Facet = "community", Step = FieldStep.People, SchemaOrg = "mentions" },
        Field.Terms("strategies", "strategies") with { Facet = "strategy", Step = FieldStep.Context, DublinCore = "subject" },
        Field.Terms("audiences", "audiences") with { Facet = "audience", Step = FieldStep.Context, DublinCore = "audience", SchemaOrg = "audience" },
        Field.Texts("messages") with { IsAsking = true, KeptAs = CommonFields.Message, Step = FieldStep.Tell },
        Field.Term("tempo", "tempo") with { Facet = "tempo", Step = FieldStep.Context },
        new Field("behindTheScenes", FieldType.Credits) { IsMany = true, IsSearchable = true, Facet = "behindTheScenes", Step = FieldStep.People, DublinCore = "contributor", SchemaOrg = "contributor" },
        Field.Text("tookPeople") with { Step = FieldStep.Learn },
        Field.Text("tookTime") with { Step = FieldStep.Learn },
        Field.Text("tookMoney") with { Step = FieldStep.Learn },
        Field.Text("tookSkills") with { Step = FieldStep.Learn },
        Field.Markdown("careAndRisk") with { Step = FieldStep.Learn },
        Field.Markdown("learned") with { Step = FieldStep.Learn },
        Field.Markdown("unresolved") with { Step = FieldStep.Learn },
        Field.Markdown("outcome") with { Step = FieldStep.Learn },
        Field.LinkTo("rootedIn", ConnectionType.RootedIn, "history") with { Facet = "history", Step = FieldStep.Context },
        Field.LinkTo("partOf", ConnectionType.PartOf, "campaign") with { Facet = "campaign", Step = FieldStep.Context, DublinCore = "isPartOf", SchemaOrg = "isPartOf" },
        CommonFields.Tellings)
    {
        SchemaOrg = "Article",
    };
}
