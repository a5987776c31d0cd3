using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Xunit;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.StoreContracts;

/// <summary>The register of imports, and what the store remembers so that one can be taken back.</summary>
public abstract class ImportContract : ArchiveContract
{
    [Fact]
    public async Task Numbers_run_on_and_what_is_known_of_a_source_comes_back()
    {
        ImportAccession first = New() with { Source = new ImportSource("csv", 12) { Digest = [1, 2, 3], Kind = "action", ProfileName = "strikes", Profile = "{}", IsReviewed = true } };
        long[] numbers = await Archive.Write(session => new[] { session.Put(first), session.Put(New()) });
        Assert.Equal([1L, 2L], numbers);
        ImportAccession found = (await Archive.Imports.Find("1", Some.Keeper, Cancel))!;
        Assert.Equal((first.Id, 12L, "strikes", true, ImportState.Running), (found.Id, found.Source.Length, found.Source.ProfileName, found.Source.IsReviewed, found.State));
        Assert.Equal(first.Source.Digest, found.Source.Digest);
        await Archive.Write(session => session.Put(found with { State = ImportState.Done, Counts = new ImportCounts(1, 2, 3, 4, 5) }));
        Assert.Equal((ImportState.Done, 15L), await Archive.Write(session => (session.FindImport(first.Id)!.State, session.FindImport(1)!.Counts.Rows)));
        long[] listed = [.. (await Archive.Imports.Imports(0, 9, Some.Keeper, Cancel)).Select(one => one.Number)];
        Assert.Equal([2L, 1L], listed);
        Assert.Empty(await Archive.Imports.Imports(0, 9, Some.StewardOf(RecordId.Mint()), Cancel));
        Assert.Null(await Archive.Imports.Find(first.Id.ToString(), Some.Anyone, Cancel));
    }

    [Fact]
    public async Task Records_of_a_row_come_as_they_were_put_the_one_it_is_about_first()
    {
        ImportAccession import = New();
        await Archive.Write(session => session.Put(import));
        for (int place = 1; place <= 8; place++)
        {
            RecordId[] ids = [RecordId.Mint(), RecordId.Mint(), RecordId.Mint()];
            await Archive.Write(session => session.Put(import.Id, new ImportedRow(place, place, RowOutcome.Made) { Records = [.. ids.Select(id => new ImportedRecord(id, ImportedHow.Made) { After = 1 })] }));
            Assert.Equal(ids, (await Archive.Imports.Rows(import.Id, place - 1, 1, Some.Keeper, Cancel))[0].Records.Select(one => one.Record));
        }
    }

    [Fact]
    public async Task What_no_field_has_a_place_for_is_counted_for_keepers_alone()
    {
        ImportAccession import = New();
        await Archive.Write(session => session.Put(import));
        await Archive.Write(session =>
        {
            session.Put(import.Id, new ImportedRow(1, 12, RowOutcome.Made) { Leftover = """{"size":["large"]}""", Losses = """[["size","no-place"],["day","time"]]""" });
            session.Put(import.Id, new ImportedRow(2, 7, RowOutcome.Made) { Losses = """[["size","no-place"],["size","unread"]]""" });
            session.Put(import.Id, new ImportedRow(3, 8, RowOutcome.Same));
        });
        Assert.Equal([new ImportLoss("size", "no-place", 2, 7), new ImportLoss("day", "time", 1, 12), new ImportLoss("size", "unread", 1, 7)], await Archive.Imports.Losses(import.Id, Some.Keeper, Cancel));
        Assert.Equal("""[["size","no-place"],["day","time"]]""", (await Archive.Imports.Rows(import.Id, 0, 9, Some.Keeper, Cancel))[0].Losses);
        Assert.Empty(await Archive.Imports.Losses(import.Id, Some.StewardOf(RecordId.Mint()), Cancel));
        Assert.Empty(await Archive.Imports.Losses(import.Id, Some.Anyone, Cancel));
    }

    [Fact]
    public async Task A_changed_record_is_put_back_where_it_is_as_the_import_left_it()
    {
        (Record record, ImportAccession import, ImportedRecord changed) = await Changed();
        Assert.Equal("Otherwise", await Archive.Write(session => session.FindRecord(record.Id)!.Content.Title));
        bool isBack = await Archive.Write(session =>
        {
            using IDisposable takingBack = session.TakingBack(import.Id);
            return session.PutBack(import.Id, changed);
        });
        Record back = (await Archive.Write(session => session.FindRecord(record.Id)))!;
        Assert.Equal((true, "A practice", 1, 1), (isBack, back.Content.Title, back.Revision, back.LatestRevision));
        Assert.Single(await Archive.Write(session => session.Revisions(record.Id)));
        Assert.Equal(record.Id, Assert.Single(await Archive.Write(session => session.FindByName("A practice", []))));
        Assert.True(back.Change > 1);
    }

    [Fact]
    public async Task What_is_otherwise_by_now_is_not_put_back_and_who_made_it_so_is_known()
    {
        (Record record, ImportAccession import, ImportedRecord changed) = await Changed();
        Assert.False((await Archive.Write(session => session.FindImported(import.Id, record.Id)))!.IsTouched);
        await Archive.Write(session =>
        {
            Record now = session.FindRecord(record.Id)!;
            session.Put(Some.Revision(record, 3));
            session.Put(now with { LatestRevision = 3 });
        });
        Assert.True((await Archive.Write(session => session.FindImported(import.Id, record.Id)))!.IsTouched);
        Assert.False(await Archive.Write(session =>
        {
            using IDisposable takingBack = session.TakingBack(import.Id);
            return session.PutBack(import.Id, changed);
        }));
    }

    [Fact]
    public async Task Keys_and_words_go_with_the_record()
    {
        (Record record, ImportAccession import, _) = await Changed();
        await Archive.Write(session => session.PutImportKey(import.Id, new byte[16], record.Id, new byte[16], 2));
        Assert.NotNull(await Archive.Write(session => session.FindImportKey(new byte[16])));
        Assert.Equal("{}", (await Archive.Imports.Rows(import.Id, 0, 9, Some.Keeper, Cancel))[0].Leftover);
        await Archive.Write(session => session.Destroy(record.Id, null));
        // That it was there is known, and not what it said.
        Assert.Equal((record.Id, 0), await Archive.Write(session => session.FindImportKey(new byte[16]) is { } known ? (known.Subject, known.Said.Length) : default));
        ImportedRow row = Assert.Single(await Archive.Imports.Rows(import.Id, 0, 9, Some.Keeper, Cancel));
        Assert.Equal((null, 0), (row.Leftover, row.Records.Length));
        Assert.True(await Archive.Write(session => session.HasLost(import.Id)));
    }

    [Fact]
    public async Task Who_only_weighs_writes_nothing()
    {
        Record record = Some.Record();
        Assert.Null(await Archive.Imports.Weigh(session => session.FindRecord(record.Id), Cancel));
        await Assert.ThrowsAnyAsync<Exception>(() => Archive.Imports.Weigh(session => session.Put(New()), Cancel));
        Assert.Empty(await Archive.Imports.Imports(0, 9, Some.Keeper, Cancel));
    }

    private async Task<(Record, ImportAccession, ImportedRecord)> Changed()
    {
        Record record = Some.Record();
        ImportAccession import = New();
        ImportedRecord changed = new(record.Id, ImportedHow.Changed) { Before = 1, After = 2 };
        await Archive.Write(session => session.PutWhole(record));
        await Archive.Write(session =>
        {
            session.Put(import);
            using IDisposable importing = session.Importing(import.Id);
            session.Put(Some.Revision(record, 2, content: Some.Content("Otherwise")));
            session.Put(record with { Revision = 2, LatestRevision = 2, Content = Some.Content("Otherwise") });
            session.Put(import.Id, new ImportedRow(1, 1, RowOutcome.Changed) { Records = [changed], Leftover = "{}" });
        });
        return (record, import, changed);
    }

    private static ImportAccession New() => new() { Id = RecordId.Mint(), Source = new ImportSource("jsonl", 1), Who = "keeper", Day = Some.Today };

    [Fact]
    public async Task A_profile_is_kept_under_its_name_replaced_and_taken_away_and_nobody_but_a_keeper_reads_it()
    {
        SavedProfile first = new("Porters", "{\"kind\":\"action\"}", "mika", new DateOnly(2026, 3, 1));
        await Archive.Write(session => session.Put(first));
        await Archive.Write(session => session.Put(first with { Name = "Dockers" }));
        await Archive.Write(session => session.Put(first with { Profile = "{\"kind\":\"practice\"}", Who = "lee" }));
        IReadOnlyList<SavedProfile> kept = await Archive.Imports.Profiles(Some.Keeper, Cancel);
        Assert.Equal([first with { Name = "Dockers" }, first with { Profile = "{\"kind\":\"practice\"}", Who = "lee" }], kept);
        Assert.Empty(await Archive.Imports.Profiles(Some.StewardOf(RecordId.Mint()), Cancel));
        Assert.Empty(await Archive.Imports.Profiles(Some.Anyone, Cancel));
        await Archive.Write(session => session.RemoveImportProfile("Porters"));
        Assert.Equal("Dockers", Assert.Single(await Archive.Imports.Profiles(Some.Keeper, Cancel)).Name);
    }
}
