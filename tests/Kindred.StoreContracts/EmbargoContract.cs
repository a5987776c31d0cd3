using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Xunit;

namespace Kindred.StoreContracts;

/// <summary>The words by which something is not public before a day.</summary>
public abstract class EmbargoContract : ArchiveContract
{
    private static readonly DateOnly Day = Some.Today.AddDays(40);

    [Fact]
    public async Task Each_setter_has_one_word_and_ends_no_other()
    {
        RecordId record = RecordId.Mint(), marsh = RecordId.Mint();
        Embargo depositor = new() { Subject = record, By = EmbargoBy.Depositor, Until = Day };
        Embargo amal = new() { Subject = record, By = EmbargoBy.Community, Community = marsh, Steward = "amal", Until = Day.AddDays(1) }, bo = amal with { Steward = "bo" };
        await Archive.Write(session =>
        {
            foreach (Embargo one in (Embargo[])[depositor, amal, bo, amal with { Until = Day.AddDays(9) }]) session.Put(one);
        });
        Assert.Equal([depositor, amal with { Until = Day.AddDays(9) }, bo], await Archive.Write(session => session.Embargoes(record)));
        await Archive.Write(session => session.End(amal));
        Assert.Equal([depositor, bo], await Archive.Write(session => session.Embargoes(record)));
        Assert.Empty(await Archive.Write(session => session.Due(Day.AddDays(-1))));
        Assert.Equal([record], await Archive.Write(session => session.Due(Day.AddDays(1))));
    }

    [Fact]
    public async Task Only_those_who_see_its_way_are_told_who_keeps_it_back()
    {
        RecordId marsh = RecordId.Mint();
        DepositId deposit = DepositId.Mint();
        Domain.Records.Record record = Some.Record(state: RecordState.Embargoed) with { Communities = [marsh], Deposit = deposit }, isPublic = Some.Record();
        await Archive.Write(session =>
        {
            foreach (Domain.Records.Record one in (Domain.Records.Record[])[record, isPublic])
            {
                session.PutWhole(one);
                session.Put(new Embargo { Subject = one.Id, By = EmbargoBy.Depositor, Until = Day });
            }
        });
        foreach ((Viewer viewer, int seen) in ((Viewer, int)[])[(Some.Keeper, 2), (Some.StewardOf(marsh), 1), (new Viewer.Depositor(Some.Today, deposit), 1), (Some.StewardOf(RecordId.Mint()), 0), (Some.Anyone, 0)])
            Assert.Equal(seen, (await Archive.Records.Embargoes([record.Id, isPublic.Id], viewer, Cancel)).Count);
    }

    [Fact]
    public async Task A_word_goes_with_what_it_was_of()
    {
        Domain.Records.Record record = Some.Record();
        DepositedRecord entry = new() { Ref = "a", Entry = RecordId.Mint(), Kind = "practice", Content = record.Content };
        Deposit deposit = Some.Deposit() with { Records = [entry] };
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(deposit, []);
            foreach (RecordId id in (RecordId[])[record.Id, entry.Entry]) session.Put(new Embargo { Subject = id, By = EmbargoBy.Desk, Until = Day });
        });
        Assert.Single(await Archive.Records.Embargoes([entry.Entry], Some.Keeper, Cancel));
        Assert.Empty(await Archive.Records.Embargoes([entry.Entry], Some.Anyone, Cancel));
        await Archive.Write(session =>
        {
            session.Destroy(record.Id, new Tombstone(record.Id, Some.Today, null));
            session.DestroyDeposit(deposit.Id);
        });
        Assert.Empty(await Archive.Write(session => session.Embargoes(record.Id).Concat(session.Embargoes(entry.Entry)).ToArray()));
    }
}
