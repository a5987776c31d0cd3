using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>Those who are mourned, in the words of those who mourn them.</summary>
public static class Remembrance
{
    public static Kind Kind { get; } = new("remembrance", "remembrances",
        Field.Text("who") with { IsAsking = true, IsTranslatable = false, Step = FieldStep.Tell },
        Field.LinkTo("mournedBy", ConnectionType.MournedBy, "community", "organisation") with { IsAsking = true, Facet = "community", Step = FieldStep.People },
        CommonFields.Tellings);
}
