using Kindred.Domain.Depositing;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class DepositContract : ArchiveContract
{
    [Fact]
    public async Task A_deposit_comes_back_as_it_was_put()
    {
        var entry = Some.Entry("Đoàn kết", RecordId.Mint()) with { Links = [new LinkMention("centres", "Neighbours", "who asked")] };
        var deposit = Some.Deposit(entry) with
        {
            Depositor = "ana",
            SignedAs = "Ana",
            Connections = [new DepositedConnection { Entry = RecordId.Mint(), Type = "kin", From = "#a", To = "Other", Words = new ConnectionWords { Shared = "a", Distinct = "b", Sources = [Entry.Of(("title", "t"))] } }],
            Messages = [new DepositMessage(true, Some.Today, "Is it enough?")],
            ReviewedBy = "ruth",
            Basis = PublicationBasis.FirstHand,
            FirstHandAgreedBy = ["ruth", "bo"],
            DeclinedBecause = "not now",
            Refusals = [new Consent { Subject = entry.Entry, Community = RecordId.Mint(), Revision = 0, Answer = ConsentAnswer.Declined, Steward = "amal", Day = Some.Today, Until = Some.Today }],
        };
        await Archive.Write(session => session.Put(deposit, []));
        foreach (Deposit? back in (Deposit?[])[
            await Archive.Write(session => session.FindDeposit(deposit.Id)), await Archive.Write(session => session.FindDeposit(deposit.ReceiptHash!)),
            await Archive.Write(session => session.FindDepositOf(entry.Entry)), await Archive.Write(session => session.FindDepositOf(entry.Accessioned!.Value)),
            await Archive.Write(session => session.FindDepositOf(deposit.Connections[0].Entry))])
        {
            Assert.NotNull(back);
            Assert.Equal((deposit.Id, deposit.State, "ana", "Ana", "ruth", "not now"), (back.Id, back.State, back.Depositor, back.SignedAs, back.ReviewedBy, back.DeclinedBecause));
            Assert.Equal(deposit.ReceiptHash, back.ReceiptHash);
            Assert.Equal(entry.Content.Json(), back.Records[0].Content.Json());
            Assert.Equal((entry.Ref, entry.Entry, entry.Accessioned, entry.Links[0]), (back.Records[0].Ref, back.Records[0].Entry, back.Records[0].Accessioned, back.Records[0].Links[0]));
            Assert.Equal(("b", "t"), (back.Connections[0].Words.Distinct, back.Connections[0].Words.Sources[0]["title"]));
            Assert.Equal(deposit.Messages, back.Messages);
            Assert.Equal(deposit.Refusals, back.Refusals);
            Assert.Equal((PublicationBasis.FirstHand, 2), (back.Basis, back.FirstHandAgreedBy.Length));
        }
    }

    [Fact]
    public async Task A_day_is_counted_by_what_was_handed_in_published_and_withdrawn_on_it()
    {
        RecordId id = RecordId.Mint();
        await Archive.Write(session =>
        {
            session.Put(Some.Deposit(Some.Entry("x")), []);
            session.Put(Some.Deposit(Some.Entry("y")) with { State = DepositState.Draft }, []);
            session.Put(Some.Deposit(Some.Entry("z")) with { Day = Some.Today.AddDays(-1) }, []);
            session.Write(new Act(ActKind.Publication, [id], Some.Today, IsPublic: true));
            session.Write(new Act(ActKind.Accession, [id], Some.Today, IsPublic: false));
            session.Write(new Act(ActKind.Withdrawal, [id], Some.Today, IsPublic: true));
            session.Write(new Act(ActKind.Withdrawal, [RecordId.Mint()], Some.Today, IsPublic: false));
        });
        Assert.Equal(new DayCounts(1, 1, 1), await Archive.Write(session => session.CountsOf(Some.Today)));
        Assert.Equal(new DayCounts(1, 0, 0), await Archive.Write(session => session.CountsOf(Some.Today.AddDays(-1))));
    }

    [Fact]
    public async Task A_deposit_is_seen_by_its_depositor_the_keepers_and_who_it_names()
    {
        RecordId community = RecordId.Mint();
        var deposit = Some.Deposit(Some.Entry("x")) with { Depositor = "ana" };
        await Archive.Write(session => session.Put(deposit, [community]));
        (Viewer Viewer, bool Sees)[] viewers =
        [
            (Some.Anyone, false), (Some.Keeper, true), (Some.StewardOf(community), true), (Some.StewardOf(RecordId.Mint()), false),
            (new Viewer.Depositor(Some.Today, deposit.Id), true), (new Viewer.Depositor(Some.Today, DepositId.Mint()), false),
            (Some.StewardOf() with { Handle = "ana" }, true),
        ];
        foreach ((Viewer viewer, bool sees) in viewers)
        {
            Assert.Equal(sees, await Archive.Deposits.Find(deposit.Id, viewer, Cancel) is not null);
            Assert.Equal(sees ? 1 : 0, await Archive.Deposits.Count(DepositState.Deposited, viewer, Cancel));
            Assert.Equal(sees ? 1 : 0, (await Archive.Deposits.In([DepositState.Deposited, DepositState.Asked], viewer, 0, 9, Cancel)).Count);
        }

        await Archive.Write(session => session.Put(deposit with { State = DepositState.Draft }, [community]));
        Assert.Null(await Archive.Deposits.Find(deposit.Id, Some.Keeper, Cancel));
        Assert.Equal(0, await Archive.Deposits.Count(DepositState.Draft, Some.Keeper, Cancel));
        Assert.Equal(deposit.Id, await Archive.Deposits.FindByReceipt(deposit.ReceiptHash!, Cancel));
    }

    [Fact]
    public async Task Deposits_in_a_state_are_listed_oldest_first_and_by_the_days_they_have_stood()
    {
        var old = Some.Deposit() with { Day = Some.Today.AddDays(-40), StateDay = Some.Today.AddDays(-31), State = DepositState.Declined };
        var young = Some.Deposit() with { State = DepositState.Declined };
        await Archive.Write(session => Array.ForEach([young, old], deposit => session.Put(deposit, [])));
        Assert.Equal([old.Id], await Archive.Write(session => session.DepositsIn(DepositState.Declined, Some.Today.AddDays(-30))));
        Assert.Equal([old.Id, young.Id], (await Archive.Deposits.In([DepositState.Declined], Some.Keeper, 0, 9, Cancel)).Select(deposit => deposit.Value.Id));
        Assert.Equal([old.Id], (await Archive.Deposits.In([DepositState.Declined], Some.Keeper, 0, 1, Cancel)).Select(deposit => deposit.Value.Id));
        Assert.Equal([young.Id], (await Archive.Deposits.In([DepositState.Declined], Some.Keeper, 1, 1, Cancel)).Select(deposit => deposit.Value.Id));
    }

    [Fact]
    public async Task An_idempotency_key_lives_as_long_as_its_deposit()
    {
        var deposit = Some.Deposit();
        byte[] key = RecordId.Mint().ToBytes();
        await Archive.Write(session =>
        {
            session.Put(deposit, []);
            session.PutIdempotencyKey(key, deposit.Id);
        });
        Assert.Equal(deposit.Id, await Archive.Write(session => session.FindIdempotencyKey(key)));
        await Archive.Write(session => session.DestroyDeposit(deposit.Id));
        Assert.Null(await Archive.Write(session => session.FindIdempotencyKey(key)));
        Assert.Null(await Archive.Write(session => session.FindDeposit(deposit.Id)));
    }

    [Fact]
    public async Task What_came_of_a_deposit_is_found_by_it()
    {
        var deposit = DepositId.Mint();
        var (one, two) = (Some.Record() with { Deposit = deposit }, Some.Record() with { Deposit = deposit });
        var kin = Some.Connection(one, two, "kin") with { Deposit = deposit };
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Put(kin);
        });
        Assert.Equal(new[] { one.Id, two.Id, kin.Id }.Order(), (await Archive.Write(session => session.RecordsOf(deposit))).Order());
        await Archive.Write(session => session.Destroy(two.Id, null));
        Assert.Equal([one.Id], await Archive.Write(session => session.RecordsOf(deposit)));
    }
}
