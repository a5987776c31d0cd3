using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Stewarding;

/// <summary>A steward is told what became of her word, and no more than that.</summary>
public class StewardsWordTests
{
    [Fact]
    public async Task That_it_is_told_first_hand_is_not_a_stewards_to_say()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community(), unanswered = await archive.Community("Hill people");
        await archive.Member("amina", community);
        DepositId deposit = await Send(archive, community, unanswered);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        Assert.DoesNotContain($"value=\"{PublicationBasis.FirstHand}\"", await amina.Read($"/desk/deposits/{deposit}"), StringComparison.Ordinal);
        HttpResponseMessage said = await amina.Post($"/desk/deposits/{deposit}?handler=accept&lang=en", ("basis", "FirstHand"), ("give", "true"));
        string page = await amina.Read(said.Headers.Location!.ToString());
        Assert.DoesNotContain("Your word is written down", page, StringComparison.Ordinal);
        Assert.Contains("Nothing is decided yet", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_is_hers_until_so_many_have_said_it_as_her_community_asks_for()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId community = await asked.Community("Marsh people", Protocol.AllStewards, "amal", "bassam");
        ReceiptCode receipt = await Vigil.Send(archive, community, Vigil.Story, "2017-01");
        DepositId deposit = await Vigil.Find(archive, receipt);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bassam = await SignedInBrowser.Of(archive, "bassam");
        await amal.Read($"/desk/deposits/{deposit}");
        HttpResponseMessage accepted = await amal.Post($"/desk/deposits/{deposit}?handler=accept&lang=en", ("give", "true"));
        Assert.DoesNotContain("your community’s yes", await amal.Read(accepted.Headers.Location!.ToString()), StringComparison.Ordinal);
        RecordId record = (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit.Records[0].Accessioned!.Value;
        Assert.Contains("1 of the 2 needed", await bassam.Read($"/desk/records/{record}?lang=en"), StringComparison.Ordinal);
        await asked.Answer(record, community, "bassam");
        Assert.DoesNotContain("1 of the 2 needed", await bassam.Read($"/desk/records/{record}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guidance_is_shown_once_so_many_have_said_yes_as_the_community_asks_for()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId community = await asked.Community("Marsh people", Protocol.AllStewards, "amal", "bassam");
        foreach (string steward in (string[])["amal", "bassam"]) await asked.Answer(community, community, steward);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bassam = await SignedInBrowser.Of(archive, "bassam");
        await amal.Read($"/desk/communities/{community}");
        HttpResponseMessage saved = await amal.Post($"/desk/communities/{community}?handler=guidance&lang=en", ("say", "Marsh folk"), ("askOfAllies", "Come early."));
        Assert.Contains("What is public stays as it was", await amal.Read(saved.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal((1, null), (await asked.Shown(community), (await asked.Find(community))!.Content.Text("askOfAllies")));
        Assert.Contains($"/desk/records/{community}", await bassam.Read("/desk"), StringComparison.Ordinal);
        await asked.Answer(community, community, "bassam");
        Assert.Equal((2, "Come early."), (await asked.Shown(community), (await asked.Find(community))!.Content.Text("askOfAllies")));
    }

    private static async Task<DepositId> Send(TestArchive archive, params RecordId[] centred)
    {
        using JsonDocument json = JsonDocument.Parse($$"""
            {"records":[{"ref":"a","kind":"practice","language":"en","title":"A vigil","centres":[{{string.Join(',', centred.Select(id => $"\"{id}\""))}}]}]}
            """);
        (DepositInput input, var findings) = DepositInput.Read(json.RootElement, KindList.BuiltIn, archive.Today);
        Assert.Empty(findings);
        ReceiptCode receipt = Assert.IsType<SendOutcome.Received>(
            await archive.Get<SendDeposit>().Send(input, null, DepositState.Deposited, archive.Stranger, CancellationToken.None)).Receipt;
        return await Vigil.Find(archive, receipt);
    }
}
