using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public IReadOnlyList<WithdrawnPart> Parts(RecordId subject) => fresh.Has(subject) ? [] : PartRow.Of(Elsewhere, subject);

    public void Put(WithdrawnPart part)
    {
        byte[]? held = PartRow.Stored(part.Held);
        if (held is null) DestroySalts(part.Subject);
        if (part.Number == 0)
        {
            database["INSERT INTO parts (subject, target, day, field, words, held) VALUES (?, ?, ?, ?, ?, ?)"]
                .Add(part.Subject).Add(part.Target).Add(part.Day).Add(part.Field).AddText(PartRow.Words(part)).AddText(held).Run();
            return;
        }

        database["UPDATE parts SET day = ?, words = ?, held = ? WHERE number = ?"].Add(part.Day).AddText(PartRow.Words(part)).AddText(held).Add(part.Number).Run();
        actDestroys = true;
    }

    public void EndPart(long number)
    {
        database["DELETE FROM parts WHERE number = ?"].Add(number).Run();
        actDestroys = true;
    }

    public IReadOnlyList<DepositId> DepositsHolding(RecordId entryOrRecord) => fresh.Has(entryOrRecord) ? [] : DepositRow.Holding(Elsewhere, entryOrRecord);

    public void Rewrite(RecordId connection, int revision, ConnectionWords words)
    {
        actIsVisible |= IsOpen(connection);
        database["UPDATE connection_revisions SET words = ? WHERE connection = ? AND number = ?"].AddText(ConnectionRow.Stored(words)).Add(connection).Add(revision).Run();
        actDestroys = true;
    }

    /// <summary>What is held of a revision goes with it, or it could be put back.</summary>
    private void DestroyHeld(RecordId record, int revision)
    {
        foreach (WithdrawnPart part in Parts(record))
        {
            if (part.Held?.WithoutRevision(revision) is { } left && left != part.Held) Put(part with { Held = left });
        }
    }
}
