using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>What happened, in a community's own words, beside what is told of it already: with its own steward, its own readers, its own address. It goes on
/// when what it stands beside goes, and no telling is <em>the</em> telling.</summary>
public static class Telling
{
    /// <summary>Terms of <c>readBy</c>. Not for everyone it is for those who answer for the communities that it names, and for keepers.</summary>
    public const string ForEveryone = "everyone", ForCommunities = "communities";

    /// <summary>Kinds of what happened. A people, a place or a life is nobody else's to tell anew.</summary>
    public static ImmutableArray<string> Events { get; } = ["practice", "campaign", "action", "history", "remembrance"];

    public static Kind Kind { get; } = new("telling", "tellings",
        Field.LinkTo("beside", ConnectionType.About, Events) with { IsRequired = true, IsAsking = true, Step = FieldStep.Tell, DublinCore = "relation", SchemaOrg = "about" },
        Field.LinkTo("toldBy", ConnectionType.OfCommunity, "community") with { IsRequired = true, IsAsking = true, Facet = "community", Step = FieldStep.Tell, DublinCore = "creator", SchemaOrg = "author" },
        Field.Term("readBy", "readers") with { IsRequired = true, IsAsking = true, Step = FieldStep.Tell, DublinCore = "accessRights" },
        Field.LinkTo("stoodWith", ConnectionType.StoodWith, "community", "organisation") with { IsAsking = true, Facet = "community", Step = FieldStep.People, SchemaOrg = "mentions" },
        Field.Texts("messages") with { IsAsking = true, Step = FieldStep.Tell },
        Field.Markdown("careAndRisk") with { Step = FieldStep.Learn },
        Field.Markdown("learned") with { Step = FieldStep.Learn },
        Field.Markdown("unresolved") with { Step = FieldStep.Learn },
        Field.Markdown("outcome") with { Step = FieldStep.Learn },
        Field.LinkTo("rootedIn", ConnectionType.RootedIn, "history") with { Facet = "history", Step = FieldStep.Context })
    {
        SchemaOrg = "Article",
        IsBrowsed = false,
        IsOffered = false,
    };

    /// <summary>The field that says what a telling stands beside. It asks nobody, makes nothing of a name, and stays said when that is gone.</summary>
    public static bool IsBeside(string kind, string field) => kind == Kind.Name && field == Kind.About!.Name;

    /// <summary>Whom its words are for. Only what keeps a record closer still, which no word of it says, stays as it is.</summary>
    public static RecordVisibility Readers(Kind kind, RecordContent content, RecordVisibility now) =>
        kind.Name != Kind.Name || now is RecordVisibility.Keepers or RecordVisibility.Depositor ? now
        : content.Text("readBy") == ForEveryone ? RecordVisibility.Public : RecordVisibility.Community;
}
