using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

/// <summary>What is taken out of a record is taken out of what would change it too, and what was left out of a proposal goes in its time.</summary>
public sealed class ProposalPartTests
{
    private const string Word = "zaunkoenig";
    private const string Rest = "aunkoenig";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_destroyed_field_is_destroyed_in_a_proposal_taken_or_not_with_what_was_said_about_it(bool isTaken)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Practice(archive);
        string story = $"the {Word} sang", learned = "Patience.";
        Proposed alone = await Proposed.To(archive, practice, $$"""{"story":"{{story}}"}""", why: $"The {Word} did.");
        Proposed translated = await Proposed.To(archive, practice, $$$"""{"translations":{"es":{"story":"el {{{Word}}}"}},"learned":"{{{learned}}}"}""", why: $"The {Word} did.");
        if (isTaken) foreach (Proposed one in (Proposed[])[translated, alone]) Assert.IsType<ReviewOutcome.Done>(await one.Take(words: $"{Word} it is", basis: PublicationBasis.PublicSources));
        Assert.NotEmpty(Residue.In(archive.Folder, Rest));
        await TakeOut(archive, practice, "story");
        Assert.Empty(Residue.In(archive.Folder, Rest));
        Assert.Equal((DepositState.Withdrawn, null), ((await alone.Deposit()).State, (await alone.Deposit()).Proposal));
        // What it says of other things stays, and is taken as before.
        Proposal left = (await translated.Deposit()).Proposal!;
        Assert.Equal(["learned"], left.Parts);
        Assert.Equal(learned, left.Content.Text("learned"));
        if (!isTaken) Assert.IsType<ReviewOutcome.Done>(await translated.Take(basis: PublicationBasis.PublicSources));
        Assert.Equal(learned, (await Proposed.Record(archive, practice)).Content.Text("learned"));
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, Rest));
    }

    [Fact]
    public async Task A_destroyed_link_is_destroyed_in_a_proposal_and_the_other_links_stay()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Practice(archive);
        RecordId[] places = [await Place(archive, "The gate"), await Place(archive, "The river"), await Place(archive, "The hill")];
        Proposed first = await Proposed.To(archive, practice, $$"""{"where":["{{places[0]}}","{{places[1]}}"]}""");
        Assert.IsType<ReviewOutcome.Done>(await first.Take(basis: PublicationBasis.PublicSources));
        Proposed waiting = await Proposed.To(archive, practice, $$"""{"where":["{{places[0]}}","{{places[1]}}","{{places[2]}}"]}""", why: $"The {Word} knows.");
        await TakeOut(archive, practice, "where", places[0]);
        Assert.Equal([$"{places[1]}"], (await first.Deposit()).Proposal!.Links.Select(link => link.Target));
        Proposal left = (await waiting.Deposit()).Proposal!;
        Assert.Equal([$"{places[1]}", $"{places[2]}"], left.Links.Select(link => link.Target));
        Assert.DoesNotContain(places[0], left.Seen);
        Assert.Empty(Residue.In(archive.Folder, Rest));
        Assert.IsType<ReviewOutcome.Done>(await waiting.Take(["where"], basis: PublicationBasis.PublicSources));
        Assert.Equal(places[1..], (await Proposed.Revisions(archive, practice)).MaxBy(one => one.Number)!.Content.Links.Where(link => link.Field == "where").Select(link => link.Target));
    }

    [Fact]
    public async Task What_was_left_out_is_destroyed_thirty_days_after_the_decision_or_its_proposers_last_word()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Practice(archive);
        string changes = $$"""{"learned":"Patience.","unresolved":"{{Word}}?"}""";
        Proposed silent = await Proposed.To(archive, practice, changes), answered = await Proposed.To(archive, practice, changes.Replace("Patience", "Soup", StringComparison.Ordinal));
        foreach (Proposed one in (Proposed[])[silent, answered]) Assert.IsType<ReviewOutcome.Done>(await one.Take(["learned"], basis: PublicationBasis.PublicSources));
        await archive.Pass(10);
        Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().Reply(answered.Receipt, "But it was so.", CancellationToken.None));
        await archive.Pass(Retention.LeftOutDays - 10);
        Assert.Equal(2, (await silent.Deposit()).Proposal!.Parts.Length);
        await archive.Pass(1);
        Deposit left = await silent.Deposit();
        Assert.Equal(["learned"], left.Proposal!.Parts);
        Assert.Null(left.Proposal.Content.Text("unresolved"));
        Assert.Equal(2, (await answered.Deposit()).Proposal!.Parts.Length);
        await archive.Pass(10);
        Assert.Single((await answered.Deposit()).Proposal!.Parts);
        Assert.Empty(Residue.In(archive.Folder, Rest));
        // What was taken can be taken back still.
        await answered.Withdraw();
        Assert.NotEqual("Soup.", (await Proposed.Record(archive, practice)).Content.Text("learned"));
    }

    private static async Task<RecordId> Practice(TestArchive archive)
    {
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward));
        Assert.Equal(1, await asked.Shown(practice));
        return practice;
    }

    private static Task<RecordId> Place(TestArchive archive, string name) =>
        archive.Publish("place", Browsing.Told.Content(name).With("coordinates", new FieldValue.Coordinates(40.1, -73.1, Precision.Region)));

    private static Task TakeOut(TestArchive archive, RecordId practice, string field, RecordId? target = null) => archive.Write(session =>
        Assert.IsType<PartOutcome.Destroyed>(archive.Get<PartialWithdrawal>().ByDepositor(session, practice, field, target, archive.Today)));
}
