using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Kindred.Domain.Records;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Host;

/// <summary>Roots and showing up in the terminal: what the page says, in words, as the API's JSON and as files.</summary>
public sealed class RecordViewCommandTests
{
    private static readonly RecordId Campaign = Told.Id(1), March = Told.Id(2), Ban = Told.Id(3);

    [Fact]
    public async Task Roots_are_told_in_eighty_columns_with_their_words_and_what_is_missing()
    {
        await using TestArchive archive = await Archive();
        CommandResult told = await Ask(archive, Roots.Work, Campaign);
        Assert.Equal(ExitStatus.Done, told.Exit);
        string said = string.Join('\n', told.Lines);
        foreach (string words in (string[])["Roots of No bans", "1 root is written down.", "An order at the border", "Answered by: No bans", "It was the order that brought us there", "Who bore An order"]) Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.All(told.Lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task Showing_up_is_told_year_by_year_with_its_silences_and_no_word_that_has_a_notice()
    {
        await using TestArchive archive = await Archive();
        CommandResult told = await Ask(archive, ShowingUp.Work, Campaign);
        string said = string.Join('\n', told.Lines);
        foreach (string words in (string[])["Showing up: No bans", "\n2017\n", "  A march (Action)", "on one day", "Nothing is told since January 28, 2017", "police violence"]) Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.DoesNotContain("marmalade", said, StringComparison.Ordinal);
        Assert.All(told.Lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task As_JSON_they_are_what_the_API_gives()
    {
        await using TestArchive archive = await Archive(("KINDRED_ORIGIN", "http://localhost"));
        using HttpClient anyone = archive.Anyone();
        foreach ((ArchiveCommand command, string address) in ((ArchiveCommand, string)[])[(Roots.Work, "roots"), (ShowingUp.Work, "showing-up")])
        {
            JsonNode api = JsonNode.Parse(await anyone.GetStringAsync($"/api/v1/network/{address}/{Campaign}"))!;
            JsonNode told = (await Ask(archive, command, Campaign)).Json!;
            // All of it is on one page here.
            foreach (JsonNode node in (JsonNode[])[api, told]) (node as JsonObject)!.Remove("size");
            Assert.True(JsonNode.DeepEquals(api, told), $"{api}\n{told}");
        }
    }

    [Fact]
    public async Task A_file_is_what_its_suffix_says()
    {
        await using TestArchive archive = await Archive();
        foreach ((ArchiveCommand command, string suffix) in ((ArchiveCommand, string)[])
            [(Roots.Work, ".svg"), (Roots.Work, ".graphml"), (Roots.Work, ".gexf"), (Roots.Work, ".json"), (ShowingUp.Work, ".svg"), (ShowingUp.Work, ".json")])
        {
            string path = Path.Combine(archive.Folder, "..", command.Name + suffix);
            Assert.Equal(ExitStatus.Done, (await Ask(archive, command, Campaign, path)).Exit);
            string written = await File.ReadAllTextAsync(path);
            Assert.Contains("No bans", written, StringComparison.Ordinal);
            if (suffix == ".json") Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(written).RootElement.ValueKind);
            else Assert.Equal(suffix[1..], XDocument.Parse(written).Root!.Name.LocalName);
            // Nothing takes the place of what is there.
            Assert.Equal("exists", (string?)(await Ask(archive, command, Campaign, path)).Json!["outcome"]);
        }

        Assert.Equal("no-form", (string?)(await Ask(archive, ShowingUp.Work, Campaign, Path.Combine(archive.Folder, "..", "it.gexf"))).Json!["outcome"]);
    }

    [Fact]
    public async Task What_is_not_there_ends_in_a_line_and_one()
    {
        await using TestArchive archive = await Archive();
        foreach ((ArchiveCommand command, string id) in ((ArchiveCommand, string)[])[(Roots.Work, Told.Id(99).ToString()), (Roots.Work, "nonsense"), (ShowingUp.Work, Told.Id(99).ToString())])
        {
            CommandResult told = await Ask(archive, command, id, null);
            Assert.Equal((ExitStatus.Otherwise, "unknown-record"), (told.Exit, (string?)told.Json!["outcome"]));
            Assert.Contains(id, told.Lines[0], StringComparison.Ordinal);
        }
    }

    private static async Task<TestArchive> Archive(params (string, string)[] set)
    {
        TestArchive archive = await TestArchive.Start(set: set);
        await archive.Publish("campaign", Told.Content("No bans", ("coreMessages", Told.Many("No ban, ever"))), Campaign);
        await archive.Publish(
            "action", Told.Content("A march", ("when", Told.One("2017-01-28")), ("claims", Told.Many("Hard marmalade words"))).With(FieldNotices.Name, FieldNotices.Of([("claims", "police violence")])), March);
        await archive.Publish("history", Told.Content("An order at the border", ("when", Told.One("2017-01-27"))), Ban);
        await archive.Write(session =>
        {
            Told.Join(session, Told.Id(10), ConnectionType.PartOf, March, Campaign, archive.Today);
            Told.Join(session, Told.Id(11), ConnectionType.Answers, Campaign, Ban, archive.Today, new ConnectionWords { Language = "en", Text = "It was the order that brought us there, on the evening of the very day on which it had been signed, and again and again." });
        });
        return archive;
    }

    private static Task<CommandResult> Ask(TestArchive archive, ArchiveCommand command, RecordId id, string? output = null) => Ask(archive, command, id.ToString(), output);

    private static Task<CommandResult> Ask(TestArchive archive, ArchiveCommand command, string id, string? output) =>
        Terminal.Run(command, new JsonObject { ["id"] = id, ["out"] = output is null ? null : Path.GetFullPath(output) }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
}
