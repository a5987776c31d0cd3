using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Sending;
using Kindred.Tests.Importing.Reading;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Importing.Pages;

/// <summary>On the page of the columns a keeper sees how a file is read, says it otherwise, and says what every row says and which rows wait.</summary>
public sealed class ReadingPagesTests
{
    private static readonly byte[] Arabic = CodePagesEncodingProvider.Instance.GetEncoding("windows-1256")!.GetBytes("Name;Remark\nوقفة عند البئر;first\nمسيرة;second\n");

    [Fact]
    public async Task How_a_file_is_read_is_shown_changed_by_hand_and_kept_with_the_profile()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent(Arabic);
        string page = await mika.Pages.Read(map + "?lang=en");
        Assert.Contains("Read as: Table (CSV or the like) · windows-1252 · cells parted by “;” · headings in row 1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("وقفة عند البئر", page, StringComparison.Ordinal);
        // What was chosen for a column that stays, stays.
        HttpResponseMessage read = await mika.Pages.Post(map + "?number=1&lang=en", ("asRead", Mark(page)), ("columns", "2"), ("to.2.0", "summary"), ("encoding", "windows-1256"), ("go", "dry"));
        Assert.EndsWith("/map?anew=true", read.Headers.Location!.ToString().Replace("&lang=en", "", StringComparison.Ordinal), StringComparison.Ordinal);
        page = await mika.Pages.Read(map + "?anew=true&lang=en");
        foreach (string said in (string[])["The file is read otherwise now.", "windows-1256", "وقفة عند البئر"]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal("summary", ImportPagesTests.Chosen(page, "to.2.0"));
        Assert.Equal("windows-1256", ImportPagesTests.Chosen(page, "encoding"));
        Assert.Contains("وقفة عند البئر", await mika.Pages.Read(map + "/1?lang=en"), StringComparison.Ordinal);

        await mika.Pages.Read(map);
        await mika.Pages.Post(map + "?number=1", ("asRead", Mark(page)), ("encoding", "windows-1256"), ("name", "wells"), ("go", "keep"));
        SavedProfile saved = Assert.Single(await archive.Get<IImportStore>().Profiles(Keeper(archive), CancellationToken.None));
        Assert.Contains("\"encoding\": \"windows-1256\"", saved.Profile, StringComparison.Ordinal);
        await mika.Tried(map);
        await mika.Run(map);
        Assert.Single(await archive.Writer.Write(session => session.FindByName("وقفة عند البئر", []), CancellationToken.None));
        Assert.Contains("windows-1256", (await archive.Get<IImportStore>().Imports(0, 9, Keeper(archive), CancellationToken.None))[0].Source.Profile ?? saved.Profile, StringComparison.Ordinal);

        string next = await mika.Sent(Arabic, profile: "saved:wells");
        Assert.Contains("وقفة عند البئر", await mika.Pages.Read(next + "?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_sheet_or_with_another_sign_between_the_columns_are_looked_at_anew()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        byte[] book = new Book().Sheet("People", Rows("Name", "Amina")).Sheet("Events 2017", Rows("Event name", "Porters march")).Make().ToArray();
        string map = await mika.Sent(book);
        string page = await mika.Pages.Read(map + "?lang=en");
        Assert.Contains("sheet “People”", page, StringComparison.Ordinal);
        await mika.Pages.Post(map + "?number=1", ("asRead", Mark(page)), ("sheet", "Events 2017"), ("headingRow", ""), ("go", "read"));
        page = await mika.Pages.Read(map + "?lang=en");
        foreach (string said in (string[])["sheet “Events 2017”", "Event name", "Porters march"]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", page, StringComparison.Ordinal);
        Assert.Equal("title", ImportPagesTests.Chosen(page, "to.1.0"));

        map = await mika.Sent("Notes of the harbour\n\nName/Day\nPorters march/2017-01-28\n");
        page = await mika.Pages.Read(map + "?lang=en");
        Assert.DoesNotContain(">Day<", page, StringComparison.Ordinal);
        await mika.Pages.Post(map + "?number=1", ("asRead", Mark(page)), ("delimiter", "otherDelimiter"), ("otherDelimiter", "/"), ("headingRow", "٣"), ("go", "read"));
        page = await mika.Pages.Read(map + "?lang=en");
        foreach (string said in (string[])["cells parted by “/”", "headings in row 3", ">Day<"]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal("when", ImportPagesTests.Chosen(page, "to.2.0"));

        static string Rows(params string[] cells) => string.Concat(cells.Select((cell, at) => $"<row r=\"{at + 1}\"><c r=\"A{at + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c></row>"));
    }

    [Fact]
    public async Task What_cannot_be_read_so_is_told_and_a_form_of_other_columns_changes_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent(Arabic);
        string page = await mika.Pages.Read(map + "?lang=en");
        foreach ((string field, string value, string said) in ((string, string, string)[])
            [("encoding", "windows-9", "No encoding is called windows-9."), ("delimiter", "xy", "be parted by “xy”"), ("headingRow", "one", "“one” is no number of a row")])
        {
            HttpResponseMessage wrong = await mika.Pages.Post(map + "?number=1&lang=en", ("asRead", Mark(page)), (field, value), ("go", "read"));
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            Assert.Contains(said, WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        await mika.Pages.Post(map + "?number=1", ("asRead", Mark(page)), ("encoding", "windows-1256"), ("delimiter", ","), ("go", "read"));
        // A page that was opened before: its second column is none any more.
        HttpResponseMessage late = await mika.Pages.Post(map + "?number=1", ("asRead", Mark(page)), ("columns", "1"), ("to.1.0", "story"), ("go", "dry"));
        Assert.Contains("anew=true", late.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"story\"", ProfileOf(archive, map), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_every_row_says_and_rows_of_one_key_that_are_one_record_are_said_on_the_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent("Code,Name,Who\nA1,Porters march,Boat club\nA1,Porters march,Oar makers\nA2,Porters write,Boat club\n");
        string page = await mika.Pages.Read(map + "?lang=en");
        HttpResponseMessage wrong = await mika.Pages.Post(map + "?number=1&lang=en", ("asRead", Mark(page)), ("key", "1"), ("constant.0.to", "type"), ("constant.0.value", "picnic"), ("go", "save"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("“picnic” is not one of the terms", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await mika.Pages.Post(
            map + "?number=1", ("asRead", Mark(page)), ("columns", "3"), ("to.3.0", "organisedBy"), ("key", "1"), ("together", "true"), ("constant.0.to", "type"), ("constant.0.value", "Marcha"), ("constant.1.to", ""), ("constant.1.value", ""), ("go", "save"));
        page = await mika.Pages.Read(map + "?lang=en");
        await mika.Pages.Post(map + "?number=1", ("asRead", Mark(page)), ("key", "1"), ("together", "true"), ("constant.0.to", "type"), ("constant.0.value", "Marcha"), ("constant.1.to", "topics"), ("constant.1.value", "ports; work"), ("go", "save"));
        string profile = ProfileOf(archive, map);
        foreach (string part in (string[])["\"together\": true", "\"type\": \"Marcha\"", "\"ports\",", "\"work\""]) Assert.Contains(part, profile, StringComparison.Ordinal);
        string again = await mika.Pages.Read(map + "?lang=en");
        Assert.Contains("value=\"ports; work\"", again, StringComparison.Ordinal);
        Assert.Matches("name=\"together\" value=\"true\" checked", again);
        Assert.Contains("2 rows", await mika.Tried(map, ("asRead", Mark(again)), ("key", "1"), ("together", "true")), StringComparison.Ordinal);
        await mika.Run(map);
        Record march = (await archive.Writer.Write(session => session.FindRecord(session.FindByName("Porters march", [])[0]), CancellationToken.None))!;
        Assert.Equal("march", march.Content.Text("type"));
        Assert.Equal(["ports", "work"], march.Content.Fields["topics"].AllTexts());
        Assert.Equal(2, await archive.Writer.Write(session => session.ConnectionsOf(march.Id).Count, CancellationToken.None));
    }

    [Fact]
    public async Task Rows_that_their_source_may_not_show_to_everyone_wait_and_it_is_changed_on_the_page_of_the_column()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        const string rows = "Name,Visibility\nPorters march,public\nPorters meet,members only\nPorters rest,\n";
        string map = await mika.Sent(rows);
        string page = await mika.Pages.Read(map + "?lang=en");
        Assert.Contains("Rows wait at the desk, unless it says: public, published, open", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is made of it yet", page, StringComparison.Ordinal);
        string told = await mika.Tried(map);
        Assert.Contains("The source does not show this to everyone (members only).", WebUtility.HtmlDecode(told), StringComparison.Ordinal);
        Assert.Equal((1, 2), Outcomes(told));
        string column = await mika.Pages.Read(map + "/2?lang=en");
        Assert.Matches("name=\"waits\" value=\"true\" checked", column);
        await mika.Pages.Post(map + "/2", ("waits", "true"), ("unless", "public; members only"), ("unlessEmpty", "true"));
        Assert.Equal((3, 0), Outcomes(await mika.Tried(map)));

        // Nothing is made of it: told row by row, and all of it is proposed to wait.
        await mika.Pages.Read(map + "/2?lang=en");
        await mika.Pages.Post(map + "/2", ("waits", "false"), ("unless", "public"));
        Assert.Contains("Nothing is made of it yet", await mika.Pages.Read(map + "?lang=en"), StringComparison.Ordinal);
        told = await mika.Tried(map);
        Assert.Equal((3, 0), Outcomes(told));
        Assert.Contains("1 row may not be for everyone", told, StringComparison.Ordinal);
        Assert.Contains("not everyone may see the row (“members only”), and nothing was made of it", WebUtility.HtmlDecode(told), StringComparison.Ordinal);
        Assert.Matches("name=\"review\" value=\"true\" checked", told);
        await mika.Run(map, ("review", "true"));
        Assert.Empty(await archive.Writer.Write(session => session.FindByName("Porters meet", []), CancellationToken.None));
    }

    private static (int Made, int Waiting) Outcomes(string page)
    {
        return (Of("new"), Of("wait"));

        int Of(string word) => int.Parse(Regex.Match(page, $"<dt>[^<]*{word}[^<]*</dt>\\s*<dd>(?:<a[^>]*>)?(\\d+) row").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Mark(string page) => WebUtility.HtmlDecode(Regex.Match(page, "name=\"asRead\" value=\"([^\"]*)\"").Groups[1].Value);

    private static string ProfileOf(TestArchive archive, string map) => archive.Get<SentFiles>().Find(RecordId.TryParse(map.Split('/')[3], out RecordId id) ? id : default)!.Profile!;

    private static Viewer.Member Keeper(TestArchive archive) => new(archive.Today, "mika", IsKeeper: true, []);
}
