using System.Collections.Immutable;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public IReadOnlyList<Embargo> Embargoes(RecordId subject) => fresh.Has(subject) ? [] : AsRead(EmbargoRow.Of(Elsewhere, subject));

    public void Put(Embargo embargo)
    {
        foreach (RecordId? target in TargetsSaid(embargo)) PutOne(embargo with { Part = embargo.Part is { } part ? part with { Target = target } : null });
    }

    public void End(Embargo embargo)
    {
        foreach (RecordId? target in TargetsMerged(embargo)) EndOne(embargo with { Part = embargo.Part is { } part ? part with { Target = target } : null });
        actDestroys = true;
    }

    private void PutOne(Embargo embargo) => database["""
        INSERT INTO embargoes (subject, field, target, set_by, community, steward, until) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until
        """]
        .Add(embargo.Subject).Add(embargo.Part?.Field ?? "").Add(embargo.Part?.Target ?? default).Add((long)embargo.By).Add(embargo.Community ?? default).Add(embargo.Steward).Add(embargo.Until).Run();

    private void EndOne(Embargo embargo) =>
        database["DELETE FROM embargoes WHERE subject = ? AND field = ? AND target = ? AND set_by = ? AND community = ? AND steward = ?"]
            .Add(embargo.Subject).Add(embargo.Part?.Field ?? "").Add(embargo.Part?.Target ?? default).Add((long)embargo.By).Add(embargo.Community ?? default).Add(embargo.Steward).Run();

    /// <summary>Which parts anyone may not read: page, lists and names know of a change of that alone.</summary>
    /// <returns>Something is withheld otherwise than before.</returns>
    private bool PutWithheldFields(Record record)
    {
        ImmutableArray<WithheldField> old = RecordRow.WithheldFields(database, record.Id);
        if (old.SequenceEqual(record.WithheldFields)) return false;
        // That a day was moved nobody else is to notice.
        actIsVisible |= IsOpen(record.Id) && !old.Select(one => one.Part).SequenceEqual(record.WithheldFields.Select(one => one.Part));
        database["UPDATE records SET withheld_fields = ? WHERE id = ?"].Add(RecordRow.Stored(record.WithheldFields)).Add(record.Id).Run();
        return true;
    }
}
