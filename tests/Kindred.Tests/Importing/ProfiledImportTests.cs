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
