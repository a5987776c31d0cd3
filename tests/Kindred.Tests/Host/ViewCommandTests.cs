using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Host;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Kindred.Tests.Picturing;

namespace Kindred.Tests.Host;

/// <summary>The views of the network in the terminal.</summary>
public sealed class ViewCommandTests
{
    [Fact]
    public async Task A_circle_reads_in_words_and_is_the_same_json_as_by_the_API()
    {
        await using TestArchive archive = await Small();
        CommandResult circle = await Run(archive, Circle.Work, ("id", Told.Id(1).ToString()));
        Assert.Equal(ExitStatus.Done, circle.Exit);
        Assert.Equal("The circle of The strike", circle.Lines[0]);
        Assert.Contains("1 step · Stood with · 1", circle.Lines);
        Assert.Contains($"  Drivers (Organisation) {Told.Id(2)}", circle.Lines);
        Assert.Contains("    Drivers – Took part in: The march", circle.Lines);
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(JsonNode.Parse(await anyone.GetStringAsync($"/api/v1/network/circle/{Told.Id(1)}"))!.ToJsonString(), circle.Json!.ToJsonString());
        Assert.Contains("1 record is 1 step away.", (await Run(archive, Circle.Work, ("id", Told.Id(1).ToString()), ("until", "2016"))).Lines);
    }

    [Fact]
    public async Task Of_a_circle_a_page_is_printed_and_what_is_no_page_or_no_year_is_said_plainly()
    {
        await using TestArchive archive = await Picturing.JoinedArchive.Start(
            [("place", "Riverside", null), .. Enumerable.Range(1, 60).Select(at => ("action", $"Action {at:000}", (string?)null))], [.. Enumerable.Range(2, 60).Select(at => (at, ConnectionType.InPlace, 1, (string?)null))]);
        CommandResult whole = await Run(archive, Circle.Work, ("id", Told.Id(1).ToString())), second = await Run(archive, Circle.Work, ("id", Told.Id(1).ToString()), ("page", "2"));
        Assert.Equal((60, 10), (whole.Lines.Count(line => line.Contains("Action 0", StringComparison.Ordinal)), second.Lines.Count(line => line.Contains("Action 0", StringComparison.Ordinal))));
        Assert.Contains(second.Lines, line => line.Contains("Action 051", StringComparison.Ordinal));
        CommandResult none = await Run(archive, Circle.Work, ("id", Told.Id(1).ToString()), ("page", "3"));
        Assert.Equal((ExitStatus.Otherwise, "There is no page 3: the circle has 2."), (none.Exit, Assert.Single(none.Lines)));
        foreach ((string name, string typed, string said) in ((string, string, string)[])
            [("until", "nonsense", "--until is a year from -9999 to 9999, not nonsense; nothing was looked for."), ("until", "10000", "--until is a year from -9999 to 9999, not 10000; nothing was looked for."), ("page", "0", "--page is a number from 1 to 10000, not 0; nothing was looked for.")])
        {
            CommandResult refused = await Run(archive, Circle.Work, ("id", Told.Id(1).ToString()), (name, typed));
            Assert.Equal((ExitStatus.Otherwise, said), (refused.Exit, Assert.Single(refused.Lines)));
            // It is no usage that the library has words for.
            Assert.Empty(CommandTree.Make().Parse(["circle", Told.Id(1).ToString(), "--" + name, typed]).Errors);
        }

        CommandResult kind = await Run(archive, Silos.Work, ("kind", "zzz"));
        Assert.Equal((ExitStatus.Otherwise, "--kind is action, practice or campaign, not zzz; nothing was looked for."), (kind.Exit, Assert.Single(kind.Lines)));
        Assert.Empty(CommandTree.Make().Parse(["silos", "--kind", "zzz"]).Errors);
    }

    [Fact]
    public async Task A_thread_reads_in_words_and_is_the_same_json_as_by_the_API()
    {
        await using TestArchive archive = await Small();
        CommandResult thread = await Run(archive, ThreadBetween.Work, ("from", Told.Id(1).ToString()), ("to", $"https://example.org/r/{Told.Id(3)}/the-march"));
        Assert.Equal(["From The strike to The march", "1 way leads from the one to the other.", "", "Way 1: 2 steps", "  The strike – Stood with: Drivers", "    “They drove nobody.”"], thread.Lines.Take(6));
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(JsonNode.Parse(await anyone.GetStringAsync($"/api/v1/network/thread?from={Told.Id(1)}&to={Told.Id(3)}"))!.ToJsonString(), thread.Json!.ToJsonString());
    }

    [Fact]
    public async Task Long_words_are_broken_where_a_terminal_ends()
    {
        string words = string.Join(' ', Enumerable.Repeat("They drove nobody to the airport that night.", 6));
        await using TestArchive archive = await JoinedArchive.Start([("action", "The strike", null), ("organisation", "Drivers", null)], [(1, ConnectionType.StoodWith, 2, words)]);
        foreach (CommandResult told in (CommandResult[])[await Run(archive, Circle.Work, ("id", Told.Id(1).ToString())), await Run(archive, ThreadBetween.Work, ("from", Told.Id(1).ToString()), ("to", Told.Id(2).ToString()))])
        {
            Assert.All(told.Lines, line => Assert.True(line.Length <= 80, line));
            Assert.Contains(words, string.Join(' ', told.Lines.Select(line => line.Trim())), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_turns_no_line_around_and_rings_no_bell()
    {
        await using TestArchive archive = await JoinedArchive.Start(
            [("action", "The \u202Estrike\a", "2017"), ("organisation", "Dri\u202Evers", null), ("organisation", "Co\u202Eoks", null), ("history", "The \u202Eban", "2016")],
            [(1, ConnectionType.TookPart, 2, "They \u202Estopped."), (1, ConnectionType.TookPart, 3, null), (1, ConnectionType.RootedIn, 4, null)]);
        string strike = Told.Id(1).ToString(), drivers = Told.Id(2).ToString();
        foreach (CommandResult told in (CommandResult[])
        [
            await Run(archive, Circle.Work, ("id", drivers)), await Run(archive, ThreadBetween.Work, ("from", drivers), ("to", Told.Id(4).ToString())), await Run(archive, Silos.Work),
            await Run(archive, Roots.Work, ("id", strike)), await Run(archive, ShowingUp.Work, ("id", drivers)), await Run(archive, Timeline.Work),
        ])
        {
            Assert.Equal(ExitStatus.Done, told.Exit);
            Assert.Contains(told.Lines, line => line.Contains("[U+202E]", StringComparison.Ordinal));
            Assert.DoesNotContain(told.Lines, line => line.Any(letter => letter is '\u202E' or '\u2068' or '\a'));
        }
    }

    [Fact]
    public async Task Where_there_is_no_archive_nothing_is_made()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"kindred-test-{RecordId.Mint()}");
        CommandResult silos = await Terminal.Run(Silos.Work, [], Settings.Read(folder, []), TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal((ExitStatus.Otherwise, $"There is no archive in {folder}. Nothing was made. Say with --data where it is."), (silos.Exit, Assert.Single(silos.Lines)));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Each_is_written_as_its_suffix_says_and_an_id_of_nothing_public_ends_in_one_line()
    {
        await using TestArchive archive = await Small();
        string folder = Directory.CreateTempSubdirectory("kindred-test-").FullName;
        foreach ((string suffix, string begins) in ((string, string)[])[(".svg", "<svg"), (".json", "{\"record\":"), (".graphml", "<?xml"), (".gexf", "<?xml")])
        {
            string path = Path.Combine(folder, "circle" + suffix);
            Assert.Equal(ExitStatus.Done, (await Run(archive, Circle.Work, ("id", Told.Id(1).ToString()), ("out", path))).Exit);
            Assert.StartsWith(begins, await File.ReadAllTextAsync(path), StringComparison.Ordinal);
            Assert.Equal(ExitStatus.Otherwise, (await Run(archive, Circle.Work, ("id", Told.Id(1).ToString()), ("out", path))).Exit);
        }

        Assert.Equal(ExitStatus.Otherwise, (await Run(archive, Circle.Work, ("id", Told.Id(1).ToString()), ("out", Path.Combine(folder, "circle.png")))).Exit);
        foreach ((string id, string how) in ((string, string)[])
            [(Told.Id(99).ToString(), ""), ("Yuri K.", " What is needed is its id, or the address of its page, which has the id in it. The archive's search finds both by a name: /search?q=Yuri%20K.")])
        {
            CommandResult unknown = await Run(archive, Circle.Work, ("id", id)), thread = await Run(archive, ThreadBetween.Work, ("from", Told.Id(1).ToString()), ("to", id));
            Assert.Equal((ExitStatus.Otherwise, $"There is no public record {id}.{how}"), (unknown.Exit, string.Join(' ', unknown.Lines)));
            Assert.Equal((ExitStatus.Otherwise, $"There is no public record {id}.{how}"), (thread.Exit, string.Join(' ', thread.Lines)));
            Assert.All(unknown.Lines, line => Assert.InRange(line.Length, 0, 80));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static Task<TestArchive> Small() => JoinedArchive.Start(
        [("practice", "The strike", "2015"), ("organisation", "Drivers", null), ("action", "The march", "2017")],
        [(1, ConnectionType.StoodWith, 2, "They drove nobody."), (3, ConnectionType.TookPart, 2, null)]);

    private static Task<CommandResult> Run(TestArchive archive, ArchiveCommand command, params (string Name, JsonNode Value)[] arguments) =>
        command.Do(new CommandWork(new JsonObject(arguments.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Name, one.Value))), archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None);
}
