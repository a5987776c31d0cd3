using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Running;

namespace Kindred.Features.Importing;

/// <summary>Takes records in from JSON Lines that are no file, one a line by field names: what is cut off can't go on.</summary>
public sealed class ImportRecords(RunImport run, RecordLines reading)
{
    public const int MostFindings = RunImport.MostFindings;

    /// <summary>Lines of UTF-8, for <see cref="Import"/>, which tells of those that are none.</summary>
    public static StreamReader Lines(Stream bytes) => RecordLines.Lines(bytes);

    /// <param name="kind">For lines that name no kind of their own.</param>
    /// <param name="isReviewed">They wait at the desk instead of being vouched for.</param>
    /// <param name="progress">Told how many lines are done.</param>
    public async Task<ImportResult> Import(TextReader lines, Kind? kind, bool isReviewed, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        ImportAccession import = await run.Register(new ImportSource(RecordLines.FormName, 0) { Kind = kind?.Name, IsReviewed = isReviewed }, Member.TerminalHandle, cancel);
        ImportOutcome.Ran ran = (ImportOutcome.Ran)await run.Run(import.Id, reading.Read(lines, kind), null, progress, cancel);
        ImportCounts counts = ran.Import.Counts;
        return new ImportResult(import.Id.ToString(), (int)counts.Made, (int)counts.Changed, (int)counts.Same, (int)counts.Waiting, (int)counts.NotTaken, ran.Refused);
    }
}

/// <param name="Id">Of its accession.</param>
/// <param name="Made">New records, there at once.</param>
/// <param name="Same">Lines that say what is there or waits already.</param>
/// <param name="Waiting">Lines that wait at the desk or for a steward.</param>
/// <param name="NotTaken">Lines that are not right.</param>
/// <param name="Findings">The first of each line that was not taken, a thousand at most.</param>
public sealed record ImportResult(string Id, int Made, int Changed, int Same, int Waiting, int NotTaken, ImmutableArray<Finding> Findings);
