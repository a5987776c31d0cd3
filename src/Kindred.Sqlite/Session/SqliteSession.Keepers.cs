using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public IReadOnlyList<Appointment> Appointments() => MemberRow.Appointments(database);

    public long Put(Appointment appointment) => database["""
        INSERT INTO appointments VALUES (nullif(?, 0), ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET agreed_by = excluded.agreed_by RETURNING number
        """].Add(appointment.Number).Add(string.Join('\t', appointment.Keepers)).Add(string.Join('\t', appointment.AgreedBy)).Add(appointment.Day).Add(appointment.Reason)
            .All(row => row.Long(0))[0];

    public void EndAppointment(long number)
    {
        database["DELETE FROM appointments WHERE number = ?"].Add(number).Run();
        actDestroys = true;
    }

    /// <summary>At the end of an act: what it brought a no to is not public any more.</summary>
    /// <exception cref="UnconsentedPublicationException">It is.</exception>
    private static void CheckRefused(Database on)
    {
        if (!on["SELECT 1 FROM refused_in_act LIMIT 1"].Any()) return;
        bool isPublic = on["""
            SELECT 1 FROM refused_in_act WHERE EXISTS (SELECT 1 FROM unconsented_records WHERE id = subject) OR EXISTS (SELECT 1 FROM unconsented_connections WHERE id = subject) LIMIT 1
            """].Any();
        if (isPublic) throw new UnconsentedPublicationException();
        on.Run("DELETE FROM refused_in_act");
    }
}
