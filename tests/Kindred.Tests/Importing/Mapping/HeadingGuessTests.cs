using Kindred.Domain.Kinds;
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
