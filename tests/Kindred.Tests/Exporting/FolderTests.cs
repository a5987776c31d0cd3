using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Features.Sampling;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Path = System.IO.Path;

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

    [Fact]
    public async Task Pages_are_a_folder_in_which_every_link_leads_to_a_file_and_nothing_is_fetched()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        RecordId told = await archive.Publish("practice", Told.Content("<b>Vigil</b> \"& more\"", ("story", Told.One($"A [way](/r/{Told.Id(9)}), [about](/about), [abroad](https://other.example/a), ![picture](https://other.example/b.png) <script>alert(1)</script>"))));
        string folder = Path.Combine(archive.Folder, "pages");
        Assert.Equal(ExitStatus.Done, (await Made(archive, folder, "static")).Exit);
        string[] pages = Directory.GetFiles(folder, "*.html", SearchOption.AllDirectories);
        Assert.True(pages.Length > 100);
        foreach (string page in pages)
        {
            string html = await File.ReadAllTextAsync(page);
            Assert.DoesNotContain(" src=\"http", html, StringComparison.Ordinal);
            Assert.Equal(Path.GetFileName(page) == "index.html" ? 1 : 0, Regex.Count(html, "<script"));
            foreach (Match link in Regex.Matches(html, " (?:href|src)=\"([^\"]*)\""))
            {
                string to = link.Groups[1].Value;
                Assert.True(to.StartsWith("https://", StringComparison.Ordinal) || to.StartsWith("http://", StringComparison.Ordinal) || to.StartsWith("mailto:", StringComparison.Ordinal) || File.Exists(Path.Combine(Path.GetDirectoryName(page)!, to)), $"{page} leads to {to}.");
            }
        }

        string one = await File.ReadAllTextAsync(Path.Combine(folder, "r", told + ".html"));
        Assert.Contains("&lt;b&gt;Vigil&lt;/b&gt; &quot;&amp; more&quot;", one, StringComparison.Ordinal);
        Assert.Contains("https://other.example/a", one, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", one, StringComparison.Ordinal);
        // Every record is in one list, and its words are in one script.
        string lists = string.Concat(Directory.GetFiles(Path.Combine(folder, "lists")).Select(File.ReadAllText)), words = string.Concat(Directory.GetFiles(Path.Combine(folder, "words")).Select(File.ReadAllText));
        foreach (string page in Directory.GetFiles(Path.Combine(folder, "r")))
        {
            Assert.Equal(1, Regex.Count(lists, $"href=\"../r/{Path.GetFileName(page)}\""));
            Assert.Equal(1, Regex.Count(words, $"^\\[\"{Path.GetFileNameWithoutExtension(page)}\"", RegexOptions.Multiline));
        }
    }

    [Fact]
    public async Task Of_a_part_of_the_archive_no_page_leads_to_what_was_left_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId place = await archive.Publish("place", Told.Content("The yard")), practice = await archive.Publish("practice", Told.Content("A vigil") with { Links = [new ContentLink("where", place)] });
        await archive.Write(session => archive.Get<Features.Shared.Publishing.Publication>().Settle(session, practice, archive.Today));
        string all = await archive.Export("static"), only = await archive.Export("static", kind: "practice");
        Assert.Contains($"<a href=\"{place}.html\"><bdi>The yard</bdi></a>", all, StringComparison.Ordinal);
        Assert.Contains("<bdi>The yard</bdi>", only, StringComparison.Ordinal);
        Assert.DoesNotContain(place.ToString(), only, StringComparison.Ordinal);
    }

    private static Task<CommandResult> Made(TestArchive archive, string path, string format = "md") =>
        Terminal.Run(Export.Work, new JsonObject { ["format"] = format, ["out"] = path }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
}
