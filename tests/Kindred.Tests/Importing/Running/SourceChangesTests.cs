using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;
using Kindred.Tests.Merging;

namespace Kindred.Tests.Importing.Running;

/// <summary>The next file of a source: what it says otherwise comes in, and what people made of its records stays.</summary>
public sealed class SourceChangesTests
{
    [Fact]
    public async Task What_people_made_of_it_and_what_the_source_does_not_speak_of_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordContent first = Content("Who rows?").With("story", new FieldValue.One("They row."));
        await Import(archive, Row(first));
        RecordId id = await Only(archive);
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{id}}","kind":"question","title":"Who rows?","story":"They row, and sing.","otherNames":["Rowers"]}""");
        ImportOutcome.Ran next = await Import(archive, Row(first.With("summary", new FieldValue.One("In short."))));
        Assert.Equal((1L, 0), (next.Import.Counts.Changed, next.Told.Length));
        RecordContent now = await Now(archive, id);
        Assert.Equal(("They row, and sing.", "In short.", "Rowers"), (now.Text("story"), now.Text("summary"), now.Texts("otherNames").Single()));
        // Once more, with nothing new: nothing is changed.
        Assert.Equal(1, (await Import(archive, Row(first.With("summary", new FieldValue.One("In short."))))).Import.Counts.Same);
        // And with the file after that.
        await Import(archive, Row(first.With("summary", new FieldValue.One("Shorter."))));
        now = await Now(archive, id);
        Assert.Equal(("They row, and sing.", "Shorter.", "Rowers"), (now.Text("story"), now.Text("summary"), now.Texts("otherNames").SingleOrDefault()));
    }

    [Fact]
    public async Task What_both_changed_stays_as_people_made_it_and_is_told()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordContent first = Content("Who rows?").With("story", new FieldValue.One("They row."));
        await Import(archive, Row(first));
        RecordId id = await Only(archive);
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{id}}","kind":"question","title":"Who rows?","story":"They row, and sing."}""");
        ImportOutcome.Ran next = await Import(archive, Row(first.With("story", new FieldValue.One("They rowed.")).With("summary", new FieldValue.One("In short."))));
        Assert.Equal(["changed-here-too line 1.story"], next.Told.Select(finding => $"{finding.Code} {finding.Field}"));
        RecordContent now = await Now(archive, id);
        Assert.Equal(("They row, and sing.", "In short."), (now.Text("story"), now.Text("summary")));
    }

    [Fact]
    public async Task A_part_that_was_taken_out_does_not_come_back_by_a_key_or_by_an_id()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordContent first = Content("Who rows?").With("story", new FieldValue.One("zaunkoenig rows"));
        await Import(archive, Row(first));
        RecordId id = await Only(archive);
        await archive.Write(session => archive.Get<PartialWithdrawal>().Again(session, id, "story", null, null, archive.Today, archive.Today));
        ImportOutcome.Ran next = await Import(archive, Row(first.With("summary", new FieldValue.One("In short."))));
        Assert.Contains("taken-out-here", next.Told.Select(finding => finding.Code));
        Assert.Equal(((string?)null, "In short."), ((await Now(archive, id)).Text("story"), (await Now(archive, id)).Text("summary")));
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{id}}","kind":"question","title":"Who rows now?","story":"zaunkoenig rows"}""");
        Assert.Equal(("Who rows now?", (string?)null), ((await Now(archive, id)).Title, (await Now(archive, id)).Text("story")));
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
    }

    [Fact]
    public async Task What_belongs_to_something_that_waits_waits_with_it_as_was_foretold()
    {
        await using TestArchive archive = await TestArchive.Start();
        Kind resource = KindSet.BuiltIn["resource"];
        ImportRow whole = new(1, resource, Content("Papers of the choir")) { Key = "1", Findings = [new RowFinding(new Finding("held-private", "line 1"), RowConsequence.Reviewed)] };
        ImportRow part = new(2, resource, Content("A letter")) { Key = "2", RowLinks = [new RowLink("partOf", "1", null, "parentId", "1")] };
        ImportSource source = new("csv", 1) { ProfileName = "a profile" };
        ImportOutcome.WouldRun foretold = await archive.Get<DryRun>().Do(source, [whole, part], null, null, null, CancellationToken.None);
        ImportOutcome.Ran ran = await Import(archive, whole, part);
        Assert.Equal(new ImportCounts(0, 0, 0, 2, 0), ran.Import.Counts);
        Assert.Equal(ran.Import.Counts, foretold.Counts);
    }

    [Fact]
    public async Task Of_a_record_that_was_merged_since_it_comes_to_what_stands_for_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordContent first = Content("Who rows?").With("story", new FieldValue.One("They row."));
        await Import(archive, Row(first));
        RecordId id = await Only(archive), stays = await merged.Tell("question", "Who is rowing?");
        await merged.Merge(id, stays);
        Assert.Equal("They row.", (await Now(archive, stays)).Text("story"));
        ImportOutcome.Ran next = await Import(archive, Row(first.With("summary", new FieldValue.One("In short."))));
        Assert.Equal(1L, next.Import.Counts.Changed);
        RecordContent now = await Now(archive, stays);
        Assert.Equal(("Who is rowing?", "They row.", "In short."), (now.Title, now.Text("story"), now.Text("summary")));
        await Import(archive, Row(first.With("summary", new FieldValue.One("Shorter."))));
        now = await Now(archive, stays);
        Assert.Equal(("Who is rowing?", "They row.", "Shorter."), (now.Title, now.Text("story"), now.Text("summary")));
        // By its id nobody says anything of it: whoever wrote that is told where it is read.
        ImportOutcome.Ran byId = await Import(archive, new ImportRow(1, Question.Kind, first.With("story", new FieldValue.One("They swim."))) { Id = id });
        Assert.Equal([$"was-merged {stays}"], byId.Refused.Select(finding => $"{finding.Code} {finding.Value}"));
    }

    private static RecordContent Content(string title) => new RecordContent { Language = "en" }.With("title", new FieldValue.One(title));

    private static ImportRow Row(RecordContent content) => new(1, Question.Kind, content) { Key = "r1" };

    private static Task<RecordId> Only(TestArchive archive) => archive.Writer.Write(session => session.FindByName("Who rows?", ["question"])[0], CancellationToken.None);

    private static Task<RecordContent> Now(TestArchive archive, RecordId id) => archive.Writer.Write(session => session.FindRecord(id)!.Content, CancellationToken.None);

    private static async Task<ImportOutcome.Ran> Import(TestArchive archive, params ImportRow[] rows)
    {
        RunImport run = archive.Get<RunImport>();
        ImportAccession import = await run.Register(new ImportSource("csv", 1) { ProfileName = "a profile" }, "keeper", CancellationToken.None);
        return Assert.IsType<ImportOutcome.Ran>(await run.Run(import.Id, rows, null, null, CancellationToken.None));
    }
}
