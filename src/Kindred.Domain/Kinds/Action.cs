using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>Something done on a day: march, rally, strike, vigil, teach-in, letter, lawsuit, walk-out, day of action.</summary>
public static class Action
{
    public static Kind Kind { get; } = new("action", "actions",
        Field.Term("type", "actionTypes") with { Facet = "type", Step = FieldStep.Tell, DublinCore = "type" },
        Field.LinkTo("organisedBy", ConnectionType.OrganisedBy, "organisation") with { Step = FieldStep.People, SchemaOrg = "organizer" },
        Field.LinkTo("tookPart", ConnectionType.TookPart, "organisation", "community") with { IsAsking = true, Step = FieldStep.People, SchemaOrg = "attendee" },
        Field.LinkTo("centres", ConnectionType.Centres, "community") with { IsAsking = true, Facet = "community", Step = FieldStep.People, SchemaOrg = "about" },
        new Field("participants", FieldType.Range) { Step = FieldStep.Context },
        Field.Texts("claims") with { KeptAs = CommonFields.Message, Step = FieldStep.Tell },
        Field.Terms("audiences", "audiences") with { Facet = "audience", Step = FieldStep.Context, SchemaOrg = "audience" },
        Field.Terms("strategies", "strategies") with { Facet = "strategy", Step = FieldStep.Context },
        Field.LinkTo("partOf", ConnectionType.PartOf, "campaign") with { Facet = "campaign", Step = FieldStep.Context, DublinCore = "isPartOf", SchemaOrg = "superEvent" },
        CommonFields.Tellings)
    {
        SchemaOrg = "Event",
    };
}
