using System.Text;
using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Tables;
using Kindred.Tests.Browsing;
using Kindred.Tests.Exporting;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Importing.Tables;

/// <summary>What spreadsheets do to a table besides what people do.</summary>
public sealed class SpreadsheetTests
{
    private static readonly RecordId Walk = Told.Id(21), Song = Told.Id(22), Drum = Told.Id(23);

    [Theory]
    [InlineData(",", "\n", true, false)]
    [InlineData(";", "\r\n", true, false)]
    [InlineData("\t", "\r\n", false, false)]
    [InlineData(",", "\r\n", false, true)]
    public async Task Delimiters_line_ends_marks_and_the_order_of_rows_and_columns_change_nothing(string delimiter, string lineEnd, bool hasMark, bool isUtf16)
    {
        await using TestArchive archive = await Filled();
        EditedTable table = await EditedTable.Of(archive);
        table.Headings.Reverse();
        table.Rows.Reverse();
        table.Headings.Remove("links.page");
        // An empty row, and an empty column without a heading at the end.
        table.Rows.Insert(1, []);
        Encoding encoding = isUtf16 ? Encoding.Unicode : Encoding.UTF8;
        byte[] Bytes() => [.. hasMark || isUtf16 ? encoding.GetPreamble() : [], .. encoding.GetBytes(table.Csv(delimiter, lineEnd))];
        Assert.Equal("0 0 3 0 0", EditedTable.Told(await EditedTable.Import(archive, Bytes())));
        table[Song, "summary"] = "Sung; by \"all\"\nof us";
        Assert.Equal("0 1 2 0 0", EditedTable.Told(await EditedTable.Import(archive, Bytes())));
        Assert.Equal("Sung; by \"all\"\nof us", (await Find(archive, Song)).Content.Text("summary"));
    }

    [Fact]
    public async Task A_column_that_was_taken_out_says_nothing()
    {
        await using TestArchive archive = await Filled();
        EditedTable table = await EditedTable.Of(archive);
        foreach (string heading in (string[])["summary", "revision", "language", "when", "topics", "story", "links.page"]) table.Headings.Remove(heading);
        Assert.Equal("0 0 3 0 0", EditedTable.Told(await table.Import(archive)));
        table[Drum, "title"] = "Many drums";
        Assert.Equal("0 1 2 0 0", EditedTable.Told(await table.Import(archive)));
        Assert.Equal(("Many drums", "'Twas loud", "2017-03-04"), ((await Find(archive, Drum)).Content.Title, (await Find(archive, Drum)).Content.Text("summary"), (await Find(archive, Drum)).Content.Text("when")));
    }

    /// <summary>As a spreadsheet in a country of semicolons wrote it: dates and numbers its own way, apostrophes taken off, months made days, letters lost.</summary>
    [Fact]
    public async Task Dates_and_numbers_in_another_writing_are_the_same_and_what_may_be_lost_is_told_and_left()
    {
        await using TestArchive archive = await Filled();
        EditedTable table = await EditedTable.Of(archive);
        table[Walk, "title"] = "7";
        table[Walk, "when"] = "Jan-17";
        table[Walk, "participants"] = "1.000";
        table[Song, "when"] = "28/01/2017";
        table[Song, "summary"] = "=SUM(A1)";
        table[Drum, "when"] = "4 Mar 2017";
        table[Drum, "summary"] = "Twas loud";
        Assert.Equal("0 0 3 0 0", EditedTable.Told(await table.Import(archive)));
        // The fourth of March as some write it, or what somebody made of it: the third of April.
        table[Drum, "when"] = "03/04/2017";
        Assert.Equal("0 0 2 0 1 when:cell-date-two-ways", EditedTable.Told(await table.Import(archive)));
        Assert.Equal("2017-03-04", (await Find(archive, Drum)).Content.Text("when"));
        table[Song, "title"] = "?????";
        table[Walk, "when"] = "2017-01-01";
        table[Drum, "when"] = "5/6/2017";
        Assert.Equal("0 0 0 0 3 title:cell-characters-lost when:cell-date-first when:date-year-not-first", EditedTable.Told(await table.Import(archive)));
        Record walk = await Find(archive, Walk);
        Assert.Equal(("007", "2017-01", new FieldValue.Range(1000, 1000)), (walk.Content.Title, walk.Content.Text("when"), walk.Content["participants"]));
        table = await EditedTable.Of(archive);
        table[Walk, "participants"] = "6,000";
        Assert.Equal("0 0 2 0 1 participants:wrong-shape", EditedTable.Told(await table.Import(archive)));
        // What somebody writes as the archive does is theirs.
        table = await EditedTable.Of(archive);
        table[Drum, "when"] = "2017-04-03";
        Assert.Equal("0 1 2 0 0", EditedTable.Told(await table.Import(archive)));
        Assert.Equal("2017-04-03", (await Find(archive, Drum)).Content.Text("when"));
    }

    [Fact]
    public async Task A_workbook_comes_back_with_texts_longer_than_its_cells()
    {
        await using TestArchive archive = await Filled();
        RecordId saga = await archive.Publish("question", Told.Content("Saga", ("story", Told.One(string.Concat(Enumerable.Repeat("They went on; and on.\n", 4_000)).Trim()))));
        using MemoryStream written = new();
        await archive.Export("xlsx", written, archive.Stranger);
        Assert.Equal("0 0 4 0 0", EditedTable.Told(await EditedTable.Import(archive, written.ToArray())));
        // Its first cell was emptied, and those in which it goes on were not.
        EditedTable table = await EditedTable.Of(archive);
        string story = table[saga, "story"];
        table.Headings.AddRange(["story.continued", "story.continued2"]);
        (table[saga, "story"], table[saga, "story.continued"], table[saga, "story.continued2"]) = ("", story[30_000..60_000], story[60_000..]);
        Assert.Equal("0 0 3 0 1 story:cell-part-missing", EditedTable.Told(await table.Import(archive)));
        table[saga, "summary"] = "Of a long way.";
        Assert.Equal("0 1 3 0 0 story:cell-part-missing", EditedTable.Told(await table.Import(archive)));
        Assert.Equal((story, "Of a long way."), ((await Find(archive, saga)).Content.Text("story"), (await Find(archive, saga)).Content.Text("summary")));
        // Its end cut off, as a cell holds no more.
        table = await EditedTable.Of(archive);
        table[saga, "story"] = table[saga, "story"][..32_767];
        Assert.Equal("0 0 3 0 1 story:cell-cut-off", EditedTable.Told(await table.Import(archive)));
        // All of its cells emptied: that is meant.
        table[saga, "story"] = "";
        Assert.Equal("0 1 3 0 0", EditedTable.Told(await table.Import(archive)));
        Assert.Null((await Find(archive, saga)).Content.Text("story"));
    }

    [Theory]
    [InlineData("https://a?b=c")]
    [InlineData("p.1.k2m9xa https://a?b=c")]
    [InlineData("p.1.k2m9xa a:b=0c4hj2:::,")]
    [InlineData("p.1.k2m9xa title=0c4hj2 title=0c4hj2")]
    public async Task What_stands_in_the_cell_of_marks_refuses_its_row_and_stops_no_other(string marks)
    {
        await using TestArchive archive = await Filled();
        EditedTable table = await EditedTable.Of(archive);
        table[Walk, "table.marks"] = marks;
        table[Drum, "title"] = "Many drums";
        Assert.Equal("0 1 1 0 1 table.marks:table-marks-other", EditedTable.Told(await table.Import(archive)));
    }

    [Theory]
    [InlineData("topics title when participants", "title:cell-characters-lost")]
    [InlineData("participants when title topics", "participants:wrong-shape")]
    [InlineData("when participants topics title", "when:date-malformed")]
    public async Task Of_a_row_that_is_not_taken_the_first_column_is_told(string order, string first)
    {
        await using TestArchive archive = await Filled();
        EditedTable table = await EditedTable.Of(archive);
        string[] columns = order.Split(' ');
        table.Headings.RemoveAll(columns.Contains);
        table.Headings.InsertRange(2, columns);
        (table[Song, "title"], table[Song, "when"], table[Song, "participants"]) = ("?????", "when it rained", "6,000");
        Assert.Equal("0 0 2 0 1 " + first, EditedTable.Told(await table.Import(archive)));
    }

    [Theory]
    [InlineData("2017-01-28", "28.01.2017", true, null)]
    [InlineData("2017-01-28", "1/28/17", true, null)]
    [InlineData("2017-01-28", "28.1.17", true, null)]
    [InlineData("2017-01-28", "42763", true, null)]
    [InlineData("2017-01-28", "29.01.2017", false, null)]
    [InlineData("1917-01-28", "28/01/17", true, null)]
    [InlineData("2017-01", "01/01/2017", true, null)]
    [InlineData("2017-01", "Jan-17", true, null)]
    [InlineData("2017-01", "Jan-18", false, null)]
    [InlineData("2017-01", "ene. 2017", true, null)]
    [InlineData("2017-01", "2017-01-01", false, "cell-date-first")]
    [InlineData("2017-01", "2017-02", false, null)]
    [InlineData("9780141036144", "9.78014E+12", false, "cell-number-rounded")]
    [InlineData("1000", "1,000.00", true, null)]
    [InlineData("1000", "1 000", true, null)]
    [InlineData("1000", "1001", false, null)]
    [InlineData("1.5", "1,5", true, null)]
    [InlineData("2017-03-04", "03/04/2017", false, "cell-date-two-ways")]
    [InlineData("2017-04-03", "03/04/2017", false, "cell-date-two-ways")]
    [InlineData("2017-03-04", "4/3/17", false, "cell-date-two-ways")]
    [InlineData("2017-02", "01/02/2017", false, "cell-date-two-ways")]
    [InlineData("2017-03-03", "3/3/2017", true, null)]
    [InlineData("2017-04-03", "03.04.2017", true, null)]
    [InlineData("2017-03-04", "03.04.2017", false, null)]
    [InlineData("2017-03-04", "2017/03/04", true, null)]
    [InlineData("2017-03-04", "05/06/2017", false, null)]
    [InlineData("15", "1.5", false, null)]
    [InlineData("15", "1,5", false, null)]
    [InlineData("120", "12.0", false, null)]
    [InlineData("120", "1,20", false, null)]
    [InlineData("1000", "10,00", false, null)]
    [InlineData("1000", "1 0 0 0", false, null)]
    [InlineData("1000", "0.1000", false, null)]
    [InlineData("12345", "1,2345", false, null)]
    [InlineData("1234567", "1,234.567", false, null)]
    [InlineData("1234567", "1,234,567", true, null)]
    [InlineData("1234567", "1.234.567,00", true, null)]
    [InlineData("1234567", "1\u202F234\u202F567", true, null)]
    [InlineData("1234567", "12,34,567", true, null)]
    [InlineData("1234567", "1'234'567.00", true, null)]
    [InlineData("-1000", "-1.000", true, null)]
    [InlineData("0.5", ",5", true, null)]
    [InlineData("007", "7", true, null)]
    [InlineData("9780141036144", "9,78014E+12", false, "cell-number-rounded")]
    [InlineData("three", "3", false, null)]
    [InlineData("Māori", "M?ori", false, "cell-characters-lost")]
    [InlineData("Māori", "Maori", false, null)]
    [InlineData("Who?", "Why?", false, null)]
    [InlineData("Drums", "#REF!", false, "cell-error")]
    public void Habits_are_known(string was, string now, bool isSame, string? doubt)
    {
        (bool isHabit, Finding? why) = SpreadsheetHabits.Weigh(was, now);
        Assert.Equal((isSame, doubt), (isHabit, why?.Code));
    }

    [Fact]
    public async Task A_table_is_known_by_its_headings_and_other_files_are_not()
    {
        await using TestArchive archive = await Filled();
        Assert.StartsWith("0 0 0 0 ", EditedTable.Told(await EditedTable.Import(archive, "title;day\nMarch;2017\n"u8.ToArray(), kind: "action")), StringComparison.Ordinal);
        Assert.Equal("1 0 0 0 0", EditedTable.Told(await EditedTable.Import(archive, Encoding.UTF8.GetBytes("id,kind,revision,language,title\n,action,,en,March\n"))));
        Assert.Equal("1 0 0 0 0", EditedTable.Told(await EditedTable.Import(archive, Encoding.UTF8.GetBytes("{\"kind\":\"action\",\"title\":\"id,kind,revision\"}\n"))));
        Assert.Equal("0 0 0 0 1 table.marks:table-marks-missing", EditedTable.Told(await EditedTable.Import(archive, Encoding.UTF8.GetBytes($"id,kind,revision,title\n{Walk},action,1,Run\n"))));
    }

    [Fact]
    public async Task A_file_that_was_kept_is_still_read()
    {
        await using TestArchive archive = await Filled();
        Assert.Equal("0 1 1 0 0", EditedTable.Told(await EditedTable.Import(archive, Encoding.UTF8.GetBytes(Kept))));
        Record walk = await Find(archive, Walk);
        Assert.Equal(("007", "2017-01", "We walked.", null), (walk.Content.Title, walk.Content.Text("when"), walk.Content.Text("story"), walk.Content["participants"]));
    }

    private const string Kept = """"
        table.marks;when;id;kind;title;story;topics;participants;summary;revision
        p.1.spb0yz language=e778ev title=06mfwy story=1dx455 when=y4079x participants=sny5nw topics=d756jg;Jan 17;00000000000001FS5HFS5HFS4V;action;7;We walked.;"water; ""a; b""";;;1
        p.1.yzr2cr language=e778ev title=k58nzk summary=kmksjg when=cmqm74 participants=309416;28.01.17;00000000000001J1ZPWQAC7CMA;action;غنّوا;;;100..200;'=SUM(A1);1
        """";

    private static Task<Record> Find(TestArchive archive, RecordId id) => archive.Writer.Write(session => session.FindRecord(id)!, CancellationToken.None);

    private static async Task<TestArchive> Filled()
    {
        TestArchive archive = await TestArchive.Start();
        await archive.Publish("action", Told.Content("007", ("when", Told.One("2017-01")), ("story", Told.One("They asked:\n- water\n- \"light\"; =1+1")), ("participants", new FieldValue.Range(1000, 1000)), ("topics", Told.Many("water", "a; b"))), Walk);
        await archive.Publish("action", Told.Content("غنّوا", ("when", Told.One("2017-01-28")), ("summary", Told.One("=SUM(A1)")), ("participants", new FieldValue.Range(100, 200))), Song);
        await archive.Publish("action", Told.Content("Drums", ("when", Told.One("2017-03-04")), ("summary", Told.One("'Twas loud"))), Drum);
        return archive;
    }
}
