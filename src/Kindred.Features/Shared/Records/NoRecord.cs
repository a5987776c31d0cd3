using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Records;

/// <summary>What every address below a record answers where the viewer is shown none: gone, for what was public and was withdrawn; for what is hidden and
/// what never was the very same not-found.</summary>
public static class NoRecord
{
    public static async Task<ProblemResult> At(RecordId id, IRecordStore records, Viewer viewer, CancellationToken cancel) =>
        await records.Read(id, viewer, 0, cancel) is Reading.Withdrawn { Tombstone: var tombstone } ? Withdrawn(tombstone) : Problems.Result(Problem.NotFound);

    public static ProblemResult Withdrawn(Tombstone tombstone) => Problems.Result(Problem.Withdrawn, new Dictionary<string, object?>
    {
        ["id"] = tombstone.Id.ToString(), ["day"] = tombstone.Day.Written(), ["words"] = tombstone.Words,
    });
}
