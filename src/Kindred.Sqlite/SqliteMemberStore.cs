using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteMemberStore(Readers readers) : IMemberStore
{
    public Task<Member?> Find(string handle, CancellationToken cancel) => readers.Read(database => MemberRow.Find(database, handle), cancel);

    public Task<Member?> Find(RecordId id, CancellationToken cancel) => readers.Read(database => MemberRow.Find(database, id), cancel);

    public Task<IReadOnlyList<Member>> All(CancellationToken cancel) => readers.Read<IReadOnlyList<Member>>(MemberRow.All, cancel);

    public Task<Session?> FindSession(byte[] hash, DateOnly today, CancellationToken cancel) =>
        readers.Read(database => database[MemberRow.SessionColumns + "WHERE hash = ? AND until >= ?"].Add(hash).Add(today).First(MemberRow.Session), cancel);

    public Task<IReadOnlyList<Session>> Sessions(string handle, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<Session>>(
            database => database[MemberRow.SessionColumns + "WHERE handle = ? ORDER BY from_day, hash"].Add(handle).All(MemberRow.Session), cancel);

    public Task<Invitation?> FindInvitation(byte[] hash, DateOnly today, CancellationToken cancel) =>
        readers.Read(database => MemberRow.Invitation(database, hash) is { } found && found.Until >= today ? found : null, cancel);

    public Task<IReadOnlyList<Invitation>> Invitations(CancellationToken cancel) => readers.Read<IReadOnlyList<Invitation>>(MemberRow.Invitations, cancel);

    public Task<IReadOnlyList<TwoKeeperAct>> WaitingForSecondKeeper(CancellationToken cancel) =>
        readers.Read<IReadOnlyList<TwoKeeperAct>>(MemberRow.WaitingForSecondKeeper, cancel);

    public Task<IReadOnlyList<Appointment>> Appointments(CancellationToken cancel) => readers.Read<IReadOnlyList<Appointment>>(MemberRow.Appointments, cancel);

    public Task<string?> FindValue(string name, CancellationToken cancel) =>
        readers.Read(database => Value(database, name), cancel);

    internal static string? Value(Database database, string name) => database["SELECT value FROM named_values WHERE name = ?"].Add(name).First(row => row.Text(0));

    public Task<NamedCommunity?> Community(RecordId id, DateOnly today, CancellationToken cancel) =>
        readers.Read(database => StewardingRow.Community(database, id, today), cancel);
}
