using System.Security.Cryptography;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Running;

public sealed class DryRunTests
{
    [Fact]
    public async Task What_is_said_twice_waits_once_though_whom_it_names_came_in_between()
    {
        await using TestArchive archive = await TestArchive.Start();
        Life.Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Domain.Stewarding.Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        string line = $$"""{"id":"{{practice}}","kind":"practice","title":"At the gate","story":"Told otherwise.","centres":["{{marsh}}","Sea people"],"sources":["https://example.org/"]}""";
        string file = $$"""
            {{line}}
            {"kind":"practice","title":"Strike","story":"They sang.","centres":["Sea people"],"sources":["https://example.org/3"]}
            {{line}}

            """;
        List<string> foretold = await Foretell(archive, file);
        ImportAccession import = await UndoPropertyTests.Import(archive, file);
        string[] done = [.. LosslessDump.Query(archive, $"SELECT printf('%04d', place) || ' ' || number || ' ' || outcome FROM import_rows WHERE import = {import.Number}")];
        Assert.Equal(["3", "0", "2"], done.Select(row => row[^1..]));
        Assert.Equal(done, foretold);
    }

    [Fact]
    public async Task It_foretells_row_by_row_what_the_run_then_does()
    {
        await using TestArchive archive = await UndoPropertyTests.Lived();
        for (int seed = 201; seed <= 208; seed++)
        {
            string file = (await RandomFile.Over(archive, seed)).Lines(60);
            List<string> foretold = await Foretell(archive, file);
            ImportAccession import = await UndoPropertyTests.Import(archive, file);
            string[] done = [.. LosslessDump.Query(archive, $"SELECT printf('%04d', place) || ' ' || number || ' ' || outcome FROM import_rows WHERE import = {import.Number}")];
            string[] wrong = [.. foretold.Zip(done).Where(one => one.First != one.Second).Select(one => $"{one.First} was {one.Second}: {file.Split('\n')[int.Parse(one.First.Split(' ')[1]) - 1]}")];
            Assert.True(wrong is [] && foretold.Count == done.Length, $"Seed {seed}: {string.Join("\n", wrong)}\n{file}");
        }
    }

    [Fact]
    public async Task What_a_deposit_would_be_sent_back_for_is_not_taken_in_either()
    {
        await using TestArchive archive = await UndoPropertyTests.Lived();
        const string file = """
            {"kind":"practice","title":"A practice without anyone at its centre"}
            {"kind":"question","title":"Who rows?"}
            """;
        ImportOutcome.WouldRun told = await Ask(archive, file, null);
        Assert.Equal((1, 1), (told.Counts.NotTaken, told.Counts.Made));
        Assert.Contains("needs-centres", told.Refused.Select(finding => finding.Code));
        ImportAccession import = await UndoPropertyTests.Import(archive, file);
        Assert.Equal(told.Counts, import.Counts);
    }

    [Fact]
    public async Task It_writes_nothing()
    {
        await using TestArchive archive = await UndoPropertyTests.Lived();
        string file = (await RandomFile.Over(archive, 301)).Lines(300);
        Dictionary<string, string> before = Files(archive);
        Assert.NotEmpty(await Foretell(archive, file));
        Assert.Equal(before, Files(archive));
    }

    [Fact]
    public async Task What_is_twice_in_the_file_or_nearly_in_the_archive_is_told()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("organisation", Browsing.Told.Content("Boat Club, Rivertown"));
        ImportOutcome.WouldRun told = await Ask(archive, """
            {"kind":"organisation","title":"boat club Rivertown"}
            {"kind":"question","title":"Who rows?"}
            {"kind":"question","title":"Who rows?"}
            {"kind":"question","title":"Who rows?!","story":"Who?"}
            """, null);
        Assert.Equal(["nearly-there line 1", "row-twice line 3", "row-nearly-twice line 4"], told.Told.Select(finding => $"{finding.Code} {finding.Field}"));
        Assert.Equal((3, 1), (told.Counts.Made, told.Counts.Same));
        Assert.Equal(("2", "2"), (told.Told[1].Value, told.Told[2].Value));
    }

    [Fact]
    public async Task A_report_has_every_row_with_what_becomes_of_it_and_runs_nothing_in_a_spreadsheet()
    {
        await using TestArchive archive = await TestArchive.Start();
        using StringWriter written = new();
        RowReport report = new(written, Texts.For("en"), ["title", "story"]);
        report.Begin();
        await Ask(archive, """
            {"kind":"question","title":"=HYPERLINK(\"http://example.org\")","story":"-5"}
            {"kind":"question","title":"Who, then?","story":"x;=HYPERLINK(1)"}
            not JSON
            """, report.Add);
        Assert.Equal(
            "Row,What becomes of it,Title,Findings,title,story\r\n"
            + "1,new,\"'=HYPERLINK(\"\"http://example.org\"\")\",,\"'=HYPERLINK(\"\"http://example.org\"\")\",-5\r\n"
            + "2,new,\"Who, then?\",,\"Who, then?\",\"x;'=HYPERLINK(1)\"\r\n"
            + $"3,not taken,,{Texts.For("en").Words(new Finding("not-json"))},,\r\n",
            written.ToString());
    }

    private static async Task<List<string>> Foretell(TestArchive archive, string file)
    {
        List<string> foretold = [];
        await Ask(archive, file, row => foretold.Add($"{foretold.Count + 1:D4} {row.Row.Number} {(int)row.Outcome}"));
        return foretold;
    }

    private static async Task<ImportOutcome.WouldRun> Ask(TestArchive archive, string file, Action<ForetoldRow>? each)
    {
        using StringReader reader = new(file);
        return await archive.Get<DryRun>().Do(new ImportSource("jsonl", 0), archive.Get<RecordLines>().Read(reader, null), each, null, null, CancellationToken.None);
    }

    private static Dictionary<string, string> Files(TestArchive archive) => Directory.EnumerateFiles(archive.Folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && Path.GetExtension(file) is not (".sock" or ".lock"))
        .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
