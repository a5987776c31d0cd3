using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>A reflection, critique, answer or dispute that hangs on a record or connection; nobody else may edit it.</summary>
public static class Note
{
    public static Kind Kind { get; } = new("note", "notes",
        Field.Term("type", "noteTypes") with { IsRequired = true, Step = FieldStep.Tell, DublinCore = "type" },
        Field.LinkTo("on", ConnectionType.About) with { IsRequired = true, IsAsking = true, Step = FieldStep.Tell, SchemaOrg = "about" },
        Field.Text("by") with { IsTranslatable = false, Step = FieldStep.Tell, DublinCore = "creator", SchemaOrg = "author" })
    {
        SchemaOrg = "Comment",
        IsBrowsed = false,
        IsOffered = false,
    };
}
