using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Exporting;
using Kindred.Features.Exporting.Formats;
using Kindred.Features.Sampling;
using Kindred.Features.Shared.Records.Cells;
using Kindred.Tests.Browsing;
using Kindred.Tests.Declaring;
using Kindred.Tests.House;
using Path = System.IO.Path;

namespace Kindred.Tests.Exporting;

/// <summary>A small archive in every format, held against expected files (<c>UPDATE_EXPECTED=1</c> rewrites them), and against what its standard asks for.</summary>
public class FormatTests
{
    public static TheoryData<string> Formats => [.. ExportFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_archive_reads_in_every_format_as_it_is_expected_to(string format)
    {
        await using TestArchive archive = await Small();
        Held(format, await archive.Export(format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_empty_archive_has_every_format_too(string format)
    {
        await using TestArchive archive = await TestArchive.Start();
        using MemoryStream written = new();
        Assert.Equal(0, await archive.Export(format, written, archive.Stranger));
        if (format is "graphml" or "gexf" or "svg" or "atom") XDocument.Parse(Exported.Text(written.ToArray()));
        if (format is "jsonld" or "csl" or "geojson") JsonDocument.Parse(written.ToArray()).Dispose();
        if (format == "xlsx") Assert.Empty(Sheet(written).Skip(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_row_of_the_table_says_what_its_record_says_of_the_whole_sample(bool isKeepers)
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        Viewer viewer = isKeepers ? new Viewer.Member(archive.Today, "keeper", IsKeeper: true, []) : archive.Stranger;
        KindSet kinds = archive.Get<KindList>().Now;
        int rows = 0;
        foreach (Dictionary<string, string> row in Exported.Rows(await archive.Export("csv", viewer)))
        {
            Kind kind = kinds[RecordCells.KindOf(row)!];
            List<Finding> findings = [];
            CellsRead read = RecordCells.Read(kind, row, "en", "row", findings);
            Assert.Empty(findings);
            RecordContent held = (await archive.Records.Records([read.Id!.Value], viewer, CancellationToken.None)).Single().Value.Content;
            Assert.True(ContentJson.AreSame(held with { Links = [] }, read.Content), $"{row["id"]}: {Encoding.UTF8.GetString(ContentJson.Write(held))} was read as {Encoding.UTF8.GetString(ContentJson.Write(read.Content))}");
            rows++;
        }

        Assert.True(rows > 100);
    }

    [Fact]
    public async Task The_workbook_is_valid_has_the_rows_of_the_table_and_no_formula()
    {
        await using TestArchive archive = await Small();
        // More than a cell holds, with a sign that is two characters where it is parted.
        string longest = string.Concat(Enumerable.Repeat("Water 🌊 and light. ", 5_000))[..99_000].Trim();
        await archive.Publish("question", Told.Content("=HYPERLINK(\"https://bad.example\")", ("story", Told.One(longest))), Told.Id(90));
        using MemoryStream written = new();
        await archive.Export("xlsx", written, archive.Stranger);
        List<Dictionary<string, string>> rows = [.. Sheet(written).Skip(1)];
        Dictionary<string, string>[] table = [.. Exported.Rows(await archive.Export("csv"))];
        Assert.Equal(table.Length, rows.Count);
        foreach ((Dictionary<string, string> row, Dictionary<string, string> expected) in rows.Zip(table))
            Assert.Equal(expected.Where(one => one.Key != "story"), row.Where(one => one.Key.Split('.')[0] != "story"));
        Dictionary<string, string> question = rows.Single(row => row["id"] == Told.Id(90).ToString());
        Assert.StartsWith("'=", question["title"], StringComparison.Ordinal);
        Assert.Equal(4, question.Count(one => one.Key.StartsWith("story", StringComparison.Ordinal)));
        Assert.All(question.Values, cell => Assert.True(cell.Length <= 32_767));
        Assert.Equal(longest, RecordCells.Read(KindSet.BuiltIn["question"], question, "en", "row", []).Content.Text("story"));
    }

    [Fact]
    public async Task Only_one_kind_or_only_what_is_found_is_taken_away()
    {
        await using TestArchive archive = await Small();
        Assert.Equal(["action"], Exported.Rows(await archive.Export("csv", kind: "action")).Select(row => row["kind"]));
        RecordId river = await archive.Publish("organisation", Told.Content("River keepers"), Told.Id(70)), boats = await archive.Publish("question", Told.Content("Whose is the river?"), Told.Id(71));
        await archive.Write(session => Told.Join(session, Told.Id(72), ConnectionType.SpeaksTo, river, boats, archive.Today));
        await archive.Write(session => Told.Join(session, Told.Id(73), ConnectionType.SpeaksTo, river, Told.Id(24), archive.Today));
        Assert.Equal([river, boats], Exported.Rows(await archive.Export("csv", query: "river")).Select(row => RecordId.Parse(row["id"])));
        Assert.Equal([boats], Exported.Rows(await archive.Export("csv", query: "river", kind: "question")).Select(row => RecordId.Parse(row["id"])));
        Assert.Empty(Exported.Rows(await archive.Export("csv", query: "zirkonwurz")));
        // No line leads to what was left out.
        XDocument graph = XDocument.Parse(await archive.Export("graphml", query: "river"));
        Assert.Equal([Told.Id(72).ToString()], graph.Descendants().Where(one => one.Name.LocalName == "edge").Select(edge => edge.Attribute("id")!.Value));
        using HttpClient anyone = archive.Anyone();
        Assert.Equal([river, boats], Exported.Rows(Exported.Text(await anyone.GetByteArrayAsync("/export/csv?q=river"))).Select(row => RecordId.Parse(row["id"])));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await anyone.GetAsync("/export/csv?kind=zirkon")).StatusCode);
    }

    [Fact]
    public async Task A_calendar_folds_its_lines_within_75_octets_and_ends_each_in_both_signs()
    {
        await using TestArchive archive = await Small();
        await archive.Publish("action", Told.Content(string.Concat(Enumerable.Repeat("مظاهرة الماء; ", 12)).Trim(), ("when", Told.One("2019-03-01/2019-03-04"))), Told.Id(80));
        await archive.Publish("action", Told.Content("No day", ("when", Told.One("2019-03"))), Told.Id(81));
        await archive.Publish("action", Told.Content("Perhaps that day", ("when", Told.One("2019-03-01?"))), Told.Id(82));
        string calendar = await archive.Export("ics");
        Assert.EndsWith("END:VCALENDAR\r\n", calendar, StringComparison.Ordinal);
        string[] lines = calendar.Split("\r\n");
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\n') && !line.Contains('\uFFFD')));
        string whole = calendar.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20190301\r\nDTEND;VALUE=DATE:20190305\r\n", whole, StringComparison.Ordinal);
        Assert.Contains("مظاهرة الماء\\; مظاهرة", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("No day", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("Perhaps", whole, StringComparison.Ordinal);
        Assert.Equal(3, whole.Split("BEGIN:VEVENT").Length - 1);
    }

    [Fact]
    public async Task A_point_stands_with_its_longitude_first_and_as_coarsely_as_it_is_shown()
    {
        await using TestArchive archive = await Small();
        using JsonDocument map = JsonDocument.Parse(await archive.Export("geojson"));
        JsonElement practice = map.RootElement.GetProperty("features").EnumerateArray().Single(feature => feature.GetProperty("id").GetString() == Told.Id(1).ToString());
        Assert.Equal("[-73.8,40.7]", practice.GetProperty("geometry").GetProperty("coordinates").GetRawText());
        Assert.Equal("town", practice.GetProperty("properties").GetProperty("precision").GetString());
    }

    [Fact]
    public async Task The_graphs_of_the_whole_are_those_of_each_record()
    {
        await using TestArchive archive = await Small();
        using HttpClient anyone = archive.Anyone();
        string turtle = (await anyone.GetStringAsync("/export/turtle")).Replace("\r", "", StringComparison.Ordinal);
        using JsonDocument graph = JsonDocument.Parse(await anyone.GetStringAsync("/export/jsonld"));
        foreach (JsonElement thing in graph.RootElement.GetProperty("@graph").EnumerateArray())
        {
            string address = thing.GetProperty("@id").GetString()!;
            using JsonDocument alone = JsonDocument.Parse(await anyone.GetStringAsync(address + ".jsonld"));
            Assert.Equal(alone.RootElement.EnumerateObject().Where(member => member.Name != "@context").Select(member => (member.Name, JsonSerializer.Serialize(member.Value))), thing.EnumerateObject().Select(member => (member.Name, JsonSerializer.Serialize(member.Value))));
            Assert.True(JsonElement.DeepEquals(alone.RootElement.GetProperty("@context"), graph.RootElement.GetProperty("@context")));
            string one = await anyone.GetStringAsync(address + ".ttl");
            Assert.Contains(one[one.IndexOf("\n\n", StringComparison.Ordinal)..].Trim(), turtle, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_connection_is_one_line_of_the_graph()
    {
        await using TestArchive archive = await Small();
        foreach (string format in (string[])["graphml", "gexf"])
        {
            XElement[] edges = [.. XDocument.Parse(await archive.Export(format)).Descendants().Where(one => one.Name.LocalName == "edge")];
            Assert.Equal(edges.Length, edges.Select(edge => edge.Attribute("id")!.Value).Distinct().Count());
            Assert.Equal([Told.Id(10), Told.Id(11), Told.Id(12), Told.Id(13)], edges.Select(edge => RecordId.Parse(edge.Attribute("id")!.Value)).Order());
        }
    }

    [Fact]
    public void A_zip_of_more_files_than_its_first_form_can_count_is_read_back()
    {
        using MemoryStream written = new();
        using TextZip zip = new(written, new DateOnly(2026, 11, 26));
        for (int at = 0; at < 70_000; at++) zip.Add($"ordner/{at} ماء.md", Encoding.UTF8.GetBytes($"Text {at}"));
        zip.End();
        using System.IO.Compression.ZipArchive read = new(new MemoryStream(written.ToArray()));
        Assert.Equal(70_000, read.Entries.Count);
        foreach (int at in (int[])[0, 65_536, 69_999])
        {
            using StreamReader file = new(read.GetEntry($"ordner/{at} ماء.md")!.Open());
            Assert.Equal($"Text {at}", file.ReadToEnd());
        }

        Assert.Equal(new DateTime(2026, 11, 26), read.Entries[0].LastWriteTime.Date);
    }

    /// <summary>Records of several kinds, with own fields, translations, words that could be run or parted, and a connection that is none of a field.</summary>
    private static async Task<TestArchive> Small()
    {
        TestArchive archive = await TestArchive.Start();
        archive.Clock.Set(new DateOnly(2026, 11, 26));
        await Song.Declare(archive);
        await Told.Practice(archive);
        await archive.Write(session =>
        {
            Told.Put(session, Told.Id(20), "resource", Told.Content("Bread & {Roses}: 50% <more>", [
                ("type", Told.One("book")), ("creators", Told.Entries(Entry.Of(("family", "Iyer"), ("given", "Deepa")), Entry.Of(("literal", "The Collective; and others")))),
                ("issued", Told.One("2015-04")), ("publisher", Told.One("The New Press")), ("isbn", Told.One("9781620970140")), ("summary", Told.One("=1+1"))]), archive.Today);
            Told.Put(session, Told.Id(21), "action", Told.Content("Walk-out, at noon", [
                ("type", Told.One("walk-out")), ("when", Told.One("2017-01-28")), ("participants", new FieldValue.Range(200, null)), ("summary", Told.One("They walked out.")), ("noticesOf", FieldNotices.Of([("summary", "a wound")])!)]), archive.Today);
            Told.Put(session, Told.Id(22), "door", Told.Content("Come on Thursday", [
                ("whatIsAsked", Told.One("Bring tea; or cups.")), ("howToReach", Told.One("Ask at the gate.")), ("closes", Told.One("2027-01-31")), ("urgent", Told.One("true")), ("languages", Told.Many("en", "ar"))]), archive.Today);
            Told.Put(session, Told.Id(23), "song", Told.Content("أغنية الماء", [("lyrics", Told.One("ماء\nيا ماء")), ("moods", Told.Many("joy", "joy/dance")), ("contentNotices", Told.Many("grief"))]) with { Language = "ar" }, archive.Today);
            Told.Put(session, Told.Id(24), "organisation", Told.Content("Boat club"), archive.Today);
            Told.Join(session, Told.Id(12), ConnectionType.LearnedFrom, Told.Id(24), Told.Id(1), archive.Today, new ConnectionWords { Language = "en", Text = "How to wait & \"hold\".", When = "2017" });
            Told.Join(session, Told.Id(13), ConnectionType.Kin, Told.Id(24), Told.Id(20), archive.Today, new ConnectionWords { Language = "en", Shared = "Both carry.", Distinct = "One floats." });
        });
        return archive;
    }

    /// <summary>Each row by its headings; the first are the headings themselves.</summary>
    private static List<Dictionary<string, string>> Sheet(MemoryStream written)
    {
        using MemoryStream file = new(written.ToArray());
        using SpreadsheetDocument document = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Worksheet sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<CellFormula>());
        Dictionary<string, string>? headings = null;
        List<Dictionary<string, string>> rows = [];
        foreach (Row row in sheet.Descendants<Row>())
        {
            Dictionary<string, string> cells = row.Elements<Cell>().ToDictionary(cell => new string([.. cell.CellReference!.Value!.TakeWhile(char.IsLetter)]), cell => cell.InlineString!.InnerText);
            headings ??= cells;
            rows.Add(cells.ToDictionary(cell => headings[cell.Key], cell => cell.Value));
        }

        return rows;
    }

    private static void Held(string format, string text)
    {
        string file = Path.Combine(Checkout.Root, "tests", "Kindred.Tests", "Exporting", "Expected", "archive." + format);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, Encoding.UTF8.GetBytes(text));
        }

        // By its bytes: a mark at the beginning and both signs of a line end count.
        Assert.Equal(Encoding.UTF8.GetString(File.ReadAllBytes(file)), text);
    }
}
