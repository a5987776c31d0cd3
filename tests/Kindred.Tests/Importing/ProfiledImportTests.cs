using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Host.Commands;
using Kindred.Tests.Importing.Mapping;
using Kindred.Tests.Importing.Running;
using Command = Kindred.Host.Commands.Import;
using Path = System.IO.Path;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Importing;

/// <summary>A file that others made, from its bytes to records: read, mapped by a profile, taken in as an accession.</summary>
public sealed class ProfiledImportTests : IDisposable
{
    private const string Profile = """
        {"kindredProfile": 1, "name": "walks", "kind": "action", "key": "No.",
         "columns": {"Title": "title", "Day": "when", "Group": {"to": "organisedBy", "split": ";"}, "What happened": "story", "Link": "sources.url"}}
        """;

    private const string Rows = """
        No.;Title;Day;Group;What happened;Link;Weather
        1;Walk to the bridge;27 January 2017;"Boat club; Oar makers";They walked.;https://example.org/a;cold
        2;Letter to the mayor;early 2017;Boat club;Write to us at zaunkoenig@example.org;https://example.org/b;
        3;;;;;;rain

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("kindred-test-").FullName;

    [Fact]
    public async Task It_comes_in_by_its_key_and_waits_where_it_may_endanger_someone()
    {
        await using TestArchive archive = await TestArchive.Start();
        string profile = Write("walks.json", Profile), file = Write("walks.csv", Rows);
        JsonObject foretold = await Import(archive, file, profile, isDry: true), taken = await Import(archive, file, profile);
        foreach (JsonObject told in new[] { foretold, taken })
            Assert.Equal((1, 1, 1), ((long)told["made"]!, (long)told["waiting"]!, (long)told["notTaken"]!));
        // Once it is done nothing needs what the profile says, which may be full of names.
        Assert.Equal(["walks "], LosslessDump.Query(archive, "SELECT profile_name || ' ' || coalesce(profile, '') FROM import_accessions"));
        // What a person wrote is in no terminal's record.
        Assert.DoesNotContain("zaunkoenig", taken.ToJsonString(), StringComparison.Ordinal);
        RecordId id = Assert.Single(await archive.Writer.Write(session => session.FindByName("Walk to the bridge", ["action"]), CancellationToken.None));
        Record walk = (await archive.Writer.Write(session => session.FindRecord(id), CancellationToken.None))!;
        Assert.Equal(("2017-01-27", 2), (walk.Content.Text("when"), walk.Content.Links.Length));

        JsonObject again = await Import(archive, file, profile);
        Assert.Equal((0, 2), ((long)again["made"]!, (long)again["same"]!));
        JsonObject changed = await Import(archive, Write("walks.csv", Rows.Replace("They walked.", "They walked and sang.", StringComparison.Ordinal)), profile);
        Assert.Equal((0, 1), ((long)changed["made"]!, (long)changed["changed"]!));
        Assert.Equal("They walked and sang.", (await archive.Writer.Write(session => session.FindRecord(id), CancellationToken.None))!.Content.Text("story"));
        Assert.Contains("cold", string.Join(' ', LosslessDump.Query(archive, "SELECT leftover FROM import_rows WHERE leftover IS NOT NULL")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_is_not_right_or_is_not_there_takes_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Write("walks.csv", Rows);
        Assert.Equal("no-profile", (string?)(await Import(archive, file, Path.Combine(folder, "none.json")))["outcome"]);
        JsonObject wrong = await Import(archive, file, Write("walks.json", Profile.Replace("\"when\"", "\"wenn\"", StringComparison.Ordinal)));
        Assert.Equal("wrong-profile", (string?)wrong["outcome"]);
        Assert.Contains("wenn", wrong.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("not-recognised", (string?)(await Import(archive, Write("walks.png", "\u0001\u0002\u0003\u0004\u0005"), Write("walks.json", Profile)))["outcome"]);
        Assert.Empty(LosslessDump.Query(archive, "SELECT number FROM import_accessions"));
    }

    [Fact]
    public async Task A_packed_file_comes_in_as_it_would_unpacked_is_known_by_what_was_sent_and_goes_on_where_it_was_cut_off()
    {
        await using TestArchive archive = await TestArchive.Start();
        byte[] packed = Reading.PackedTests.Packed(Rows);
        string file = Path.Combine(folder, "walks.csv.gz"), profile = Write("walks.json", Profile), lines = Path.Combine(folder, "questions.jsonl.gz");
        await File.WriteAllBytesAsync(file, packed);
        Assert.Equal((1, 1, 1), Counts(await Import(archive, file, profile, isDry: true)));
        JsonObject told = await Import(archive, file, profile);
        Assert.Equal((1, 1, 1), Counts(told));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(packed)), (string?)told["digest"]);
        await File.WriteAllBytesAsync(lines, Reading.PackedTests.Packed("{\"kind\":\"question\",\"title\":\"Who rows?\"}\n{\"kind\":\"question\",\"title\":\"Who steers?\"}\n"));
        CommandWork work = new(new JsonObject { ["file"] = lines }, archive.Services, TextWriter.Null, Stream.Null);
        Assert.Equal(2, (long)((JsonObject)(await Command.Work.Do(work, CancellationToken.None)).Json!)["made"]!);

        // Cut off after some of its rows.
        string many = string.Concat(Enumerable.Range(0, 900).Select(row => $"{row},The {row}th walk\n").Prepend("No.,Title\n")), walks = Write("many.json", """{"kindredProfile": 1, "name": "many", "kind": "action", "key": "No.", "columns": {"Title": "title"}}""");
        await File.WriteAllBytesAsync(file, Reading.PackedTests.Packed(many));
        using CancellationTokenSource stop = new();
        CommandWork cut = new(new JsonObject { ["file"] = file, ["profile"] = walks }, archive.Services, new StopAfter(stop), Stream.Null);
        await Command.Work.Do(cut, stop.Token);
        Assert.Equal([1L], LosslessDump.Query(archive, "SELECT state = 1 FROM import_accessions WHERE number = 3").Select(row => long.Parse(row, System.Globalization.CultureInfo.InvariantCulture)));
        CommandWork on = new(new JsonObject { ["resume"] = "3" }, archive.Services, TextWriter.Null, Stream.Null);
        Assert.Equal(900, (long)((JsonObject)(await Command.Work.Do(on, CancellationToken.None)).Json!)["made"]!);

        static (long, long, long) Counts(JsonObject told) => ((long)told["made"]!, (long)told["waiting"]!, (long)told["notTaken"]!);
    }

    [Fact]
    public async Task How_a_file_is_read_is_said_by_its_profile()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Path.Combine(folder, "wells.txt"), profile = Write("wells.json", """{"kindredProfile": 1, "name": "wells", "kind": "action", "reading": {"encoding": "windows-1256", "delimiter": "/", "headingRow": 2}, "columns": {"Name": "title", "Day": "when"}}""");
        await File.WriteAllBytesAsync(file, System.Text.CodePagesEncodingProvider.Instance.GetEncoding("windows-1256")!.GetBytes("Wells / of the south\nName/Day\nوقفة عند البئر/2017-01-28\n"));
        Assert.Equal(1, (long)(await Import(archive, file, profile))["made"]!);
        Assert.Single(await archive.Writer.Write(session => session.FindByName("وقفة عند البئر", []), CancellationToken.None));
    }

    private sealed class StopAfter(CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            // It is in the register by then, and one batch is written at least.
            if (value?.StartsWith("It is import", StringComparison.Ordinal) == true) stop.CancelAfter(1);
        }
    }

    [Theory]
    [InlineData("actions.csv")]
    [InlineData("actions.json")]
    public async Task The_actions_in_tech_come_in_whole_from_either_file(string name)
    {
        if (TestRows.Data("collective-actions-in-tech/" + name) is not { } file)
        {
            Assert.Skip("../shared is not here.");
            return;
        }

        await using TestArchive archive = await TestArchive.Start();
        JsonObject told = await Import(archive, file, "collective-actions-in-tech");
        Assert.Equal((506, 0), ((long)told["made"]! + (long)told["waiting"]!, (long)told["notTaken"]!));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<JsonObject> Import(TestArchive archive, string file, string profile, bool isDry = false)
    {
        JsonObject arguments = new() { ["file"] = file, ["profile"] = ProfileFile.Find(profile), ["dryRun"] = isDry };
        CommandWork work = new(arguments, archive.Services, TextWriter.Null, Stream.Null);
        return (JsonObject)(await Command.Work.Do(work, CancellationToken.None)).Json!;
    }
}
