using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Publishing;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

public sealed partial class Accession
{
    /// <summary>What happened lately is held back as long as the archive's policy says: who was there may still be on the way home.</summary>
    private static void HoldBack(IArchiveSession session, Deposit deposit, IEnumerable<DepositedRecord> fresh)
    {
        ArchiveSettings settings = session.Settings();
        foreach (DepositedRecord record in fresh)
        {
            if (settings.Delay(record.Kind) is > 0 and var days)
                session.Put(new Embargo { Subject = record.Accessioned!.Value, By = EmbargoBy.Archive, Until = LastDay(record, deposit).AddDays(days + 1) });
        }
    }

    /// <summary>The last day on which it may have happened. A date without an end, or further away than a year, is none.</summary>
    private static DateOnly LastDay(DepositedRecord record, Deposit deposit) =>
        EdtfDate.TryParse(record.Content.Text("when"), out EdtfDate? date) && !date.IsOpen && date.Latest >= DateOnly.MinValue.DayNumber && date.Latest <= deposit.Day.AddYears(1).DayNumber
            ? DateOnly.FromDayNumber((int)date.Latest) : deposit.Day;
}
