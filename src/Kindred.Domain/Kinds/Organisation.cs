using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A group, network, coalition or agency.</summary>
public static class Organisation
{
    public static Kind Kind { get; } = new("organisation", "organisations",
        Field.Term("form", "organisationForms") with { Facet = "form", Step = FieldStep.Tell, DublinCore = "type" },
        Field.LinkTo("communities", ConnectionType.OfCommunity, "community") with { IsAsking = true, Facet = "community", Step = FieldStep.People },
        Field.LinkTo("members", ConnectionType.MemberOf, "organisation") with { IsIncoming = true, Step = FieldStep.People, SchemaOrg = "member" },
        Field.Urls("websites") with { Step = FieldStep.Sources, DublinCore = "relation", SchemaOrg = "url" },
        Field.Date("active") with { Step = FieldStep.Context })
    {
        SchemaOrg = "Organization",
    };
}
