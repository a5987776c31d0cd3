using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Host;

/// <summary>Map and timeline in the terminal: what their pages say, narrowed as they are, in words, as the API's JSON and as files.</summary>
public sealed class NarrowedViewCommandTests
{
    private static readonly RecordId Country = Told.Id(1), Town = Told.Id(2), March = Told.Id(3), Vigil = Told.Id(4), Secret = Told.Id(90);

    [Fact]
    public async Task A_map_is_told_in_eighty_columns_place_by_place_and_no_closer_than_it_may_be()
    {
        await using TestArchive archive = await Archive();
        CommandResult told = await Ask(archive, Map.Work);
        Assert.Equal(ExitStatus.Done, told.Exit);
        Assert.Equal(
            [
                "2 records at 3 places on this map. 2 are not on any map: they name no place, or", "one that is not shown.", "In alphabetical order.", "",
                $"  A camp {Told.Id(6)}", "    1 record · somewhere in Palestine",
                $"  Palestine {Country}", "    1 record · as a whole country",
                $"  Queens {Town}", "    1 record · as a town, within an area 16 km wide",
            ],
            told.Lines);
        Assert.StartsWith("1 record at 1 place on this map. 1 more is told of a place beyond its edge.", (await Ask(archive, Map.Work, ("around", "-73.79,40.71"), ("zoom", "7"))).Lines[0], StringComparison.Ordinal);
        Assert.Equal(["Nothing was found."], (await Ask(archive, Map.Work, ("kind", "essay"))).Lines);
    }

    [Fact]
    public async Task A_map_of_many_places_is_told_page_by_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int at = 0; at < 60; at++) PutAt(session, archive, Told.Id(100 + at), Told.Id(500 + at), $"Town {at:00}");
        });
        IReadOnlyList<string> first = (await Ask(archive, Map.Work)).Lines, second = (await Ask(archive, Map.Work, ("page", "2"))).Lines;
        Assert.Equal((50, 10), (first.Count(line => line.StartsWith("  Town", StringComparison.Ordinal)), second.Count(line => line.StartsWith("  Town", StringComparison.Ordinal))));
        Assert.Equal("Page 1 of 2; --page 2 goes on, and a .geojson file has all of them.", first[^1]);
        Assert.StartsWith("    1 record", second[^1], StringComparison.Ordinal);
        Assert.Equal("The list ends before this page.", (await Ask(archive, Map.Work, ("page", "3"))).Lines[^1]);
    }

    [Fact]
    public async Task A_timeline_is_told_in_units_of_time_with_what_lasts_longer_and_how_many_have_no_date()
    {
        await using TestArchive archive = await Archive();
        Assert.Equal(
            [
                "4 records with a date. 3 have no date, and are not here.", "Under each time stands what began or happened then, the earliest first.", "",
                "17th century: 1 record", $"  A long while (History) {Told.Id(5)}", "    from 1619 to 1865", "",
                "20th century: 1 record", $"  An order (History) {Told.Id(7)}", "    February 19, 1942", "",
                "21st century: 2 records", $"  A march (Action) {March}", "    January 28, 2017", $"  A vigil (Action) {Vigil}", "    2018",
            ],
            (await Ask(archive, Timeline.Work)).Lines);
        IReadOnlyList<string> closer = (await Ask(archive, Timeline.Work, ("when", "2017"))).Lines;
        Assert.Equal(["2017: 1 record.", "Under each time stands what began or happened then, the earliest first.", "", "January 2017: 1 record", $"  A march (Action) {March}", "    January 28, 2017"], closer);
        Assert.Equal(
            [
                "1750: 1 record. It began earlier and was still going on, or nobody knows just", "when it was.", "Under each time stands what began or happened then, the earliest first.", "",
                "Began earlier, or nobody knows just when: 1 record", $"  A long while (History) {Told.Id(5)}", "    from 1619 to 1865",
            ],
            (await Ask(archive, Timeline.Work, ("when", "1750"))).Lines);
        Assert.Equal("Nothing is told of this time yet.", (await Ask(archive, Timeline.Work, ("when", "1500"))).Lines[^1]);
        Assert.Equal(["Nothing was found."], (await Ask(archive, Timeline.Work, ("q", "marmalade"))).Lines);
    }

    [Fact]
    public async Task What_is_much_is_gathered_and_says_how_to_look_closer()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int at = 0; at < 40; at++) Put(session, archive, Told.Id(100 + at), "action", Told.Content($"Action {at}", ("when", Told.One($"{2011 + (at % 2)}-0{1 + (at % 9)}-11"))));
            for (int at = 0; at < 10; at++) Put(session, archive, Told.Id(200 + at), "history", Told.Content($"Long {at}", ("when", Told.One($"19{at}0/2011"))));
        });
        IReadOnlyList<string> all = (await Ask(archive, Timeline.Work, ("kind", "action"))).Lines, decade = (await Ask(archive, Timeline.Work, ("when", "201X"))).Lines;
        Assert.Contains("  January 2011: 3 records (--when 2011-01)", all);
        Assert.Contains("2010s: 50 records. 40 of them began or happened then. The other 10 began earlier", decade);
        Assert.Contains("Began earlier, or nobody knows just when: 10 records", decade);
        Assert.Contains("  and 2 more (--json)", decade);
        Assert.All([.. all, .. decade], line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("kind=action", "kind")]
    [InlineData("q=march", "q")]
    [InlineData("where=Queens&page=2", "where,page")]
    [InlineData("when=2017", "when")]
    public async Task As_JSON_and_as_files_they_are_what_their_addresses_give(string query, string names)
    {
        await using TestArchive archive = await Archive(("KINDRED_ORIGIN", "http://localhost"));
        using HttpClient anyone = archive.Anyone();
        (string, string)[] asked = [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).Select(part => (part[0], part[1]))];
        Assert.Equal(names, string.Join(',', asked.Select(one => one.Item1)));
        foreach (ArchiveCommand command in (ArchiveCommand[])[Map.Work, Timeline.Work])
        {
            JsonNode api = JsonNode.Parse(await anyone.GetStringAsync($"/api/v1/network/{command.Name}?{query}"))!;
            JsonNode told = (await Ask(archive, command, asked)).Json!;
            Assert.True(JsonNode.DeepEquals(api, told), $"{api}\n{told}");
            foreach (string form in command == Map.Work ? (string[])["svg", "geojson"] : ["svg"])
            {
                string path = Path.Combine(archive.Folder, "..", $"it.{command.Name}.{form}");
                Assert.Equal(ExitStatus.Done, (await Ask(archive, command, [.. asked, ("out", path)])).Exit);
                Assert.Equal(await anyone.GetStringAsync($"/{command.Name}.{form}?{query}"), await File.ReadAllTextAsync(path));
            }
        }
    }

    [Fact]
    public async Task A_part_of_the_world_is_the_one_of_its_address()
    {
        await using TestArchive archive = await Archive(("KINDRED_ORIGIN", "http://localhost"));
        using HttpClient anyone = archive.Anyone();
        JsonNode api = JsonNode.Parse(await anyone.GetStringAsync("/api/v1/network/map?around=-73.79,40.71&zoom=7"))!, told = (await Ask(archive, Map.Work, ("around", "-73.79,40.71"), ("zoom", "7"))).Json!;
        Assert.True(JsonNode.DeepEquals(api, told), $"{api}\n{told}");
        // West of Greenwich begins as an option does.
        ParseResult parsed = CommandTree.Make().Parse(["map", "--around", "-73.79,40.71", "--zoom", "7"]);
        Assert.Equal(("-73.79,40.71", "7"), (parsed.GetValue<string>("--around"), parsed.GetValue<string>("--zoom")));
        Assert.Empty(parsed.Errors);
    }

    [Fact]
    public async Task A_name_that_ends_otherwise_is_told_the_forms_that_there_are()
    {
        await using TestArchive archive = await Archive();
        string path = Path.Combine(archive.Folder, "..", "it.graphml");
        Assert.Equal(["Nothing was written: the name must end in .svg, .json or .geojson."], (await Ask(archive, Map.Work, ("out", path))).Lines);
        Assert.Equal(["Nothing was written: the name must end in .svg or .json."], (await Ask(archive, Timeline.Work, ("out", path))).Lines);
        Assert.Equal(["Nothing was written: the name must end in .svg, .json, .graphml or .gexf."], (await Ask(archive, Silos.Work, ("out", path + ".png"))).Lines);
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("when", "lately", "unreadable", "--when: This is not a date we can read.")]
    [InlineData("around", "200,0", "unreadable", "--around: This is not in the form in which it can be read.")]
    [InlineData("zoom", "3", "unreadable", "--zoom: This is not in the form in which it can be read. A whole number from 1, a continent, to 7, a city and what lies around it, together with around.")]
    [InlineData("zoom", "99", "unreadable", "--zoom: This is not in the form in which it can be read. A whole number from 1, a continent, to 7, ")]
    [InlineData("page", "nought", "unreadable", "--page: This is not in the form in which it can be read.")]
    [InlineData("kind", "gathering", "unknown-kind", "There is no kind gathering; nothing was looked for.")]
    [InlineData("where", "Atlantis", "unknown-place", "No place here is called “Atlantis”: nothing was found for it.")]
    [InlineData("q", "topic:gardening", "not-understood", "Nothing here is called “gardening”.")]
    public async Task What_cannot_be_read_or_is_not_there_ends_in_words_and_one(string name, string typed, string outcome, string said)
    {
        await using TestArchive archive = await Archive();
        foreach (ArchiveCommand command in (ArchiveCommand[])[Map.Work, Timeline.Work])
        {
            if (command == Timeline.Work && name is "around" or "zoom") continue;
            CommandResult told = await Ask(archive, command, (name, typed));
            Assert.Equal((ExitStatus.Otherwise, outcome), (told.Exit, (string?)told.Json!["outcome"]));
            Assert.Contains(said, string.Join(' ', told.Lines), StringComparison.Ordinal);
            Assert.All(told.Lines, line => Assert.InRange(line.Length, 0, 80));
            if (outcome == "unreadable") Assert.Equal($"Nothing was looked for; kindred {command.Name} --help says what each takes.", told.Lines[^1]);
        }
    }

    [Fact]
    public async Task What_is_hidden_changes_nothing_that_is_told()
    {
        await using TestArchive archive = await Archive();
        string[] before = await All(archive);
        await archive.Publish("action", Told.Content("Zirkon", ("when", Told.One("1893"))) with { Links = [new ContentLink("where", Town)] }, Secret);
        Assert.NotEqual(before, await All(archive));
        await archive.Write(session =>
        {
            session.Put(session.FindRecord(Secret)! with { State = RecordState.Hidden });
            archive.Get<Publication>().Reindex(session, Secret, archive.Today);
        });
        Assert.Equal(before, await All(archive));
    }

    private static async Task<string[]> All(TestArchive archive)
    {
        List<string> told = [];
        foreach (ArchiveCommand command in (ArchiveCommand[])[Map.Work, Timeline.Work])
        {
            CommandResult result = await Ask(archive, command);
            told.AddRange([string.Join('\n', result.Lines), result.Json!.ToJsonString()]);
            foreach (string form in command == Map.Work ? (string[])["svg", "geojson"] : ["svg"])
            {
                string path = Path.Combine(archive.Folder, "..", $"{RecordId.Mint()}.{form}");
                await Ask(archive, command, ("out", path));
                told.Add(await File.ReadAllTextAsync(path));
            }
        }

        return [.. told];
    }

    private static async Task<TestArchive> Archive(params (string, string)[] set)
    {
        TestArchive archive = await TestArchive.Start(set: set);
        await archive.Publish("place", Told.Content("Palestine"), Country);
        await archive.Publish("place", Told.Content("Queens", ("coordinates", new FieldValue.Coordinates(40.7, -73.8, Precision.Town))), Town);
        await archive.Publish("place", Told.Content("A camp") with { Links = [new ContentLink("parent", Country)] }, Told.Id(6));
        await archive.Publish("action", Told.Content("A march", ("when", Told.One("2017-01-28"))) with { Links = [new ContentLink("where", Town)] }, March);
        await archive.Publish("action", Told.Content("A vigil", ("when", Told.One("2018"))) with { Links = [new ContentLink("where", Country), new ContentLink("where", Told.Id(6))] }, Vigil);
        await archive.Publish("history", Told.Content("A long while", ("when", Told.One("1619/1865"))), Told.Id(5));
        await archive.Publish("history", Told.Content("An order", ("when", Told.One("1942-02-19"))), Told.Id(7));
        return archive;
    }

    private static void PutAt(IArchiveSession session, TestArchive archive, RecordId place, RecordId action, string town)
    {
        Put(session, archive, place, "place", Told.Content(town, ("coordinates", new FieldValue.Coordinates(40, 20, Precision.Town))));
        Put(session, archive, action, "action", Told.Content("At " + town) with { Links = [new ContentLink("where", place)] });
    }

    private static void Put(IArchiveSession session, TestArchive archive, RecordId id, string kind, RecordContent content)
    {
        Told.Put(session, id, kind, content, archive.Today);
        archive.Get<Publication>().Reindex(session, id, archive.Today);
    }

    private static Task<CommandResult> Ask(TestArchive archive, ArchiveCommand command, params (string Name, string Value)[] arguments) =>
        command.Do(new CommandWork(new JsonObject(arguments.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Name, one.Value))), archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None);
}
