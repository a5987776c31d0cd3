using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Records;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Depositing;

/// <summary>A change of a public record, suggested by anyone: taken whole or in part, credited, answered for, taken back.</summary>
public class ProposalTests
{
    private static async Task<(RecordId Practice, RecordId Community, Asked Asked, Handed Deposit)> Published(TestArchive archive)
    {
        Asked asked = new(archive);
        RecordId community = await asked.Community("River people", Protocol.AnySteward, "amina");
        await archive.Member("mika");
        Handed deposit = await Handed.In(archive, Handed.Practice("We sang.", [community], """
            "summary":"At the gate.","learned":"Patience.","sources":["https://example.org/a"],
            """));
        RecordId practice = await deposit.Accept(PublicationBasis.Consent, Amina(archive, community), gives: true);
        Assert.Equal(RecordState.Published, (await Proposed.Record(archive, practice)).State);
        return (practice, community, asked, deposit);
    }

    private static Viewer.Member Amina(TestArchive archive, RecordId community) => new(archive.Today, "amina", false, [community]);

    [Fact]
    public async Task Terms_that_nobody_ticked_or_unticked_are_no_part_of_what_is_proposed()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, _, _) = await Published(archive);
        // The form ticks in the vocabulary's order; here they came in another one.
        await archive.Write(session =>
        {
            Record known = session.FindRecord(practice)!;
            Revision shown = session.FindRevision(practice, 1)!;
            RecordContent content = shown.Content.With("strategies", new FieldValue.Many(["public-witness/vigil", "education", "legal/litigation"]));
            session.Put(shown with { Number = 2, Content = content });
            session.Put(known with { LatestRevision = 2, Revision = 2, Content = content });
        });
        string address = $"/r/{practice}/propose?lang=en";
        Visitor visitor = new(archive.Anyone());
        await visitor.Open(address);
        await visitor.Send(address, [.. visitor.Fields.Select(field => field.Name == "f.learned" ? (field.Name, "Patience, and soup.") : field), ("why", "I cooked."), ("go", "preview")]);
        Assert.Contains("soup", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Strategies", visitor.Text, StringComparison.Ordinal);
        // One that is ticked besides comes after those that were there.
        Proposed proposed = await Proposed.To(archive, practice, """{"strategies":["healing","legal/litigation","education","public-witness/vigil"]}""");
        Assert.Equal(["public-witness/vigil", "education", "legal/litigation", "healing"], (await proposed.Deposit()).Proposal!.Content.Texts("strategies"));
    }

    [Fact]
    public async Task What_its_proposer_said_otherwise_since_it_was_read_is_taken_by_nobody_unread()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _, _) = await Published(archive);
        Proposed proposed = await Proposed.To(archive, practice, """{"story":"We hummed."}""");
        Deposit read = await proposed.Deposit();
        Deposit changed = read with { Proposal = read.Proposal! with { Content = read.Proposal.Content.With("story", new FieldValue.One("We shouted.")) } };
        await archive.Write(session => session.Put(changed, Mentions.Named(session, changed)));
        Assert.IsType<ReviewOutcome.ChangedMeanwhile>(await Take(Wording.Of(read)));
        Assert.True((await proposed.Deposit()).Proposal!.AwaitsReview);
        Assert.IsType<ReviewOutcome.Done>(await Take(Wording.Of(changed)));

        Task<ReviewOutcome> Take(string wording) =>
            archive.Get<ReviewDeposit>().Take(read.Id, Amina(archive, community), new ProposalChoice(null, null), PublicationBasis.Consent, gives: true, wording, CancellationToken.None);
    }

    /// <summary>Two keepers say yes to the same words, or they are not two.</summary>
    [Fact]
    public async Task What_is_told_first_hand_is_taken_whole()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, Asked asked, _) = await Published(archive);
        await archive.Member("noor");
        await archive.Write(session => session.PutValue("founded", "2026-01-01"));
        Proposed proposed = await Proposed.To(archive, practice, """{"story":"We shouted.","learned":"Soup."}""");
        ReviewOutcome.NeedsWork part = Assert.IsType<ReviewOutcome.NeedsWork>(await proposed.Take(["story"], basis: PublicationBasis.FirstHand));
        Assert.Equal("proposal-first-hand-whole", Assert.Single(part.Findings).Code);
        Assert.IsType<ReviewOutcome.SecondKeeperNeeded>(await proposed.Take(basis: PublicationBasis.FirstHand));
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: asked.Keeper("noor"), basis: PublicationBasis.FirstHand));
    }

    [Fact]
    public async Task What_is_taken_becomes_a_revision_under_the_name_of_who_proposed_it_and_the_rest_is_told_to_the_receipt()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, _, _) = await Published(archive);
        Proposed proposed = await Proposed.To(archive, practice, """{"learned":"Patience, and soup.","unresolved":"Who cooks?"}""");
        Deposit deposit = await proposed.Deposit();
        // No more than what changed is kept.
        Assert.Equal(["learned", "unresolved"], deposit.Proposal!.Parts);
        Assert.Equal(["learned", "unresolved"], deposit.Proposal.Content.Fields.Keys.Order());
        Assert.Equal("Patience.", (await Proposed.Record(archive, practice)).Content.Text("learned"));
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(["learned"], words: "We leave the question to those who were there."));
        Record record = await Proposed.Record(archive, practice);
        // No asking field: nobody is asked again.
        Assert.Equal((RecordState.Published, 2, "Patience, and soup.", null), (record.State, record.Revision, record.Content.Text("learned"), record.Content.Text("unresolved")));
        Revision revision = (await Proposed.Revisions(archive, practice)).Single(one => one.Number == 2);
        Assert.Equal(("Ana", "It was so."), (revision.Who, revision.Note));
        using HttpClient anyone = archive.Anyone();
        string history = await anyone.GetStringAsync($"/r/{practice}/history?lang=en");
        Assert.Contains("Ana", history, StringComparison.Ordinal);
        // Who gave no name is called so in the reader's language.
        string arabic = WebUtility.HtmlDecode(await anyone.GetStringAsync($"/r/{practice}/history?lang=ar"));
        Assert.Contains("مجهول", arabic, StringComparison.Ordinal);
        Assert.DoesNotContain("anonymous", arabic, StringComparison.Ordinal);
        Visitor receipt = new(archive.Anyone());
        await receipt.Open("/receipt?lang=en");
        await receipt.Send("/receipt?lang=en", ("words", proposed.Receipt.Words));
        Assert.Contains("We leave the question to those who were there.", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("Who cooks?", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("not taken", receipt.Text, StringComparison.Ordinal);
        // Decided is decided.
        Assert.IsType<ReviewOutcome.NotNow>(await proposed.Take(["unresolved"]));
    }

    [Fact]
    public async Task A_change_of_what_a_community_agreed_to_asks_it_and_the_words_before_stay_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, Asked asked, _) = await Published(archive);
        RecordId hill = await asked.Community("Hill people", Protocol.AnySteward, "jo");
        Proposed proposed = await Proposed.To(archive, practice, $$"""{"story":"We sang and prayed.","centres":["{{community}}","{{hill}}"]}""");
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        string desk = $"/desk/deposits/{(await proposed.Deposit()).Id}?lang=en";
        Assert.Contains("asks the communities anew", await amina.Read(desk), StringComparison.Ordinal);
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: Amina(archive, community), gives: true));
        // Once it is taken they are asked: nothing there is still to come.
        Assert.DoesNotContain("asks the communities anew", await amina.Read(desk), StringComparison.Ordinal);
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal((RecordState.Published, 1, 2, "We sang."), (record.State, record.Revision, record.LatestRevision, record.Content.Text("story")));
        // Whom it newly names is asked about it.
        Assert.Equal([hill], record.NewlyNamed);
        Assert.Equal(DepositState.Asked, (await proposed.Deposit()).State);
        await asked.Answer(practice, hill, "jo");
        record = await Proposed.Record(archive, practice);
        Assert.Equal((2, "We sang and prayed."), (record.Revision, record.Content.Text("story")));
        Assert.Equal(DepositState.Published, (await proposed.Deposit()).State);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_taken_on_purpose_only_and_the_rest_is_lost_to_nobody()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _, _) = await Published(archive);
        Proposed first = await Proposed.To(archive, practice, """{"learned":"Soup.","unresolved":"Who cooks?"}""");
        Proposed second = await Proposed.To(archive, practice, """{"learned":"Bread.","otherNames":["The gate"]}""");
        Assert.IsType<ReviewOutcome.Done>(await first.Take());
        Assert.IsType<ReviewOutcome.ChangedMeanwhile>(await second.Take());
        // At the desk both are shown, and the part in conflict is not ticked.
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika");
        string page = await mika.Read($"/desk/deposits/{(await second.Deposit()).Id}?lang=en");
        Assert.Contains("""value="otherNames" checked""", page, StringComparison.Ordinal);
        Assert.DoesNotContain("""value="learned" checked""", page, StringComparison.Ordinal);
        Assert.Contains("Somebody else changed this part", page, StringComparison.Ordinal);
        Assert.Contains("Soup", page, StringComparison.Ordinal);
        Assert.Contains("Bread", page, StringComparison.Ordinal);
        Assert.IsType<ReviewOutcome.Done>(await second.Take(["otherNames"]));
        RecordContent content = (await Proposed.Record(archive, practice)).Content;
        Assert.Equal(("Soup.", "Who cooks?", "The gate"), (content.Text("learned"), content.Text("unresolved"), content.Texts("otherNames").Single()));
        Assert.DoesNotContain(await Proposed.Revisions(archive, practice), one => one.Content.Text("learned") == "Bread.");
        Assert.Equal([community], (await Proposed.Record(archive, practice)).Communities);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_correction_and_a_proposal_that_wait_at_once_lose_neither(bool isProposalFirst)
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _, Handed own) = await Published(archive);
        Proposed proposed = await Proposed.To(archive, practice, """{"unresolved":"Who cooks?"}""");
        await own.Correct(Handed.Practice("We sang.", [community], """
            "summary":"At the gate.","learned":"Courage.","sources":["https://example.org/a"],
            """));
        if (isProposalFirst) Assert.IsType<ReviewOutcome.Done>(await proposed.Take());
        Assert.IsType<ReviewOutcome.Done>(await own.Review(PublicationBasis.Consent));
        if (!isProposalFirst) Assert.IsType<ReviewOutcome.Done>(await proposed.Take());
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal(("Courage.", "Who cooks?"), (record.Content.Text("learned"), record.Content.Text("unresolved")));
        Assert.Equal(RecordState.Published, record.State);
    }

    [Fact]
    public async Task Nobody_takes_their_own_and_only_those_who_answer_for_the_record_take_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, Asked asked, _) = await Published(archive);
        RecordId hill = await asked.Community("Hill people", Protocol.AnySteward, "jo");
        using HttpClient mika = archive.With(await archive.Token("mika"));
        HttpResponseMessage sent = await mika.PostAsJsonAsync($"/api/v1/records/{practice}/proposals", new { changes = new { learned = "Soup.", centres = new[] { community.ToString(), hill.ToString() } } });
        using JsonDocument answer = JsonDocument.Parse(await sent.Content.ReadAsStringAsync());
        Proposed proposed = new(archive, Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(answer.RootElement.GetProperty("receipt").GetString())).Code);
        Assert.IsType<ReviewOutcome.SecondPersonNeeded>(await proposed.Take());
        Assert.IsType<ReviewOutcome.SecondPersonNeeded>(await proposed.Take(basis: PublicationBasis.PublicSources));
        // A steward of a community that it would newly name is asked once it is taken, and not before.
        Assert.IsType<ReviewOutcome.Unknown>(await proposed.Take(by: new Viewer.Member(archive.Today, "jo", false, [hill])));
        using SignedInBrowser jo = await SignedInBrowser.Of(archive, "jo");
        Assert.Equal(HttpStatusCode.NotFound, (await jo.Answer($"/desk/deposits/{(await proposed.Deposit()).Id}")).StatusCode);
        Assert.DoesNotContain((await proposed.Deposit()).Id.ToString(), await jo.Read("/desk"), StringComparison.Ordinal);
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(["learned"], Amina(archive, community)));
    }

    [Fact]
    public async Task Until_it_is_taken_the_public_record_shows_no_trace_of_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, _, _) = await Published(archive);
        using HttpClient anyone = archive.Anyone();
        string[] addresses = [$"/r/{practice}?lang=en", $"/r/{practice}/history?lang=en", $"/api/v1/records/{practice}", $"/api/v1/records/{practice}/history", "/export/jsonl", "/api/v1/records?q=Zwiebel"];
        List<string> before = [];
        foreach (string address in addresses) before.Add(await anyone.GetStringAsync(address));
        await Proposed.To(archive, practice, """{"learned":"Zwiebel.","title":"Zwiebel at the gate"}""");
        for (int at = 0; at < addresses.Length; at++) Assert.Equal(before[at], await anyone.GetStringAsync(addresses[at]));
        Assert.DoesNotContain("Zwiebel", archive.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_who_proposes_may_not_see_is_neither_shown_nor_lost()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, Asked asked, _) = await Published(archive);
        RecordId hidden = await asked.Community("Hidden people", Protocol.AnySteward, "hana");
        RecordId place = await archive.Publish("place", Browsing.Told.Content("The gate").With("coordinates", new FieldValue.Coordinates(52.51234, 13.41234, Precision.Exact)));
        await archive.Write(session =>
        {
            Record there = session.FindRecord(place)!;
            session.Put(there with { IsPlacePrecise = false });
            Record known = session.FindRecord(practice)!;
            Revision shown = session.FindRevision(practice, 1)!;
            session.Put(shown with { Number = 2, Content = shown.Content with { Links = [.. shown.Content.Links, new ContentLink("stoodWith", hidden, true), new ContentLink("stoodWith", community, true)] } });
            session.Put(known with { LatestRevision = 2, Revision = 2, Content = session.FindRevision(practice, 2)!.Content });
            session.Put(session.FindRecord(hidden)! with { State = RecordState.Hidden, HiddenBecause = "mika: for a test" });
        });
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{practice}/propose?lang=en");
        Assert.DoesNotContain("Hidden people", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden.ToString(), visitor.Page, StringComparison.Ordinal);
        await visitor.Open($"/r/{place}/propose?lang=en");
        Assert.Contains("52.5", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("52.51", visitor.Page, StringComparison.Ordinal);
        Proposed ofPlace = await Proposed.To(archive, place, """{"summary":"A gate."}""");
        Assert.Equal(["summary"], (await ofPlace.Deposit()).Proposal!.Parts);
        Assert.IsType<ReviewOutcome.Done>(await ofPlace.Take());
        Assert.Equal(52.51234, Assert.IsType<FieldValue.Coordinates>((await Proposed.Revisions(archive, place)).MaxBy(one => one.Number)!.Content["coordinates"]).Latitude);
        // One link taken out: the hidden one beside it stays.
        Proposed proposed = await Proposed.To(archive, practice, """{"stoodWith":null}""");
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take());
        Revision newest = (await Proposed.Revisions(archive, practice)).MaxBy(one => one.Number)!;
        Assert.Equal([hidden], newest.Content.Links.Where(link => link.Field == "stoodWith").Select(link => link.Target));
    }
}
