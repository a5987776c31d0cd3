using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Depositing;

/// <summary>Who comes back with a receipt is told of each record how it stands, and of the whole only what is so of all of it.</summary>
public class ReceiptStateTests
{
    [Fact]
    public async Task What_a_keeper_hid_or_a_steward_took_back_is_not_called_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, ReceiptCode receipt, RecordId record) = await Vigil.Published(archive);
        Asked asked = new(archive);
        Assert.Contains("It is public.", await Read(archive, receipt), StringComparison.Ordinal);
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        await withdraw.Hide(record, "a name", asked.Keeper(), CancellationToken.None);
        await Says(archive, receipt, "not public at the moment", "Hidden");
        await withdraw.Show(record, asked.Keeper(), CancellationToken.None);
        Assert.Contains("It is public.", await Read(archive, receipt), StringComparison.Ordinal);

        await archive.Member("ines", community);
        await archive.Write(session => session.Put(community, Protocol.AllStewards));
        Assert.IsType<WithdrawOutcome.Hidden>(await asked.Withdraw(record, community, "ines"));
        await Says(archive, receipt, "not public at the moment", "took its yes back");
    }

    [Fact]
    public async Task What_was_destroyed_is_called_withdrawn_and_cannot_be_corrected()
    {
        await using TestArchive archive = await TestArchive.Start();
        ReceiptCode receipt = await Send(archive, """
            {"records":[{"ref":"a","kind":"practice","language":"en","title":"A vigil","centres":["Hill people"],"sources":["https://example.org/vigil"]}]}
            """);
        DepositId deposit = await Vigil.Find(archive, receipt);
        Asked asked = new(archive);
        Deposit taken = Assert.IsType<ReviewOutcome.Done>(
            await archive.Get<ReviewDeposit>().Accept(deposit, asked.Keeper(), PublicationBasis.PublicSources, CancellationToken.None)).Deposit;
        Assert.Equal(DepositState.Published, taken.State);
        await asked.Destroy(taken.Records[0].Accessioned!.Value);
        string page = await Says(archive, receipt, "It was withdrawn.");
        foreach (string untrue in (string[])["What you sent", "Correct it", "Send your answer"]) Assert.DoesNotContain(untrue, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_that_became_a_yes_is_no_reason_any_more()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        ReceiptCode receipt = await Vigil.Send(archive, community, Vigil.Story, "2017-01");
        await archive.Member("amina", community);
        Asked asked = new(archive);
        Deposit taken = Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Accept(
            await Vigil.Find(archive, receipt), asked.Keeper(), PublicationBasis.PublicSources, CancellationToken.None)).Deposit;
        RecordId record = taken.Records[0].Accessioned!.Value;
        await asked.Answer(record, community, "amina", ConsentAnswer.Declined);
        Assert.Contains("Why not", await Read(archive, receipt), StringComparison.Ordinal);
        await asked.Answer(record, community, "amina");
        string page = await Read(archive, receipt);
        Assert.Contains("It is public.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Why not", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_a_part_is_public_the_whole_is_not_called_so()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        ReceiptCode receipt = await Send(archive, $$"""
            {"records":[{"ref":"a","kind":"practice","language":"en","title":"A vigil","centres":["{{community}}"],"sources":["https://example.org/vigil"]},
             {"ref":"b","kind":"question","language":"en","title":"Who sings?"}]}
            """);
        await archive.Get<ReviewDeposit>().Accept(await Vigil.Find(archive, receipt), new Asked(archive).Keeper(), PublicationBasis.PublicSources, CancellationToken.None);
        await Says(archive, receipt, "Part of it is public", "Communities are asked", "Its public address");
    }

    [Fact]
    public async Task A_connection_to_what_was_hidden_is_not_called_hidden_itself()
    {
        await using TestArchive archive = await TestArchive.Start();
        ReceiptCode receipt = await Send(archive, """
            {"records":[{"ref":"a","kind":"question","language":"en","title":"Who sings?"},{"ref":"b","kind":"question","language":"en","title":"Who danced?"}],
             "connections":[{"type":"continues","from":"#a","to":"#b","language":"en","words":"said of both","sources":["https://example.org/vigil"]}]}
            """);
        Asked asked = new(archive);
        Deposit taken = Assert.IsType<ReviewOutcome.Done>(
            await archive.Get<ReviewDeposit>().Accept(await Vigil.Find(archive, receipt), asked.Keeper(), PublicationBasis.PublicSources, CancellationToken.None)).Deposit;
        Assert.Contains("It is public.", await Read(archive, receipt), StringComparison.Ordinal);
        await archive.Get<WithdrawRecord>().Hide(taken.Records[1].Accessioned!.Value, "a name", asked.Keeper(), CancellationToken.None);
        // The record is; nobody hid what connects it.
        string page = await Says(archive, receipt, "Part of it is public");
        Assert.Equal((1, 2), (page.Split("Hidden").Length - 1, page.Split("not public").Length - 1));
    }

    [Fact]
    public async Task Who_was_told_no_may_answer_too_before_it_is_destroyed()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        ReceiptCode draft = await Vigil.Send(archive, community, Vigil.Story, "2017-01", DepositState.Draft), declined = await Vigil.Send(archive, community, Vigil.Story, "2017-02");
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Decline(await Vigil.Find(archive, declined), new Asked(archive).Keeper(), "not here", CancellationToken.None));
        Assert.Contains("Unless you go on with it, it is destroyed", await Read(archive, draft), StringComparison.Ordinal);
        Assert.Contains("Unless you answer or go on with it, it is destroyed", await Read(archive, declined), StringComparison.Ordinal);
    }

    private static async Task<string> Says(TestArchive archive, ReceiptCode receipt, params string[] words)
    {
        string page = await Read(archive, receipt);
        foreach (string said in words) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("It is public.", page, StringComparison.Ordinal);
        return page;
    }

    private static async Task<string> Read(TestArchive archive, ReceiptCode receipt)
    {
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt.Words));
        return visitor.Text;
    }

    private static async Task<ReceiptCode> Send(TestArchive archive, string deposit)
    {
        using JsonDocument json = JsonDocument.Parse(deposit);
        (DepositInput input, var findings) = DepositInput.Read(json.RootElement, KindList.BuiltIn, archive.Today);
        Assert.Empty(findings);
        return Assert.IsType<SendOutcome.Received>(await archive.Get<SendDeposit>().Send(input, null, DepositState.Deposited, archive.Stranger, CancellationToken.None)).Receipt;
    }
}
