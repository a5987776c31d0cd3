using System.Net;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Tests.Keeping;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Stewarding;

/// <summary>A claim that turned out wrong ends by the word of whom it is about, or of two keepers where there is nobody; against nobody else's answer.</summary>
public sealed class LiftClaimTests
{
    [Fact]
    public async Task The_community_says_by_its_protocol_that_it_is_not_meant()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AllStewards, "bo", "cat");
        RecordId practice = await Claimed(archive, asked, marsh, hill);
        Assert.Null(await asked.Shown(practice));
        using SignedInBrowser bo = await SignedInBrowser.Of(archive, "bo"), cat = await SignedInBrowser.Of(archive, "cat"), amal = await SignedInBrowser.Of(archive, "amal");
        // Whoever else it names isn't told that it was claimed, and can't lift it.
        Assert.DoesNotContain("id=\"claims\"", await amal.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await amal.Post($"/desk/records/{practice}?handler=letGo", ("community", hill.ToString()))).StatusCode);
        Assert.Contains("This isn’t about us", await bo.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
        HttpResponseMessage wished = await bo.Post($"/desk/records/{practice}?handler=letGo", ("community", hill.ToString()), ("reason", "Zirkonwort"));
        Assert.EndsWith("done=wish-waits", wished.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Null(await asked.Shown(practice));
        // Whoever wishes it, or could agree, is not asked to begin it again.
        foreach (SignedInBrowser steward in (SignedInBrowser[])[bo, cat])
        {
            string begun = await steward.Read($"/desk/records/{practice}?lang=en");
            Assert.DoesNotContain("handler=letGo", begun, StringComparison.Ordinal);
            Assert.Contains("Zirkonwort", begun, StringComparison.Ordinal);
            Assert.Contains($"href=\"/desk/communities/{hill}?lang=en#wishes\"", begun, StringComparison.Ordinal);
        }

        // Her fellow finds it among what some of them wish, with a way to the record.
        string page = await cat.Read($"/desk/communities/{hill}?lang=en");
        Assert.Contains($"/desk/records/{practice}", page, StringComparison.Ordinal);
        Assert.Contains("Zirkonwort", page, StringComparison.Ordinal);
        long number = (await archive.Get<IMemberStore>().Wishes(asked.Steward("cat", hill), CancellationToken.None))[0].Number;
        await cat.Post($"/desk/communities/{hill}?handler=agree", ("number", $"{number}"));
        Assert.Equal(1, await asked.Shown(practice));
        Assert.Equal([marsh], (await asked.Find(practice))!.Communities);
        Assert.Empty(Residue.In(archive.Folder, "Zirkonwort"));
        Assert.DoesNotContain("id=\"claims\"", await (await bo.Answer($"/desk/records/{practice}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_keepers_lift_it_where_nobody_answers_and_say_why_in_public()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await archive.Community("Hill people");
        RecordId practice = await Claimed(archive, asked, marsh, hill);
        Assert.Null(await asked.Shown(practice));
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi"), lee = await SignedInBrowser.Of(archive, "lee");
        await kofi.Read($"/desk/records/{practice}?lang=en");
        HttpResponseMessage unsaid = await kofi.Post($"/desk/records/{practice}?handler=lift", ("community", hill.ToString()), ("reason", ""));
        Assert.Equal(HttpStatusCode.BadRequest, unsaid.StatusCode);
        string reason = $"claim-{hill}-reason", wrong = $"claim-{hill}-wrong";
        Assert.Matches($"<a href=\"#{reason}\">[^§]*<p class=\"error\" id=\"{wrong}\">[^§]*<input id=\"{reason}\"[^>]* aria-describedby=\"{wrong} ", await unsaid.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await kofi.Post($"/desk/records/{practice}?handler=lift", ("community", hill.ToString()), ("reason", "We read it."))).StatusCode);
        // One alone is one, however often.
        Assert.IsType<KeepingOutcome.Waits>(await Lift(archive, practice, hill, "kofi"));
        Assert.Null(await asked.Shown(practice));
        string second = await lee.Read($"/desk/records/{practice}?lang=en");
        Assert.Contains("We read it.", second, StringComparison.Ordinal);
        Assert.Contains("handler=lift", second, StringComparison.Ordinal);
        // Whoever has said it reads that it waits, and isn't asked for it again.
        string first = await kofi.Read($"/desk/records/{practice}?lang=en");
        Assert.Contains("We read it.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=lift", first, StringComparison.Ordinal);
        string keep = await lee.Read("/keep?lang=en");
        Assert.Contains("Hill people", keep, StringComparison.Ordinal);
        long number = Assert.Single(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None)).Number;
        Assert.Equal(HttpStatusCode.Redirect, (await lee.Post("/keep?handler=agree", ("number", $"{number}"), ("reason", "So did I."))).StatusCode);
        Assert.Equal(1, await asked.Shown(practice));
        Act act = (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act;
        Assert.Equal((ActKind.ClaimLifting, "kofi, lee", "We read it.", "So did I."), (act.Kind, act.By, act.Reason, act.SecondReason));
        Assert.Equal([practice], act.Subjects);
    }

    [Fact]
    public async Task Keepers_lift_nothing_that_stewards_could_answer_or_said_no_to()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await archive.Community("Hill people");
        RecordId practice = await Claimed(archive, asked, marsh, hill);
        Assert.IsType<KeepingOutcome.Waits>(await Lift(archive, practice, hill, "kofi"));
        // A steward comes between the two words: it is hers to say, and no keeper's any more.
        await asked.Appoint("bo", hill);
        Assert.Equal("claim-stewards", Assert.IsType<KeepingOutcome.NotRight>(await Lift(archive, practice, hill, "lee")).Finding.Code);
        await asked.Answer(practice, hill, "bo", ConsentAnswer.Declined);
        await asked.Dismiss("bo", hill);
        Assert.Equal("claim-answered", Assert.IsType<KeepingOutcome.NotRight>(await Lift(archive, practice, hill, "lee")).Finding.Code);
        Assert.Null(await asked.Shown(practice));
        Assert.Equal("claim-gone", Assert.IsType<KeepingOutcome.NotRight>(await Lift(archive, practice, marsh, "lee")).Finding.Code);
        Assert.Equal("claim-gone", Assert.IsType<KeepingOutcome.NotRight>(await Lift(archive, RecordId.Mint(), hill, "lee")).Finding.Code);
    }

    [Fact]
    public async Task What_others_answered_stands_when_it_is_lifted()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId declined = await Claimed(archive, asked, marsh, hill), hidden = await Claimed(archive, asked, marsh, hill);
        await asked.Answer(declined, marsh, "amal", ConsentAnswer.Declined);
        await archive.Get<Features.Withdrawing.WithdrawRecord>().Hide(hidden, "danger", asked.Keeper(), CancellationToken.None);
        foreach (RecordId id in (RecordId[])[declined, hidden])
        {
            Assert.IsType<WishOutcome.Done>(await archive.Get<WishAmongStewards>().Wish(hill, new Wished.LetGo(id), "", asked.Steward("bo", hill), CancellationToken.None));
            Assert.Null(await asked.Shown(id));
            Assert.Equal("claim-gone", Assert.IsType<WishOutcome.NotRight>(await archive.Get<WishAmongStewards>().Wish(hill, new Wished.LetGo(id), "", asked.Steward("bo", hill), CancellationToken.None)).Finding.Code);
        }

        // One whose own words name the community names it still: only the claim is gone.
        RecordId told = await asked.Practice(marsh, hill);
        await asked.Answer(told, marsh, "amal");
        await archive.Write(session => session.PutClaim(told, hill));
        Assert.IsType<WishOutcome.Done>(await archive.Get<WishAmongStewards>().Wish(hill, new Wished.LetGo(told), "", asked.Steward("bo", hill), CancellationToken.None));
        Assert.Null(await asked.Shown(told));
        Assert.Contains(hill, (await asked.Find(told))!.Communities);
    }

    [Fact]
    public async Task Why_it_would_be_lifted_goes_with_the_record()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await archive.Community("Hill people"), lake = await asked.Community("Lake people", new Protocol(2), "bo", "cat");
        RecordId practice = await Claimed(archive, asked, marsh, hill);
        await archive.Write(session => session.PutClaim(practice, lake));
        await asked.Settle(practice);
        Assert.IsType<KeepingOutcome.Waits>(await Lift(archive, practice, hill, "kofi", "Zirkonwort"));
        Assert.IsType<WishOutcome.Waits>(await archive.Get<WishAmongStewards>().Wish(lake, new Wished.LetGo(practice), "Opalwort", asked.Steward("bo", lake), CancellationToken.None));
        Assert.NotEmpty(Residue.In(archive.Folder, "Zirkonwort"));
        Assert.NotEmpty(Residue.In(archive.Folder, "Opalwort"));
        await asked.Destroy(practice);
        Assert.Empty(Residue.In(archive.Folder, "Zirkonwort"));
        Assert.Empty(Residue.In(archive.Folder, "Opalwort"));
        Assert.Empty(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None));
    }

    [Fact]
    public async Task Only_keepers_and_that_community_know_of_a_claim()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await Claimed(archive, asked, marsh, hill);
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(1, await asked.Shown(practice));
        foreach (Viewer viewer in (Viewer[])[asked.Keeper(), asked.Steward("bo", hill)]) Assert.Equal(hill, Assert.Single(await archive.Records.Claims(practice, viewer, CancellationToken.None)).Value.Community);
        foreach (Viewer viewer in (Viewer[])[asked.Anyone, asked.Steward("amal", marsh), asked.Steward("jo", RecordId.Mint())]) Assert.Empty(await archive.Records.Claims(practice, viewer, CancellationToken.None));
    }

    /// <summary>A practice that one community said yes to, and of which it was found that it speaks of another.</summary>
    private static async Task<RecordId> Claimed(TestArchive archive, Asked asked, RecordId named, RecordId claimed)
    {
        RecordId practice = await asked.Practice(named);
        await asked.Answer(practice, named, "amal");
        Record before = (await asked.Find(practice))!;
        Assert.Equal(RecordState.Published, before.State);
        // On consent alone: nothing else lets it be public without whoever is claimed.
        await archive.Write(session => session.Put(session.FindRevision(practice, 1)! with { Basis = PublicationBasis.Consent }));
        await archive.Write(session => session.PutClaim(practice, claimed));
        await archive.Write(session => archive.Get<Publication>().Settle(session, practice, archive.Today));
        return practice;
    }

    private static Task<KeepingOutcome> Lift(TestArchive archive, RecordId record, RecordId community, string by, string reason = "We read it.") =>
        archive.Get<LiftClaim>().ByKeeper(new Claim(record, community), reason, by, CancellationToken.None);
}
