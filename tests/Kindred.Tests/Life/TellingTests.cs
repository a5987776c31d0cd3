using System.Net;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Exporting;

namespace Kindred.Tests.Life;

/// <summary>Two communities that disagree: each tells it its way, answers for its own words, and takes back its own.</summary>
public sealed class TellingTests
{
    [Fact]
    public async Task Those_who_told_it_first_have_no_say_over_what_others_tell_beside()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        Handed handed = await tellers.HandIn();
        DepositId deposit = (await handed.Deposit()).Id;
        ReviewDeposit review = archive.Get<ReviewDeposit>();
        Assert.IsType<ReviewOutcome.Unknown>(await review.Decline(deposit, tellers.Hilda, "Not like this.", CancellationToken.None));
        Assert.IsType<ReviewOutcome.Unknown>(await review.Accept(deposit, tellers.Hilda, PublicationBasis.Consent, CancellationToken.None));
        RecordId telling = await handed.Accept(PublicationBasis.Consent);
        Assert.Equal([tellers.Marsh], (await tellers.Asked.Find(telling))!.Communities);
        Assert.IsType<AnswerOutcome.Unknown>(await tellers.Asked.Say(telling, tellers.Hill, "hilda", ConsentAnswer.Declined));
        Assert.IsType<WithdrawOutcome.Unknown>(await tellers.Asked.Withdraw(telling, tellers.Hill, "hilda"));
        Assert.Null(await tellers.Asked.Shown(telling));
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed", ConsentAnswer.Declined);
        Assert.Null(await tellers.Asked.Shown(telling));
        Assert.Equal(1, await tellers.Asked.Shown(tellers.First));
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed");
        Assert.Equal(1, await tellers.Asked.Shown(telling));
    }

    [Fact]
    public async Task It_asks_as_its_own_community_decides_and_whomever_else_it_names()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        await archive.Write(session => session.Put(tellers.Marsh, Protocol.AllStewards));
        RecordId telling = await (await tellers.HandIn(more: $"\"stoodWith\":[\"{tellers.Hill}\"],")).Accept(PublicationBasis.Consent);
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed");
        await tellers.Asked.Answer(telling, tellers.Marsh, "sedge");
        Assert.Null(await tellers.Asked.Shown(telling));
        await tellers.Asked.Answer(telling, tellers.Hill, "hilda");
        Assert.Equal(1, await tellers.Asked.Shown(telling));
        await tellers.Asked.Answer(telling, tellers.Marsh, "sedge", ConsentAnswer.Declined);
        Assert.Null(await tellers.Asked.Shown(telling));
    }

    [Fact]
    public async Task A_community_that_nobody_answers_for_is_told_of_on_another_basis_only()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        RecordId shore = await tellers.Asked.Community("Shore people", Protocol.AnySteward);
        string json = tellers.Json("Told on the shore.").Replace(tellers.Marsh.ToString(), shore.ToString(), StringComparison.Ordinal);
        Handed unsourced = await Handed.In(archive, json.Replace(Handed.Sources, "", StringComparison.Ordinal)), sourced = await Handed.In(archive, json);
        Assert.Equal("needs-basis", Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(await unsourced.Review(PublicationBasis.Consent)).Findings).Code);
        Assert.Equal("needs-public-source", Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(await unsourced.Review()).Findings).Code);
        RecordId telling = await sourced.Accept();
        Assert.Equal(1, await tellers.Asked.Shown(telling));
        Assert.Equal([shore], (await tellers.Asked.Find(telling))!.PublishedWithout);
    }

    [Fact]
    public async Task A_steward_hands_in_her_own_and_another_reads_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        using JsonDocument json = JsonDocument.Parse(tellers.Json("Told by Reed."));
        DepositInput input = DepositInput.Read(json.RootElement, Domain.Kinds.KindList.BuiltIn, archive.Today).Input;
        await archive.Get<SendDeposit>().Send(input, null, DepositState.Deposited, tellers.Reed, CancellationToken.None);
        Deposit deposit = Assert.Single(await archive.Get<Domain.Stores.IDepositStore>().In([DepositState.Deposited], tellers.Reed, 0, 9, CancellationToken.None)).Value;
        ReviewDeposit review = archive.Get<ReviewDeposit>();
        Assert.IsType<ReviewOutcome.SecondPersonNeeded>(await review.Accept(deposit.Id, tellers.Reed, PublicationBasis.Consent, CancellationToken.None));
        Assert.IsType<AnswerOutcome.SecondPersonNeeded>(await tellers.Asked.Say(deposit.Records[0].Entry, tellers.Marsh, "reed"));
        var done = Assert.IsType<ReviewOutcome.Done>(await review.Accept(deposit.Id, tellers.Asked.Steward("sedge", tellers.Marsh), PublicationBasis.Consent, gives: true, null, CancellationToken.None));
        Assert.Equal(1, await tellers.Asked.Shown(done.Deposit.Records[0].Accessioned!.Value));
    }

    /// <summary>By whoever's word the first goes: the other stays, and nothing on its page or in its formats says what it stood beside.</summary>
    [Theory]
    [InlineData("depositor")]
    [InlineData("steward")]
    [InlineData("declined")]
    [InlineData("hidden")]
    public async Task It_stays_when_what_it_stands_beside_goes(string how)
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (_, RecordId telling) = await tellers.Tell();
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("At the gate", await Told.Text(anyone, $"/r/{telling}", "text/html"), StringComparison.Ordinal);
        Assert.Equal(tellers.First.ToString(), (await tellers.Read(telling)).GetProperty("beside")[0].GetString());
        if (how == "depositor") await tellers.TakeBack(tellers.Practice);
        if (how == "steward") Assert.IsType<WithdrawOutcome.Destroyed>(await tellers.Asked.Withdraw(tellers.First, tellers.Hill, "hilda"));
        if (how == "declined") await tellers.Asked.Answer(tellers.First, tellers.Hill, "hilda", ConsentAnswer.Declined);
        if (how == "hidden") await archive.Get<WithdrawRecord>().Hide(tellers.First, "a name", tellers.Asked.Keeper(), CancellationToken.None);
        Assert.Null(await tellers.Asked.Shown(tellers.First));
        Assert.Equal(1, await tellers.Asked.Shown(telling));
        string page = await Told.Text(anyone, $"/r/{telling}", "text/html");
        Assert.Contains("Told in the marsh.", page, StringComparison.Ordinal);
        Assert.Contains("is not here any more", page, StringComparison.Ordinal);
        await NothingTellsOf(tellers, telling, anyone);
    }

    [Fact]
    public async Task Beside_what_never_was_public_it_stands_as_if_beside_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        RecordId never = await (await Handed.In(archive, Handed.Practice("Never said yes to.", [tellers.Hill]))).Accept();
        RecordId telling = await (await tellers.HandIn(beside: never)).Accept();
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed");
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/r/{telling}", "text/html");
        Assert.Contains("Told in the marsh.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("is not here any more", page, StringComparison.Ordinal);
        await NothingTellsOf(tellers, telling, anyone, never, "Never said yes to.");
        await tellers.Asked.Destroy(never);
        Assert.DoesNotContain("is not here any more", await Told.Text(anyone, $"/r/{telling}", "text/html"), StringComparison.Ordinal);
        Assert.Equal(1, await tellers.Asked.Shown(telling));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Taken_back_it_leaves_the_record_as_it_was_and_nothing_of_itself(bool byItsCommunity)
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        string before = (await tellers.Read(tellers.First)).GetRawText();
        (Handed handed, RecordId telling) = await tellers.Tell("Told with zirkonwurz.");
        Assert.Equal(telling.ToString(), (await tellers.Read(tellers.First)).GetProperty("tellings")[0].GetString());
        Assert.NotEmpty(Residue.In(archive.Folder, "zirkonwurz"));
        if (byItsCommunity) Assert.IsType<WithdrawOutcome.Destroyed>(await archive.Get<WithdrawRecord>().BySteward(telling, tellers.Marsh, "Ours to keep.", tellers.Reed, CancellationToken.None));
        else await tellers.TakeBack(handed);
        Assert.Empty(Residue.In(archive.Folder, "onwurz"));
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage gone = await anyone.GetAsync($"/r/{telling}");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Equal(byItsCommunity, (await gone.Content.ReadAsStringAsync()).Contains("Ours to keep.", StringComparison.Ordinal));
        Assert.Equal(before, (await tellers.Read(tellers.First)).GetRawText());
        Assert.DoesNotContain("By the water", await Told.Text(anyone, $"/r/{tellers.First}", "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_corrected_and_restored_also_when_what_it_stood_beside_is_gone()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (Handed handed, RecordId telling) = await tellers.Tell();
        await tellers.TakeBack(tellers.Practice);
        await handed.Correct(tellers.Json("Told in the marsh, better."));
        Assert.IsType<ReviewOutcome.Done>(await handed.Review());
        Assert.Equal(1, await tellers.Asked.Shown(telling));
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed");
        Assert.Equal(2, await tellers.Asked.Shown(telling));
        Assert.IsType<RestoreOutcome.Restored>(await archive.Get<RestoreRevision>().Do(telling, 1, null, "", tellers.Asked.Keeper(), CancellationToken.None));
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed");
        Assert.Equal(3, await tellers.Asked.Shown(telling));
        Assert.Contains((await tellers.Asked.Find(telling))!.Content.Links, link => link.Field == "beside" && link.Target == tellers.First);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("is not here any more", await Told.Text(anyone, $"/r/{telling}", "text/html"), StringComparison.Ordinal);
        await NothingTellsOf(tellers, telling, anyone);
    }

    /// <summary>Both came from one depositor; the hill people took back theirs. What is left must still be one that its depositor can correct.</summary>
    [Fact]
    public async Task What_came_with_what_it_stands_beside_goes_on_alone()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        string both = Handed.Practice("Told on the hill again.", [tellers.Hill])[..^2] + "," + tellers.Json("Told in the marsh.", beside: "#a")["{\"records\":[".Length..];
        Handed handed = await Handed.In(archive, both);
        Deposit deposit = Assert.IsType<ReviewOutcome.Done>(await handed.Review()).Deposit;
        (RecordId practice, RecordId telling) = (deposit.Records.Single(one => one.Ref == "a").Accessioned!.Value, deposit.Records.Single(one => one.Ref == "t").Accessioned!.Value);
        await tellers.Asked.Answer(practice, tellers.Hill, "hilda");
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed");
        await tellers.Asked.Withdraw(practice, tellers.Hill, "hilda");
        Assert.Equal(1, await tellers.Asked.Shown(telling));
        Assert.Equal(practice.ToString(), Assert.Single((await handed.Deposit()).Records).Links.Single(link => link.Field == "beside").Target);
        await handed.Correct(tellers.Json("Told in the marsh, better.", beside: practice.ToString()));
        Assert.IsType<ReviewOutcome.Done>(await handed.Review());
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed");
        Assert.Equal(2, await tellers.Asked.Shown(telling));
    }

    [Fact]
    public async Task Only_what_happened_is_told_anew_and_a_name_makes_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        Handed ofPeople = await tellers.HandIn(beside: tellers.Hill);
        Assert.Equal("link-wrong-kind", Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(await ofPeople.Review()).Findings).Code);
        Handed ofName = await Handed.In(archive, tellers.Json("Told in the marsh.", beside: "What nobody has told"));
        Assert.Single((await ofName.Deposit()).Records);
        Assert.Equal("link-unknown", Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(await ofName.Review()).Findings).Code);
        (_, RecordId telling) = await tellers.Tell();
        Assert.Equal("link-wrong-kind", Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(await (await tellers.HandIn(beside: telling)).Review()).Findings).Code);
    }

    private static async Task NothingTellsOf(Tellers tellers, RecordId telling, HttpClient anyone, RecordId? of = null, string words = "At the gate")
    {
        string[] addresses =
        [
            $"/r/{telling}", .. RecordFormat.All.Where(format => format.Suffix.Length > 0).Select(format => $"/r/{telling}{format.Suffix}"), $"/r/{telling}/history", $"/r/{telling}/history/1",
            $"/r/{telling}/connections", $"/api/v1/records/{telling}", $"/api/v1/records/{telling}/history/1", $"/api/v1/records/{telling}/connections", .. Exported.Addresses, "/search?q=water", "/api/v1/records?q=water",
        ];
        foreach (string address in addresses)
        {
            using HttpResponseMessage answer = await anyone.GetAsync(address);
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
            string text = Exported.Text(await answer.Content.ReadAsByteArrayAsync());
            Assert.DoesNotContain((of ?? tellers.First).ToString(), text, StringComparison.Ordinal);
            Assert.DoesNotContain(words, text, StringComparison.Ordinal);
        }
    }
}
