using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A way to join; an urgent one is a call.</summary>
public static class Door
{
    public static Kind Kind { get; } = new("door", "doors",
        Field.Text("whatIsAsked") with { IsRequired = true, Step = FieldStep.Tell },
        Field.LinkTo("leadsTo", ConnectionType.About) with { IsAsking = true, Step = FieldStep.Tell, SchemaOrg = "about" },
        Field.Text("forWhom") with { Step = FieldStep.Tell },
        Field.Text("time") with { Step = FieldStep.Tell },
        new Field("languages", FieldType.Language) { IsMany = true, Step = FieldStep.Context, SchemaOrg = "inLanguage" },
        Field.Text("accessibility") with { Step = FieldStep.Context },
        new Field("online", FieldType.Flag) { Step = FieldStep.Context },
        Field.Text("risk") with { Step = FieldStep.Tell },
        Field.Text("howToReach") with { IsRequired = true, IsSearchable = false, Step = FieldStep.Tell },
        new Field("opens", FieldType.Day) { Step = FieldStep.Context, SchemaOrg = "startDate" },
        new Field("closes", FieldType.Day) { IsRequired = true, Step = FieldStep.Context, SchemaOrg = "endDate" },
        new Field("urgent", FieldType.Flag) { Step = FieldStep.Context })
    {
        SchemaOrg = "Event",
    };
}
