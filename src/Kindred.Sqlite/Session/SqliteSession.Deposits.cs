using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public Deposit? FindDeposit(DepositId id) => DepositRow.Find(database, id);

    public Deposit? FindDeposit(byte[] receiptHash) => DepositRow.Find(database, receiptHash);

    public Deposit? FindDepositOf(RecordId entryOrRecord) => fresh.Has(entryOrRecord) ? null
        : database["SELECT e.deposit FROM deposit_entries e JOIN deposits d ON d.id = e.deposit WHERE e.handle = ? ORDER BY d.seq LIMIT 1"].Add(entryOrRecord)
            .First(row => (DepositId?)new DepositId(row.Id(0))) is { } id ? FindDeposit(id) : null;

    public void Put(Deposit deposit, IReadOnlyCollection<RecordId> named)
    {
        byte[] held = DepositRow.Held(deposit);
        bool? hasSameText = database["SELECT held FROM deposits WHERE id = ?"].Add(deposit.Id).First(row => (bool?)row.Bytes(0).SequenceEqual(held));
        database["""
            INSERT INTO deposits (id, state, day, state_day, receipt_hash, depositor, held) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, day = excluded.day, state_day = excluded.state_day, receipt_hash = excluded.receipt_hash,
                depositor = excluded.depositor, held = excluded.held
            """]
            .Add(deposit.Id).Add((long)deposit.State).Add(deposit.Day).Add(deposit.StateDay).Add(deposit.ReceiptHash).Add(deposit.Depositor).AddText(held).Run();
        if (hasSameText != true) PutHandles(deposit);
        List<RecordId> old = hasSameText is null ? [] : DepositRow.NamedIn(database, deposit.Id);
        foreach (RecordId gone in old.Except(named))
            database["DELETE FROM deposit_naming WHERE deposit = ? AND community = ?"].Add(deposit.Id).Add(gone).Run();
        foreach (RecordId added in named.Except(old))
            database["INSERT INTO deposit_naming VALUES (?, ?)"].Add(deposit.Id).Add(added).Run();
        actDestroys |= hasSameText == false;
        PutAtDesk(deposit, named, hasSameText == true);
    }

    public void DestroyDeposit(DepositId id)
    {
        DestroyAtDesk(id);
        database["DELETE FROM deposits WHERE id = ?"].Add(id).Run();
        // What has a permanent id keeps its words: other deposits may hold it too.
        database["""
            DELETE FROM embargoes WHERE subject IN (SELECT handle FROM deposit_entries WHERE deposit = ?)
                AND NOT EXISTS (SELECT 1 FROM records WHERE id = subject) AND NOT EXISTS (SELECT 1 FROM connections WHERE id = subject)
            """].Add(id).Run();
        database["DELETE FROM claims WHERE record IN (SELECT handle FROM deposit_entries WHERE deposit = ?) AND NOT EXISTS (SELECT 1 FROM records WHERE id = record)"].Add(id).Run();
        // What was said of entries that it left out is kept under its own id.
        database["DELETE FROM embargoes WHERE subject = ?"].Add(id).Run();
        database["DELETE FROM deposit_entries WHERE deposit = ?"].Add(id).Run();
        database["DELETE FROM deposit_naming WHERE deposit = ?"].Add(id).Run();
        database["DELETE FROM proposals WHERE deposit = ?"].Add(id).Run();
        database["DELETE FROM idempotency WHERE deposit = ?"].Add(id).Run();
        actDestroys = true;
    }

    public IReadOnlyList<DepositId> DepositsIn(DepositState state, DateOnly since) =>
        database["SELECT id FROM deposits WHERE state = ? AND state_day <= ? ORDER BY state_day, seq"].Add((long)state).Add(since).All(row => new DepositId(row.Id(0)));

    public DepositId? FindIdempotencyKey(byte[] keyHash) =>
        database["SELECT deposit FROM idempotency WHERE key = ?"].Add(keyHash).First(row => (DepositId?)new DepositId(row.Id(0)));

    public void PutIdempotencyKey(byte[] keyHash, DepositId deposit) =>
        database["INSERT INTO idempotency VALUES (?, ?)"].Add(keyHash).Add(deposit).Run();

    public IReadOnlyList<Consent> Consents(RecordId subject) => fresh.Has(subject) ? [] : StewardingRow.Consents(Elsewhere, subject);

    public void Put(Consent consent)
    {
        database["""
            INSERT INTO consents (number, subject, community, revision, answer, steward, day, until, scope, condition, whole, whole_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET whole = excluded.whole, whole_by = excluded.whole_by
            """].Add(consent.Number == 0 ? (long?)null : consent.Number).Add(consent.Subject).Add(consent.Community).Add(consent.Revision).Add((long)consent.Answer).Add(consent.Steward).Add(consent.Day)
            .Add(consent.Until).Add((long)consent.Scope).Add(consent.Condition).Add(consent.WholeOf).Add(string.Join(' ', consent.WholeBy)).Run();
        // What is said of a change that waits nobody is shown; a withdrawal is of every revision.
        actIsVisible |= IsOpen(consent.Subject, consent.Answer == ConsentAnswer.Withdrawn ? 0 : consent.Revision);
    }

    public NamedCommunity? FindCommunity(RecordId id, DateOnly today) => StewardingRow.Community(Beside(id), id, today);

    public void Put(RecordId community, Protocol protocol)
    {
        database["INSERT INTO protocols VALUES (?, ?, ?) ON CONFLICT (community) DO UPDATE SET needed = excluded.needed, silence_days = excluded.silence_days"]
            .Add(community).Add((long?)protocol.Needed).Add(protocol.SilenceDays).Run();
        actIsVisible |= IsOpen(community);
    }

    /// <summary>By which it is found: its entries, what they became, and what it would change.</summary>
    internal void PutHandles(Deposit deposit)
    {
        PutProposal(deposit);
        PutEntries(deposit);
    }

    private void PutEntries(Deposit deposit)
    {
        database["DELETE FROM deposit_entries WHERE deposit = ?"].Add(deposit.Id).Run();
        foreach (RecordId handle in deposit.Records.SelectMany(one => Handles(one.Entry, one.Accessioned))
            .Concat(deposit.Connections.SelectMany(one => Handles(one.Entry, one.Accessioned))).Distinct())
        {
            database["INSERT INTO deposit_entries VALUES (?, ?)"].Add(handle).Add(deposit.Id).Run();
        }

        static IEnumerable<RecordId> Handles(RecordId entry, RecordId? accessioned) => accessioned is { } id ? [entry, id] : [entry];
    }
}
