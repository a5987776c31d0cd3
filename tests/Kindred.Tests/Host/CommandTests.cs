using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Host;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Host;

public class CommandTests
{
    [Fact]
    public async Task A_command_works_beside_a_running_archive_and_its_token_opens_the_API()
    {
        await using TestArchive archive = await TestArchive.Start();
        CommandResult added = await Ask(archive, MemberAdd.Work, new JsonObject { ["handle"] = "amina" });
        Assert.Equal(ExitStatus.Done, added.Exit);
        CommandResult token = await Ask(archive, MemberToken.Work, new JsonObject { ["handle"] = "amina" });
        using HttpClient amina = archive.With(token.Lines[^1]);
        Assert.True((await amina.GetAsync("/api/v1/keep/members")).IsSuccessStatusCode);
        Assert.Equal((UnixFileMode)0x180, File.GetUnixFileMode(DataFolder.SocketIn(archive.Folder)));
    }

    [Fact]
    public async Task A_one_time_link_is_a_whole_address_to_programs_too()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://archive.example")]);
        JsonObject amina = new() { ["handle"] = "amina" };
        foreach (ArchiveCommand command in (ArchiveCommand[])[MemberAdd.Work, MemberLink.Work])
            Assert.StartsWith("https://archive.example/join/", (string?)(await Ask(archive, command, amina)).Json!["link"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_takes_the_folder_itself_when_nothing_runs_there()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Stop();
        CommandResult added = await Ask(archive, MemberAdd.Work, new JsonObject { ["handle"] = "amina" });
        Assert.Equal(ExitStatus.Done, added.Exit);
        await using TestArchive again = await TestArchive.Start(archive.Folder);
        Assert.NotNull(await again.Get<IMemberStore>().Find("amina", CancellationToken.None));
        Assert.True((await again.Get<IMemberStore>().Find("keeper", CancellationToken.None))!.IsTerminal);
    }

    [Fact]
    public async Task Nothing_has_to_run_for_what_members_need()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("amina");
        await archive.Stop();
        foreach (ArchiveCommand command in (ArchiveCommand[])[MemberToken.Work, MemberLink.Work, MemberList.Work])
            Assert.Equal(ExitStatus.Done, (await Ask(archive, command, new JsonObject { ["handle"] = "amina" })).Exit);
        JsonObject term = new() { ["handle"] = "amina", ["until"] = archive.Today.AddDays(9).ToString("yyyy-MM-dd"), ["alone"] = "Nobody else is here." };
        Assert.NotEqual(ExitStatus.Fault, (await Ask(archive, MemberTerm.Work, term)).Exit);
    }

    [Fact]
    public async Task Only_one_process_has_the_data_folder()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Null(DataFolder.TryTake(archive.Settings));
    }

    [Fact]
    public async Task A_token_is_never_made_for_the_terminals_keeper()
    {
        await using TestArchive archive = await TestArchive.Start();
        foreach (ArchiveCommand command in (ArchiveCommand[])[MemberToken.Work, MemberLink.Work])
        {
            CommandResult refused = await Ask(archive, command, new JsonObject { ["handle"] = Member.TerminalHandle });
            Assert.Equal((ExitStatus.Otherwise, "the-terminal"), (refused.Exit, (string?)refused.Json!["outcome"]));
        }
    }

    [Fact]
    public async Task A_link_is_a_whole_address_also_as_JSON()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("amina");
        CommandResult made = await Ask(archive, MemberLink.Work, new JsonObject { ["handle"] = "amina" });
        Assert.Equal(made.Lines[^1], (string?)made.Json!["link"]);
        Assert.StartsWith("http://127.0.0.1:8080/join/", made.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_on_standard_output_are_all_there_is_on_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("practice", Told.Content("A vigil by the river"));
        using MemoryStream records = new();
        CommandResult written = await Terminal.Run(Export.Work, [], archive.Settings, TextWriter.Null, records, CancellationToken.None);
        Assert.Equal((ExitStatus.Done, 1), (written.Exit, records.ToArray().Count(one => one == '\n')));
        (StringWriter output, StringWriter error) = (new(), new());
        Terminal.Print(written, isJson: true, output, error);
        Terminal.Print(new CommandResult(ExitStatus.Fault, null, ["Something broke."]), isJson: true, output, error);
        Assert.Equal(("", "Something broke." + Environment.NewLine), (output.ToString(), error.ToString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Beside_a_whole_export_on_standard_output_is_said_that_it_holds_what_is_not_public(bool isJson)
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "all.json");
        CommandResult kept = await Ask(archive, Export.Work, new JsonObject { ["format"] = "json", ["out"] = file }), written = await Ask(archive, Export.Work, new JsonObject { ["format"] = "json" });
        (StringWriter output, StringWriter error) = (new(), new());
        Terminal.Print(written, isJson, output, error);
        Assert.Equal("", output.ToString());
        string said = Assert.Single(kept.Lines, line => line.StartsWith("It holds what is not public", StringComparison.Ordinal));
        Assert.StartsWith(said + Environment.NewLine, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_ends_before_it_begins_is_not_given()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kim");
        string yesterday = archive.Today.AddDays(-1).ToString("yyyy-MM-dd");
        foreach ((ArchiveCommand command, string handle) in new[] { (MemberAdd.Work, "bela"), (MemberTerm.Work, "kim") })
        {
            CommandResult refused = await Ask(archive, command, new JsonObject { ["handle"] = handle, ["until"] = yesterday });
            Assert.Equal((ExitStatus.Otherwise, "until-past"), (refused.Exit, (string?)refused.Json!["outcome"]));
            Assert.Equal("This day is over already.", refused.Lines[0]);
        }
    }

    [Theory]
    [InlineData("KINDRED_DATABASE", "Host=db")]
    [InlineData("KINDRED_DATABSE", "a slip of the pen")]
    [InlineData("KINDRED_ORIGIN", "archive.example")]
    [InlineData("KINDRED_LOG_LEVEL", "loud")]
    [InlineData("KINDRED_LOG_LEVEL", "0")]
    [InlineData("KINDRED_LEAVE_ADDRESS", "javascript:1")]
    [InlineData("KINDRED_SOURCE_ADDRESS", "a shelf")]
    [InlineData("KINDRED_URLS", "nonsense")]
    [InlineData("KINDRED_TRUSTED_PROXIES", "zork")]
    public void A_setting_that_would_do_nothing_is_refused(string name, string value) =>
        Assert.Throws<WrongUsageException>(() => Settings.Read("kindred-data", [KeyValuePair.Create(name, value)]));

    [Theory]
    [InlineData(2, "member", "add", "amina")]
    [InlineData(2, "member", "add", "amina", "--keeper", "--steward", "x")]
    [InlineData(2, "nothing-like-it")]
    [InlineData(2, "member", "add", "amina", "--keeper=x")]
    [InlineData(2, "member", "add", "amina", "--keeper", "--until", "tomorrow")]
    [InlineData(2, "member", "term", "amina", "--until", "yesterday")]
    [InlineData(2, "member", "token", "amina", "--days", "0")]
    [InlineData(2, "member", "token", "amina", "--days", "x")]
    [InlineData(2, "member", "token", "amina", "--days")]
    [InlineData(2, "export", "jsonl", "--as", "nobody")]
    [InlineData(0, "member", "add", "--help")]
    public async Task Wrong_usage_has_a_status_of_its_own(int status, params string[] args) => Assert.Equal(status, await CommandTree.Run(args, TextWriter.Null));

    [Theory]
    [InlineData("--days is a number", "member", "token", "amina", "--days", "x")]
    [InlineData("--until is a day", "member", "term", "amina", "--until", "yesterday")]
    public async Task Wrong_usage_is_said_in_words_of_the_archive(string words, params string[] args)
    {
        StringWriter said = new();
        await CommandTree.Run(args, said);
        Assert.Contains(words, said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", said.ToString(), StringComparison.Ordinal);
    }

    private static Task<CommandResult> Ask(TestArchive archive, ArchiveCommand command, JsonObject arguments) =>
        Terminal.Run(command, arguments, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
}
