using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>An article, book, podcast, video, letter, speech, toolkit or photograph.</summary>
public static class Resource
{
    public static Kind Kind { get; } = new("resource", "resources",
        Field.Term("type", "resourceTypes") with { Facet = "type", Step = FieldStep.Tell, DublinCore = "type" },
        new Field("creators", FieldType.Creators) { IsMany = true, IsSearchable = true, Step = FieldStep.Tell, DublinCore = "creator", SchemaOrg = "author" },
        Field.Text("container") with { IsTranslatable = false, Step = FieldStep.Tell, DublinCore = "isPartOf", SchemaOrg = "isPartOf" },
        // How archives are arranged: a letter in a file, the file in a series, the series in a collection.
        Field.LinkTo("partOf", ConnectionType.PartOf, "resource") with { Step = FieldStep.More, DublinCore = "isPartOf", SchemaOrg = "isPartOf" },
        Field.Date("issued") with { Step = FieldStep.Tell, DublinCore = "issued", SchemaOrg = "datePublished" },
        Field.Text("publisher") with { IsTranslatable = false, Step = FieldStep.Tell, DublinCore = "publisher", SchemaOrg = "publisher" },
        Field.Url("url") with { Step = FieldStep.Tell, DublinCore = "identifier", SchemaOrg = "url" },
        Field.Text("doi") with { IsTranslatable = false, Step = FieldStep.More, DublinCore = "identifier", SchemaOrg = "identifier" },
        Field.Text("isbn") with { IsTranslatable = false, Step = FieldStep.More, DublinCore = "identifier", SchemaOrg = "isbn" },
        Field.Text("volume") with { IsSearchable = false, IsTranslatable = false },
        Field.Text("issue") with { IsSearchable = false, IsTranslatable = false },
        Field.Text("pages") with { IsSearchable = false, IsTranslatable = false, SchemaOrg = "pagination" },
        Field.Markdown("transcript") with { Step = FieldStep.More, SchemaOrg = "transcript" })
    {
        SchemaOrg = "CreativeWork",
    };
}
