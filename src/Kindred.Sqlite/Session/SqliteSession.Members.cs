using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public Member? FindMember(string handle) => MemberRow.Find(database, handle);

    public IReadOnlyList<Member> Members() => MemberRow.All(database);

    public void Put(Member member)
    {
        // What let somebody in before must not be read from what the file holds of older days.
        actDestroys |= MemberRow.Find(database, member.Handle) is { } old
            && ((old.PasswordHash is not null && old.PasswordHash != member.PasswordHash) || (old.CodeSecret is not null && old.CodeSecret != member.CodeSecret));
        database["""
            INSERT INTO members (id, handle, password_hash, stamp, joined, code_secret) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (handle) DO UPDATE SET
                password_hash = excluded.password_hash, stamp = excluded.stamp, joined = excluded.joined, code_secret = excluded.code_secret
            """].Add(member.Id).Add(member.Handle).Add(member.PasswordHash).Add(member.SecurityStamp).Add(member.Joined).Add(member.CodeSecret).Run();
        // Who keeps the archive is said, and whether a community has a steward on the pages of what names it.
        actIsVisible |= database["SELECT community FROM roles WHERE handle = ?"].Add(member.Handle).All(row => row.IsNull(0) ? (RecordId?)null : row.Id(0))
            .Concat(member.Roles.Select(role => role.Community)).Distinct().ToList().Any(community => community is not { } id || IsOpen(id));
        database["DELETE FROM roles WHERE handle = ?"].Add(member.Handle).Run();
        foreach (Role role in member.Roles)
            database["INSERT INTO roles (handle, community, from_day, until, ended) VALUES (?, ?, ?, ?, ?)"].Add(member.Handle).Add(role.Community).Add(role.From).Add(role.Until).Add(role.IsEnded).Run();
    }

    public void Put(Session session) =>
        database["""
            INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET label = excluded.label, from_day = excluded.from_day, until = excluded.until
            """].Add(session.Hash).Add(session.Handle).Add((long)session.Kind).Add(session.Label).Add(session.From).Add(session.Until).Run();

    public void DestroySession(byte[] hash) => database["DELETE FROM sessions WHERE hash = ?"].Add(hash).Run();

    public void DestroySessions(string handle, SessionKind? kind) =>
        database["DELETE FROM sessions WHERE handle = ?1 AND (?2 IS NULL OR kind = ?2)"].Add(handle).Add((long?)kind).Run();

    public void Put(Invitation invitation) =>
        database["INSERT INTO invitations VALUES (?, ?, ?, ?, ?)"]
            .Add(invitation.Hash).Add(invitation.Handle).Add(invitation.Community).Add(invitation.IsKeeper).Add(invitation.Until).Run();

    public Invitation? TakeInvitation(byte[] hash)
    {
        Invitation? taken = MemberRow.Invitation(database, hash);
        if (taken is not null) database["DELETE FROM invitations WHERE hash = ?"].Add(hash).Run();
        return taken;
    }

    public void DestroyInvitations(string handle) => database["DELETE FROM invitations WHERE handle = ?"].Add(handle).Run();

    public bool DestroyEndedSignIns(DateOnly today)
    {
        int sessions = database["DELETE FROM sessions WHERE until < ? RETURNING until"].Add(today).All(row => row.Day(0)).Count;
        int links = database["DELETE FROM invitations WHERE until < ? RETURNING until"].Add(today).All(row => row.Day(0)).Count;
        actDestroys |= sessions + links > 0;
        return sessions + links > 0;
    }

    public IReadOnlyList<TwoKeeperAct> WaitingForSecondKeeper() => MemberRow.WaitingForSecondKeeper(database);

    public long PutTwoKeeperAct(TwoKeeperAct act) =>
        database["INSERT INTO two_keeper_acts (what, subject, proposed_by, day, reason) VALUES (?, ?, ?, ?, ?) RETURNING number"]
            .Add(act.Kind.Name).Add(act.Subject).Add(act.ProposedBy).Add(act.Day).Add(act.Reason).All(row => row.Long(0))[0];

    public void EndTwoKeeperAct(long number)
    {
        database["DELETE FROM two_keeper_acts WHERE number = ?"].Add(number).Run();
        actDestroys = true;
    }
}
