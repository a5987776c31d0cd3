using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public IReadOnlyList<Deposit> ProposalsTo(RecordId record) =>
        [.. database["SELECT p.deposit FROM proposals p JOIN deposits d ON d.id = p.deposit WHERE p.record = ? ORDER BY d.seq"].Add(record)
            .All(row => new DepositId(row.Id(0))).Select(id => DepositRow.Find(database, id)).OfType<Deposit>()];

    public IReadOnlyList<DepositId> LeftOut(DateOnly since) =>
        [.. database["SELECT deposit FROM proposals WHERE left_out <= ? ORDER BY left_out"].Add(since).All(row => new DepositId(row.Id(0)))];

    private void PutProposal(Deposit deposit)
    {
        if (deposit.Proposal is { } proposal)
            database["INSERT INTO proposals (deposit, record, left_out) VALUES (?, ?, ?) ON CONFLICT (deposit) DO UPDATE SET record = excluded.record, left_out = excluded.left_out"]
                .Add(deposit.Id).Add(proposal.Record).Add(deposit.LeftOutSince).Run();
        else
            database["DELETE FROM proposals WHERE deposit = ?"].Add(deposit.Id).Run();
    }

    /// <summary>What would have changed a record quotes it: nothing of that outlives it.</summary>
    private void ForgetProposals(RecordId record)
    {
        foreach (Deposit deposit in ProposalsTo(record)) Put(deposit.WithoutProposal(deposit.StateDay), []);
    }
}
