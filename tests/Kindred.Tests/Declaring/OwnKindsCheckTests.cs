using System.Text.Json;
using Kindred.Domain.Kinds;

namespace Kindred.Tests.Declaring;

public sealed class OwnKindsCheckTests
{
    [Fact]
    public void The_example_is_right() => Assert.Empty(OwnKindsCheck.Check(Song.Own, OwnKinds.None, "en", []));

    [Fact]
    public void What_was_read_is_written_as_it_was()
    {
        Assert.Equal(Song.File, OwnKindsJson.Write(Song.Own));
        OwnKinds more = Song.Read("""{"vocabularies":{"songMoods":{"terms":{"joy":{"now":"joy/dance","retired":true}}}}}""");
        Assert.Equal(OwnKindsJson.Write(more), OwnKindsJson.Write(OwnKindsJson.Parse(OwnKindsJson.Write(more))));
        Assert.Equal(Song.File, OwnKindsJson.Write(Song.Own.With(Song.Own)));
    }

    [Theory]
    [InlineData("""{"kinds":{"song":{"plural":"songs"}}}""", "words-missing", "kinds.song.words.en.one")]
    [InlineData("""{"kinds":{"Song":{K}}}""", "name-not-a-name", "kinds.Song")]
    [InlineData("""{"kinds":{"record":{K}}}""", "name-taken", "kinds.record")]
    [InlineData("""{"kinds":{"places":{K}}}""", "name-taken", "kinds.places")]
    [InlineData("""{"kinds":{"song":{"plural":"Songs",W}}}""", "plural-not-a-name", "kinds.song.plural")]
    [InlineData("""{"kinds":{"song":{"plural":"practices",W}}}""", "plural-taken", "kinds.song.plural")]
    [InlineData("""{"kinds":{"song":{"plural":"search",W}}}""", "plural-taken", "kinds.song.plural")]
    [InlineData("""{"kinds":{"song":{"plural":"routed",W}}}""", "plural-taken", "kinds.song.plural")]
    [InlineData("""{"kinds":{"song":{K},"chant":{K}}}""", "plural-taken", "kinds.chant.plural")]
    [InlineData("""{"kinds":{"old":{"plural":"others",W}}}""", "plural-stays", "kinds.old.plural")]
    [InlineData("""{"kinds":{"song":{K,"schemaOrg":"x y"}}}""", "schema-org-not-a-type", "kinds.song.schemaOrg")]
    [InlineData("""{"kinds":{"song":{"plural":"songs","words":{"en":{"one":"Song","many":"Songs"},"xxxxx":{"one":"A"}}}}}""", "language-not-a-tag", "kinds.song.words.xxxxx")]
    [InlineData("""{"kinds":{"song":{"plural":"songs","words":{"en":{"one":"S\u202Eong","many":"Songs"}}}}}""", "words-unseen", "kinds.song.words.en.one")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"title":{F,"type":"text"}}}}}""", "name-taken", "kinds.song.fields.title")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"centres":{F,"type":"text"}}}}}""", "name-taken", "kinds.song.fields.centres")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"page":{F,"type":"text"}}}}}""", "name-taken", "kinds.song.fields.page")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"within":{F,"type":"text"}}}}}""", "name-taken", "kinds.song.fields.within")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"tune":{"type":"text"}}}}}""", "words-missing", "kinds.song.fields.tune.words.en.label")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"moods":{F,"type":"terms","vocabulary":"nothing"}}}}}""", "no-such-vocabulary", "kinds.song.fields.moods.vocabulary")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"moods":{F,"type":"terms"}}}}}""", "no-such-vocabulary", "kinds.song.fields.moods.vocabulary")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"moods":{F,"type":"text","vocabulary":"axes"}}}}}""", "not-of-this-type", "kinds.song.fields.moods.vocabulary")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"tune":{F,"type":"date","facet":true}}}}}""", "not-of-this-type", "kinds.song.fields.tune.facet")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"tune":{F,"type":"url","searchable":true}}}}}""", "not-of-this-type", "kinds.song.fields.tune.searchable")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"tune":{F,"type":"texts","translatable":true}}}}}""", "not-of-this-type", "kinds.song.fields.tune.translatable")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"sungBy":{F,"type":"links","kinds":["community"]}}}}}""", "needs-field", "kinds.song.fields.sungBy.connection")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"sungBy":{F,"type":"links","connection":"inPlace","kinds":["community"]}}}}}""", "unknown-connection", "kinds.song.fields.sungBy.connection")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"sungBy":{F,"type":"links","connection":"about","kinds":["community"]}}}}}""", "unknown-connection", "kinds.song.fields.sungBy.connection")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"sungBy":{F,"type":"links","connection":"tookPart"}}}}}""", "needs-field", "kinds.song.fields.sungBy.kinds")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"sungBy":{F,"type":"links","connection":"tookPart","kinds":["bird"]}}}}}""", "unknown-kind", "kinds.song.fields.sungBy.kinds")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"sungIn":{F,"type":"links","connection":"tookPart","kinds":["place"]}}}}}""", "link-not-to-place", "kinds.song.fields.sungIn.kinds")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"sungBy":{F,"type":"links","connection":"partOf","kinds":["community"]}}}}}""", "link-must-ask", "kinds.song.fields.sungBy.connection")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"sungBy":{F,"type":"links","connection":"tookPart","kinds":["person"],"asking":false}}}}}""", "link-must-ask", "kinds.song.fields.sungBy.asking")]
    [InlineData("""{"kinds":{"practice":{"fields":{"alongside":{F,"type":"links","connection":"stoodWith","kinds":["community"]}}}}}""", "connection-taken", "kinds.practice.fields.alongside.connection")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"first":{F,"type":"links","connection":"answers","kinds":["history"]},"second":{F,"type":"links","connection":"answers","kinds":["history"]}}}}}""", "connection-taken", "kinds.song.fields.first.connection")]
    [InlineData("""{"kinds":{"old":{"plural":"olds",W,"fields":{"tune":{F,"type":"markdown"}}}}}""", "field-means-otherwise", "kinds.old.fields.tune.type")]
    [InlineData("""{"kinds":{"song":{K,"fields":{"tune":{F,"type":"date"}}}}}""", "field-means-otherwise", "kinds.song.fields.tune.type")]
    [InlineData("""{"vocabularies":{"moods":{"terms":{"Joy":{"words":{"en":"Joy"}}}}}}""", "term-not-a-term", "vocabularies.moods.terms.Joy")]
    [InlineData("""{"vocabularies":{"moods":{"terms":{"joy":{}}}}}""", "words-missing", "vocabularies.moods.terms.joy.words.en.label")]
    [InlineData("""{"vocabularies":{"moods":{"terms":{"joy/dance":{"words":{"en":"Dance"}}}}}}""", "term-above-missing", "vocabularies.moods.terms.joy/dance")]
    [InlineData("""{"vocabularies":{"strategies":{"terms":{"legal":{"now":"sanctuary"}}}}}""", "term-above-missing", "vocabularies.strategies.terms.legal/litigation")]
    [InlineData("""{"vocabularies":{"strategies":{"terms":{"healing":{"now":"nothing"}}}}}""", "unknown-term", "vocabularies.strategies.terms.healing.now")]
    [InlineData("""{"vocabularies":{"strategies":{"terms":{"healing":{"now":"boycott"},"boycott":{"now":"healing"}}}}}""", "unknown-term", "vocabularies.strategies.terms.healing.now")]
    [InlineData("""{"vocabularies":{"noteTypes":{"terms":{"dispute":{"now":"critique"}}}}}""", "vocabulary-fixed", "vocabularies.noteTypes")]
    [InlineData("""{"vocabularies":{"readers":{"terms":{"communities":{"now":"everyone"}}}}}""", "vocabulary-fixed", "vocabularies.readers")]
    [InlineData("""{"vocabularies":{"noteTypes":{"terms":{"praise":{"words":{"en":"Praise"}}}}}}""", "vocabulary-fixed", "vocabularies.noteTypes")]
    public void What_is_not_right_is_said_where_it_stands(string json, string code, string field)
    {
        OwnKinds before = Song.Read(Whole("""{"kinds":{"old":{"plural":"olds",W,"fields":{"tune":{F,"type":"text"}}}}}"""));
        Assert.Contains((code, field), OwnKindsCheck.Check(Song.Read(Whole(json)), before, "en", ["routed"]).Select(finding => (finding.Code, finding.Field)));
    }

    [Theory]
    [InlineData("""[]""", "wrong-shape", "")]
    [InlineData("""{"kind":{}}""", "unknown-field", "kind")]
    [InlineData("""{"kinds":{"song":5}}""", "wrong-shape", "kinds.song")]
    [InlineData("""{"kinds":{"practice":{"plural":"others"}}}""", "unknown-field", "kinds.practice.plural")]
    [InlineData("""{"kinds":{"song":{"fields":{"tune":{"type":"sound"}}}}}""", "unknown-term", "kinds.song.fields.tune.type")]
    [InlineData("""{"kinds":{"song":{"fields":{"tune":{}}}}}""", "needs-field", "kinds.song.fields.tune.type")]
    [InlineData("""{"kinds":{"song":{"fields":{"tune":{"type":"coordinates"}}}}}""", "unknown-term", "kinds.song.fields.tune.type")]
    [InlineData("""{"kinds":{"song":{"fields":{"tune":{"type":"text","asking":"no"}}}}}""", "flag-not-yes-or-no", "kinds.song.fields.tune.asking")]
    [InlineData("""{"kinds":{"song":{"fields":{"tune":{"type":"text","step":"last"}}}}}""", "unknown-term", "kinds.song.fields.tune.step")]
    [InlineData("""{"kinds":{"song":{"retried":true}}}""", "unknown-field", "kinds.song.retried")]
    [InlineData("""{"vocabularies":{"moods":{"terms":{"joy":{"words":[]}}}}}""", "wrong-shape", "vocabularies.moods.terms.joy.words")]
    public void What_can_not_be_read_is_told_and_nothing_is_guessed(string json, string code, string field)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Contains((code, field), OwnKindsJson.Read(document.RootElement).Findings.Select(finding => (finding.Code, finding.Field)));
    }

    [Fact]
    public void Everything_is_bounded()
    {
        string kinds = string.Join(',', Enumerable.Range(0, OwnKindsCheck.MostKinds + 1).Select(at => $$$"""
            "kind{{{at}}}":{"plural":"plural-{{{at}}}","words":{"en":{"one":"A","many":"B"} } }
            """));
        Assert.Contains("too-many-declared", Codes($$$"""{"kinds":{ {{{kinds}}} } }"""));
        string fields = string.Join(',', Enumerable.Range(0, OwnKindsCheck.MostFieldsOfKind + 1).Select(at => $$$"""
            "field{{{at}}}":{"type":"text","words":{"en":{"label":"A"} } }
            """));
        Assert.Contains("too-many-declared", Codes($$$"""{"kinds":{"practice":{"fields":{ {{{fields}}} } } } }"""));
        string terms = string.Join(',', Enumerable.Range(0, OwnKindsCheck.MostTerms + 1).Select(at => $$$"""
            "term-{{{at}}}":{"words":{"en":"A"} }
            """));
        Assert.Contains("too-many-declared", Codes($$$"""{"vocabularies":{"moods":{"terms":{ {{{terms}}} } } } }"""));
        Assert.Contains("too-long", Codes($$$"""{"kinds":{"song":{"plural":"songs","words":{"en":{"one":"{{{new string('a', 81)}}}","many":"B" } } } } }"""));
    }

    [Fact]
    public void Words_that_people_write_and_links_to_people_ask_unless_a_keeper_says_otherwise()
    {
        OwnKinds own = Song.Read("""{"kinds":{"practice":{"fields":{"a":{"type":"text"},"b":{"type":"markdown"},"c":{"type":"urls"},"d":{"type":"links","kinds":["person"]},"e":{"type":"day"},"f":{"type":"text","asking":false}}}}}""");
        Assert.Equal("abcd", string.Concat(own.Kinds[0].Fields.Where(field => field.IsAsking).Select(field => field.Name)));
    }

    [Fact]
    public void A_field_that_asks_is_not_made_one_that_does_not()
    {
        const string Asking = """{"kinds":{"practice":{"fields":{"tune":{"type":"text","words":{"en":{"label":"Tune"}}}}}}}""", Silent = """{"kinds":{"practice":{"fields":{"tune":{"type":"text","asking":false,"words":{"en":{"label":"Tune"}}}}}}}""";
        Assert.Contains("field-asks-still", OwnKindsCheck.Check(Song.Read(Silent), Song.Read(Asking), "en", []).Select(finding => finding.Code));
        // From then on more is asked, never less.
        Assert.Empty(OwnKindsCheck.Check(Song.Read(Asking), Song.Read(Silent), "en", []));
        Assert.Empty(OwnKindsCheck.Check(Song.Read(Silent), OwnKinds.None, "en", []));
    }

    [Fact]
    public void What_comes_with_Kindred_is_the_same_object_until_something_is_declared()
    {
        Assert.Same(KindSet.BuiltIn, KindSet.Of(OwnKinds.None));
        KindSet own = KindSet.Of(Song.Own);
        foreach (Kind kind in KindSet.BuiltIn.All) Assert.Equal(kind.Fields.Select(field => field.Name), own[kind.Name].Fields.Where(field => !field.IsOwn).Select(field => field.Name));
        Assert.Empty(own.IndexedOtherwise(KindSet.BuiltIn));
        Assert.NotEqual(own.Mark, KindSet.Of(Song.Own.With(Song.Read("""{"vocabularies":{"songMoods":{"terms":{"joy":{"words":{"en":"Gladness"}}}}}}"""))).Mark);
    }

    private static IEnumerable<string> Codes(string json) => OwnKindsCheck.Check(Song.Read(json), OwnKinds.None, "en", []).Select(finding => finding.Code);

    private static string Whole(string json) => json.Replace("{K", "{\"plural\":\"songs\",W", StringComparison.Ordinal).Replace(",W", ""","words":{"en":{"one":"Song","many":"Songs"}}""", StringComparison.Ordinal)
        .Replace("{F", """{"words":{"en":{"label":"Label"}}""", StringComparison.Ordinal);
}
