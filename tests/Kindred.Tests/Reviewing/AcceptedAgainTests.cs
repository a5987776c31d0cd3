using System.Net;
using System.Net.Http.Json;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Reviewing;

/// <summary>What was accepted and came back to the desk is a keeper's to accept or decline once more; nothing waits there for good.</summary>
public sealed class AcceptedAgainTests
{
    [Fact]
    public async Task What_nobody_could_answer_is_not_accepted_for_their_answer()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward);
        Handed handed = await Handed.In(archive, Handed.Practice("one", [sea]));
        Finding finding = Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(await handed.Review(PublicationBasis.Consent)).Findings);
        Assert.Equal(("needs-basis", "basis", "Sea people"), (finding.Code, finding.Field, finding.Value));
        Assert.Equal(DepositState.Deposited, (await handed.Deposit()).State);
        Assert.Equal(1, await asked.Shown(await handed.Accept()));
    }

    [Fact]
    public async Task Nor_is_a_kinship()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward);
        Handed handed = await Handed.In(archive, Kin(marsh, sea));
        Assert.IsType<ReviewOutcome.NeedsWork>(await handed.Review(PublicationBasis.Consent));
        await asked.Appoint("bo", sea);
        Assert.IsType<ReviewOutcome.Done>(await handed.Review(PublicationBasis.Consent));
    }

    [Fact]
    public async Task After_silence_it_is_asked_anew()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward, "bo");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh, sea]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, sea, "bo");
        await archive.Pass(61);
        Assert.Equal(DepositState.InReview, (await handed.Deposit()).State);
        Assert.IsType<ReviewOutcome.NotNow>(await handed.Review(by: asked.Steward("amal", marsh)));
        await handed.Accept(PublicationBasis.Consent);
        Assert.Equal(DepositState.Asked, (await handed.Deposit()).State);
        await archive.Pass(1);
        Assert.Equal(DepositState.Asked, (await handed.Deposit()).State);
        // Who has answered has answered: the words are the same.
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Fact]
    public async Task A_kinship_too_and_a_change_of_what_is_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward, "bo");
        Handed kinship = await Handed.In(archive, Kin(marsh, sea)), changed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId kin = Assert.IsType<ReviewOutcome.Done>(await kinship.Review()).Deposit.Connections[0].Accessioned!.Value, practice = await changed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await changed.Correct(Handed.Practice("two", [marsh]));
        await changed.Accept();
        await archive.Pass(61);
        foreach (Handed one in (Handed[])[kinship, changed])
        {
            Assert.Equal(DepositState.InReview, (await one.Deposit()).State);
            Assert.IsType<ReviewOutcome.Done>(await one.Review());
            await archive.Pass(1);
            Assert.NotEqual(DepositState.InReview, (await one.Deposit()).State);
        }

        foreach ((RecordId community, string steward) in ((RecordId, string)[])[(marsh, "amal"), (sea, "bo")]) await asked.Answer(kin, community, steward);
        await asked.Answer(practice, marsh, "amal");
        Assert.NotNull(await asked.Shown(kin));
        Assert.Equal(3, await asked.Shown(practice));
    }

    [Fact]
    public async Task With_the_newest_words_whoever_wrote_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("two", [marsh]));
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await archive.Get<RestoreRevision>().Do(practice, 1, null, "", asked.Keeper(), CancellationToken.None);
        await archive.Pass(61);
        Deposit back = await handed.Deposit();
        Assert.Equal(DepositState.InReview, back.State);
        await archive.Member("mika");
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika");
        string page = await mika.Read($"/desk/deposits/{back.Id}?lang=en");
        Assert.Equal((true, false), (page.Contains(">one<", StringComparison.Ordinal), page.Contains(">two<", StringComparison.Ordinal)));
        // With the wording that the page sends.
        await mika.Post($"/desk/deposits/{back.Id}?handler=accept", ("basis", nameof(PublicationBasis.PublicSources)));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal((4, "one"), (await asked.Shown(practice), (await asked.Find(practice))!.Content.Text("story")));
        Assert.Equal("one", (await handed.Deposit()).Records[0].Content.Text("story"));
    }

    [Fact]
    public async Task A_change_that_was_declined_does_not_come_back_the_next_day()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(Handed.Practice("two", [marsh]));
        await handed.Accept();
        await archive.Pass(61);
        await archive.Get<ReviewDeposit>().Decline((await handed.Deposit()).Id, asked.Keeper(), "No.", CancellationToken.None);
        DateOnly day = archive.Today;
        await archive.Pass(2);
        Assert.Equal((DepositState.Declined, day), await handed.Deposit() is var deposit ? (deposit.State, deposit.StateDay) : default);
    }

    [Fact]
    public async Task Where_its_steward_went_without_a_word_it_is_accepted_on_another_basis()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), sea = await asked.Community("Sea people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh])), kinship = await Handed.In(archive, Kin(marsh, sea));
        RecordId practice = await handed.Accept(PublicationBasis.Consent);
        RecordId kin = Assert.IsType<ReviewOutcome.Done>(await kinship.Review(PublicationBasis.Consent)).Deposit.Connections[0].Accessioned!.Value;
        foreach (RecordId one in (RecordId[])[marsh, sea]) await asked.Dismiss("amal", one);
        await archive.Pass(1);
        foreach (Handed one in (Handed[])[handed, kinship])
        {
            Assert.Equal(DepositState.InReview, (await one.Deposit()).State);
            Assert.IsType<ReviewOutcome.NeedsWork>(await one.Review(PublicationBasis.Consent));
            Assert.IsType<ReviewOutcome.Done>(await one.Review());
        }

        Assert.Equal(2, await asked.Shown(practice));
        Assert.NotNull(await asked.Shown(kin));
    }

    [Fact]
    public async Task A_no_stands_whoever_accepts_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "bo");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        await handed.Accept();
        await asked.Answer(practice, marsh, "bo");
        Assert.Null(await asked.Shown(practice));
        Assert.Equal(DepositState.Declined, (await handed.Deposit()).State);
        await asked.Answer(practice, marsh, "amal");
        Assert.NotNull(await asked.Shown(practice));
    }

    [Fact]
    public async Task What_is_declined_again_is_published_by_no_yes_until_it_is_accepted()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        RecordId practice = await handed.Accept();
        await archive.Pass(61);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Decline((await handed.Deposit()).Id, asked.Keeper(), "Nobody answers.", CancellationToken.None));
        Assert.Equal((DepositState.Declined, "Nobody answers."), ((await handed.Deposit()).State, (await handed.Deposit()).DeclinedBecause));
        Assert.IsType<AnswerOutcome.ChangedMeanwhile>(await asked.Say(practice, marsh, "amal"));
        Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().Reply(handed.Receipt, "Amal is back.", CancellationToken.None));
        await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.NotNull(await asked.Shown(practice));
    }

    [Theory]
    [InlineData("en", "came back")]
    [InlineData("es", "volvió")]
    [InlineData("ar", "عاد")]
    public async Task The_page_and_the_API_offer_it(string language, string said)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("one", [marsh]));
        await handed.Accept();
        string at = $"/desk/deposits/{(await handed.Deposit()).Id}", again = $"/api/v1{at}/accept";
        await archive.Member("mika");
        using HttpClient keeper = archive.SignedIn(await archive.Session("mika")), program = archive.With(await archive.Token("mika"));
        Assert.DoesNotContain("handler=accept", await keeper.GetStringAsync($"{at}?lang={language}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await program.PostAsJsonAsync(again, new { })).StatusCode);
        await archive.Pass(61);
        using HttpClient later = archive.SignedIn(await archive.Session("mika"));
        string page = WebUtility.HtmlDecode(await later.GetStringAsync($"{at}?lang={language}"));
        Assert.Contains("handler=accept", page, StringComparison.Ordinal);
        Assert.Contains("handler=decline", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsJsonAsync(again, new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await program.PostAsJsonAsync(again, new { })).StatusCode);
    }

    private static string Kin(RecordId from, RecordId to) =>
        $$"""{"connections":[{"type":"kin","from":"{{from}}","to":"{{to}}","language":"en","shared":"both","distinct":"each","sources":["https://example.org/a"]}]}""";
}
