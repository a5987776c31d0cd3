using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Importing.Tables;

/// <summary>A row that somebody added to a table, most often as a copy of another: what it says and no table can is not lost in silence.</summary>
public sealed class NewRowTests
{
    [Theory]
    [InlineData("visibility", "keepers", false)]
    [InlineData("visibility", " Community ", false)]
    [InlineData("visibility", "who we know", false)]
    [InlineData("state", "hidden", false)]
    [InlineData("state", "in-review", false)]
    [InlineData("visibility", "Public", true)]
    [InlineData("state", "published ", true)]
    [InlineData("state", "", true)]
    public async Task One_that_is_not_to_be_for_all_waits_and_says_why(string heading, string cell, bool isPublic)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId rows = await archive.Publish("question", Told.Content("Who rows?", ("story", Told.One("By day."))));
        EditedTable table = await EditedTable.Of(archive, isKeepers: true);
        Dictionary<string, string> copy = new(table.Row(rows)) { ["id"] = "", ["table.marks"] = "", ["title"] = "Who rows by night?", [heading] = cell };
        table.Rows.Add(copy);
        string expected = isPublic ? "1 0 1 0 0" : $"0 0 1 1 0 {heading}:row-not-for-all";
        Assert.Equal(expected, EditedTable.Told(await table.Import(archive, isDry: true)));
        JsonObject told = await table.Import(archive);
        Assert.Equal(expected, EditedTable.Told(told));
        if (!isPublic) Assert.Contains($"“{cell.Trim()}”", (string)told["told"]![0]!["words"]!, StringComparison.Ordinal);
        Assert.Equal(isPublic ? 1 : 0, (await archive.Writer.Write(session => session.FindByName("Who rows by night?", ["question"]).ToArray(), CancellationToken.None)).Length);
        Assert.Equal(isPublic ? 0 : 1, await archive.Writer.Write(session => session.DepositsIn(DepositState.Deposited, DateOnly.MaxValue).Count, CancellationToken.None));
    }

    [Fact]
    public async Task What_only_tells_and_a_language_that_is_missing_are_told()
    {
        await using TestArchive archive = await TestArchive.Start();
        string row = """
            id,kind,revision,language,links.page,terms.contentNotices,terms.reuse,doors,doors.names,where.names,title
            ,question,7,,https://archive.example/r/1,death; =1+1,ask-first,Boat club,Boat club,The yard,Who steers?
            """;
        Assert.Equal(
            "1 0 0 0 0 doors.names:cell-only-tells doors:cell-only-tells language:language-assumed terms.contentNotices:cell-only-tells terms.reuse:cell-only-tells where.names:cell-only-tells",
            EditedTable.Told(await EditedTable.Import(archive, Encoding.UTF8.GetBytes(row))));
        RecordId steers = Assert.Single(await archive.Writer.Write(session => session.FindByName("Who steers?", ["question"]), CancellationToken.None));
        Assert.Equal("en", await archive.Writer.Write(session => session.FindRecord(steers)!.Content.Language, CancellationToken.None));
    }

    [Fact]
    public async Task A_long_text_without_its_beginning_is_not_made()
    {
        await using TestArchive archive = await TestArchive.Start();
        string row = "id,kind,revision,language,title,story.continued\n,question,,en,Who bails?,and so it ended.\n";
        Assert.Equal("0 0 0 0 1 story:cell-part-missing", EditedTable.Told(await EditedTable.Import(archive, Encoding.UTF8.GetBytes(row))));
    }

    [Theory]
    [InlineData("id,kind,revision,language,when,title,participants\n,action,,en,in spring,,many\n", "when:date-malformed")]
    [InlineData("id,kind,revision,language,participants,title,when\n,action,,en,many,,in spring\n", "participants:wrong-shape")]
    [InlineData("id,kind,revision,title,language,participants,when\n,action,,,en,many,in spring\n", "title:needs-title")]
    public async Task Of_one_that_is_not_taken_the_first_column_is_told(string csv, string first)
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Equal("0 0 0 0 1 " + first, EditedTable.Told(await EditedTable.Import(archive, Encoding.UTF8.GetBytes(csv))));
    }
}
