using System.Text.Json.Nodes;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using RecordReading = Kindred.Domain.Stores.Reading;

namespace Kindred.Tests.Importing.Whole;

/// <summary>What was taken back after an export was made does not come back with it.</summary>
public sealed class JournalTests
{
    [Fact]
    public async Task What_was_withdrawn_since_is_gone_from_what_the_export_becomes()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId before = await archive.Publish("practice", Told.Content("A kitchen")), kept = await archive.Publish("practice", Told.Content("A vigil by the river"));
        RecordId withdrawn = await archive.Publish("practice", Told.Content("A zirkonwurz kitchen that fed the strike")), hidden = await archive.Publish("practice", Told.Content("A march"));
        await Withdraw(archive, before);
        string file = await Moved.Export(archive);
        await Withdraw(archive, withdrawn);
        archive.Get<WithdrawalJournal>().Hidden(hidden, archive.Today);
        string folder = Moved.Elsewhere();
        CommandResult taken = await Moved.Import(folder, file, archive.Clock, archive.Settings.Journal);
        Assert.Equal((ExitStatus.Done, 2), (taken.Exit, (int)taken.Json!["withdrawals"]!));
        Assert.Empty(Residue.In(folder, "onwurz"));
        await using TestArchive other = await TestArchive.Start(folder, archive.Clock);
        Assert.IsType<RecordReading.Found>(await other.Records.Read(kept, other.Stranger, 1, CancellationToken.None));
        Assert.IsType<RecordReading.Withdrawn>(await other.Records.Read(withdrawn, other.Stranger, 1, CancellationToken.None));
        Assert.IsType<RecordReading.Withdrawn>(await other.Records.Read(before, other.Stranger, 1, CancellationToken.None));
        Assert.IsType<RecordReading.Nothing>(await other.Records.Read(hidden, other.Stranger, 1, CancellationToken.None));
        // The next restore needs the lines of this journal too.
        Assert.Contains(WithdrawalJournal.Read(other.Settings.Journal), line => line.Id == withdrawn.ToString());
        Assert.Contains(await other.Records.Acts(false, 10, new Viewer.Public(other.Today), CancellationToken.None), act => act.Value.Act.Reason == "taken in from a whole export");
    }

    [Fact]
    public async Task Nothing_has_to_be_followed_of_what_the_export_knows()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId shown = await archive.Publish("practice", Told.Content("A march")), gone = await archive.Publish("practice", Told.Content("A kitchen"));
        archive.Get<WithdrawalJournal>().Hidden(shown, archive.Today);
        archive.Get<WithdrawalJournal>().Shown(shown, archive.Today);
        await Withdraw(archive, gone);
        string file = await Moved.Export(archive), same = await Moved.Export(archive);
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(same));
        CommandResult taken = await Moved.Import(Moved.Elsewhere(), file, archive.Clock, archive.Settings.Journal);
        Assert.Equal((ExitStatus.Done, 0), (taken.Exit, (int)taken.Json!["withdrawals"]!));
        await using TestArchive other = await Moved.Into(file, archive.Clock, archive.Settings.Journal);
        Assert.IsType<RecordReading.Found>(await other.Records.Read(shown, other.Stranger, 1, CancellationToken.None));
        Assert.Equal(await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(await Moved.Export(other)));
    }

    [Fact]
    public async Task A_journal_that_does_not_know_the_file_is_refused_unless_somebody_says_why()
    {
        await using TestArchive archive = await TestArchive.Start(), another = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("A vigil by the river"));
        string file = await Moved.Export(archive);
        await another.Publish("practice", Told.Content("A march"));
        await Moved.Export(another);
        string folder = Moved.Elsewhere(), early = file + ".early";
        await File.WriteAllLinesAsync(early, (await File.ReadAllLinesAsync(archive.Settings.Journal)).SkipLast(1));
        foreach (string journal in (string[])[another.Settings.Journal, early])
        {
            CommandResult refused = await Moved.Import(folder, file, archive.Clock, journal);
            Assert.Equal((ExitStatus.Otherwise, "other-journal"), (refused.Exit, (string?)refused.Json!["outcome"]));
            Assert.False(Directory.Exists(folder));
        }

        await File.WriteAllTextAsync(early, "{}\n");
        Assert.Equal("no-journal", (string?)(await Moved.Import(folder, file, archive.Clock, early)).Json!["outcome"]);
        Assert.Equal(ExitStatus.Done, (await Moved.Import(folder, file, archive.Clock, another.Settings.Journal, without: "the disk with the journal burned")).Exit);
        await using TestArchive other = await TestArchive.Start(folder, archive.Clock);
        Assert.IsType<RecordReading.Found>(await other.Records.Read(practice, other.Stranger, 1, CancellationToken.None));
        Assert.Contains(await other.Records.Acts(false, 10, new Viewer.Public(other.Today), CancellationToken.None), act => act.Value.Act.Reason?.Contains("burned", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task The_journal_in_its_place_is_followed_where_anything_was_ever_taken_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId gone = await archive.Publish("practice", Told.Content("A zirkonwurz kitchen"));
        string file = await Moved.Export(archive);
        await Withdraw(archive, gone);
        await archive.Stop();
        Directory.Delete(archive.Folder, recursive: true);
        CommandResult taken = await Moved.Import(archive.Folder, file, archive.Clock);
        Assert.Equal((ExitStatus.Done, 1), (taken.Exit, (int)taken.Json!["withdrawals"]!));
        Assert.Empty(Residue.In(archive.Folder, "onwurz"));
        await using TestArchive again = await TestArchive.Start(archive.Folder, archive.Clock);
        Assert.IsType<RecordReading.Withdrawn>(await again.Records.Read(gone, again.Stranger, 1, CancellationToken.None));
    }

    [Fact]
    public async Task What_an_import_brought_that_was_taken_back_since_does_not_come_back_unsaid()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId kept = await archive.Publish("practice", Told.Content("A vigil by the river")), gone = await archive.Publish("practice", Told.Content("A kitchen"));
        string before = await Moved.Export(archive);
        ImportAccession import = await Running.UndoPropertyTests.Import(archive, """{"kind":"question","title":"Who rows?"}""");
        string file = await Moved.Export(archive);
        await Withdraw(archive, gone);
        Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import.Id, "keeper", null, null, CancellationToken.None));
        string folder = Moved.Elsewhere();
        CommandResult refused = await Moved.Import(folder, file, archive.Clock, archive.Settings.Journal);
        Assert.Equal((ExitStatus.Otherwise, "import-undone"), (refused.Exit, (string?)refused.Json!["outcome"]));
        Assert.Contains(import.Id.ToString(), refused.Lines[0], StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
        // Said why, all else is followed nevertheless.
        Assert.Equal(ExitStatus.Done, (await Moved.Import(folder, file, archive.Clock, archive.Settings.Journal, without: "the archive burned")).Exit);
        await using TestArchive other = await TestArchive.Start(folder, archive.Clock);
        Assert.IsType<RecordReading.Withdrawn>(await other.Records.Read(gone, other.Stranger, 1, CancellationToken.None));
        Assert.IsType<RecordReading.Found>(await other.Records.Read(kept, other.Stranger, 1, CancellationToken.None));
        Assert.Contains(await other.Records.Acts(false, 10, new Viewer.Public(other.Today), CancellationToken.None), act => act.Value.Act.Reason?.Contains("taken back since: the archive burned", StringComparison.Ordinal) == true);
        // Made anew it knows.
        await using TestArchive anew = await Moved.Into(await Moved.Export(archive), archive.Clock, archive.Settings.Journal);
        Assert.Empty(await anew.Writer.Write(session => session.FindByName("Who rows?", []), CancellationToken.None));
        Assert.DoesNotContain("Who rows?", await File.ReadAllTextAsync(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_a_keepers_alone_and_whole_or_not_at_all()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("practice", Told.Content("A vigil by the river"));
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "all.json");
        foreach ((string name, string value) in ((string, string)[])[("as", "public"), ("kind", "practice"), ("query", "vigil")])
        {
            CommandResult refused = await Terminal.Run(Export.Work, new JsonObject { ["format"] = "json", ["out"] = file, [name] = value }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
            Assert.Equal((ExitStatus.Otherwise, "whole-only"), (refused.Exit, (string?)refused.Json!["outcome"]));
            Assert.False(File.Exists(file));
        }

        using MemoryStream output = new();
        await Terminal.Run(Export.Work, new JsonObject { ["format"] = "json" }, archive.Settings, TextWriter.Null, output, CancellationToken.None);
        CommandResult made = await Terminal.Run(Export.Work, new JsonObject { ["format"] = "json", ["out"] = file, ["as"] = "keeper" }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal(await File.ReadAllBytesAsync(file), output.ToArray());
        Assert.Equal((UnixFileMode)0x180, File.GetUnixFileMode(file));
        Assert.Contains(made.Lines, line => line.Contains("what is not public", StringComparison.Ordinal));
        // No copy of the database is left, nor one that broke off before.
        string scratch = Path.Combine(archive.Folder, "scratch");
        Assert.Empty(Directory.EnumerateFiles(scratch));
        await File.WriteAllTextAsync(Path.Combine(scratch, "left.db"), "zirkonwurz");
        await archive.Stop();
        await using TestArchive again = await TestArchive.Start(archive.Folder, archive.Clock);
        Assert.Empty(Residue.In(archive.Folder, "onwurz"));
    }

    private static Task Withdraw(TestArchive archive, RecordId id) => archive.Write(session => archive.Get<Destruction>().Destroy(session, id, archive.Today));
}
