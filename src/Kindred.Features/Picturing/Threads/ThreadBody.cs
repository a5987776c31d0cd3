using System.Collections.Immutable;
using System.ComponentModel;

namespace Kindred.Features.Picturing.Threads;

/// <summary>The ways between two records as JSON.</summary>
public sealed record ThreadBody(
    ViewRecord From, ViewRecord To, DateOnly Day,
    [property: Description("There is no way but through what hundreds share.")] bool IsThroughShared,
    [property: Description("Of fewest steps first, of those the best told; five at most.")] ImmutableArray<ThreadWayBody> Ways)
{
    public static ThreadBody Of(ThreadFound found) => new(
        ViewRecord.Of(found.From), ViewRecord.Of(found.To), found.Day, found.IsThroughShared,
        [
            .. found.Ways.Select(way => new ThreadWayBody(
                [.. way.Steps.Select(step => new ThreadStepBody(ViewRecord.Of(step[0].From), ViewRecord.Of(step[0].To), [.. step.Select(claim => ViewClaim.Of(claim.Line, found.Cited))]))])),
        ]);
}

public sealed record ThreadWayBody(ImmutableArray<ThreadStepBody> Steps);

public sealed record ThreadStepBody(ViewRecord From, ViewRecord To, [property: Description("All that is said between the two, the best told first.")] ImmutableArray<ViewClaim> Claims);
