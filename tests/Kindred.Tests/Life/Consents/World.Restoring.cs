using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life.Consents;

/// <summary>A back-up is made, and later the archive goes back to it, with the journal of withdrawals that lay outside.</summary>
internal sealed partial class World
{
    private readonly Memory? backedUp;
    private readonly List<(RecordId Entry, RecordId Community)> claimedAtDesk = [];
    private BackUp? last;

    private Task MakeBackUp()
    {
        if (backedUp is null) return Task.CompletedTask;
        Log("a back-up is made");
        last = new BackUp(
            Kept.Of(backedUp), Kept.Of(Oracle), backedUp.Journal.All.Count, kinds.Now, Kept.Copy(deposits), Kept.Copy(proposals), Kept.Copy(refused), Kept.Copy(firstHand), [.. Subjects]);
        Oracle.BackedUp();
        return Task.CompletedTask;
    }

    /// <summary>The days that passed stay passed.</summary>
    private async Task GoBack()
    {
        if (backedUp is null || last is not { } then) return;
        Log("the archive goes back to the last back-up, and its journal is followed");
        Dictionary<RecordId, RecordId> entries = await Entries();
        then.Archive();
        kinds.Take(then.Kinds);
        Refill(deposits, then.Deposits);
        Refill(proposals, then.Proposals);
        Refill(Subjects, then.Subjects);
        (DepositId, Said)[] since = [.. refused.Except(then.Refused)];
        Refill(refused, then.Refused);
        firstHand.Clear();
        foreach ((DepositId id, Dictionary<string, DateOnly> agreed) in Kept.Copy(then.FirstHand)) firstHand[id] = agreed;
        await Write(session =>
        {
            IReadOnlyList<Said> atTheDesk = Oracle.GoBack(then.Oracle, session, Today);
            // What was accepted after the back-up waits at the desk again, under its handle.
            foreach (Said no in atTheDesk.Select(no => no with { Subject = entries.GetValueOrDefault(no.Subject) }).Concat(since.Select(one => one.Item2 with { Steward = Consents.Said.Nobody })))
            {
                if (session.FindDepositOf(no.Subject) is { } deposit && deposit.IsUnderHandle(no.Subject)) refused.Add((deposit.Id, no with { Revision = 0 }));
            }

            claimedAtDesk.AddRange(Oracle.Claimed().Where(one => entries.ContainsKey(one.Record) && session.FindRecord(one.Record) is null).Select(one => (entries[one.Record], one.Community)));
            new ReplayWithdrawals(publication, destruction, partial, new TakeBackImport(kinds, publication, destruction, journal)).In(session, [.. backedUp.Journal.All.Skip(then.Lines)], Today);
        });
        await turn.TurnDay(Today, CancellationToken.None);
    }

    private Task<Dictionary<RecordId, RecordId>> Entries() => Read(session =>
        deposits.Select(session.FindDeposit).OfType<Deposit>().SelectMany(deposit => deposit.Records.Select(one => (one.Accessioned, one.Entry)).Concat(deposit.Connections.Select(one => (one.Accessioned, one.Entry))))
            .Where(one => one.Accessioned is not null).ToDictionary(one => one.Accessioned!.Value, one => one.Entry));

    private static void Refill<T>(List<T> list, List<T> items)
    {
        list.Clear();
        list.AddRange(items);
    }

    private sealed record BackUp(
        System.Action Archive, System.Action Oracle, int Lines, KindSet Kinds, List<DepositId> Deposits, List<DepositId> Proposals, List<(DepositId Deposit, Said Said)> Refused,
        Dictionary<DepositId, Dictionary<string, DateOnly>> FirstHand, List<RecordId> Subjects);
}
