using Kindred.Domain.Kinds;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>What a column is, is guessed from its heading in many languages and from its first values, and said with a reason.</summary>
public class HeadingGuessTests
{
    private static readonly KindSet Kinds = KindSet.BuiltIn;

    [Theory]
    [InlineData("Title,Date,Description,Organizers,Number of participants,Sources,Tags", "en")]
    [InlineData("Título,Fecha,Descripción,Organizadores,Número de participantes,Fuentes,Etiquetas", "es")]
    [InlineData("العنوان,التاريخ,الوصف,المنظمون,عدد المشاركين,المصادر,الوسوم", "ar")]
    [InlineData("Titre,Date,Récit,Organisateurs,Nombre de participants,Source,Mots-clés", "fr")]
    [InlineData("Titel,Datum,Beschreibung,Veranstalter,Teilnehmerzahl,Quellen,Schlagworte", "de")]
    [InlineData("Título,Data,Descrição,Organizador,Participantes,Fontes,Palavras-chave", "pt")]
    [InlineData("Titolo,Data,Descrizione,Organizzatori,Numero di partecipanti,Fonti,Parole chiave", "it")]
    [InlineData("Tiêu đề,Ngày,Mô tả,Đơn vị tổ chức,Số người tham gia,Nguồn,Từ khoá", "vi")]
    [InlineData("标题,日期,描述,主办方,参加人数,来源,关键词", "zh")]
    public void Headings_are_known_in_many_languages(string headings, string language)
    {
        Profile guess = HeadingGuess.Of(headings.Split(','), [], Kinds["action"], language);
        Assert.Equal(["title", "when", "story", "organisedBy", "participants", "sources.url", "topics"], guess.Columns.Select(column => column.Places.Single().To));
        Assert.All(guess.Columns, column => Assert.Equal(GuessCause.Heading, column.Reason!.Cause));
        Assert.Equal(language, guess.Language.Constant);
        Assert.Empty(ProfileCheck.Check(guess, Kinds));
    }

    [Fact]
    public void Our_own_field_names_are_taken_as_they_are()
    {
        string[] headings = ["id", "title", "when", "organisedBy", "sources.url", "participants.low", "where.note", "translations.es.title", "noticesOf.story"];
        Profile guess = HeadingGuess.Of(headings, [TestRows.Row(("when", "1942-21"))], Kinds["action"]);
        Assert.Equal(headings, guess.Columns.Select(column => column.Places.Single().To));
        Assert.All(guess.Columns, column => Assert.Equal(GuessCause.OwnField, column.Reason!.Cause));
        Assert.Equal(DateForms.Edtf, guess.Columns[2].Places.Single().Dates);
    }

    [Fact]
    public void Values_show_what_headings_do_not()
    {
        SourceRow[] rows = [.. Enumerable.Range(1, 20).Select(number => TestRows.Row(("a", $"{number}/03/2017"), ("b", $"https://a.example/{number}"), ("c", string.Join(' ', Enumerable.Repeat("what happened", 20))), ("d", $"{number}"), ("e", "['x', 'y']"), ("tags", "one, two")))];
        Profile guess = HeadingGuess.Of(["a", "b", "c", "d", "tags"], rows, Kinds["action"]);
        Assert.Equal(["when", "sources.url", "story", "leave", "topics"], guess.Columns.Select(column => column.Places.Single().To));
        Assert.Equal([GuessCause.Dates, GuessCause.Addresses, GuessCause.Texts, GuessCause.Nothing, GuessCause.Heading], guess.Columns.Select(column => column.Reason!.Cause));
        Assert.Equal(",", guess.Columns[4].Places.Single().Split);
    }

    [Fact]
    public void City_and_country_are_one_place_and_an_identifier_is_a_key()
    {
        Profile guess = HeadingGuess.Of(["Record ID", "name", "city", "country", "startDate", "endDate"], [TestRows.Row(("Record ID", "a1"), ("city", "Cape Town")), TestRows.Row(("Record ID", "a2"), ("country", "India"))], Kinds["action"]);
        Assert.Equal(["Record ID"], guess.Key);
        Assert.Equal(("where", "{city}, {country}"), (guess.Combined.Single().To, guess.Combined.Single().Template));
        Assert.Equal(["leave", "title", "when.start", "when.end"], guess.Columns.Select(column => column.Places.Single().To));
        TestRows.Profile(ProfileJson.Write(guess with { Name = "meetings" }));
    }

    [Fact]
    public void Of_other_kinds_the_same_words_are_other_fields()
    {
        Profile resource = HeadingGuess.Of(["Author", "Date", "URL", "Publisher", "Language"], [TestRows.Row(("Language", "es"))], Kinds["resource"]);
        Assert.Equal(["creators", "issued", "url", "publisher"], resource.Columns.Select(column => column.Places.Single().To));
        Assert.Equal("Language", resource.Language.Column);
        Assert.Equal(["title", "websites", "coordinates"], HeadingGuess.Of(["Name", "Website", "GPS"], [], Kinds["organisation"]).Columns.Select(column => column.Places.Single().To).Take(2).Concat(HeadingGuess.Of(["GPS"], [], Kinds["place"]).Columns.Select(column => column.Places.Single().To)));
    }

    [Theory]
    [InlineData("private", "no", "yes")]
    [InlineData("Public", "yes", "no")]
    [InlineData("is_public", "1", "0")]
    [InlineData("visibility", "public", "members only")]
    [InlineData("Visibilidad", "público", "privado")]
    [InlineData("Restringido", "", "sí")]
    [InlineData("الظهور", "علني", "خاص")]
    [InlineData("خاص", "لا", "نعم")]
    [InlineData("o:is_public", "true", "false")]
    [InlineData("publicationStatus", "Published", "Draft")]
    [InlineData("ca_objects.access", "public", "0")]
    [InlineData("Cultural Protocols > Protocols", "", "Elders only")]
    [InlineData("restrictions", "None", "Closed until 2040")]
    [InlineData("status", "done", "draft")]
    public void Rows_wait_that_a_column_may_say_are_not_for_everyone(string heading, string open, string kept)
    {
        SourceRow[] rows = [TestRows.Row(("Name", "A march"), (heading, open)), TestRows.Row(("Name", "A meeting"), (heading, kept))];
        Profile guessed = HeadingGuess.Of(["Name", heading], rows, Kinds["action"]);
        Assert.Equal(heading, Assert.Single(guessed.Review).Heading);
        Assert.Equal(GuessCause.Visibility, guessed.Columns.Single(column => column.Heading == heading).Reason!.Cause);
        Assert.Equal([false, true], rows.Select(row => Waits(guessed, row)));

        // Of a profile that makes nothing of it each such row is told, and no other.
        Profile plain = new() { Kind = new Chosen("action"), Columns = [new ColumnRule("Name", [new Placement { To = "title" }]), new ColumnRule(heading, [new Placement { To = Placement.Leave }])] };
        Assert.Equal([false, false], rows.Select(row => Waits(plain, row)));
        Assert.Equal([false, true], rows.Select(row => Codes(plain, row).Contains("maybe-not-for-all")));
        Assert.DoesNotContain("maybe-not-for-all", rows.SelectMany(row => Codes(guessed, row)));
        Assert.DoesNotContain("maybe-not-for-all", rows.SelectMany(row => Codes(plain with { Columns = [new ColumnRule(heading, [new Placement { To = "drop" }])] }, row)));
    }

    [Theory]
    [InlineData("published", "2017-01-28")]
    [InlineData("Published", "28 January 2017")]
    [InlineData("status", "won")]
    [InlineData("state", "Oregon")]
    [InlineData("rights", "CC BY 4.0")]
    [InlineData("publisher", "private")]
    public void What_speaks_of_something_else_makes_nothing_wait(string heading, string value)
    {
        SourceRow row = TestRows.Row(("Name", "A march"), (heading, value));
        Profile guessed = HeadingGuess.Of(["Name", heading], [row], Kinds["action"]);
        Assert.Empty(guessed.Review);
        Assert.False(Waits(guessed, row));
        Assert.DoesNotContain("maybe-not-for-all", Codes(new Profile { Kind = new Chosen("action") }, row));
    }

    private static bool Waits(Profile profile, SourceRow row) => Mapped(profile, row).Findings.Any(one => one.Consequence == RowConsequence.Reviewed);

    private static string[] Codes(Profile profile, SourceRow row) => [.. Mapped(profile, row).Findings.Select(one => one.Finding.Code)];

    private static ImportRow Mapped(Profile profile, SourceRow row) => new Kindred.Features.Importing.Mapping.Mapping(profile, KindSet.BuiltIn, TestRows.Today).Map(row);

    [Fact]
    public void Each_reason_is_said_in_words_of_every_language_that_ships()
    {
        foreach (string language in Texts.Languages)
        {
            string[] said = [.. Enum.GetValues<GuessCause>().Select(cause => new GuessReason(cause).In(Texts.For(language)))];
            Assert.Equal(said.Length, said.Distinct().Count());
            Assert.DoesNotContain(said, text => text.StartsWith("importing.", StringComparison.Ordinal));
        }

        Assert.Equal("Its heading says so. 3 of the first 5 values can be read.", new GuessReason(GuessCause.Heading, 3, 5).In(Texts.For("en")));
    }
}
