using System.Collections.Immutable;
using System.ComponentModel;

namespace Kindred.Features.Picturing.Circles;

/// <summary>A circle as JSON, with one page of its records and the way to each.</summary>
public sealed record CircleBody(
    ViewRecord Record, DateOnly Day, int? Until,
    [property: Description("How many are there of which nobody wrote when they were.")] int Undated,
    [property: Description("A ring holds so many that no further one was looked for.")] bool IsCut,
    ImmutableArray<CircleRingBody> Rings,
    [property: Description("What hundreds share: it is there, and what lies behind it was not looked for.")] ImmutableArray<ViewRecord> NotWalked,
    ImmutableArray<CircleYearsBody> Years, int Total, int Page, int Size, ImmutableArray<CircleRecordBody> Records)
{
    /// <param name="size">Records on a page.</param>
    public static CircleBody Of(CircleAnswer answer, CircleRows rows, int size)
    {
        Circle circle = answer.Circle;
        return new CircleBody(
            ViewRecord.Of(answer.Line), answer.Network.Day, circle.Until, circle.Undated, circle.Rings.IsCut,
            [.. Enumerable.Range(1, circle.Rings.Count - 1).Select(ring => CircleRingBody.Of(circle, ring))],
            [.. answer.NotWalked.OrderBy(line => line.Id).Select(ViewRecord.Of)],
            [.. circle.Years.Select(years => new CircleYearsBody(years.From, years.To, years.Counts))],
            rows.Total, answer.Request.Page, size, [.. rows.Rows.Select(CircleRecordBody.Of)]);
    }
}

public sealed record CircleRingBody(
    int Steps, int Count,
    [property: Description("By the claim with which the way begins, in the order in which claims are declared.")] ImmutableArray<CircleGroupBody> Groups)
{
    internal static CircleRingBody Of(Circle circle, int ring) =>
        new(ring, circle.CountOf(ring), [.. circle.InRing(ring).Select(group => new CircleGroupBody(group.Type.Name, group.IsOutgoing ? "out" : "in", group.Places.Length))]);
}

public sealed record CircleGroupBody(string Type, [property: Description("out: read from the middle; in: read towards it.")] string Direction, int Count);

public sealed record CircleYearsBody(int From, int To, [property: Description("How many of each ring began then.")] ImmutableArray<int> Rings);

public sealed record CircleRecordBody(
    string Id, string Kind, string Language, string Title,
    [property: Description("EDTF; null: nobody wrote it, or, as of organisations, the record says when it began and ended instead.")] string? When, int Steps,
    [property: Description("Such as learnedFrom.out.")] string Group,
    [property: Description("By which it is come to, one step nearer.")] ViewRecord By,
    [property: Description("All that is said between the two, the best told first.")] ImmutableArray<ViewClaim> Claims)
{
    internal static CircleRecordBody Of(CircleRow row) =>
        new(row.Line.Id.ToString(), row.Line.Kind, row.Line.Language, row.Line.Title, row.Line.When, row.Group.Ring, row.Group.Key, ViewRecord.Of(row.By), [.. row.Claims.Select(claim => ViewClaim.Of(claim.Line, row.Cited))]);
}
