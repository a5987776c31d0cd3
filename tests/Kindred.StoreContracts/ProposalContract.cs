using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Xunit;

namespace Kindred.StoreContracts;

/// <summary>Deposits that would change a record.</summary>
public abstract class ProposalContract : ArchiveContract
{
    [Fact]
    public async Task Proposals_to_a_record_are_found_by_it_oldest_first()
    {
        Domain.Records.Record record = Some.Record(), other = Some.Record();
        Deposit[] proposals = [To(record), To(record) with { State = DepositState.Declined }, To(other)];
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.PutWhole(other);
            foreach (Deposit one in proposals) session.Put(one, []);
        });
        Assert.Equal([proposals[0].Id, proposals[1].Id], await Found(record));
        Deposit back = (await Archive.Write(session => session.ProposalsTo(record.Id)))[0];
        Assert.Equal(["story"], back.Proposal!.Parts);
        Assert.Equal(("As it was.", 1), (back.Proposal.Content.Text("story"), back.Proposal.OfRevision));

        // It would change another one now; one is no proposal any more, one is gone.
        await Archive.Write(session => session.Put(proposals[1] with { Proposal = proposals[1].Proposal! with { Record = other.Id } }, []));
        Assert.Equal([proposals[1].Id, proposals[2].Id], await Found(other));
        await Archive.Write(session =>
        {
            session.Put(proposals[0].WithoutProposal(Some.Today), []);
            session.DestroyDeposit(proposals[2].Id);
        });
        Assert.Empty(await Found(record));
        Assert.Equal([proposals[1].Id], await Found(other));
    }

    [Fact]
    public async Task With_the_record_its_proposals_words_go_and_their_receipts_stay()
    {
        Domain.Records.Record record = Some.Record();
        Deposit proposal = To(record);
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(proposal, []);
        });
        await Archive.Write(session => session.Destroy(record.Id, null));
        Assert.Empty(await Found(record));
        Deposit left = (await Archive.Write(session => session.FindDeposit(proposal.ReceiptHash!)))!;
        Assert.Equal((DepositState.Withdrawn, null), (left.State, left.Proposal));
    }

    [Fact]
    public async Task What_was_left_out_is_found_by_the_day_since_which_nobody_wrote()
    {
        Domain.Records.Record record = Some.Record();
        DateOnly decided = Some.Today.AddDays(-40);
        Deposit silent = Decided(To(record), decided), answered = Decided(To(record), decided) with { Messages = [new DepositMessage(true, Some.Today, "But."), new DepositMessage(false, Some.Today, "So.")] };
        Deposit waiting = To(record), whole = silent with { Id = DepositId.Mint(), ReceiptHash = RecordId.Mint().ToBytes(), Proposal = silent.Proposal! with { Taken = silent.Proposal.Parts } };
        await Archive.Write(session =>
        {
            foreach (Deposit one in (Deposit[])[silent, answered, waiting, whole]) session.Put(one, []);
        });
        Assert.Equal([silent.Id], await Archive.Write(session => session.LeftOut(Some.Today.AddDays(-31))));
        Assert.Equal([silent.Id, answered.Id], await Archive.Write(session => session.LeftOut(Some.Today)));
        await Archive.Write(session => session.Put(silent with { Proposal = silent.Proposal!.WithoutLeftOut() }, []));
        Assert.Equal([answered.Id], await Archive.Write(session => session.LeftOut(Some.Today)));
    }

    private static Deposit Decided(Deposit deposit, DateOnly day) =>
        deposit with { Proposal = deposit.Proposal! with { Parts = ["learned", "story"], Taken = ["story"], AwaitsReview = false, DecidedDay = day, TakenAs = 2 } };

    private static Deposit To(Domain.Records.Record record) => Some.Deposit() with
    {
        Proposal = new Proposal
        {
            Entry = RecordId.Mint(), Record = record.Id, Kind = "practice", OfRevision = 1, Parts = ["story"],
            Content = new RecordContent { Language = "en" }.With("story", new FieldValue.One("As it was.")),
        },
    };

    private async Task<DepositId[]> Found(Domain.Records.Record record) => [.. (await Archive.Write(session => session.ProposalsTo(record.Id))).Select(one => one.Id)];
}
