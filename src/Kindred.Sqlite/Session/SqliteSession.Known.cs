using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>What acts read again and again: the places, organisations and communities that a thousand records link to. Nobody else writes, so that what was read is true until the
/// session itself writes it otherwise; an act that is undone takes all of it along.</summary>
internal sealed partial class SqliteSession
{
    private const int MostKnown = 8192;

    /// <summary>A longer content is read each time: what is known stays a few megabytes.</summary>
    private const int LongestKnown = 4096;

    private readonly Dictionary<RecordId, Record> knownRecords = [];
    private readonly Dictionary<string, (RecordId Id, string Kind)[]> knownNames = new(StringComparer.Ordinal);
    private readonly Dictionary<FacetTerm, int> knownTerms = [];
    private ArchiveSettings? knownSettings;

    /// <summary>Where what was read may be undone.</summary>
    public void Forget()
    {
        knownRecords.Clear();
        knownNames.Clear();
        knownTerms.Clear();
        knownSettings = null;
        knownMerges = null;
    }

    private Record? Known(RecordId id)
    {
        if (knownRecords.TryGetValue(id, out Record? known)) return known;
        (Record? record, int bytes) = RecordRow.FindWithLength(recordsWritten.Contains(id) ? connection : Elsewhere, id);
        if (record is not null && Merges.Count > 0) record = record with { Content = AsRead(record.Content, id) };
        if (record is not null && bytes <= LongestKnown) Room(knownRecords)[id] = record;
        return record;
    }

    /// <summary>Records with the name as it is compared, oldest first. One that nobody has is not remembered: nearly every title is such a one.</summary>
    private (RecordId Id, string Kind)[] KnownBy(string compared)
    {
        if (knownNames.TryGetValue(compared, out var known)) return known;
        Database? reader = AtStart;
        // What was merged is found by its names too, as the one that stands for it.
        (RecordId, string)[] found =
        [
            .. (reader ?? connection)["SELECT r.id, r.kind FROM names n JOIN records r ON r.doc = n.doc WHERE n.name = ? AND r.state <> ? ORDER BY r.doc"]
                .Add(compared).Add((long)RecordState.Withdrawn).All(row => (Standing(row.Id(0)), row.Text(1))).Distinct(),
            .. reader is null ? [] : namesWritten.GetValueOrDefault(compared)?.OrderBy(one => one.Document).Select(one => (one.Id, one.Kind)) ?? [],
        ];
        if (found.Length > 0) Room(knownNames)[compared] = found;
        return found;
    }

    private static Dictionary<TKey, TValue> Room<TKey, TValue>(Dictionary<TKey, TValue> known)
        where TKey : notnull
    {
        if (known.Count >= MostKnown) known.Clear();
        return known;
    }
}
