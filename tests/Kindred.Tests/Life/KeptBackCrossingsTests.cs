using System.Net;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Depositing;

namespace Kindred.Tests.Life;

/// <summary>What is kept back stays so whatever else is done with it meanwhile.</summary>
public sealed class KeptBackCrossingsTests
{
    [Fact]
    public async Task A_proposal_that_is_taken_while_its_record_is_kept_back_shows_nothing_and_tells_its_proposer_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        Proposed proposed = await Proposed.To(archive, practice, """{"learned":"Soup helps."}""");
        await Keep(archive, practice, 10, asked.Steward("amal", marsh));
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: asked.Steward("amal", marsh), gives: true));
        Assert.Equal(RecordState.Embargoed, (await asked.Find(practice))!.State);
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{practice}", $"/r/{practice}/propose", $"/r/{practice}/translate/es", $"/r/{practice}/history", $"/api/v1/records/{practice}"])
            Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(address)).StatusCode);
        Assert.DoesNotContain("At the gate", await anyone.GetStringAsync($"/r/{practice}/concern"), StringComparison.Ordinal);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt?lang=en");
        await visitor.Send("/receipt?lang=en", ("words", proposed.Receipt.Words));
        Assert.DoesNotContain("At the gate", visitor.Text, StringComparison.Ordinal);
        // Taken back meanwhile it is as it was, and comes no sooner.
        await proposed.Withdraw();
        Assert.Null(await asked.Shown(practice));
        await archive.Pass(10);
        Assert.NotNull(await asked.Shown(practice));
        Assert.Null((await asked.Find(practice))!.Content.Text("learned"));
        Assert.Empty(Residue.In(archive.Folder, "Soup helps"));
    }

    [Fact]
    public async Task Hiding_showing_again_and_renewing_bring_nothing_sooner()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh), other = await asked.Practice(marsh);
        foreach (RecordId one in (RecordId[])[practice, other]) await asked.Answer(one, marsh, "amal", until: archive.Today.AddDays(20));
        RecordId kin = await asked.Kin(practice, other), note = await asked.Note(practice);
        foreach (RecordId one in (RecordId[])[kin, note]) await asked.Answer(one, marsh, "amal");
        WithdrawRecord hide = archive.Get<WithdrawRecord>();
        Assert.IsType<WithdrawOutcome.Hidden>(await hide.Hide(practice, "danger", asked.Keeper(), CancellationToken.None));
        await Keep(archive, practice, 10, asked.Steward("amal", marsh));
        Assert.Equal(new WithdrawOutcome.Shown(RecordState.Embargoed), await hide.Show(practice, asked.Keeper(), CancellationToken.None));
        Assert.Equal(new RenewConsentsOutcome.Done(1, 0), await archive.Get<RenewConsents>().Do([(practice, marsh)], archive.Today.AddDays(90), asked.Steward("amal", marsh), null, CancellationToken.None));
        foreach (RecordId one in (RecordId[])[practice, kin, note]) Assert.Null(await asked.Shown(one));
        Assert.IsType<WithdrawOutcome.Hidden>(await hide.Hide(practice, "danger", asked.Keeper(), CancellationToken.None));
        // The hide outlasts the day.
        await archive.Pass(10);
        Assert.Null(await asked.Shown(practice));
        await archive.Pass(21);
        foreach (RecordId one in (RecordId[])[practice, kin, note]) Assert.Equal(one == kin ? null : 1, one == kin ? null : await asked.Shown(one));
    }

    [Fact]
    public async Task Who_takes_a_community_in_by_a_claim_is_told_what_waits_and_may_end_no_word_of_another()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        await Keep(archive, practice, 10, asked.Steward("amal", marsh));
        await archive.Write(session => session.PutClaim(practice, hill));
        await asked.Settle(practice);
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, hill, "bo");
        Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(practice, hill, null, null, asked.Steward("bo", hill), CancellationToken.None));
        Assert.IsType<KeepBackOutcome.Unknown>(await archive.Get<KeepBack>().Do(practice, marsh, null, null, asked.Steward("bo", hill), CancellationToken.None));
        Assert.Null(await asked.Shown(practice));
        await archive.Pass(10);
        Assert.Equal(1, await asked.Shown(practice));
    }

    private static async Task Keep(TestArchive archive, RecordId id, int days, Domain.Visibility.Viewer.Member by) =>
        Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(id, null, archive.Today.AddDays(days), null, by, CancellationToken.None));
}
