using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain.Records;

namespace Kindred.Features.Picturing.Roots;

/// <summary>What a record grows from, as JSON.</summary>
public sealed record RootsBody(
    [property: Description("What was asked about first; then by how many steps they are from it, what grows from it last.")] ImmutableArray<RootBody> Records,
    [property: Description("One for each connection between them.")] ImmutableArray<ViewClaim> Steps,
    [property: Description("What nobody has written down yet.")] ImmutableArray<RootGapBody> Missing,
    [property: Description("How many more there are than one picture holds.")] int Left)
{
    /// <param name="read">What is said between them.</param>
    public static RootsBody Of(RootsFound found, ClaimsRead read, string origin)
    {
        return new RootsBody(
            [.. found.Records.Select(record => RootBody.Of(record, origin))],
            [.. found.Steps.Distinct().SelectMany(step => read.Of(IdOf(step.From), IdOf(step.To), step.Type)).DistinctBy(line => line.Connection.Value.Id).Select(line => ViewClaim.Of(line, read.Cited))],
            [.. RootGap.Of(found).Select(gap => new RootGapBody(gap.Missing, IdOf(gap.Record).ToString(), gap.Root is { } root ? IdOf(root).ToString() : null))],
            found.Left);

        RecordId IdOf(int record) => found.Records[record].Line.Id;
    }
}

public sealed record RootBody(
    string Id, string Kind, string Title, string Language,
    [property: Description("EDTF.")] string? When,
    [property: Description("Steps back from what was asked about; below 0: steps to it, of what grows from it.")] int Distance,
    [property: Description("Something is written down of what it grows from.")] bool HasRoots,
    [property: Description("It has roots that are not here: ask about it.")] bool GoesFurther,
    [property: Description("Of a history: the communities that bore it, in the order of their ids, which says nothing.")] ImmutableArray<ViewRecord> BorneBy,
    string Page)
{
    internal static RootBody Of(RootRecord record, string origin) => new(
        record.Line.Id.ToString(), record.Line.Kind, record.Line.Title, record.Line.Language, record.Line.When, record.Distance, record.HasRoots, record.GoesFurther,
        [.. record.BorneBy.OrderBy(one => one.Id).Select(ViewRecord.Of)], origin + record.Line.Address);
}

public sealed record RootGapBody(
    [property: Description("root: what it grows from; date: when it was; bearer: which community bore it; why: the reason why it grows from the other.")] MissingRoot Missing,
    string Record,
    [property: Description("Of why: the other.")] string? Root);
