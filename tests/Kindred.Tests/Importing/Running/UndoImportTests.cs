using System.Net;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Running;
using Kindred.Features.Reviewing;
using Kindred.Host.Commands;
using Kindred.Tests.Life;
using Path = System.IO.Path;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Importing.Running;

public sealed class UndoImportTests
{
    [Fact]
    public async Task Public_addresses_say_that_an_import_was_taken_back_and_others_say_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        ImportAccession import = await UndoPropertyTests.Import(archive, """
            {"kind":"question","title":"Who rows?","story":"Why?"}
            {"kind":"action","title":"March","when":"2026-02-27"}
            """);
        RecordId open = await Named(archive, "Who rows?"), other = await Named(archive, "March");
        await archive.Write(session =>
        {
            // It never was public.
            session.Put(session.FindRecord(other)! with { PublishedDay = null, State = RecordState.Asked });
        });
        using HttpClient anyone = archive.Anyone();
        Assert.IsType<ImportOutcome.Undone>(await Undo(archive, import));
        HttpResponseMessage gone = await anyone.GetAsync($"/r/{open}");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("This record is not here any more", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/api/v1/records/{open}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/r/{other}")).StatusCode);
        Assert.Equal(ImportState.Undone, (await Find(archive, import)).State);
        // The same file again brings it under another address.
        ImportAccession again = await UndoPropertyTests.Import(archive, """{"kind":"question","title":"Who rows?","story":"Why?"}""");
        Assert.Equal((1, import.Number + 1), (again.Counts.Made, again.Number));
    }

    [Fact]
    public async Task What_people_went_on_with_stays_and_is_said_and_the_rest_is_taken_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId place = await archive.Publish("place", Browsing.Told.Content("The yard"));
        RecordId known = await archive.Publish("organisation", Browsing.Told.Content("Oar makers"));
        ImportAccession import = await UndoPropertyTests.Import(archive, $$"""
            {"kind":"organisation","title":"Boat club","members":["Rowers"]}
            {"kind":"question","title":"Who rows?"}
            {"kind":"question","title":"Who steers?"}
            {"kind":"question","title":"Who sings?","where":["{{place}}"]}
            {"kind":"question","title":"Who cooks?"}
            {"id":"{{known}}","kind":"organisation","title":"Oar makers","story":"They make oars."}
            """);
        RecordId club = await Named(archive, "Boat club"), rowers = await Named(archive, "Rowers"), rows = await Named(archive, "Who rows?"), steers = await Named(archive, "Who steers?"), sings = await Named(archive, "Who sings?");
        // A link from elsewhere, a note, a concern, a revision.
        await UndoPropertyTests.Import(archive, $$"""{"kind":"action","title":"Regatta","organisedBy":["{{club}}"]}""");
        RecordId note = await archive.Publish("note", Browsing.Told.Content("A word") with { Links = [new ContentLink("on", rows)] });
        await asked.Settle(note);
        await archive.Write(session => session.Put(new Concern { Id = RecordId.Mint(), Subject = steers, What = ConcernAbout.NamesMe, Day = archive.Today, ReceiptHash = new byte[32], Text = "me" }));
        await archive.Write(session => session.Put(session.FindRevision(sings, 1)! with { Number = 2 }));
        RecordId[] stay = [club, rowers, rows, steers, sings];

        ImportOutcome.Touched told = Assert.IsType<ImportOutcome.Touched>(await archive.Get<UndoImport>().Do(import.Id, "keeper", null, null, CancellationToken.None));
        Assert.Equal(stay.Order(), told.Records.Select(one => one.Record).Order());
        Assert.Equal(2, (await asked.Find(known))!.Revision);
        ImportOutcome.Undone undone = Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import.Id, "keeper", EditedWay.Keep, null, CancellationToken.None));
        Assert.Equal(stay.Order(), undone.Kept.Order());
        foreach (RecordId id in stay) Assert.NotNull(await asked.Find(id));
        Assert.Null((await asked.Find(known))!.Content.Text("story"));
        Assert.Empty(await archive.Writer.Write(session => session.FindByName("Who cooks?", []), CancellationToken.None));
        Assert.IsType<ImportOutcome.NotOpen>(await Undo(archive, import));

        Assert.Empty(Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import.Id, "keeper", EditedWay.TakeBack, null, CancellationToken.None)).Kept);
        foreach (RecordId id in stay) Assert.Null(await asked.Find(id));
    }

    [Fact]
    public async Task Of_what_was_changed_and_edited_since_the_imports_part_alone_is_taken_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId known = await archive.Publish("organisation", Browsing.Told.Content("Oar makers").With("summary", new FieldValue.One("Before.")));
        ImportAccession import = await UndoPropertyTests.Import(archive, $$"""{"id":"{{known}}","kind":"organisation","title":"Oar makers","summary":"Imported.","story":"They make oars."}""");
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{known}}","kind":"organisation","title":"Oar makers","summary":"Imported.","story":"They carve oars."}""");
        Assert.IsType<ImportOutcome.Touched>(await Undo(archive, import));
        Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import.Id, "keeper", EditedWay.TakeBack, null, CancellationToken.None));
        Record now = (await archive.Writer.Write(session => session.FindRecord(known), CancellationToken.None))!;
        Assert.Equal(("Before.", "They carve oars.", 4), (now.Content.Text("summary"), now.Content.Text("story"), now.Revision));
    }

    [Fact]
    public async Task A_restored_backup_forgets_it_again_but_for_what_stayed()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId known = await archive.Publish("organisation", Browsing.Told.Content("Oar makers"));
        ImportAccession import = await UndoPropertyTests.Import(archive, $$"""
            {"kind":"question","title":"Who rows?"}
            {"kind":"question","title":"Who steers?"}
            {"id":"{{known}}","kind":"organisation","title":"Oar makers","story":"They make oars."}
            """);
        RecordId rows = await Named(archive, "Who rows?"), steers = await Named(archive, "Who steers?");
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        Assert.Equal(ExitStatus.Done, (await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None)).Exit);
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{steers}}","kind":"question","title":"Who steers?","story":"Why?"}""");
        Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import.Id, "keeper", EditedWay.Keep, null, CancellationToken.None));

        await using TestArchive other = await TestArchive.Start();
        await other.Stop();
        Directory.Delete(other.Folder, recursive: true);
        Assert.Equal(ExitStatus.Done, (await Restore.Do(other.Settings, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None)).Exit);
        await using TestArchive restored = await TestArchive.Start(other.Folder, archive.Clock);
        Asked there = new(restored);
        Assert.Null(await there.Find(rows));
        Assert.NotNull(await there.Find(steers));
        Assert.Equal((1, (string?)null), ((await there.Find(known))!.LatestRevision, (await there.Find(known))!.Content.Text("story")));
        Assert.Equal(ImportState.Undone, (await Find(restored, import)).State);
        using HttpClient anyone = restored.Anyone();
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/r/{rows}")).StatusCode);
    }

    [Fact]
    public async Task A_restored_backup_takes_back_what_was_taken_back_although_people_had_gone_on_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId known = await archive.Publish("organisation", Browsing.Told.Content("Oar makers"));
        ImportAccession import = await UndoPropertyTests.Import(archive, $$"""{"id":"{{known}}","kind":"organisation","title":"Oar makers","story":"They make oars."}""");
        await UndoPropertyTests.Import(archive, $$"""{"id":"{{known}}","kind":"organisation","title":"Oar makers","summary":"In short.","story":"They make oars."}""");
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        Assert.Equal(ExitStatus.Done, (await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None)).Exit);
        await archive.Get<UndoImport>().Do(import.Id, "keeper", EditedWay.Keep, null, CancellationToken.None);
        await archive.Get<UndoImport>().Do(import.Id, "keeper", EditedWay.TakeBack, null, CancellationToken.None);

        await using TestArchive other = await TestArchive.Start();
        await other.Stop();
        Directory.Delete(other.Folder, recursive: true);
        Assert.Equal(ExitStatus.Done, (await Restore.Do(other.Settings, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None)).Exit);
        await using TestArchive restored = await TestArchive.Start(other.Folder, archive.Clock);
        Record there = (await new Asked(restored).Find(known))!;
        Assert.Equal(("In short.", (string?)null), (there.Content.Text("summary"), there.Content.Text("story")));
    }

    [Fact]
    public async Task What_waits_is_taken_back_and_what_somebody_took_in_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        RunImport run = archive.Get<RunImport>();
        ImportAccession import = await run.Register(new ImportSource("jsonl", 1) { IsReviewed = true }, "keeper", CancellationToken.None);
        using StringReader lines = new("""
            {"kind":"question","title":"Who rows?"}
            {"kind":"question","title":"Who steers?"}
            """);
        await run.Run(import.Id, archive.Get<Features.Importing.RecordLines>().Read(lines, null), null, null, CancellationToken.None);
        IReadOnlyList<DepositId> waiting = await archive.Writer.Write(session => session.DepositsIn(DepositState.Deposited, DateOnly.MaxValue), CancellationToken.None);
        Assert.Equal(2, waiting.Count);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Accept(waiting[0], new Asked(archive).Keeper(), PublicationBasis.PublicSources, CancellationToken.None));
        RecordId rows = await Named(archive, "Who rows?");
        ImportOutcome.Undone undone = Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import.Id, "keeper", EditedWay.Keep, null, CancellationToken.None));
        Assert.Equal([rows], undone.Kept);
        Assert.Empty(await archive.Writer.Write(session => session.DepositsIn(DepositState.Deposited, DateOnly.MaxValue), CancellationToken.None));
    }

    private static Task<ImportOutcome> Undo(TestArchive archive, ImportAccession import) => archive.Get<UndoImport>().Do(import.Id, "keeper", null, null, CancellationToken.None);

    private static Task<RecordId> Named(TestArchive archive, string title) => archive.Writer.Write(session => session.FindByName(title, [])[0], CancellationToken.None);

    private static Task<ImportAccession> Find(TestArchive archive, ImportAccession import) => archive.Writer.Write(session => session.FindImport(import.Id)!, CancellationToken.None);
}
