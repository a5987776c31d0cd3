using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>What people are grappling with.</summary>
public static class Question
{
    public static Kind Kind { get; } = new("question", "questions",
        Field.LinkTo("askedBy", ConnectionType.AskedBy, "organisation", "community") with { IsAsking = true, Step = FieldStep.People, DublinCore = "creator", SchemaOrg = "author" })
    {
        SchemaOrg = "Question",
    };
}
