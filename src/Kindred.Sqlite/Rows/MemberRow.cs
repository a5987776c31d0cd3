using Kindred.Domain.Keeping;
using Kindred.Domain.Records;

namespace Kindred.Sqlite.Rows;

internal static class MemberRow
{
    public const string SessionColumns = "SELECT hash, handle, kind, label, from_day, until FROM sessions ";

    private const string Columns = "SELECT id, handle, password_hash, stamp, joined, code_secret, EXISTS (SELECT 1 FROM passkeys WHERE passkeys.handle = members.handle) FROM members ";
    private const string InvitationColumns = "SELECT hash, handle, community, is_keeper, until FROM invitations ";

    public static Member? Find(Database database, string handle) =>
        WithRoles(database, database[Columns + "WHERE handle = ?"].Add(handle).First(Read));

    public static Member? Find(Database database, RecordId id) => WithRoles(database, database[Columns + "WHERE id = ?"].Add(id).First(Read));

    public static List<Member> All(Database database) =>
        [.. database[Columns + "ORDER BY handle"].All(Read).Select(member => WithRoles(database, member)!)];

    public static Session Session(Statement row) =>
        new(row.Bytes(0).ToArray(), row.Text(1), (SessionKind)row.Int(2), row.TextOrNull(3), row.Day(4), row.Day(5));

    public static Invitation? Invitation(Database database, byte[] hash) => database[InvitationColumns + "WHERE hash = ?"].Add(hash).First(Invitation);

    public static List<Invitation> Invitations(Database database) => database[InvitationColumns + "ORDER BY until, hash"].All(Invitation);

    public static List<TwoKeeperAct> WaitingForSecondKeeper(Database database) =>
        database["SELECT number, what, subject, proposed_by, day, reason FROM two_keeper_acts ORDER BY number"]
            .All(row => new TwoKeeperAct(row.Long(0), TwoKeeperKind.Named(row.Text(1)), row.Text(2), row.Text(3), row.Day(4), row.Text(5)));

    public static List<Appointment> Appointments(Database database) =>
        database["SELECT number, keepers, agreed_by, day, reason FROM appointments ORDER BY number"]
            .All(row => new Appointment(row.Long(0), [.. row.Text(1).Split('\t')], [.. row.Text(2).Split('\t')], row.Day(3), row.Text(4)));

    private static Member Read(Statement row) => new()
    {
        Id = row.Id(0),
        Handle = row.Text(1),
        PasswordHash = row.TextOrNull(2),
        SecurityStamp = row.Text(3),
        Joined = row.Day(4),
        CodeSecret = row.TextOrNull(5),
        HasPasskey = row.Flag(6),
    };

    private static Member? WithRoles(Database database, Member? member) => member is null ? null : member with
    {
        Roles =
        [
            .. database["SELECT community, from_day, until, ended FROM roles WHERE handle = ? ORDER BY rowid"].Add(member.Handle)
                .All(row => new Role(row.IdOrNull(0), row.Day(1), row.DayOrNull(2)) { IsEnded = row.Flag(3) }),
        ],
    };

    private static Invitation Invitation(Statement row) => new(row.Bytes(0).ToArray(), row.TextOrNull(1), row.IdOrNull(2), row.Flag(3), row.Day(4));
}
