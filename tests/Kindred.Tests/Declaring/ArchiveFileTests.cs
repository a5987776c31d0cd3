using Kindred.Domain.Kinds;
using Kindred.Features.Declaring;

namespace Kindred.Tests.Declaring;

/// <summary><c>archive.json</c> in the data folder.</summary>
public sealed class ArchiveFileTests
{
    [Fact]
    public async Task It_is_taken_over_at_the_start_and_when_it_has_changed()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Stop();
        string file = System.IO.Path.Combine(archive.Folder, TakeArchiveFile.FileName);
        await File.WriteAllTextAsync(file, Song.File);
        await using TestArchive again = await TestArchive.Start(archive.Folder, archive.Clock);
        Assert.NotNull(again.Get<KindList>().Find("song"));
        // A keeper changes something; the same bytes do not take it back.
        await Song.Declare(again, """{"vocabularies":{"songMoods":{"terms":{"joy":{"words":{"en":"Gladness"}}}}}}""");
        Assert.IsType<ArchiveFileOutcome.Nothing>(await again.Get<TakeArchiveFile>().Take(CancellationToken.None));
        Assert.Contains("Gladness", OwnKindsJson.Write(again.Get<KindList>().Now.Own), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, Song.File + "\n");
        Assert.IsType<ArchiveFileOutcome.Taken>(await again.Get<TakeArchiveFile>().Take(CancellationToken.None));
        Assert.DoesNotContain("Gladness", OwnKindsJson.Write(again.Get<KindList>().Now.Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_right_in_it_is_told_by_line_and_stops_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        string file = System.IO.Path.Combine(archive.Folder, TakeArchiveFile.FileName);
        string wrong = Song.File.Replace("\"plural\": \"songs\"", "\"plural\": \"doors\"", StringComparison.Ordinal).Replace("\"type\": \"terms\"", "\"type\": \"text\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, wrong);
        ArchiveFileOutcome.NotRight told = Assert.IsType<ArchiveFileOutcome.NotRight>(await archive.Get<TakeArchiveFile>().Take(CancellationToken.None));
        string[] lines = wrong.Split('\n');
        Assert.Contains(told.Findings, one => one.Finding.Code == "plural-taken" && lines[one.Line - 1].Contains("doors", StringComparison.Ordinal));
        Assert.Contains(told.Findings, one => one.Finding.Code == "field-means-otherwise" && lines[one.Line - 1].Contains("\"text\"", StringComparison.Ordinal));
        Assert.Equal(Song.File, OwnKindsJson.Write(archive.Get<KindList>().Now.Own));
        await archive.Stop();
        await using TestArchive again = await TestArchive.Start(archive.Folder, archive.Clock);
        Assert.IsType<ArchiveFileOutcome.NotRight>(again.Get<TakeArchiveFile>().Last);
        Assert.NotNull(again.Get<KindList>().Find("song"));
    }

    [Theory]
    [InlineData("{\n  \"kinds\": {\n    \"song\": ]\n", 3, "archive-file-not-json")]
    [InlineData("{\n  \"kinds\": {},\n  \"kinds\": {}\n}", 1, "archive-file-not-json")]
    [InlineData("{\n  // what we sing\n  \"kinds\": {\n    \"song\": { \"fields\": {\n      \"tune\": { \"type\": \"sound\" } } } }\n}", 5, "unknown-term")]
    public async Task Its_lines_are_those_of_an_editor(string text, int line, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        await File.WriteAllTextAsync(System.IO.Path.Combine(archive.Folder, TakeArchiveFile.FileName), text);
        ArchiveFileOutcome.NotRight told = Assert.IsType<ArchiveFileOutcome.NotRight>(await archive.Get<TakeArchiveFile>().Take(CancellationToken.None));
        Assert.Contains((line, code), told.Findings.Select(one => (one.Line, one.Finding.Code)));
        Assert.True(archive.Get<KindList>().Now.Own.IsEmpty);
    }
}
