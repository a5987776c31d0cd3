using System.Net;
using System.Text;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Depositing;

/// <summary>What came with a proposal goes with its receipt, with its record, and with its days; two devices don't overwrite each other.</summary>
public class WithdrawnProposalTests
{
    private static async Task<(RecordId Practice, RecordId Community, Handed Own)> Published(TestArchive archive)
    {
        Asked asked = new(archive);
        RecordId community = await asked.Community("River people", Protocol.AnySteward, "amina");
        Handed own = await Handed.In(archive, Handed.Practice("We sang.", [community]));
        return (await own.Accept(PublicationBasis.Consent, Amina(archive, community), gives: true), community, own);
    }

    private static Viewer.Member Amina(TestArchive archive, RecordId community) => new(archive.Today, "amina", false, [community]);

    [Fact]
    public async Task A_taken_proposal_that_is_withdrawn_leaves_the_words_before_public_and_none_of_its_own_anywhere()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Proposed proposed = await Proposed.To(archive, practice, """{"story":"Marmalade for all."}""", why: "Marmalade it was.", signedAs: "Marmalade Ana");
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: Amina(archive, community), gives: true));
        Assert.Equal("Marmalade for all.", (await Proposed.Record(archive, practice)).Content.Text("story"));
        await proposed.Withdraw();
        Record record = await Proposed.Record(archive, practice);
        // The community agreed to the words before: nobody is asked for them again.
        Assert.Equal((RecordState.Published, "We sang."), (record.State, record.Content.Text("story")));
        Assert.Null(await proposed.Find());
        await archive.Stop();
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(archive.Folder)!, "*", SearchOption.AllDirectories))
            Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes("Marmalade")) >= 0, file);
    }

    [Fact]
    public async Task A_yes_to_words_that_were_withdrawn_is_no_yes_to_those_before()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        await Say(archive.Today.AddDays(20));
        Proposed proposed = await Proposed.To(archive, practice, """{"story":"We hummed."}""");
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take());
        // To other words, and for longer.
        await Say(until: null);
        Assert.Equal("We hummed.", (await Proposed.Record(archive, practice)).Content.Text("story"));
        await proposed.Withdraw();
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal((RecordState.Published, "We sang.", archive.Today.AddDays(20)), (record.State, record.Content.Text("story"), record.PublicUntil));
        await archive.Pass(21);
        Assert.NotEqual(RecordState.Published, (await Proposed.Record(archive, practice)).State);

        async Task Say(DateOnly? until) => Assert.IsType<AnswerOutcome.Done>(await archive.Get<AnswerForCommunity>().Answer(
            practice, new Answer(community, ConsentAnswer.Given, ConsentScope.Publish, until, null), Amina(archive, community), PublicationBasis.Consent, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_taken_on_top_of_a_proposal_that_is_withdrawn_is_its_proposers_to_withdraw_still()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Proposed first = await Proposed.To(archive, practice, """{"story":"We hummed."}""");
        Assert.IsType<ReviewOutcome.Done>(await first.Take(by: Amina(archive, community), gives: true));
        Proposed second = await Proposed.To(archive, practice, """{"learned":"Bring soup."}""");
        Assert.IsType<ReviewOutcome.Done>(await second.Take(by: Amina(archive, community), gives: true));
        await first.Withdraw();
        Record left = await Proposed.Record(archive, practice);
        Assert.Equal(("We sang.", "Bring soup."), (left.Content.Text("story"), left.Content.Text("learned")));
        await second.Withdraw();
        Assert.Null((await Proposed.Record(archive, practice)).Content.Text("learned"));
    }

    [Fact]
    public async Task What_waits_on_top_of_a_proposal_that_is_withdrawn_waits_on_without_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Proposed first = await Proposed.To(archive, practice, """{"story":"Marmalade for all."}""");
        Assert.IsType<ReviewOutcome.Done>(await first.Take());
        Proposed second = await Proposed.To(archive, practice, """{"summary":"Bring soup."}""");
        Assert.IsType<ReviewOutcome.Done>(await second.Take());
        Assert.Equal((1, 3), ((await Proposed.Record(archive, practice)).Revision, (await Proposed.Record(archive, practice)).LatestRevision));
        await first.Withdraw();
        Revision newest = (await Proposed.Revisions(archive, practice)).MaxBy(one => one.Number)!;
        Assert.Equal(("We sang.", "Bring soup.", false), (newest.Content.Text("story"), newest.Content.Text("summary"), newest.WasPublic));
        Assert.Equal(newest.Number, (await second.Deposit()).Proposal!.TakenAs);
        Assert.Empty(Residue.In(archive.Folder, "Marmalade"));
        // Nobody has answered these words.
        Assert.Equal(1, (await Proposed.Record(archive, practice)).Revision);
        await new Asked(archive).Answer(practice, community, "amina");
        Assert.Equal("Bring soup.", (await Proposed.Record(archive, practice)).Content.Text("summary"));
        await second.Withdraw();
        Assert.Equal((RecordState.Published, "We sang.", null), ((await Proposed.Record(archive, practice)).State, (await Proposed.Record(archive, practice)).Content.Text("story"), (await Proposed.Record(archive, practice)).Content.Text("summary")));
    }

    [Fact]
    public async Task A_correction_that_waits_does_not_say_again_what_was_withdrawn_meanwhile()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, Handed own) = await Published(archive);
        Proposed proposed = await Proposed.To(archive, practice, """{"story":"We hummed."}""");
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: Amina(archive, community), gives: true));
        await archive.Write(session =>
        {
            // As its form shows it to her, with one word of her own.
            Deposit deposit = session.FindDeposit(session.FindDepositOf(practice)!.Id)!;
            DepositedRecord entry = deposit.Records.First(one => one.Accessioned == practice);
            session.Put(deposit with { State = DepositState.InReview, Records = [entry with { Content = entry.Content.With("learned", new FieldValue.One("Soup.")), AwaitsReview = true }] }, [community]);
        });
        await proposed.Withdraw();
        await own.Accept(PublicationBasis.Consent, Amina(archive, community), gives: true);
        RecordContent now = (await Proposed.Record(archive, practice)).Content;
        Assert.Equal(("We sang.", "Soup."), (now.Text("story"), now.Text("learned")));
    }

    [Theory]
    [InlineData("story", null)]
    [InlineData("title", "[Título retirado]")]
    public async Task It_is_withdrawn_also_where_no_revision_before_it_is_left(string part, string? instead)
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Proposed before = await Proposed.To(archive, practice, """{"learned":"Bring soup."}""");
        Assert.IsType<ReviewOutcome.Done>(await before.Take(by: Amina(archive, community), gives: true));
        Proposed proposed = await Proposed.To(archive, practice, $$"""{"{{part}}":"We hummed."}""");
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: Amina(archive, community), gives: true));
        await before.Withdraw();
        await archive.Write(session => archive.Get<Publication>().Destroy(session, session.FindRevision(practice, 1)!, archive.Today));
        await proposed.Withdraw();
        RecordContent[] left = [.. (await Proposed.Revisions(archive, practice)).Select(one => one.Content), (await Proposed.Record(archive, practice)).Content];
        Assert.Equal([instead, instead], left.Select(one => one.Text(part)));
    }

    [Fact]
    public async Task With_its_record_and_after_its_days_a_proposal_is_destroyed()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, Handed own) = await Published(archive);
        Proposed declined = await Proposed.To(archive, practice, """{"learned":"Soup."}"""), waiting = await Proposed.To(archive, practice, """{"learned":"Bread."}""");
        await archive.Get<ReviewDeposit>().Decline((await declined.Deposit()).Id, new Viewer.Member(archive.Today, "mika", true, []), "Not so.", CancellationToken.None);
        await archive.Pass(Retention.DeclinedDays + 1);
        Assert.Null(await declined.Find());
        Assert.NotNull(await waiting.Find());
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(own.Receipt, CancellationToken.None));
        Deposit left = (await waiting.Find())!;
        Assert.Equal((DepositState.Withdrawn, null, "anonymous"), (left.State, left.Proposal, left.SignedAs));
    }

    [Fact]
    public async Task A_correction_sent_with_the_tag_of_older_words_overwrites_nobody()
    {
        await using TestArchive archive = await TestArchive.Start();
        (_, RecordId community, Handed own) = await Published(archive);
        using HttpClient anyone = archive.Anyone();
        using HttpRequestMessage asked = new(HttpMethod.Get, "/api/v1/deposits/current");
        asked.Headers.Add("Kindred-Receipt", own.Receipt.Words);
        string tag = (await anyone.SendAsync(asked)).Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.OK, await Put("We hummed.", tag));
        HttpStatusCode second = await Put("We whistled.", tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second);
        Assert.Equal("We hummed.", (await own.Deposit()).Records[0].Content.Text("story"));

        async Task<HttpStatusCode> Put(string story, string read)
        {
            using HttpRequestMessage put = new(HttpMethod.Put, "/api/v1/deposits/current") { Content = new StringContent(Handed.Practice(story, [community]), Encoding.UTF8, "application/json") };
            put.Headers.Add("Kindred-Receipt", own.Receipt.Words);
            put.Headers.Add("If-Match", read);
            HttpResponseMessage answer = await anyone.SendAsync(put);
            if (answer.StatusCode == HttpStatusCode.PreconditionFailed) Assert.Contains("We hummed.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task It_is_proposed_by_a_form_that_shows_what_would_change_before_it_is_sent()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, _) = await Published(archive);
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{practice}/propose?lang=en";
        await visitor.Open(address);
        (string, string)[] fields = [.. visitor.Fields.Select(field => field.Name == "f.story" ? (field.Name, "We sang and prayed.") : field)];
        await visitor.Send(address, [.. fields, ("why", "It was both."), ("sources", ""), ("signedAs", ""), ("go", "preview")]);
        Assert.Contains("added: </span> and prayed</ins>", visitor.Page, StringComparison.Ordinal);
        await visitor.Send(address, ("go", "send"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Proposed proposed = new(archive, Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(visitor.Receipt)).Code);
        Assert.Equal(["story"], (await proposed.Deposit()).Proposal!.Parts);
    }

    [Fact]
    public async Task A_withdrawn_proposal_leaves_what_somebody_wrote_over_it_and_beside_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Proposed first = await Proposed.To(archive, practice, """{"story":"Marmalade for all.","learned":"Marmalade helps.","unresolved":"Marmalade?"}""");
        Assert.IsType<ReviewOutcome.Done>(await first.Take(by: Amina(archive, community), gives: true));
        Proposed later = await Proposed.To(archive, practice, """{"learned":"Soup helps.","careAndRisk":"Slowly."}""", signedAs: "Bo");
        Assert.IsType<ReviewOutcome.Done>(await later.Take(by: Amina(archive, community), gives: true));
        await first.Withdraw();
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal((RecordState.Published, "We sang.", "Soup helps.", "Slowly.", null),
            (record.State, record.Content.Text("story"), record.Content.Text("learned"), record.Content.Text("careAndRisk"), record.Content.Text("unresolved")));
        // No revision that said it is left, and the history goes on from there.
        IReadOnlyList<Revision> revisions = await Proposed.Revisions(archive, practice);
        Assert.Equal([1, 4], revisions.Select(one => one.Number).Order());
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, "armalade"));
    }

    [Fact]
    public async Task Of_a_part_that_is_destroyed_no_reason_and_no_exchanged_word_of_a_proposal_is_left()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Proposed taken = await Proposed.To(archive, practice, """{"story":"The marmalade.","learned":"Soup."}""", why: "It was marmalade.");
        Assert.IsType<ReviewOutcome.Done>(await taken.Take(by: Amina(archive, community), gives: true, words: "Thank you for the marmalade."));
        Proposed declined = await Proposed.To(archive, practice, """{"story":"No marmalade.","unresolved":"Bread?"}""", why: "There was no marmalade.");
        await archive.Get<ReviewDeposit>().Decline((await declined.Deposit()).Id, new Viewer.Member(archive.Today, "mika", true, []), "There was marmalade.", CancellationToken.None);
        Assert.NotEmpty(Residue.In(archive.Folder, "armalade"));
        await archive.Write(session => Assert.IsType<PartOutcome.Destroyed>(archive.Get<PartialWithdrawal>().ByDepositor(session, practice, "story", null, archive.Today)));
        Assert.Empty(Residue.In(archive.Folder, "armalade"));
        // The rest of what they suggested is there still.
        Assert.Equal(["learned"], (await taken.Deposit()).Proposal!.Parts);
        Assert.Equal(["unresolved"], (await declined.Deposit()).Proposal!.Parts);
        Assert.Equal((RecordState.Published, "Soup."), ((await Proposed.Record(archive, practice)).State, (await Proposed.Record(archive, practice)).Content.Text("learned")));
    }

    [Fact]
    public async Task Words_that_nobody_has_agreed_to_side_by_side_wait_for_the_community_when_others_are_withdrawn()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Proposed first = await Proposed.To(archive, practice, """{"story":"Marmalade for all."}""");
        Assert.IsType<ReviewOutcome.Done>(await first.Take(by: Amina(archive, community), gives: true));
        Proposed later = await Proposed.To(archive, practice, """{"summary":"What we ate."}""", signedAs: "Bo");
        Assert.IsType<ReviewOutcome.Done>(await later.Take(by: Amina(archive, community), gives: true));
        await first.Withdraw();
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal((RecordState.Asked, "We sang.", "What we ate."), (record.State, record.Content.Text("story"), record.Content.Text("summary")));
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/r/{practice}")).StatusCode);
        await new Asked(archive).Answer(practice, community, "amina");
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{practice}")).StatusCode);
    }

    [Fact]
    public async Task A_correction_by_the_form_is_stopped_where_somebody_changed_the_record_and_both_are_shown()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, Handed own) = await Published(archive);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt?lang=en");
        await visitor.Send("/receipt?lang=en", ("words", own.Receipt.Words));
        await visitor.Send("/contribute?lang=en", ("go", "open"));
        Proposed proposed = await Proposed.To(archive, practice, """{"story":"We sang and prayed."}""");
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: Amina(archive, community), gives: true));
        (string, string)[] fields = [.. visitor.Fields.Select(field => field.Name == "f.story" ? (field.Name, "We whistled.") : field)];
        await visitor.Send("/contribute?lang=en", [.. fields, ("go", "preview")]);
        await visitor.Send("/contribute?lang=en", ("go", "send"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, visitor.Status);
        // Hers and the other's, side by side; nothing was written.
        Assert.Contains("whistled", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("prayed", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("We sang and prayed.", (await Proposed.Record(archive, practice)).Content.Text("story"));
        Assert.False((await own.Deposit()).AwaitsReview);
        // Who has read both sends it once more.
        await visitor.Send("/contribute?lang=en", ("go", "send"));
        Assert.Equal((HttpStatusCode.OK, "We whistled."), (visitor.Status, (await own.Deposit()).Records[0].Content.Text("story")));
    }
}
