using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>What a row says comes to the fields that the profile names, and what has no field is kept and told.</summary>
public class MappingTests
{
    private static string Action(string columns, string more = "") => $$"""{"kindredProfile": 1, "kind": "action", {{more}} "columns": { {{columns}} } }""";

    [Fact]
    public void A_row_comes_to_fields_links_entries_and_the_rest_is_kept()
    {
        ImportRow row = TestRows.Map(
            Action("""
                "Name": "title", "Day": "when", "Who": {"to": "organisedBy", "split": ";"}, "Where": {"to": "where", "precision": "town"}, "Size": "participants",
                "Links": "sources.url", "Note": "leave", "No": "drop", "Kind": "type"
                """, """ "name": "marches", "key": "No", """),
            ("Name", " March for  everyone "), ("Day", "16. März 1920"), ("Who", "ANWA; Local 12"), ("Where", "Secaucus, NJ"), ("Size", "200-300"), ("Links", "https://a.example/1 https://b.example/2"),
            ("Note", "seen twice"), ("No", "17"), ("Kind", "Work stoppage"), ("Weather", "rain"));
        Assert.Empty(row.Findings);
        Assert.Equal("March for  everyone", row.Content.Title);
        Assert.Equal("1920-03-16", row.Content.Text("when"));
        Assert.Equal("strike", row.Content.Text("type"));
        Assert.Equal(new FieldValue.Range(200, 300), row.Content["participants"]);
        Assert.Equal(["https://a.example/1", "https://b.example/2"], row.Content.Entries("sources").Select(entry => entry["url"]));
        Assert.Equal([new LinkMention("organisedBy", "ANWA"), new LinkMention("organisedBy", "Local 12"), new LinkMention("where", "Secaucus, NJ", Finest: Precision.Town)], row.Links);
        Assert.Equal("17", row.Key);
        Assert.Equal([("Note", "seen twice"), ("Weather", "rain")], row.Leftover.Select(cell => (cell.Heading, cell.Values.Single())).Order());
        Assert.Equal([new Loss("No", LossReason.Dropped), new Loss("Note", LossReason.Left), new Loss("Weather", LossReason.NoPlace)], row.Losses.OrderBy(loss => loss.Heading));
    }

    [Fact]
    public void One_column_goes_to_several_fields_and_is_lost_only_where_none_of_them_took_it()
    {
        const string columns = """
            "Name": "title", "actions": [{"to": "type", "split": "list", "values": {"open letter": "letter"}, "otherwise": "leave"}, {"to": "topics", "split": "list"}],
            "how": [{"to": "type", "values": {"strike": "strike"}, "otherwise": "leave"}, {"to": "audiences", "values": {"press": "press"}, "otherwise": "tell"}]
            """;
        ImportRow row = TestRows.Map(Action(columns), ("Name", "A letter"), ("actions", "['open letter', 'protest']"), ("how", "by drum"));
        Assert.Equal("letter", row.Content.Text("type"));
        Assert.Equal(["open letter", "protest"], row.Content.Texts("topics"));
        Assert.Equal(["by drum"], row.Leftover.Single(cell => cell.Heading == "how").Values);
        Assert.DoesNotContain(row.Leftover, cell => cell.Heading == "actions");
        Assert.Equal("value-not-in-profile", row.Findings.Single().Finding.Code);
    }

    [Fact]
    public void Several_columns_make_one_text_and_nothing_dangles_where_one_is_empty()
    {
        string profile = """{"kindredProfile": 1, "kind": "action", "columns": {"Name": "title"}, "combined": [{"to": "where", "template": "{city}, {state}, {country}"}]}""";
        Assert.Equal("Cape Town, South Africa", TestRows.Map(profile, ("Name", "A"), ("city", "Cape Town"), ("country", "South Africa")).Links.Single().Target);
        Assert.Equal("Texas", TestRows.Map(profile, ("Name", "A"), ("state", "Texas")).Links.Single().Target);
        Assert.Empty(TestRows.Map(profile, ("Name", "A")).Links);
        Assert.Empty(TestRows.Map(profile, ("Name", "A"), ("state", "Texas")).Leftover);
        ImportRow told = TestRows.Map(Action(""" "a": "story", "b": {"to": "story", "template": "Found in: {}"}, "Name": "title" """), ("Name", "A"), ("b", "a drawer"), ("a", "What happened."));
        Assert.Equal("What happened.\n\nFound in: a drawer", told.Content.Text("story"));
    }

    [Fact]
    public void Constants_stand_where_a_row_says_nothing_else()
    {
        string profile = """{"kindredProfile": 1, "kind": "action", "constants": {"type": "strike", "axes": ["class", "race"], "organisedBy": "ANWA"}, "columns": {"Name": "title", "Type": "type"}}""";
        ImportRow plain = TestRows.Map(profile, ("Name", "A")), own = TestRows.Map(profile, ("Name", "A"), ("Type", "march"));
        Assert.Equal(("strike", "march"), (plain.Content.Text("type"), own.Content.Text("type")));
        Assert.Equal(["class", "race"], own.Content.Texts("axes"));
        Assert.Equal("ANWA", own.Links.Single().Target);
    }

    [Fact]
    public void Kind_and_language_may_stand_in_columns()
    {
        string profile = """
            {"kindredProfile": 1, "kind": {"column": "K", "values": {"lugar": "place"}, "otherwise": "action"}, "language": {"column": "L", "otherwise": "es"},
             "columns": {"Name": "title", "At": "coordinates", "Type": "type"}}
            """;
        ImportRow place = TestRows.Map(profile, ("Name", "Reforma"), ("K", "lugar"), ("At", "19.43, -99.13"), ("Type", "march"), ("L", "en"));
        Assert.Equal(("place", "en"), (place.Kind.Name, place.Content.Language));
        Assert.Equal(new FieldValue.Coordinates(19.43, -99.13, Precision.Town), place.Content["coordinates"]);
        Assert.Equal(new Loss("Type", LossReason.NoPlace), place.Losses.Single());
        Assert.Equal("march", place.Leftover.Single().Values.Single());
        ImportRow action = TestRows.Map(profile, ("Name", "Marcha"), ("K", "Action"), ("Type", "march"));
        Assert.Equal(("action", "es", "march"), (action.Kind.Name, action.Content.Language, action.Content.Text("type")));
        Assert.Equal("unknown-kind", TestRows.Map(profile, ("Name", "Marcha"), ("K", "festival")).Findings.Single().Finding.Code);
    }

    [Fact]
    public void Translations_notes_of_links_notices_and_days_have_places()
    {
        ImportRow row = TestRows.Map(
            Action("""
                "t": "title", "es": "translations.es.title", "w": {"to": "where", "split": ";"}, "n": {"to": "where.note", "split": ";"}, "s": "story", "cw": "noticesOf.story", "d": "fieldEmbargoes.story",
                "u": "sources.url", "l": "sources.locator", "u2": "sources.url", "id": "id"
                """),
            ("t", "A march"), ("es", "Una marcha"), ("w", "Queens; Bronx"), ("n", "began; ended"), ("s", "Long."), ("cw", "Violence"), ("d", "2027-01-01"), ("u", "https://a.example"), ("l", "p. 3"), ("u2", "https://b.example"),
            ("id", RecordId.Parse("00000000000000000000000001").ToString()));
        Assert.Empty(row.Findings);
        Assert.Equal("Una marcha", row.Content.Translations["es"]["title"].Text);
        Assert.Equal([("Queens", "began"), ("Bronx", "ended")], row.Links.Select(link => (link.Target, link.Note)));
        Assert.Equal("Violence", FieldNotices.Before(row.Content, "story"));
        Assert.Equal(new DateOnly(2027, 1, 1), row.Days!["story"]);
        Assert.Equal([("https://a.example", "p. 3"), ("https://b.example", null)], row.Content.Entries("sources").Select(entry => (entry["url"], entry["locator"])));
        Assert.Equal(RecordId.Parse("00000000000000000000000001"), row.Id);
    }

    [Fact]
    public void Two_columns_are_the_ends_of_one_date()
    {
        string profile = Action(""" "t": "title", "s": "when.start", "e": "when.end" """);
        Assert.Equal("1984-02-25/1984-03-15", TestRows.Map(profile, ("t", "A"), ("s", "1984-02-25"), ("e", "1984-03-15")).Content.Text("when"));
        Assert.Equal("1984-02-09", TestRows.Map(profile, ("t", "A"), ("s", "1984-02-09"), ("e", "1984-02-09")).Content.Text("when"));
        Assert.Equal("1984-02-09", TestRows.Map(profile, ("t", "A"), ("s", "1984-02-09")).Content.Text("when"));
        Assert.Equal("/1984", TestRows.Map(profile, ("t", "A"), ("e", "1984")).Content.Text("when"));
        ImportRow wrong = TestRows.Map(profile, ("t", "A"), ("s", "1984-03-15"), ("e", "1984-02-25"));
        Assert.Null(wrong.Content.Text("when"));
        Assert.Equal(("date-end-before-start", RowConsequence.Told), (wrong.Findings.Single().Finding.Code, wrong.Findings.Single().Consequence));
        Assert.Equal(["1984-02-25", "1984-03-15"], wrong.Leftover.SelectMany(cell => cell.Values).Order());
    }

    [Fact]
    public void What_is_impossible_is_told_and_kept_beside()
    {
        string place = """{"kindredProfile": 1, "kind": "place", "columns": {"t": "title", "at": "coordinates", "lat": "coordinates.latitude", "lon": "coordinates.longitude"}}""";
        Assert.Equal("coordinates-nowhere", Only(TestRows.Map(place, ("t", "A"), ("at", "0, 0")), "0, 0"));
        Assert.Equal("coordinates-outside", Only(TestRows.Map(place, ("t", "A"), ("at", "95, 10")), "95, 10"));
        Assert.Equal("coordinates-unread", Only(TestRows.Map(place, ("t", "A"), ("at", "by the river")), "by the river"));
        Assert.Equal("coordinates-half", TestRows.Map(place, ("t", "A"), ("lat", "4")).Findings.Single().Finding.Code);
        Assert.Equal(new FieldValue.Coordinates(40.5, -74, Precision.Town), TestRows.Map(place, ("t", "A"), ("lat", "40.5"), ("lon", "74 W")).Content["coordinates"]);
        string action = Action(""" "t": "title", "n": "participants", "d": "when", "u": {"to": "axes"} """);
        Assert.Equal("number-in-words", Only(TestRows.Map(action, ("t", "A"), ("n", "dozens")), "dozens"));
        Assert.Equal("number-unread", Only(TestRows.Map(action, ("t", "A"), ("n", "the whole town")), "the whole town"));
        Assert.Equal("date-two-ways", Only(TestRows.Map(action, ("t", "A"), ("d", "03/04/2017")), "03/04/2017"));
        Assert.Equal("unknown-term", Only(TestRows.Map(action, ("t", "A"), ("u", "clas")), "clas"));
        Assert.Equal(["class"], TestRows.Map(action, ("t", "A"), ("u", "clas")).Findings.Single().Candidates);
        Assert.Equal("date-looks-made", TestRows.Map(action, ("t", "A"), ("d", "1900-01-01")).Findings.Single().Finding.Code);
        Assert.Equal("date-far-ahead", TestRows.Map(action, ("t", "A"), ("d", "2217-01-28")).Findings.Single().Finding.Code);
        ImportRow bare = TestRows.Map(action, ("n", "6,000"));
        Assert.Equal(new FieldValue.Range(6000, 6000), bare.Content["participants"]);
        Assert.Equal("needs-title", bare.Findings.Single(one => one.Consequence == RowConsequence.NotTaken).Finding.Code);

        static string Only(ImportRow row, string kept)
        {
            Assert.Equal([kept], row.Leftover.Single().Values);
            Assert.Equal(RowConsequence.Told, row.Findings.Single().Consequence);
            return row.Findings.Single().Finding.Code;
        }
    }

    [Fact]
    public void What_a_date_or_number_says_beyond_its_field_is_kept_and_told()
    {
        ImportRow row = TestRows.Map(Action(""" "t": "title", "d": "when", "n": "participants" """), ("t", "A"), ("d", "early May 1968"), ("n", "about 6,000"));
        Assert.Equal(("1968-05", new FieldValue.Range(6000, 6000)), (row.Content.Text("when"), row.Content["participants"]));
        Assert.Equal([new Loss("d", LossReason.Nearer), new Loss("n", LossReason.Nearer)], row.Losses);
        Assert.Equal(["early May 1968", "about 6,000"], row.Leftover.SelectMany(cell => cell.Values));
        LossReport report = new();
        report.Add(row);
        report.Add(row);
        Assert.Equal([new ColumnLoss("d", LossReason.Nearer, 2, 2), new ColumnLoss("n", LossReason.Nearer, 2, 2)], report.Columns);
        ImportRow timed = TestRows.Map(Action(""" "t": "title", "d": "when" """), ("t", "A"), ("d", "2019-07-14 12:31"));
        Assert.Equal(new Loss("d", LossReason.Time), timed.Losses.Single());
        Assert.Equal("2019-07-14 12:31", timed.Leftover.Single().Values.Single());
    }

    [Fact]
    public void The_order_of_day_and_month_is_told_by_the_column_as_a_whole()
    {
        Profile profile = TestRows.Profile(Action(""" "t": "title", "d": "when" """));
        SourceRow[] rows = [TestRows.Row(("t", "A"), ("d", "03/04/2017")), TestRows.Row(("t", "B"), ("d", "28/01/2017")), TestRows.Row(("t", "C"), ("d", "04/05/2017"))];
        ColumnSurvey survey = ColumnSurvey.Of(profile, Domain.Kinds.KindSet.BuiltIn);
        Assert.False(survey.IsIdle);
        foreach (SourceRow row in rows) survey.Add(row);
        Assert.Equal(("d", new ColumnDates(1, 0, 2, 0)), survey.Decisions.Single());
        Features.Importing.Mapping.Mapping mapping = new(profile, Domain.Kinds.KindSet.BuiltIn, TestRows.Today, survey);
        Assert.Equal(["2017-04-03", "2017-01-28", "2017-05-04"], rows.Select(row => mapping.Map(row).Content.Text("when")));
        survey.Add(TestRows.Row(("d", "01/28/2017")));
        mapping = new(profile, Domain.Kinds.KindSet.BuiltIn, TestRows.Today, survey);
        Assert.Equal([null, "2017-01-28", null], rows.Select(row => mapping.Map(row).Content.Text("when")));
        Assert.True(ColumnSurvey.Of(TestRows.Profile(Action(""" "d": {"to": "when", "dates": "dayFirst"} """)), Domain.Kinds.KindSet.BuiltIn).IsIdle);
    }

    [Fact]
    public void A_title_is_made_where_the_source_has_none()
    {
        string sentence = Action(""" "s": "story", "w": "organisedBy", "d": "when", "k": "type" """);
        ImportRow told = TestRows.Map(sentence, ("s", "Workers at [Polaroid](https://a.example) rallied in Cambridge, U.S. and won. Then they went home."));
        Assert.Equal(("Workers at Polaroid rallied in Cambridge, U.S. and won", TitleOrigin.Sentence), (told.Content.Title, told.TitleOrigin));
        string longest = TestRows.Map(sentence, ("s", string.Join(' ', Enumerable.Repeat("solidarity", 30)))).Content.Title;
        Assert.True(longest.Length <= 120 && longest.EndsWith("solidarity…", StringComparison.Ordinal), longest);
        Assert.Equal("世界人权宣言在巴黎通过", TestRows.Map(sentence, ("s", "世界人权宣言在巴黎通过。人人生而自由。")).Content.Title);
        ImportRow known = TestRows.Map(sentence, ("w", "ANWA"), ("d", "May 1968"), ("k", "strike"));
        Assert.Equal(("Strike, ANWA, May 1968", TitleOrigin.Template), (known.Content.Title, known.TitleOrigin));
        Assert.Equal("ANWA at Polaroid", TestRows.Map(Action(""" "w": "organisedBy" """, """ "title": "{organisedBy} at {Employer}", """), ("w", "ANWA"), ("Employer", "Polaroid")).Content.Title);
        ImportRow shortened = TestRows.Map(Action(""" "t": "title" """), ("t", string.Join(' ', Enumerable.Repeat("word", 100))));
        Assert.True(shortened.Content.Title.Length <= 300);
        Assert.Equal("title-shortened", shortened.Findings.Single().Finding.Code);
        Assert.Equal(499, shortened.Leftover.Single().Values.Single().Length);
    }

    [Fact]
    public void Rows_of_one_key_that_follow_each_other_are_one_record()
    {
        Features.Importing.Mapping.Mapping mapping = TestRows.Of("""{"kindredProfile": 1, "name": "programmes", "kind": "action", "key": "p", "together": true, "title": "Programme {p}", "columns": {"p": "drop", "d": "when", "n": "credits.name", "r": "credits.did"}}""");
        ImportRow[] rows = [.. mapping.Map([TestRows.Row(("p", "1"), ("d", "1897-02-05"), ("n", "Seidl, Anton"), ("r", "conductor")), TestRows.Row(("p", "1"), ("d", "1897-02-05"), ("n", "Entire")), TestRows.Row(("p", "1"), ("d", "1897-02-05"), ("n", "Harris, Victor"), ("r", "conductor")), TestRows.Row(("p", "2"), ("n", "X"))])];
        Assert.Equal(["Programme 1", "Programme 2"], rows.Select(row => row.Content.Title));
        Assert.Equal([("Seidl, Anton", "conductor"), ("Entire", null), ("Harris, Victor", "conductor")], rows[0].Content.Entries("credits").Select(entry => (entry["name"], entry["did"])));
        Assert.Equal("1897-02-05", rows[0].Content.Text("when"));
        Assert.Empty(rows[0].Leftover);
    }

    [Fact]
    public void Cells_of_our_own_tables_may_hold_records_parts_as_JSON()
    {
        ImportRow row = TestRows.Map(Action(""" "title": "title", "sources": "sources", "participants": "participants", "organisedBy": "organisedBy", "topics": "topics" """),
            ("title", "A"), ("sources", """[{"url": "https://a.example", "locator": "p. 3"}]"""), ("participants", """{"low": 20}"""), ("organisedBy", """[{"title": "ANWA", "note": "first"}]"""), ("topics", """["one", "two"]"""));
        Assert.Empty(row.Findings);
        Assert.Equal("p. 3", row.Content.Entries("sources").Single()["locator"]);
        Assert.Equal(new FieldValue.Range(20, null), row.Content["participants"]);
        Assert.Equal(new LinkMention("organisedBy", "ANWA", "first"), row.Links.Single());
        Assert.Equal(["one", "two"], row.Content.Texts("topics"));
    }

    [Fact]
    public void Hashtags_and_addresses_are_no_names()
    {
        ImportRow row = TestRows.Map(Action(""" "title": "title", "who": "organisedBy" """), ("title", "A"), ("who", "#BlackLivesMatter|https://a.example/"));
        Assert.Equal("BlackLivesMatter", row.Links.Single().Target);
        Assert.Equal("https://a.example/", row.Content.Entries("sources").Single()["url"]);
    }
}
