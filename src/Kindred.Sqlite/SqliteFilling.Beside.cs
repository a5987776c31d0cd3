using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Merging;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>What stands beside records: answers, days, deposits, and what waits.</summary>
internal sealed partial class SqliteFilling
{
    public void Put(CommunityProtocol protocol) =>
        database["INSERT INTO protocols VALUES (?, ?, ?)"].Add(protocol.Community).Add((long?)protocol.Protocol.Needed).Add(protocol.Protocol.SilenceDays).Run();

    public void Put(AgreedSettings settings) => session.Put(settings.Community, settings.Settings);

    public void Put(WholeWish wish) => database["INSERT INTO wishes (number, community, day, wish) VALUES (?, ?, ?, ?)"]
        .Add(wish.Number).Add(wish.Community).Add(wish.Day).AddText(JsonSerializer.SerializeToUtf8Bytes(wish.Wish, StoredJson.Form.StoredWish)).Run();

    public void Put(Claim claim) => session.PutClaim(claim.Record, claim.Community);

    public void Put(Consent consent) => session.Put(consent);

    public void Put(ConsentSignature signature) => session.Put(signature);

    public void Put(Embargo embargo) => session.Put(embargo);

    public void Put(WithdrawnPart part) => database["INSERT INTO parts (number, subject, target, day, field, words, held) VALUES (?, ?, ?, ?, ?, ?, ?)"]
        .Add(part.Number).Add(part.Subject).Add(part.Target).Add(part.Day).Add(part.Field).AddText(PartRow.Words(part)).AddText(PartRow.Stored(part.Held)).Run();

    // What a desk narrows it by is drawn from it when the archive is first opened, in the order in which deposits came.
    public void Put(WholeDeposit whole)
    {
        Deposit deposit = whole.Deposit;
        database["INSERT INTO deposits (seq, id, state, day, state_day, receipt_hash, depositor, held) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"]
            .Add(whole.Order).Add(deposit.Id).Add((long)deposit.State).Add(deposit.Day).Add(deposit.StateDay).Add(deposit.ReceiptHash).Add(deposit.Depositor).AddText(DepositRow.Held(deposit)).Run();
        session.PutHandles(deposit);
        foreach (RecordId community in whole.Named.Distinct()) database["INSERT INTO deposit_naming VALUES (?, ?)"].Add(deposit.Id).Add(community).Run();
    }

    public void Put(Assignment assignment) => session.Put(assignment);

    public void Put(Concern concern) => session.Put(concern);

    public void Put(TwoKeeperAct act) => database["INSERT INTO two_keeper_acts (number, what, subject, proposed_by, day, reason) VALUES (?, ?, ?, ?, ?, ?)"]
        .Add(act.Number).Add(act.Kind.Name).Add(act.Subject).Add(act.ProposedBy).Add(act.Day).Add(act.Reason).Run();

    public void Put(Appointment appointment) => session.Put(appointment);

    public void Put(WholeMerge whole)
    {
        Merge merge = whole.Merge;
        string? kind = database["SELECT kind FROM records WHERE id = ? AND state = ?"].Add(merge.Merged).Add((long)RecordState.Merged).First(row => row.Text(0));
        bool isThere = kind is not null && Merge.IsFor(kind) && database["SELECT 1 FROM records WHERE id = ? AND kind = ?"].Add(merge.Into).Add(kind).Any();
        // A way that came round would have no end.
        if (!isThere || merge.Into == merge.Merged || MergeRow.Standing(database, merge.Into) == merge.Merged) throw new ArgumentException("Nothing stands for it there.");
        database["INSERT INTO merges (merged, stands, day, revision, last_seq, with_telling, by, reason, taken) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"].Add(merge.Merged).Add(merge.Into).Add(merge.Day)
            .Add((long)merge.Revision).Add(whole.LastOrder).Add(merge.CameWithTelling).Add(merge.By).Add(merge.Reason).Add(string.Join('\n', merge.Taken)).Run();
    }

    public void Put(MovedEnd end)
    {
        RecordId? led = database[$"SELECT {(end.IsFrom ? "from_id" : "to_id")} FROM connections WHERE id = ?"].Add(end.Connection).First(row => (RecordId?)row.Id(0));
        if (led is null || MergeRow.Standing(database, end.Merged) != led) throw new ArgumentException("It leads elsewhere.");
        database["INSERT INTO merged_ends VALUES (?, ?, ?)"].Add(end.Connection).Add(end.IsFrom).Add(end.Merged).Run();
    }

    public void Put(NotKin pair)
    {
        if (MergeRow.InOrder(pair.One, pair.Other) != (pair.One, pair.Other) || pair.One == pair.Other) throw new ArgumentException("Not in order.");
        session.PutNotKin(pair.One, pair.Other, pair.Day);
    }

    public void Put(NotSame pair)
    {
        if (MergeRow.InOrder(pair.One, pair.Other) != (pair.One, pair.Other) || pair.One == pair.Other) throw new ArgumentException("Not in order.");
        session.PutNotSame(pair.One, pair.Other, pair.Day);
    }
}
