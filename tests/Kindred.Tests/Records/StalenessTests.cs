using System.Collections.Immutable;
using System.Text;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Tests.Records;

/// <summary>A translation is stale where what it translates says something else by now, and for no other reason.</summary>
public class StalenessTests
{
    private static RecordContent Content(string story, string learned = "Patience.", string language = "en") =>
        new RecordContent { Language = language }.With("title", new FieldValue.One("At the gate")).With("story", new FieldValue.One(story)).With("learned", new FieldValue.One(learned));

    private static RecordContent With(RecordContent content, string field, int of, string language = "es", bool isMachine = false, bool isStale = false) => content with
    {
        Translations = content.Translations.SetItem(
            language, (content.Translations.GetValueOrDefault(language) ?? ImmutableSortedDictionary.Create<string, Translation>(StringComparer.Ordinal)).SetItem(field, new Translation("palabras", of, isMachine, isStale))),
    };

    private static bool IsStale(RecordContent content, string field = "story", string language = "es") => content.Translations[language][field].IsStale;

    [Fact]
    public void It_is_stale_once_its_source_moves_on_and_not_when_another_field_does()
    {
        RecordContent first = With(With(Content("We sang."), "story", 1), "learned", 1);
        RecordContent second = Staleness.Marked(With(With(Content("We sang and prayed."), "story", 1), "learned", 1), 2, first, number => number == 1 ? first : null);
        Assert.True(IsStale(second));
        Assert.False(IsStale(second, "learned"));
        // Another revision number alone makes nothing stale.
        RecordContent third = Staleness.Marked(With(Content("We sang.", "Soup."), "story", 1), 3, second, number => number == 1 ? first : null);
        Assert.False(IsStale(third));
    }

    [Fact]
    public void It_fits_again_when_the_source_says_again_what_was_translated()
    {
        RecordContent first = Content("We sang."), second = With(Content("We sang and prayed."), "story", 1, isStale: true);
        Assert.False(IsStale(Staleness.Marked(With(Content("We sang."), "story", 1, isStale: true), 3, second, number => number == 1 ? first : null)));
    }

    [Fact]
    public void Of_another_language_it_is_stale_and_of_its_own_revision_never()
    {
        RecordContent first = Content("Gift"), second = With(Content("Gift", language: "de"), "story", 1);
        Assert.True(IsStale(Staleness.Marked(second, 2, first, _ => first)));
        Assert.False(IsStale(Staleness.Marked(With(Content("Gift", language: "de"), "story", 2, isStale: true), 2, first, _ => first)));
    }

    [Fact]
    public void Where_what_it_translates_is_destroyed_it_is_what_it_was_until_its_source_moves_on()
    {
        RecordContent before = With(Content("We sang."), "story", 1);
        Assert.False(IsStale(Staleness.Marked(before, 3, before, _ => null)));
        Assert.True(IsStale(Staleness.Marked(With(Content("We sang."), "story", 1, isStale: true), 3, before, _ => null)));
        Assert.True(IsStale(Staleness.Marked(With(Content("We wept."), "story", 1), 3, before, _ => null)));
    }

    [Fact]
    public void What_came_back_with_its_words_translates_them_where_they_stand_now_and_no_others()
    {
        RecordContent back = With(With(Content("We sang."), "story", 1), "learned", 1, isStale: true);
        RecordContent there = Staleness.Rebound(back, 4, back);
        Assert.Equal((4, 1), (there.Translations["es"]["story"].OfRevision, there.Translations["es"]["learned"].OfRevision));
        RecordContent other = Staleness.Rebound(With(Content("We wept."), "story", 1), 4, With(Content("We sang."), "story", 1));
        Assert.Equal(1, other.Translations["es"]["story"].OfRevision);
        Assert.True(IsStale(Staleness.Marked(other, 4, other, _ => Content("We sang."))));
    }

    [Fact]
    public void Each_revision_is_read_once_however_many_translations_there_are()
    {
        RecordContent first = Content("We sang.");
        RecordContent many = Enumerable.Range(0, 20).Aggregate(Content("We wept."), (content, at) => With(content, "story", 1, $"x-l{at}"));
        int read = 0;
        Staleness.Marked(many, 2, first, _ => { read++; return first; });
        Assert.Equal(1, read);
    }

    [Fact]
    public void What_is_kept_reads_back_and_holds_nothing_of_the_words_that_were_translated()
    {
        RecordContent content = With(new RecordContent { Language = "en" }, "story", 3, isMachine: true, isStale: true);
        string json = Encoding.UTF8.GetString(ContentJson.Write(content));
        Assert.Equal("""{"language":"en","fields":{},"translations":{"es":{"story":{"text":"palabras","of":3,"machine":true,"stale":true}}}}""", json);
        Assert.Equal(new Translation("palabras", 3, true, true), ContentJson.Read(Encoding.UTF8.GetBytes(json)).Translations["es"]["story"]);
        // What was kept before says nothing of it.
        Assert.False(ContentJson.Read("""{"language":"en","fields":{},"translations":{"es":{"story":{"text":"a","of":1}}}}"""u8).Translations["es"]["story"].IsStale);
    }

    [Fact]
    public void A_translation_that_is_proposed_meets_a_change_of_its_source()
    {
        RecordContent read = Content("We sang."), moved = Content("We wept."), elsewhere = Content("We sang.", "Soup.");
        Proposal proposal = new() { Entry = default, Record = default, Kind = "practice", OfRevision = 1, Parts = ["translations.es.story"], Content = With(read, "story", 1) };
        Assert.Equal(["translations.es.story"], proposal.ChangedSince(read, moved));
        Assert.Empty(proposal.ChangedSince(read, elsewhere));
    }

    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-MX", "es-419")]
    [InlineData("en", null)]
    [InlineData("en-GB", null)]
    [InlineData("ar", null)]
    public void The_nearest_language_is_read_and_never_one_of_another_kind(string wanted, string? found)
    {
        RecordContent content = wanted == "es" ? With(With(Content("We sang."), "story", 1), "story", 1, "es-419") : With(Content("We sang."), "story", 1, "es-419");
        Assert.Equal(found, Staleness.Best(content, "story", wanted)?.Language);
    }

    [Fact]
    public void What_is_still_to_be_translated_is_counted()
    {
        RecordContent content = With(With(Content("We sang."), "story", 1, isStale: true), "learned", 1, isMachine: true);
        Assert.Equal(new TranslationNeed(1, 1, 1), TranslationNeed.Of(Practice.Kind, content, "es"));
        Assert.Equal(new TranslationNeed(3, 0, 0), TranslationNeed.Of(Practice.Kind, content, "ar"));
        Assert.True(TranslationNeed.Of(Practice.Kind, content, "en-GB").IsNone);
    }
}
