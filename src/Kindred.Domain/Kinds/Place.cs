using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A place with the precision it may be shown at.</summary>
public static class Place
{
    /// <summary>Facet of the places that a place lies in. It is in no list: it widens what is asked for by place.</summary>
    public const string Within = "within";

    public static Kind Kind { get; } = new("place", "places",
        new Field("coordinates", FieldType.Coordinates) { IsAsking = true, Step = FieldStep.Context, SchemaOrg = "geo" },
        Field.LinkTo("parent", ConnectionType.InPlace, "place") with { Facet = Within, Step = FieldStep.Context, SchemaOrg = "containedInPlace" })
    {
        SchemaOrg = "Place",
    };
}
