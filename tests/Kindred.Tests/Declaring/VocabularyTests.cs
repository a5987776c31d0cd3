using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Declaring;
using Kindred.Features.Shared;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Declaring;

/// <summary>Terms are merged, moved, translated and retired; what was written down stays as it was written.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public async Task Merged_terms_read_and_count_as_one_and_no_revision_is_rewritten()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        RecordId both = await archive.Publish("song", Told.Content("Both", ("moods", Told.Many("defiance", "mourning"))));
        RecordId one = await archive.Publish("song", Told.Content("One", ("moods", Told.Many("mourning"))));
        Assert.Equal(["defiance Defiance 1", "mourning Mourning 2"], (await Song.Facet(archive, "moods")).Order());
        await Song.Declare(archive, """{"vocabularies":{"songMoods":{"terms":{"mourning":{"now":"defiance"}}}}}""");
        await archive.Get<IndexAnew>().Done;
        Assert.Equal(["defiance Defiance 2"], await Song.Facet(archive, "moods"));
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync($"/r/{both}");
        Assert.DoesNotContain("Mourning", page, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "moods=defiance"));
        Assert.Contains("\"moods\":[\"defiance\"]", await anyone.GetStringAsync($"/api/v1/records/{one}"), StringComparison.Ordinal);
        Assert.Equal(["mourning"], (await archive.Writer.Write(session => session.FindRevision(one, 1), CancellationToken.None))!.Content.Texts("moods"));
        // What is handed in from now on writes the new term.
        Assert.Equal("defiance", archive.Get<KindList>()["song"]["moods"]!.Current("mourning"));
        Assert.Contains("defiance", archive.Get<KindList>()["song"]["moods"]!.Choices.Offered);
        Assert.DoesNotContain("mourning", archive.Get<KindList>()["song"]["moods"]!.Choices.Terms);
    }

    [Fact]
    public async Task A_moved_term_lies_elsewhere_with_all_beneath_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        await archive.Publish("song", Told.Content("Dancing", ("moods", Told.Many("joy/dance"))));
        await Song.Declare(archive, new OwnKinds([], [Song.Own.Vocabulary("songMoods")!.Moved("joy", "defiance/joy", ["mourning", "defiance", "joy", "joy/dance"])]));
        await archive.Get<IndexAnew>().Done;
        Assert.Equal(["defiance Defiance 1", "defiance/joy Joy 1", "defiance/joy/dance Dance 1"], (await Song.Facet(archive, "moods")).Order());
        Assert.Equal(["mourning", "defiance", "defiance/joy", "defiance/joy/dance"], archive.Get<KindList>().Now.Vocabulary("songMoods").Terms);
    }

    [Fact]
    public async Task A_term_that_comes_with_Kindred_is_translated_and_merged_like_an_own_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        RecordId practice = await archive.Publish("practice", Told.Content("Watching", ("strategies", Told.Many("legal/observing", "narrative/song")), ("tempo", Told.One("urgent"))));
        using HttpClient anyone = archive.Anyone();
        // Amharic is no language of the pages: what comes with Kindred stays in those that are.
        Assert.DoesNotContain("የሕግ", await anyone.GetStringAsync($"/r/{practice}"), StringComparison.Ordinal);
        Assert.Contains("Canción", await anyone.GetStringAsync($"/r/{practice}?lang=es"), StringComparison.Ordinal);
        await Song.Declare(archive, """{"vocabularies":{"strategies":{"terms":{"legal/observing":{"now":"accompaniment"}}},"tempo":{"terms":{"urgent":{"now":"sustained"}}}}}""");
        await archive.Get<IndexAnew>().Done;
        Assert.Equal(["accompaniment", "narrative", "narrative/song"], (await Song.Facet(archive, "strategy", "kind=practice")).Select(line => line.Split(' ')[0]).Order());
        Assert.Contains("\"tempo\":\"sustained\"", await anyone.GetStringAsync($"/api/v1/records/{practice}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_that_decide_who_reads_something_say_what_comes_with_Kindred()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive, """{"vocabularies":{"readers":{"terms":{"everyone":{"words":{"en":"Only those who answer for the communities it names, and keepers","sw":"Kila mtu"}}}}}}""");
        Assert.Equal("Everyone", archive.Get<OwnTexts>().Over(Texts.For("en"))["term.readers.everyone"]);
        Assert.Equal("Kila mtu", archive.Get<KindList>().Now.Vocabulary("readers").WordsOf("everyone")["sw", "label"]);
    }

    [Fact]
    public void A_retired_term_is_not_offered_and_still_there()
    {
        Vocabulary moods = new Vocabulary("moods", "a", "b").With(new OwnVocabulary("moods") { Terms = [new OwnTerm("a") { IsRetired = true }] });
        Assert.Equal(["b"], moods.Offered);
        Assert.Equal(["a", "b"], moods.Terms);
        Assert.True(moods.Has("a"));
    }

    [Fact]
    public void A_term_that_was_moved_twice_reads_as_the_last()
    {
        Vocabulary moods = new Vocabulary("moods", "a", "b", "c").With(new OwnVocabulary("moods") { Terms = [new OwnTerm("a") { Now = "b" }, new OwnTerm("b") { Now = "c" }] });
        Assert.Equal("c", moods.Now("a"));
        Assert.Equal(["c"], moods.Terms);
        Assert.True(moods.Has("a"));
    }
}
