using System.Diagnostics;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Running;

/// <summary>The program itself, ended as a power cut would end it.</summary>
public sealed class KilledImportTests : IDisposable
{
    // Several seconds of an import: what is committed together is a second of it.
    private const int Lines = 40_000;
    private const int Kills = 10;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint());

    [Fact]
    public async Task Cut_off_at_any_point_and_resumed_it_has_taken_each_row_exactly_once()
    {
        string file = await Write();
        Random random = new(20171010);
        int killed = 0;
        for (bool isBegun = false; killed < Kills; isBegun = true)
        {
            using Process import = Begin(isBegun ? ["--resume", "1"] : [file]);
            if (!isBegun) Assert.Equal("It is import 1 in the register.", await import.StandardError.ReadLineAsync());
            // Rows are coming in from here on.
            if (await import.StandardError.ReadLineAsync() is null) break;
            await Task.Delay(random.Next(0, 150));
            if (import.HasExited) break;
            import.Kill();
            await import.WaitForExitAsync();
            killed++;
            if (killed == 1) File.Delete(file);
        }

        Assert.True(killed >= Kills / 2, $"It was done after {killed}.");
        (int exit, JsonNode told) = await End(["--resume", "1", "--json"]);
        if (exit != 0) Assert.Equal("not-open", (string?)told["outcome"]);
        await using TestArchive archive = await TestArchive.Start(Path.Combine(folder, "data"));
        foreach (string sql in (string[])
        [
            "SELECT count(*) FROM records", "SELECT count(DISTINCT title) FROM records", "SELECT count(*) FROM revisions", "SELECT count(*) FROM documents", "SELECT count(*) FROM import_rows", "SELECT count(*) FROM import_records",
            "SELECT count(DISTINCT number) FROM import_rows", "SELECT made FROM import_accessions", "SELECT count(*) FROM act_subjects a JOIN acts s ON s.number = a.act WHERE s.kind = 0",
        ])
        {
            Assert.Equal((sql, $"{Lines}"), (sql, LosslessDump.Query(archive, sql).Single()));
        }

        Assert.Equal("2", LosslessDump.Query(archive, "SELECT state FROM import_accessions").Single());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "data", "imports")));
    }

    [Fact]
    public async Task Ended_by_the_system_it_stops_at_the_end_of_a_batch_and_says_how_to_go_on()
    {
        string file = await Write();
        using Process import = Begin([file]);
        await import.StandardError.ReadLineAsync();
        await import.StandardError.ReadLineAsync();
        using (Process kill = Process.Start("kill", ["-TERM", $"{import.Id}"])) await kill.WaitForExitAsync();
        string said = await import.StandardError.ReadToEndAsync();
        await import.WaitForExitAsync();
        Assert.Contains("Stopped. It is import 1: `kindred import --resume 1` goes on.", said, StringComparison.Ordinal);
        Assert.Equal(1, import.ExitCode);
        (_, JsonNode list) = await End(["--list", "--json"]);
        Assert.Equal("stopped", (string?)list[0]!["state"]);
        int taken = (int)list[0]!["made"]!;
        Assert.True(taken % 100 == 0 && taken < Lines, $"{taken} were taken.");
        await File.AppendAllTextAsync(file, "{\"kind\":\"question\",\"title\":\"Another?\"}\n");
        (_, JsonNode other) = await End(["--resume", "1", file, "--json"]);
        Assert.Equal("other-file", (string?)other["outcome"]);
        (int exit, JsonNode done) = await End(["--resume", "1", "--json"]);
        Assert.Equal((0, Lines, "done"), (exit, (int)done["made"]!, (string?)done["state"]));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "data", "imports")));
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private async Task<string> Write()
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "lines.jsonl");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, Lines).Select(number => $$"""{"kind":"question","title":"Who rows number {{number}}?","story":"Why not {{number}}?"}"""));
        return file;
    }

    private Process Begin(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "kindred"), ["import", .. arguments, "--data", Path.Combine(folder, "data")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        // What a test is told is no setting of the archive's.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("KINDRED_TEST_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        return Process.Start(start)!;
    }

    private async Task<(int Exit, JsonNode Told)> End(IEnumerable<string> arguments)
    {
        using Process import = Begin(arguments);
        Task<string> error = import.StandardError.ReadToEndAsync();
        string told = await import.StandardOutput.ReadToEndAsync();
        await import.WaitForExitAsync();
        return (import.ExitCode, JsonNode.Parse(told.Length > 0 ? told : "{}")!);
    }
}
