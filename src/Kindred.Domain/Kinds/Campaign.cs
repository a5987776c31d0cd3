using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A movement under a common name.</summary>
public static class Campaign
{
    public static Kind Kind { get; } = new("campaign", "campaigns",
        Field.Texts("hashtags") with { Step = FieldStep.Tell, SchemaOrg = "keywords" },
        Field.Texts("demands") with { Step = FieldStep.Tell },
        Field.Texts("coreMessages") with { IsAsking = true, KeptAs = CommonFields.Message, Step = FieldStep.Tell },
        Field.LinkTo("answers", ConnectionType.Answers, "history") with { Facet = "history", Step = FieldStep.Context },
        Field.LinkTo("coalition", ConnectionType.InCoalition, "organisation") with { IsIncoming = true, Step = FieldStep.People, DublinCore = "contributor", SchemaOrg = "member" },
        CommonFields.Tellings)
    {
        SchemaOrg = "Project",
    };
}
