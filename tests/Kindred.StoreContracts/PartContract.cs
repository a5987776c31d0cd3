using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Xunit;

namespace Kindred.StoreContracts;

/// <summary>What was taken back in part, what ends, and what was said in a community's name.</summary>
public abstract class PartContract : ArchiveContract
{
    [Fact]
    public async Task A_part_is_read_by_keepers_and_the_community_in_whose_name_it_was()
    {
        Domain.Records.Record record = Some.Record();
        RecordId marsh = RecordId.Mint(), hill = RecordId.Mint();
        record = (record with { Communities = [marsh, hill] }).Unasked();
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(Part(record.Id, marsh, "amal"));
        });
        foreach ((Viewer viewer, int seen) in ((Viewer, int)[])[(Some.Keeper, 1), (Some.StewardOf(marsh), 1), (Some.StewardOf(hill), 0), (Some.Anyone, 0)])
            Assert.Equal(seen, (await Archive.Records.Parts(record.Id, viewer, Cancel)).Count);
        WithdrawnPart part = Assert.Single(await Archive.Write(session => session.Parts(record.Id)));
        Assert.Equal(("words", 7, new PartWord(marsh, "amal", Some.Today)), (part.Held!.Contents[0].Content.Text("story"), part.Held.LastAnswer, part.Words[0]));
        Assert.Empty(await Archive.Records.PartsAwaiting(Some.StewardOf(marsh), 9, Cancel));
        Viewer.Member bo = new(Some.Today, "bo", false, [marsh]);
        Assert.Single(await Archive.Records.PartsAwaiting(bo, 9, Cancel));
        await Archive.Write(session => session.Put(part with { Held = null }));
        Assert.Empty(await Archive.Records.PartsAwaiting(bo, 9, Cancel));
        Assert.True((await Archive.Write(session => session.Parts(record.Id)))[0].IsDestroyed);
        await Archive.Write(session => session.EndPart(part.Number));
        Assert.Empty(await Archive.Write(session => session.Parts(record.Id)));
    }

    [Fact]
    public async Task Parts_go_with_what_they_were_of()
    {
        Domain.Records.Record record = Some.Record();
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(Part(record.Id, RecordId.Mint(), "amal"));
        });
        await Archive.Write(session => session.Destroy(record.Id, new Tombstone(record.Id, Some.Today, null)));
        Assert.Empty(await Archive.Write(session => session.Parts(record.Id)));
    }

    [Fact]
    public async Task Every_deposit_that_holds_a_record_is_found()
    {
        Domain.Records.Record record = Some.Record();
        Deposit[] deposits = [.. Enumerable.Range(0, 2).Select(_ => Some.Deposit() with { Records = [new DepositedRecord { Ref = "a", Entry = RecordId.Mint(), Kind = "practice", Content = record.Content, Accessioned = record.Id }] })];
        await Archive.Write(session =>
        {
            foreach (Deposit deposit in deposits) session.Put(deposit, []);
        });
        Assert.Equal(deposits.Select(one => one.Id.ToString()).Order(), (await Archive.Write(session => session.DepositsHolding(record.Id))).Select(one => one.ToString()).Order());
    }

    [Fact]
    public async Task What_ends_is_told_its_steward_from_thirty_days_before()
    {
        Domain.Records.Record community = Some.Record("Marsh people", "community"), soon = Some.Record(), later = Some.Record(), changed = Some.Record();
        await Archive.Write(session =>
        {
            session.PutWhole((community with { Communities = [community.Id] }).Unasked());
            session.Put(new Domain.Keeping.Member { Id = RecordId.Mint(), Handle = "amal", SecurityStamp = "", Joined = Some.Today, Roles = [new Domain.Keeping.Role(community.Id, Some.Today, null)] });
            foreach ((Domain.Records.Record one, int days) in ((Domain.Records.Record, int)[])[(soon, 30), (later, 31), (changed, 3)])
            {
                session.Put(new Consent { Subject = one.Id, Community = community.Id, Revision = 1, Answer = ConsentAnswer.Given, Steward = "amal", Day = Some.Today, Until = Some.Today.AddDays(days) });
                session.PutWhole(one with { Communities = [community.Id], PublicUntil = Some.Today.AddDays(days), LatestRevision = one == changed ? 2 : 1, Revision = one == changed ? 2 : 1 });
                if (one == changed) session.Put(Some.Revision(one, 2) with { AskedFrom = 2 });
            }
        });
        EndingYes ending = Assert.Single(await Archive.Deposits.Ending(Some.StewardOf(community.Id), 9, Cancel));
        Assert.Equal((soon.Id, Some.Today.AddDays(30), 1), (ending.Subject, ending.Until, ending.Needed));
        Assert.Equal((2, 0), (await Archive.Deposits.CountLapsing(Some.Keeper, Cancel), await Archive.Deposits.CountLapsing(Some.StewardOf(community.Id), Cancel)));
    }

    [Fact]
    public async Task What_was_said_in_a_communitys_name_is_its_stewards_alone()
    {
        RecordId marsh = RecordId.Mint();
        Domain.Records.Record named = Some.Record(), answered = Some.Record(state: RecordState.Asked), gone = Some.Record();
        await Archive.Write(session =>
        {
            session.PutWhole((named with { Communities = [marsh] }).Unasked());
            foreach (Domain.Records.Record one in (Domain.Records.Record[])[answered, gone])
            {
                session.PutWhole(one);
                session.Put(new Consent { Subject = one.Id, Community = marsh, Revision = 1, Answer = ConsentAnswer.Declined, Steward = "amal", Day = Some.Today, Condition = "no" });
            }
        });
        await Archive.Write(session => session.Destroy(gone.Id, new Tombstone(gone.Id, Some.Today, null)));
        SaidPage said = await Archive.Deposits.Said(marsh, new SaidFilter(null, null, null), Some.StewardOf(marsh), 0, 9, Cancel);
        Dictionary<RecordId, SaidLine> lines = said.Lines.ToDictionary(one => one.Subject);
        Assert.Equal(3, said.Total);
        Assert.Equal((true, 0), (lines[named.Id].IsPublic, lines[named.Id].Answers.Length));
        Assert.Equal((null, "no"), (lines[answered.Id].Record, lines[answered.Id].Answers[0].Condition));
        Assert.Equal((RecordState.Withdrawn, null), (lines[gone.Id].State, lines[gone.Id].Answers[0].Condition));
        Assert.Equal(1, (await Archive.Deposits.Said(marsh, new SaidFilter(RecordState.Withdrawn, null, null), Some.StewardOf(marsh), 0, 9, Cancel)).Total);
        foreach (Viewer.Member viewer in (Viewer.Member[])[Some.Keeper, Some.StewardOf(RecordId.Mint())]) Assert.Equal(0, (await Archive.Deposits.Said(marsh, new SaidFilter(null, null, null), viewer, 0, 9, Cancel)).Total);
    }

    private static WithdrawnPart Part(RecordId subject, RecordId community, string steward) => new()
    {
        Subject = subject, Field = "story", Day = Some.Today, Words = [new PartWord(community, steward, Some.Today)],
        Held = new HeldWords { LastAnswer = 7, Contents = [new HeldWordsOfRecord(1, new RecordContent { Language = "en" }.With("story", new FieldValue.One("words")), [])] },
    };
}
