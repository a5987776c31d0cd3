using System.Text.Json.Nodes;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Exporting;

/// <summary>The format of many files, in the terminal.</summary>
public class FolderTests
{
    [Fact]
    public async Task Texts_are_a_folder_with_a_file_for_each_record_that_takes_nothings_place()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("practice", Told.Content("../A vigil: by/the river?"));
        string folder = Path.Combine(archive.Folder, "texts");
        Assert.Equal(ExitStatus.Done, (await Made(archive, folder)).Exit);
        string file = Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        Assert.StartsWith(Path.Combine(folder, "practices", "a-vigil-by-the-river-"), file, StringComparison.Ordinal);
        Assert.Contains("A vigil", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.False(Directory.Exists(folder + ".part"));
        await File.WriteAllTextAsync(file, "mine");
        Assert.Equal(ExitStatus.Otherwise, (await Made(archive, folder)).Exit);
        Assert.Equal("mine", await File.ReadAllTextAsync(file));
        Assert.Equal(ExitStatus.Otherwise, (await Made(archive, Path.Combine(archive.Folder, "nowhere", "texts"))).Exit);
        Assert.Equal(ExitStatus.Done, (await Made(archive, folder + ".zip")).Exit);
        Assert.Contains("A vigil", Exported.Text(await File.ReadAllBytesAsync(folder + ".zip")), StringComparison.Ordinal);
    }

    private static Task<CommandResult> Made(TestArchive archive, string path) =>
        Terminal.Run(Export.Work, new JsonObject { ["format"] = "md", ["out"] = path }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
}
