using System.Net;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Tests.Keeping;
using Kindred.Tests.Life;

namespace Kindred.Tests.Reviewing;

/// <summary>What waits for a second person is on that person's desk.</summary>
public class SecondWordTests
{
    [Fact]
    public async Task A_withdrawal_that_needs_another_word_is_on_the_others_desks()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AllStewards, "amal", "bassam"), hill = await asked.Community("Hill people", Protocol.AnySteward, "noor");
        RecordId practice = await asked.Practice(marsh), other = await asked.Practice(hill);
        await asked.Answer(other, hill, "noor");
        RecordId kin = await asked.Kin(practice, other);
        foreach (string steward in (string[])["amal", "bassam"])
        {
            await asked.Answer(practice, marsh, steward);
            await asked.Answer(kin, marsh, steward);
        }

        await asked.Withdraw(practice, marsh, "amal");
        await asked.Withdraw(kin, marsh, "amal");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bassam = await SignedInBrowser.Of(archive, "bassam"), noor = await SignedInBrowser.Of(archive, "noor");
        const string heading = "id=\"takenBack\"";
        string desk = await bassam.Read("/desk?lang=en");
        Assert.Contains(heading, desk, StringComparison.Ordinal);
        foreach (RecordId one in (RecordId[])[practice, kin]) Assert.Contains($"/desk/records/{one}/withdraw", desk, StringComparison.Ordinal);
        Assert.DoesNotContain(heading, await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        Assert.DoesNotContain(heading, await noor.Read("/desk?lang=en"), StringComparison.Ordinal);
        foreach (string steward in (string[])["amal", "bassam"]) await asked.Answer(practice, marsh, steward);
        await asked.Withdraw(kin, marsh, "bassam");
        Assert.DoesNotContain(heading, await bassam.Read("/desk?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wish_to_decide_otherwise_is_on_the_others_desks_and_asks_for_no_more_than_there_are()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId marsh = await new Asked(archive).Community("Marsh people", Protocol.AllStewards, "amal", "bassam");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bassam = await SignedInBrowser.Of(archive, "bassam");
        string address = $"/desk/communities/{marsh}";
        await amal.Read(address);
        Assert.Equal(HttpStatusCode.BadRequest, (await amal.Post($"{address}?handler=protocol", ("way", "number"), ("number", "9"), ("silence", "30"))).StatusCode);
        Assert.EndsWith("done=protocol-waits", (await amal.Post($"{address}?handler=protocol", ("way", "any"), ("number", "1"), ("silence", "30"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("id=\"wishes\"", await bassam.Read("/desk?lang=en"), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"wishes\"", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        foreach (SignedInBrowser one in (SignedInBrowser[])[amal, bassam]) Assert.Contains("1 of the 2 needed", await one.Read(address + "?lang=en"), StringComparison.Ordinal);
        await bassam.Post($"{address}?handler=protocol", ("way", "any"), ("number", "1"), ("silence", "30"));
        Assert.DoesNotContain("of the 2 needed", await bassam.Read(address + "?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_keepers_word_on_what_is_told_first_hand_is_on_the_keepers_pages()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        RecordId community = await archive.Community();
        DepositId deposit = await Vigil.Find(archive, await Vigil.Send(archive, community, Vigil.Story, "2017-01"));
        Assert.IsType<ReviewOutcome.SecondKeeperNeeded>(
            await archive.Get<ReviewDeposit>().Accept(deposit, new Asked(archive).Keeper("kofi"), PublicationBasis.FirstHand, CancellationToken.None));
        using SignedInBrowser lee = await SignedInBrowser.Of(archive, "lee");
        string keep = await lee.Read("/keep?lang=en");
        Assert.DoesNotContain("Nothing waits.", keep, StringComparison.Ordinal);
        Assert.Contains($"/desk/deposits/{deposit}", keep, StringComparison.Ordinal);
        Assert.Contains("told first-hand", await lee.Read("/desk?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_named_for_as_long_as_it_counts()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        DepositId deposit = await Vigil.Find(archive, await Vigil.Send(archive, await archive.Community(), Vigil.Story, "2017-01"));
        await archive.Get<ReviewDeposit>().Accept(deposit, new Asked(archive).Keeper("kofi"), PublicationBasis.FirstHand, CancellationToken.None);
        const string agreed = "One keeper has agreed";
        using (SignedInBrowser lee = await SignedInBrowser.Of(archive, "lee")) Assert.Contains(agreed, await lee.Read($"/desk/deposits/{deposit}?lang=en"), StringComparison.Ordinal);
        await archive.Pass(31);
        using SignedInBrowser later = await SignedInBrowser.Of(archive, "lee");
        foreach (string page in (string[])[$"/desk/deposits/{deposit}", "/desk", "/keep"]) Assert.DoesNotContain(agreed, await later.Read(page + "?lang=en"), StringComparison.Ordinal);
    }
}
