using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing;

/// <summary>A record in the JSON of a view.</summary>
/// <param name="Title">In its own language.</param>
/// <param name="When">EDTF.</param>
public sealed record ViewRecord(string Id, string Kind, string Title, string? When)
{
    public static ViewRecord Of(RecordLine line) => new(line.Id.ToString(), line.Kind, line.Title, line.When);
}
