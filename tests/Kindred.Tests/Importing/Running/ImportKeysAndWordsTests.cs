using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Importing.Running;

public sealed class ImportKeysAndWordsTests
{
    [Fact]
    public async Task The_same_key_changes_its_record_and_the_same_row_changes_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Equal(new ImportCounts(2, 0, 0, 0, 0), (await Import(archive, Row(1, "Who rows?", "a"), Row(2, "Who rows?", "b"))).Counts);
        Assert.Equal(new ImportCounts(0, 0, 2, 0, 0), (await Import(archive, Row(1, "Who rows?", "a"), Row(2, "Who rows?", "b"))).Counts);
        Assert.Equal(new ImportCounts(0, 1, 1, 0, 0), (await Import(archive, Row(1, "Who rows now?", "a"), Row(2, "Who rows?", "b"))).Counts);
        Assert.Equal(2, LosslessDump.Query(archive, "SELECT id FROM records WHERE kind = 'question'").Count);
        // Of another profile, or another kind, a key is another.
        Assert.Equal(1, (await Import(archive, "another", Row(1, "Who rows then?", "a"))).Counts.Made);
        // In one file, too.
        Assert.Equal(new ImportCounts(1, 1, 1, 0, 0), (await Import(archive, Row(1, "Who sings?", "c"), Row(2, "Who sings now?", "c"), Row(3, "Who sings now?", "c"))).Counts);
    }

    [Fact]
    public async Task A_row_without_a_key_is_known_by_what_it_says_whatever_became_of_its_record()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Import(archive, Row(1, "Who rows?", null));
        RecordId id = await archive.Writer.Write(session => session.FindByName("Who rows?", [])[0], CancellationToken.None);
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{id}}","kind":"question","title":"Who rowed?"}""");
        Assert.Equal(1, (await Import(archive, Row(1, "Who rows?", null))).Counts.Same);
    }

    [Fact]
    public async Task Keys_leftovers_and_findings_go_with_their_record_and_leave_no_byte()
    {
        await using TestArchive archive = await TestArchive.Start();
        ImportRow row = Row(1, "Who rows?", "zaunkoenigin") with
        {
            Leftover = [new SourceCell("remarks", ["zaunkoenig remarks"])],
            Findings = [new RowFinding(new Finding("too-long", "line 1", "zaunkoenig found"), RowConsequence.Told)],
        };
        ImportAccession import = await Import(archive, row, row with { Number = 2, Key = "other", Findings = [new RowFinding(new Finding("too-long", "line 2", "zaunkoenig found"), RowConsequence.NotTaken)] });
        Assert.NotEmpty(Residue.In(archive.Folder, "aunkoenig"));
        Assert.Equal("""{"remarks":["zaunkoenig remarks"]}""", LosslessDump.Query(archive, "SELECT leftover FROM import_rows WHERE place = 1").Single());
        RecordId id = await archive.Writer.Write(session => session.FindByName("Who rows?", [])[0], CancellationToken.None);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, id, archive.Today));
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
        // It is known that it was there, and not what it said: out of the next file it does not come back.
        Assert.Equal([""], LosslessDump.Query(archive, "SELECT hex(said) FROM import_keys"));
        ImportCounts after = (await Import(archive, row with { Content = row.Content.With("story", new FieldValue.One("Why not?")), Leftover = [], Findings = [] })).Counts;
        Assert.Equal((0, 1), (after.Made, after.NotTaken));
        Assert.Equal(2, LosslessDump.Query(archive, $"SELECT place FROM import_rows WHERE import = {import.Number}").Count);
    }

    [Fact]
    public async Task What_is_remembered_of_a_changed_record_and_of_its_links_goes_with_either_end()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId club = await archive.Publish("organisation", Browsing.Told.Content("Boat club"));
        Asked asked = new(archive);
        RecordId hill = await asked.Community("Hill people", Domain.Stewarding.Protocol.AnySteward), sea = await asked.Community("Sea people", Domain.Stewarding.Protocol.AnySteward);
        (RecordId practice, _) = await asked.PracticeWithWords(hill, "zaunkoenig beside the link");
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{practice}}","kind":"practice","title":"Otherwise","story":"Told.","centres":["{{sea}}"],"sources":["https://example.org/"]}""");
        Assert.NotEmpty(LosslessDump.Query(archive, "SELECT pk FROM import_before"));
        Assert.NotEmpty(Residue.In(archive.Folder, "aunkoenig"));
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, hill, archive.Today));
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
        Assert.NotEqual(default, club);
    }

    [Fact]
    public async Task What_is_remembered_of_links_goes_with_a_revision_that_is_destroyed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId hill = await asked.Community("Hill people", Domain.Stewarding.Protocol.AnySteward), sea = await asked.Community("Sea people", Domain.Stewarding.Protocol.AnySteward);
        (RecordId practice, _) = await asked.PracticeWithWords(hill, "zaunkoenig beside the link");
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{practice}}","kind":"practice","title":"Otherwise","story":"Told.","centres":["{{sea}}"],"sources":["https://example.org/"]}""");
        Assert.NotEmpty(LosslessDump.Query(archive, $"SELECT pk FROM import_before WHERE image LIKE '%{Convert.ToHexString("zaunkoenig"u8)}%' OR image LIKE '%zaunkoenig%'"));
        await archive.Write(session => archive.Get<Publication>().Destroy(session, session.FindRevision(practice, 1)!, archive.Today));
        Assert.Empty(LosslessDump.Query(archive, $"SELECT pk FROM import_before WHERE thing = x'{Convert.ToHexString(practice.ToBytes())}' OR near = x'{Convert.ToHexString(practice.ToBytes())}' OR far = x'{Convert.ToHexString(practice.ToBytes())}'"));
    }

    [Fact]
    public async Task A_finding_to_be_read_over_sends_its_row_to_the_desk()
    {
        await using TestArchive archive = await TestArchive.Start();
        ImportAccession import = await Import(archive, Row(1, "Who rows?", null) with { Findings = [new RowFinding(new Finding("too-long", "line 1"), RowConsequence.Reviewed)] }, Row(2, "Who steers?", null));
        Assert.Equal(new ImportCounts(1, 0, 0, 1, 0), import.Counts);
    }

    [Fact]
    public async Task A_field_that_is_taken_out_takes_what_no_field_had_a_place_for_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Import(archive, Row(1, "Who rows?", null) with { Leftover = [new SourceCell("remarks", ["zaunkoenig"])] });
        RecordId id = await archive.Writer.Write(session => session.FindByName("Who rows?", [])[0], CancellationToken.None);
        await archive.Write(session => archive.Get<PartialWithdrawal>().Again(session, id, "story", null, null, archive.Today, archive.Today));
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
    }

    [Fact]
    public async Task What_waits_or_was_declined_at_the_desk_does_not_come_past_it_with_the_next_file()
    {
        await using TestArchive archive = await TestArchive.Start();
        ImportRow row = Row(1, "Who rows?", "r1");
        await Import(archive, row with { Findings = [new RowFinding(new Finding("personal-phone", "line 1"), RowConsequence.Reviewed)] });
        ImportAccession next = await Import(archive, row with { Content = row.Content.With("story", new FieldValue.One("Because.")) });
        Assert.Equal(new ImportCounts(0, 0, 0, 1, 0), next.Counts);
    }

    [Fact]
    public async Task A_row_that_keeps_a_field_of_a_known_record_back_publishes_none_of_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        ImportRow row = Row(1, "Who rows?", "r1");
        await Import(archive, row);
        ImportAccession next = await Import(archive, row with
        {
            Content = row.Content.With("story", new FieldValue.One("zaunkoenig")),
            Days = System.Collections.Immutable.ImmutableDictionary<string, DateOnly>.Empty.Add("story", archive.Today.AddDays(30)),
        });
        Assert.Equal(1, next.Counts.NotTaken);
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
    }

    [Fact]
    public async Task Two_rows_of_one_key_are_told_of()
    {
        await using TestArchive archive = await TestArchive.Start();
        RunImport run = archive.Get<RunImport>();
        ImportAccession import = await run.Register(new ImportSource("csv", 1) { ProfileName = "a profile" }, "keeper", CancellationToken.None);
        ImportOutcome.Ran ran = Assert.IsType<ImportOutcome.Ran>(await run.Run(import.Id, [Row(1, "Who rows?", "1"), Row(2, "Who steers?", "1")], null, null, CancellationToken.None));
        Assert.Equal(["row-key-again line 2 1"], ran.Told.Select(finding => $"{finding.Code} {finding.Field} {finding.Value}"));
    }

    [Fact]
    public async Task What_is_taken_away_while_an_import_is_stopped_is_taken_out_of_its_file_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        ResumeImport imports = archive.Get<ResumeImport>();
        byte[] file = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 5_000).Select(number => $"{{\"kind\":\"question\",\"title\":\"zaunkoenig {number}\"}}\n")));
        using CancellationTokenSource stop = new();
        StopAt progress = new(100, stop);
        ImportAccession stopped = Assert.IsType<ImportOutcome.Ran>(await imports.Begin(new MemoryStream(file), new ImportSource("jsonl", file.Length), "keeper", null, progress, stop.Token)).Import;
        Assert.Equal(ImportState.Stopped, stopped.State);
        Assert.NotEmpty(Residue.In(System.IO.Path.Combine(archive.Folder, "imports"), "zaunkoenig"));
        RecordId id = await archive.Writer.Write(session => session.FindByName("zaunkoenig 1", [])[0], CancellationToken.None);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, id, archive.Today));
        Assert.Empty(Residue.In(System.IO.Path.Combine(archive.Folder, "imports"), "zaunkoenig"));
        Assert.IsType<ImportOutcome.OtherFile>(await imports.Resume(stopped.Id, null, null, CancellationToken.None));
        ImportAccession done = Assert.IsType<ImportOutcome.Ran>(await imports.Resume(stopped.Id, new MemoryStream(file), null, CancellationToken.None)).Import;
        Assert.Equal((ImportState.Done, 5_000L), (done.State, done.Counts.Made));
        Assert.Equal("4999", LosslessDump.Query(archive, "SELECT count(*) FROM records").Single());
        Assert.Empty(Directory.EnumerateFiles(System.IO.Path.Combine(archive.Folder, "imports")));
    }

    private sealed class StopAt(long rows, CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Rows >= rows) stop.Cancel();
        }
    }

    private static ImportRow Row(long number, string title, string? key) => new(number, Question.Kind, new RecordContent { Language = "en" }.With("title", new FieldValue.One(title)).With("story", new FieldValue.One("Why?"))) { Key = key };

    private static Task<ImportAccession> Import(TestArchive archive, params ImmutableArray<ImportRow> rows) => Import(archive, "a profile", [.. rows]);

    private static async Task<ImportAccession> Import(TestArchive archive, string profile, params ImportRow[] rows)
    {
        RunImport run = archive.Get<RunImport>();
        ImportAccession import = await run.Register(new ImportSource("csv", 1) { ProfileName = profile }, "keeper", CancellationToken.None);
        return Assert.IsType<ImportOutcome.Ran>(await run.Run(import.Id, rows, null, null, CancellationToken.None)).Import;
    }
}
