using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
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
    public async Task A_word_on_a_part_is_one_of_its_own()
    {
        RecordId record = RecordId.Mint(), place = RecordId.Mint();
        Embargo whole = new() { Subject = record, By = EmbargoBy.Depositor, Until = Day };
        Embargo where = whole with { Part = new RecordPart("where") }, here = whole with { Part = new RecordPart("where", place), Until = Day.AddDays(2) };
        await Archive.Write(session =>
        {
            foreach (Embargo one in (Embargo[])[whole, where, here, where with { Until = Day.AddDays(4) }]) session.Put(one);
        });
        Assert.Equal([whole, where with { Until = Day.AddDays(4) }, here], await Archive.Write(session => session.Embargoes(record)));
        await Archive.Write(session => session.End(where));
        Assert.Equal([whole, here], await Archive.Write(session => session.Embargoes(record)));
        await Archive.Write(session => session.End(whole));
        Assert.Equal([here], await Archive.Write(session => session.Embargoes(record)));
        await Archive.Write(session => session.Destroy(record, null));
        Assert.Empty(await Archive.Write(session => session.Embargoes(record)));
    }

    [Fact]
    public async Task What_waits_for_its_day_is_in_no_line_and_no_name()
    {
        DepositId deposit = DepositId.Mint();
        RecordContent content = Some.Record().Content.With("summary", new FieldValue.One("zirkon")).With("otherNames", new FieldValue.Many(["zirkonname"])).With("when", new FieldValue.One("1893"));
        Domain.Records.Record record = Some.Record() with { Deposit = deposit, Content = content, WithheldFields = [.. ((string[])["otherNames", "summary", "when"]).Select(field => new WithheldField(new RecordPart(field), Day))] };
        await Archive.Write(session => session.PutWhole(record));
        Assert.Equal(record.WithheldFields, (await Archive.Write(session => session.FindRecord(record.Id)))!.WithheldFields);
        RecordLine line = Assert.Single(await Archive.Records.Lines([record.Id], Some.Anyone, Cancel));
        Assert.Equal((null, null), (line.Summary, line.When));
        Assert.Empty(await Archive.Records.Named("zirkonname", [], Some.Anyone, Cancel));
        Assert.Empty(await Archive.Write(session => session.FindByName("zirkonname", [])));
        Domain.Records.Record shown = (await Archive.Records.Records([record.Id], Some.Anyone, Cancel)).Single().Value;
        Assert.Equal((null, null, 0), (shown.Content["summary"], shown.Content["otherNames"], shown.WithheldFields.Length));
        Assert.Equal("zirkon", (await Archive.Records.Records([record.Id], new Viewer.Depositor(Some.Today, deposit), Cancel)).Single().Value.Content.Text("summary"));
        await Archive.Write(session => session.Put(record with { WithheldFields = [] }));
        Assert.Equal("zirkon", Assert.Single(await Archive.Records.Lines([record.Id], Some.Anyone, Cancel)).Summary);
        Assert.Single(await Archive.Records.Named("zirkonname", [], Some.Anyone, Cancel));
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
