using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>Fields that every kind has, around its own.</summary>
public static class CommonFields
{
    /// <summary>The field of the places where it was.</summary>
    public const string Where = "where";

    /// <summary>What is said to others, as the index keeps it: by it those are found that say the same.</summary>
    public const string Message = "message";

    public static Field OtherNames { get; } = Field.Texts("otherNames") with { Step = FieldStep.More, DublinCore = "alternative", SchemaOrg = "alternateName" };

    /// <summary>Of kinds that tell what happened: what others tell of it.</summary>
    public static Field Tellings { get; } = Field.LinkTo("tellings", ConnectionType.About, "telling") with { IsIncoming = true, IsSaidByOther = true, Step = FieldStep.More, SchemaOrg = "subjectOf" };

    public static ImmutableArray<Field> Before { get; } =
    [
        Field.Text("title") with { IsRequired = true, IsAsking = true, Step = FieldStep.Tell, DublinCore = "title", SchemaOrg = "name" },
        OtherNames,
        Field.Text("summary") with { IsAsking = true, Step = FieldStep.Tell, DublinCore = "abstract", SchemaOrg = "abstract" },
        Field.Markdown("story") with { IsAsking = true, Step = FieldStep.Tell, DublinCore = "description", SchemaOrg = "text" },
        Field.Date("when") with { Facet = "time", Step = FieldStep.Context, DublinCore = "temporal", SchemaOrg = "temporalCoverage" },
        Field.LinkTo(Where, ConnectionType.InPlace, "place") with { IsAsking = true, Facet = "place", Step = FieldStep.Context, DublinCore = "spatial", SchemaOrg = "contentLocation" },
    ];

    public static ImmutableArray<Field> After { get; } =
    [
        Field.Terms("axes", "axes") with { Facet = "axis", Step = FieldStep.Context, DublinCore = "subject", SchemaOrg = "about" },
        Field.Texts("topics") with { Facet = "topic", Step = FieldStep.Context, DublinCore = "subject", SchemaOrg = "keywords" },
        new Field("sources", FieldType.Sources) { IsMany = true, IsSearchable = true, Step = FieldStep.Sources, DublinCore = "references", SchemaOrg = "citation" },
        new Field("windows", FieldType.Sources) { IsMany = true, Step = FieldStep.Sources, DublinCore = "relation", SchemaOrg = "url" },
        Field.LinkTo("doors", ConnectionType.About, "door") with { IsIncoming = true, IsSaidByOther = true, Step = FieldStep.Sources },
        new Field("credits", FieldType.Credits) { IsMany = true, IsSearchable = true, Step = FieldStep.More, DublinCore = "contributor", SchemaOrg = "contributor" },
        Field.Texts("contentNotices") with { Step = FieldStep.More, SchemaOrg = "contentRating" },
        // Words before a community's words are words about it: they are asked about.
        new Field(FieldNotices.Name, FieldType.Notices) { IsMany = true, IsSearchable = true, IsAsking = true, Step = FieldStep.More },
        Field.Text("rights") with { IsSearchable = false, IsTranslatable = false, Step = FieldStep.More, DublinCore = "rights", SchemaOrg = "license" },
    ];
}
