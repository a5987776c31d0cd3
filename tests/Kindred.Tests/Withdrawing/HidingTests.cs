using System.Net;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Withdrawing;

/// <summary>One keeper hides for thirty days, and two for good: records and connections alike.</summary>
public sealed class HidingTests
{
    [Fact]
    public async Task What_a_second_keeper_confirmed_no_later_word_makes_lapse()
    {
        await using TestArchive archive = await Founded();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward);
        RecordId again = await asked.Practice(marsh), proposed = await asked.Practice(marsh), alone = await asked.Practice(marsh);
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        foreach (RecordId one in (RecordId[])[again, proposed])
        {
            await withdraw.Hide(one, "a name", asked.Keeper("ana"), CancellationToken.None);
            Assert.Null(Assert.IsType<WithdrawOutcome.Hidden>(await withdraw.Hide(one, "", asked.Keeper("bo"), CancellationToken.None)).Until);
        }

        Assert.Null(Assert.IsType<WithdrawOutcome.Hidden>(await withdraw.Hide(again, "", asked.Keeper("ana"), CancellationToken.None)).Until);
        Assert.IsType<WithdrawOutcome.SecondKeeperNeeded>(await withdraw.ByKeeper(proposed, "all of it", null, asked.Keeper("ana"), CancellationToken.None));
        await withdraw.Hide(alone, "a name", asked.Keeper("ana"), CancellationToken.None);
        await archive.Pass(31);
        Assert.Equal((null, null, 1), (await asked.Shown(again), await asked.Shown(proposed), await asked.Shown(alone)));
    }

    [Fact]
    public async Task Who_is_not_sure_is_told_what_is_missing_and_loses_no_word()
    {
        await using TestArchive archive = await Founded();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), ana = await SignedInBrowser.Of(archive, "ana");
        string at = $"/desk/records/{practice}/withdraw?lang=en";
        await amal.Read(at);
        HttpResponseMessage unsure = await amal.Post(at, ("words", "We are afraid."));
        string page = await unsure.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, unsure.StatusCode);
        Assert.Contains("id=\"sure-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("We are afraid.", page, StringComparison.Ordinal);
        await ana.Read(at);
        string unexplained = await (await ana.Post(at, ("sure", "true"), ("words", "It named somebody."))).Content.ReadAsStringAsync();
        Assert.Contains("id=\"reason-wrong\"", unexplained, StringComparison.Ordinal);
        Assert.Contains("It named somebody.", unexplained, StringComparison.Ordinal);
        Assert.Equal(1, await asked.Shown(practice));
    }

    [Fact]
    public async Task A_keeper_hides_a_connection_and_another_confirms_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId kin = await Kin(asked), note = await asked.Note(kin), other = await Kin(asked);
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        foreach (RecordId one in (RecordId[])[kin, other]) Assert.NotNull(Assert.IsType<WithdrawOutcome.Hidden>(await withdraw.Hide(one, "a name", asked.Keeper("ana"), CancellationToken.None)).Until);
        Assert.Equal((null, null), (await asked.Shown(kin), await asked.Shown(note)));
        await asked.Settle(kin);
        Assert.Null(await asked.Shown(kin));
        Assert.Null(Assert.IsType<WithdrawOutcome.Hidden>(await withdraw.Hide(kin, "", asked.Keeper("bo"), CancellationToken.None)).Until);
        await archive.Pass(31);
        Assert.Equal((null, null, 1), (await asked.Shown(kin), await asked.Shown(note), await asked.Shown(other)));
        Assert.Equal(RecordState.Published, Assert.IsType<WithdrawOutcome.Shown>(await withdraw.Show(kin, asked.Keeper("bo"), CancellationToken.None)).State);
        Assert.Equal((1, 1), (await asked.Shown(kin), await asked.Shown(note)));
        Assert.Contains(ActKind.Hiding, (await archive.Records.Acts(ofPowerOnly: true, 20, asked.Anyone, CancellationToken.None)).Select(act => act.Value.Act.Kind));
    }

    [Fact]
    public async Task The_first_of_two_keepers_hides_a_connection_that_both_destroy()
    {
        await using TestArchive archive = await Founded();
        Asked asked = new(archive);
        RecordId kin = await Kin(asked);
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        Assert.IsType<WithdrawOutcome.SecondKeeperNeeded>(await withdraw.ByKeeper(kin, "a name", null, asked.Keeper("ana"), CancellationToken.None));
        Assert.Null(await asked.Shown(kin));
        Assert.IsType<WithdrawOutcome.Destroyed>(await withdraw.ByKeeper(kin, "", null, asked.Keeper("bo"), CancellationToken.None));
        // That it was withdrawn is public, as it is of a record.
        Assert.Contains(ActKind.Withdrawal, (await archive.Records.Acts(ofPowerOnly: false, 20, asked.Anyone, CancellationToken.None)).Select(act => act.Value.Act.Kind));
    }

    [Fact]
    public async Task The_desk_offers_to_hide_a_connection_and_to_confirm_only_what_one_did_not_hide()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId kin = await Kin(asked);
        foreach (string keeper in (string[])["ana", "bo"]) await archive.Member(keeper);
        using SignedInBrowser ana = await SignedInBrowser.Of(archive, "ana"), bo = await SignedInBrowser.Of(archive, "bo");
        Assert.Contains("handler=hide", await ana.Read($"/desk/records/{kin}"), StringComparison.Ordinal);
        using HttpResponseMessage unsaid = await ana.Post($"/desk/records/{kin}/withdraw?handler=hide", ("reason", " "));
        string unhidden = await ana.Read(unsaid.Headers.Location + "&lang=en");
        // That nothing is hidden yet is no news of something done.
        Assert.Matches("role=\"alert\"><a href=\"#reason\">Nothing is hidden yet[^§]*<p class=\"error\" id=\"reason-wrong\">[^§]*<input id=\"reason\"[^>]* aria-describedby=\"reason-wrong reason-hint\"", unhidden);
        Assert.DoesNotContain("role=\"status\"", unhidden, StringComparison.Ordinal);
        await ana.Post($"/desk/records/{kin}/withdraw?handler=hide", ("reason", "a name"));
        string hers = await ana.Read($"/desk/records/{kin}"), his = await bo.Read($"/desk/records/{kin}");
        Assert.DoesNotContain("handler=hide", hers, StringComparison.Ordinal);
        Assert.Contains("handler=hide", his, StringComparison.Ordinal);
        Assert.Contains("handler=show", hers, StringComparison.Ordinal);
        Assert.Contains("value=\"confirm\"", await bo.Read("/keep/hidden"), StringComparison.Ordinal);
        Assert.Contains("ana: a name", await ana.Read("/keep/hidden"), StringComparison.Ordinal);
    }

    /// <summary>With two keepers, ana and bo: what takes two is no longer done by one.</summary>
    private static async Task<TestArchive> Founded()
    {
        TestArchive archive = await TestArchive.Start();
        foreach (string keeper in (string[])["ana", "bo"]) await archive.Member(keeper);
        await archive.Write(session => session.PutValue("founded", "2026-01-01"));
        return archive;
    }

    private static async Task<RecordId> Kin(Asked asked)
    {
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        return await asked.Kin(await asked.Practice(marsh), await asked.Practice(hill));
    }
}
