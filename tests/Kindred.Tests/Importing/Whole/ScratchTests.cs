using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Features.Exporting;
using Kindred.Host;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using RecordReading = Kindred.Domain.Stores.Reading;

namespace Kindred.Tests.Importing.Whole;

/// <summary>What was only made to be read, or was refused, is overwritten before its name goes: a second name of each file shows what stands under the first.</summary>
public sealed class ScratchTests
{
    private const string Word = "zirkonwurz";

    [Fact]
    public async Task The_copy_that_a_whole_export_reads_is_overwritten_and_so_is_one_that_broke_off()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("practice", Told.Content($"A {Word} kitchen"));
        Names names = new(archive.Folder);
        await archive.Get<ExportWhole>().Write(Stream.Null, new Reported(() => names.Give(Path.Combine(archive.Folder, "scratch"))), CancellationToken.None);
        names.AssertOverwritten();

        string left = Path.Combine(archive.Folder, "scratch", "deep"), elsewhere = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "elsewhere");
        Directory.CreateDirectory(left);
        Directory.CreateDirectory(elsewhere);
        await File.WriteAllTextAsync(Path.Combine(left, "left.db"), Word);
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "mine"), Word);
        names.Give(Path.Combine(archive.Folder, "scratch"));
        // What a link leads to is not of the archive.
        File.CreateSymbolicLink(Path.Combine(left, "link"), Path.Combine(elsewhere, "mine"));
        Directory.CreateSymbolicLink(Path.Combine(left, "links"), elsewhere);
        await archive.Stop();
        await using TestArchive again = await TestArchive.Start(archive.Folder, archive.Clock);
        names.AssertOverwritten();
        Assert.False(Directory.Exists(left));
        Assert.Equal(Word, await File.ReadAllTextAsync(Path.Combine(elsewhere, "mine")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_made_of_a_whole_export_is_overwritten_where_it_is_refused(bool isUnfit)
    {
        await using TestArchive archive = await TestArchive.Start(), another = await TestArchive.Start();
        RecordId told = await archive.Publish("practice", Told.Content($"A {Word} kitchen"));
        string file = await Moved.Export(archive), folder = Moved.Elsewhere();
        await Moved.Export(another);
        if (isUnfit) file = Moved.Edited(file, line => line.StartsWith($"{{\"record\":\"{told}\"", StringComparison.Ordinal)
            ? line.Replace("\"wasPublic\":true", "\"wasPublic\":true,\"content\":{\"language\":\"en\",\"fields\":{\"title\":\"Otherwise\"}}", StringComparison.Ordinal) : line);
        Names names = new(folder);
        CommandResult refused = await WholeImport.Do(
            Settings.Read(folder, []), file, another.Settings.Journal, null, settles: false, new Watched(archive.Clock, () => names.Give(Path.Combine(folder, "scratch"))), TextWriter.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Otherwise, refused.Exit);
        Assert.Equal(isUnfit, (string?)refused.Json!["outcome"] != "other-journal");
        names.AssertOverwritten();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task What_becomes_the_archive_is_left_as_it_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId told = await archive.Publish("practice", Told.Content($"A {Word} kitchen"));
        string file = await Moved.Export(archive), folder = Moved.Elsewhere();
        await using (TestArchive other = await Moved.Into(file, archive.Clock, archive.Settings.Journal)) Assert.IsType<RecordReading.Found>(await other.Records.Read(told, other.Stranger, 1, CancellationToken.None));
        Assert.Contains(Word, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Done, (await Moved.Import(folder, file, archive.Clock, archive.Settings.Journal)).Exit);
        Assert.NotEmpty(Residue.In(folder, Word[1..]));
        Assert.False(Directory.Exists(Path.Combine(folder, "scratch")));
    }

    [Fact]
    public async Task Copies_of_a_back_up_and_of_a_restore_are_overwritten_and_what_was_asked_for_is_not()
    {
        await using TestArchive archive = await TestArchive.Start(), another = await TestArchive.Start();
        RecordId told = await archive.Publish("practice", Told.Content($"A {Word} kitchen"));
        await Moved.Export(another);
        await archive.Stop();
        string place = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backups"), file = Path.Combine(place, "backup.tar");
        Directory.CreateDirectory(place);
        Names copies = new(archive.Folder);
        CommandResult made = await Terminal.Run(
            Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, new Heard("Writing the back-up.", () => copies.Give(place, "*.db.part")), Stream.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, made.Exit);
        copies.AssertOverwritten();

        foreach (bool isRefused in (bool[])[true, false])
        {
            string folder = Moved.Elsewhere(), journal = (isRefused ? another : archive).Settings.Journal;
            Names unpacked = new(folder);
            CommandResult restored = await Restore.Do(
                Settings.Read(folder, []), file, journal, null, new Watched(archive.Clock, () => unpacked.Give(Path.Combine(folder, "restoring"))), CancellationToken.None);
            Assert.Equal(isRefused ? ExitStatus.Otherwise : ExitStatus.Done, restored.Exit);
            unpacked.AssertOverwritten();
            Assert.NotEqual(isRefused, Directory.Exists(folder));
            if (isRefused) continue;
            await using TestArchive again = await TestArchive.Start(folder, archive.Clock);
            Assert.IsType<RecordReading.Found>(await again.Records.Read(told, again.Stranger, 1, CancellationToken.None));
        }
    }

    [Fact]
    public async Task An_export_that_breaks_off_is_overwritten()
    {
        string folder = Directory.CreateTempSubdirectory("kindred-").FullName, path = Path.Combine(folder, "all.json");
        Names names = new(folder);
        await Assert.ThrowsAsync<InvalidOperationException>(() => NewFile.Make(path, async part =>
        {
            await part.WriteAsync(Encoding.UTF8.GetBytes(Word));
            await part.FlushAsync();
            names.Give(folder, "*.part");
            throw new InvalidOperationException();
        }));
        names.AssertOverwritten();
        await Assert.ThrowsAsync<InvalidOperationException>(() => NewFile.MakeFolder(Path.Combine(folder, "pages"), async part =>
        {
            Directory.CreateDirectory(Path.Combine(part, "r"));
            await File.WriteAllTextAsync(Path.Combine(part, "r", "one.html"), Word);
            names.Give(part);
            throw new InvalidOperationException();
        }));
        names.AssertOverwritten();
        Assert.Null(await NewFile.Make(path, part => part.WriteAsync(Encoding.UTF8.GetBytes(Word)).AsTask()));
        Assert.Equal(Word, await File.ReadAllTextAsync(path));
    }

    /// <summary>Second names of files, in a folder of their own on the same disk.</summary>
    private sealed class Names(string beside)
    {
        private readonly string folder = Directory.CreateDirectory(beside.TrimEnd('/') + "-names-" + RecordId.Mint()).FullName;

        public int Give(string from, string which = "*")
        {
            if (!Directory.Exists(from)) return 0;
            string[] files = [.. Directory.EnumerateFiles(from, which, SearchOption.AllDirectories)
                // Beside a database lies an index of its log, which holds numbers alone and goes with the last reader.
                .Where(file => !file.StartsWith(folder, StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal))];
            foreach (string file in files)
            {
                using Process link = Process.Start("ln", [file, Path.Combine(folder, RecordId.Mint().ToString())]);
                link.WaitForExit();
            }

            return files.Length;
        }

        public void AssertOverwritten()
        {
            string[] given = Directory.GetFiles(folder);
            Assert.NotEmpty(given);
            Assert.All(given, file => Assert.Equal(0, new FileInfo(file).Length));
        }
    }

    private sealed class Reported(Action reported) : IProgress<long>
    {
        public void Report(long value) => reported();
    }

    private sealed class Watched(TimeProvider time, Action asked) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            asked();
            return time.GetUtcNow();
        }
    }

    private sealed class Heard(string line, Action heard) : StringWriter
    {
        public override Task WriteLineAsync(string? value)
        {
            if (value == line) heard();
            return Task.CompletedTask;
        }
    }
}
