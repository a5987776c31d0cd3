namespace Kindred.Domain.Kinds;

/// <summary>Only a public figure, or one who agreed.</summary>
public static class Person
{
    public static Kind Kind { get; } = new("person", "people",
        Field.Texts("names") with { IsAsking = true, Step = FieldStep.Tell, SchemaOrg = "alternateName" },
        Field.Text("whyNamed") with { IsRequired = true, Step = FieldStep.Tell })
    {
        SchemaOrg = "Person",
    };
}
