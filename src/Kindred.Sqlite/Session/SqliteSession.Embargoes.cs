using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public IReadOnlyList<Embargo> Embargoes(RecordId subject) => EmbargoRow.Of(database, subject);

    public void Put(Embargo embargo) =>
        database["INSERT INTO embargoes (subject, set_by, community, steward, until) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until"]
            .Add(embargo.Subject).Add((long)embargo.By).Add(embargo.Community ?? default).Add(embargo.Steward).Add(embargo.Until).Run();

    public void End(Embargo embargo)
    {
        database["DELETE FROM embargoes WHERE subject = ? AND set_by = ? AND community = ? AND steward = ?"]
            .Add(embargo.Subject).Add((long)embargo.By).Add(embargo.Community ?? default).Add(embargo.Steward).Run();
        actDestroys = true;
    }
}
