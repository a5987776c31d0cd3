using System.IO.Compression;
using System.Text;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>Markdown files with front matter.</summary>
public sealed class MarkdownTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kindred-markdown");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Front_matter_gives_the_cells_and_the_body_the_story()
    {
        Source source = Sources.Open("""
            ---
            title: "Strike: the night"   # a remark
            when: 2017-01-28
            count: 007
            nothing: ~
            centres:
              - Yemeni Americans
              - Bodega owners
            tags: [a, 'b, c']
            where:
              place: Queens
              point: [40.7, -73.8]
            sources:
              - url: https://example.org
                note: it's there
            more: |
              two
              lines
            ---

            # The strike

            They closed.
            """, "strike.md");
        Assert.Equal(SourceForm.Markdown, source.Recognised.Form);
        Assert.Equal(
        [
            "title=Strike: the night", "when=2017-01-28", "count=007", "centres=Yemeni Americans|Bodega owners", "tags=a|b, c", "where.place=Queens", "where.point=40.7|-73.8",
            "sources={\"url\":\"https://example.org\",\"note\":\"it's there\"}", "more=two\nlines\n", "story=# The strike\n\nThey closed.", "file=strike.md",
        ], source.Lines().Single()[3..].Split("; "));
    }

    [Theory]
    [InlineData("---\nwhen: 2017\n---\n# The strike #\n\nThey closed.\n", "title=The strike; when=2017; story=They closed.; file=a.md")]
    [InlineData("# The strike\r\n\r\nThey closed.\r\n", "title=The strike; story=They closed.; file=a.md")]
    [InlineData("Before.\n\n# The strike\n\nAfter.\n", "title=The strike; story=Before.\n\n# The strike\n\nAfter.; file=a.md")]
    [InlineData("Only words.\n", "story=Only words.; file=a.md")]
    [InlineData("---\nTitle: T\nstory: S\n...\nbody\n", "Title=T; story=S; body=body; file=a.md")]
    [InlineData("---\nnot closed\n", "story=---\nnot closed; file=a.md")]
    [InlineData("---\n---\nwords\n", "story=words; file=a.md")]
    public void The_first_heading_is_the_title_where_none_is_said(string file, string cells) => Assert.Equal("1: " + cells, Sources.Open(file, "a.md").Lines().Single());

    [Theory]
    [InlineData("a: &x [1]\nb: *x", "row-front-matter-unsafe")]
    [InlineData("a: !!python/object/apply:os.system [ls]", "row-front-matter-unsafe")]
    [InlineData("a: !thing b", "row-front-matter-unsafe")]
    [InlineData("a: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: 1}}}}}}}}}}}}}}}}}}", "row-front-matter-unsafe")]
    [InlineData("title: Strike: the night", "row-front-matter-broken")]
    [InlineData("- a\n- b", "row-front-matter-broken")]
    [InlineData("a: [", "row-front-matter-broken")]
    public void Front_matter_that_is_unsafe_or_broken_is_refused_and_told(string matter, string code)
    {
        SourceRow row = Sources.Open($"---\n{matter}\n---\nbody\n").Rows().Single();
        Assert.Equal((true, code), (row.IsRefused, row.Codes().Single()));
        Assert.Equal("1: file=file", Sources.Line(row));
    }

    [Fact]
    public void A_billion_laughs_are_refused_at_once()
    {
        StringBuilder matter = new("---\na0: &a0 [lol]\n");
        for (int level = 1; level < 30; level++) matter.Append($"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        Assert.True(Sources.Open(matter.Append("---\n").ToString()).Rows().Single().IsRefused);
        Assert.True(Sources.Open("---\na: " + new string('[', 100_000) + "\n---\n", "a.md").Rows().Single().IsRefused);
    }

    [Fact]
    public void Files_of_a_folder_are_a_row_each_by_their_names()
    {
        Write("b.md", "---\ntitle: B\n---\n");
        Write("a/2.md", "# Two\n");
        Write("a/1.markdown", "# One\n");
        Write("notes.txt", "not read");
        Write(".git/x.md", "# hidden");
        Write("broken.md", "---\na: [\n---\n");
        Source source = SourceFile.Open(folder.FullName);
        Assert.Equal(["title", "file"], source.Headings);
        Assert.Equal(["1: title=One; file=a/1.markdown", "2: title=Two; file=a/2.md", "3: title=B; file=b.md", "4: file=broken.md"], source.Lines().Where(line => !line.Contains("hidden")));
    }

    [Fact]
    public void So_are_those_of_a_ZIP_file()
    {
        MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in (ReadOnlySpan<(string, string)>)[("x/b.md", "# B"), ("x/a.md", "# Á"), ("__MACOSX/x/._a.md", "\0\0"), ("x/picture.png", "")])
            {
                using StreamWriter writer = new(zip.CreateEntry(name).Open());
                writer.Write(text);
            }

            using StreamWriter large = new(zip.CreateEntry("x/c.md").Open());
            for (int line = 0; line < 40_000; line++) large.Write("This is more than anybody tells of one strike, again and again.\n");
        }

        Source source = SourceFile.Open(bytes, "practices.zip");
        Assert.Equal(["1: title=Á; file=x/a.md", "2: title=B; file=x/b.md", "3: file=x/c.md"], source.Lines());
        Assert.Equal(["row-too-long"], source.Rows().Last().Codes());
    }

    private void Write(string path, string text)
    {
        string whole = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }
}
