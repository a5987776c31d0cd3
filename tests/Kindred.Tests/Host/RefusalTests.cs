using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Host;
using Kindred.Host.Commands;

namespace Kindred.Tests.Host;

/// <summary>What cannot be done is said in words of the archive: what happened, to what, what was kept.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint())).FullName;

    [Fact]
    public void A_data_folder_that_is_a_file_is_refused()
    {
        File.WriteAllText(At("data"), "");
        Assert.Contains("is a file", Assert.Throws<WrongUsageException>(() => DataFolder.TryTake(Settings.Read(At("data"), []))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_that_cannot_be_written_is_refused_and_not_taken_for_one_in_use() =>
        Assert.Throws<WrongUsageException>(() => DataFolder.TryTake(Settings.Read("/proc/kindred", [])));

    [Theory]
    [InlineData("")]
    [InlineData("no back-up at all")]
    [InlineData("half a back-up")]
    public async Task What_is_no_whole_back_up_is_refused_and_leaves_nothing(string text)
    {
        if (text.StartsWith("half", StringComparison.Ordinal))
        {
            await using TestArchive archive = await TestArchive.Start();
            await Ask(archive, Backup.Work, new JsonObject { ["file"] = At("whole.tar") });
            await File.WriteAllBytesAsync(At("file"), (await File.ReadAllBytesAsync(At("whole.tar")))[..5000]);
        }
        else
        {
            await File.WriteAllTextAsync(At("file"), string.Concat(Enumerable.Repeat(text, 100)));
        }

        CommandResult refused = await Restore.Do(Settings.Read(At("data"), []), At("file"), null, "for a test", new TestClock(), CancellationToken.None);
        Assert.Equal((ExitStatus.Otherwise, "no-back-up"), (refused.Exit, (string?)refused.Json!["outcome"]));
        Assert.False(Directory.Exists(At("data")));
    }

    [Fact]
    public async Task A_restored_archive_is_its_owners_alone_and_is_refused_where_none_can_be()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = At("whole.tar");
        await Ask(archive, Backup.Work, new JsonObject { ["file"] = file });
        Directory.CreateDirectory(At("journal"));
        Settings place = Settings.Read(At("data"), []);
        foreach (Settings wrong in (Settings[])[
            Settings.Read(file, []), Settings.Read(Path.Combine(file, "data"), []), Settings.Read("/proc/kindred", []), place.With("KINDRED_KEYSTORE", "/proc/kindred/keys.json"), place.With("KINDRED_JOURNAL", At("journal"))])
        {
            string said = (await Assert.ThrowsAsync<WrongUsageException>(() => Restore.Do(wrong, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None))).Message;
            Assert.Contains("Nothing was changed", said, StringComparison.Ordinal);
            Assert.False(Directory.Exists(place.Data));
        }

        Assert.Equal(ExitStatus.Done, (await Restore.Do(place, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None)).Exit);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(place.Data));
    }

    [Fact]
    public async Task A_file_that_is_made_is_its_owners_alone_and_never_takes_another_ones_place()
    {
        await using TestArchive archive = await TestArchive.Start();
        foreach ((ArchiveCommand command, string name) in new[] { (Export.Work, "out"), (Backup.Work, "file") })
        {
            string path = At(name);
            Assert.Equal(ExitStatus.Done, (await Ask(archive, command, new JsonObject { [name] = path, ["as"] = "keeper" })).Exit);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            byte[] made = await File.ReadAllBytesAsync(path);
            Assert.Equal("exists", await Outcome(archive, command, name, path));
            Assert.Equal(made, await File.ReadAllBytesAsync(path));
            Assert.Equal("no-folder", await Outcome(archive, command, name, At("nowhere/made")));
        }

        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task A_folder_is_no_file_to_import()
    {
        await using TestArchive archive = await TestArchive.Start();
        CommandResult refused = await Ask(archive, Import.Work, new JsonObject { ["file"] = folder });
        Assert.Contains("is a folder", refused.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stewards_are_listed_with_the_name_of_what_they_answer_for()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        await archive.Member("amina", river);
        Assert.Contains((await Ask(archive, MemberList.Work, [])).Lines, line => line.Contains($"steward of River people ({river})", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    private static async Task<string?> Outcome(TestArchive archive, ArchiveCommand command, string name, string path) =>
        (string?)(await Ask(archive, command, new JsonObject { [name] = path })).Json!["outcome"];

    private static Task<CommandResult> Ask(TestArchive archive, ArchiveCommand command, JsonObject arguments) =>
        Terminal.Run(command, arguments, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
}
