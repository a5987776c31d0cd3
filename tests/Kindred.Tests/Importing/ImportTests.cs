using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Importing;
using Kindred.Features.Reviewing;
using Kindred.Features.Sampling;
using Kindred.Host.Commands;
using Kindred.Tests.Exporting;
using Kindred.Tests.Life;
using Command = Kindred.Host.Commands.Import;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing;

public sealed class ImportTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archives_own_export_changes_nothing(bool isKeepers)
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        // Words that came beside a practice, as a connection of their own, are no note of its link.
        await archive.Write(session =>
        {
            Connection centres = session.InState(RecordState.Published).SelectMany(session.ConnectionsOf).First(one => one.Type == "centres" && one.IsOfField);
            session.Put(centres with { Words = new ConnectionWords { Language = "en", Text = "zaunkoenig" }, Revision = centres.Revision + 1 }, "anonymous", "", archive.Today);
        });
        Viewer viewer = isKeepers ? new Viewer.Member(archive.Today, "keeper", IsKeeper: true, []) : new Viewer.Public(archive.Today);
        using MemoryStream written = new();
        long count = await archive.Export("jsonl", written, viewer);
        string lines = System.Text.Encoding.UTF8.GetString(written.ToArray());
        ImportResult result = await Import(archive, lines);
        Assert.Equal((0, 0, count, 0, ""), (result.Made, result.Changed, result.Same, result.Waiting, string.Join("; ", result.Findings)));
    }

    [Fact]
    public async Task The_same_lines_again_are_the_same()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        await archive.Member("amina", river);
        const string lines = """
            {"kind":"organisation","title":"Boat club","websites":["https://example.org"],"members":["Oar makers"]}
            {"kind":"practice","title":"Ferrying","story":"They ferried.","centres":["River people"],"sources":["https://example.org/told"]}
            """;
        ImportResult first = await Import(archive, lines);
        Assert.Equal((1, 0, 0, 1), (first.Made, first.Changed, first.Same, first.Waiting));
        ImportResult again = await Import(archive, lines);
        Assert.Equal((0, 0, 2, 0), (again.Made, again.Changed, again.Same, again.Waiting));
        Assert.Single(await archive.Writer.Write(session => session.DepositsIn(DepositState.Deposited, DateOnly.MaxValue), CancellationToken.None));
    }

    [Fact]
    public async Task What_a_line_has_no_place_for_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Import(archive, """
            {"kind":"question","title":"Who rows?","story":"Who?"}
            {"kind":"path","title":"Upstream","steps":[{"record":"Who rows?","note":"Begin here."}]}
            """);
        RecordId path = await Named(archive, "Upstream", "path");
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("\"note\":\"Begin here.\"", await anyone.GetStringAsync($"/api/v1/records/{path}"), StringComparison.Ordinal);
        ImportResult changed = await Import(archive, $$"""{"id":"{{path}}","kind":"path","title":"Upstream","summary":"Slowly.","steps":["Who rows?"]}""");
        Assert.Equal(1, changed.Changed);
        Domain.Records.Record now = (await archive.Writer.Write(session => session.FindRecord(path), CancellationToken.None))!;
        Assert.Equal(("Slowly.", "Begin here."), (now.Content.Text("summary"), Assert.Single(now.Content.Links).Note));
    }

    [Theory]
    [InlineData("""{"kind":"question","title":"half \ud800"}""", "wrong-shape", "line 2")]
    [InlineData("""{"kind":"zzz","title":"What?"}""", "unknown-kind", "line 2")]
    [InlineData("""{"title":"What?"}""", "needs-kind", "line 2")]
    [InlineData("""{"kind":"action","title":"Many","story":1e999}""", "wrong-shape", "line 2")]
    [InlineData("not JSON", "not-json", "line 2")]
    public async Task A_line_that_is_not_right_is_listed_and_the_others_are_taken(string line, string code, string path)
    {
        await using TestArchive archive = await TestArchive.Start();
        ImportResult result = await Import(archive, $"{Question("Before")}\n{line}\n{Question("After")}");
        Assert.Equal((2, code, path), (result.Made, Assert.Single(result.Findings).Code, result.Findings[0].Field));
        Assert.Equal(code == "unknown-kind" ? "zzz" : null, result.Findings[0].Value);
    }

    [Fact]
    public async Task A_line_in_another_encoding_is_listed_and_never_published_as_what_it_is_not()
    {
        await using TestArchive archive = await TestArchive.Start();
        byte[] lines = [.. Encoding.UTF8.GetBytes(Question("Años") + "\n"), .. Encoding.Latin1.GetBytes(Question("Años de río") + "\n"), .. Encoding.UTF8.GetBytes(Question("Ríos"))];
        using StreamReader reader = ImportRecords.Lines(new MemoryStream(lines));
        ImportResult result = await archive.Get<ImportRecords>().Import(reader, null, isReviewed: false, null, CancellationToken.None);
        Assert.Equal((2, "not-utf8", "line 2"), (result.Made, Assert.Single(result.Findings).Code, result.Findings[0].Field));
        foreach (string title in (string[])["Años", "Ríos"]) await Named(archive, title, "question");
    }

    [Fact]
    public async Task A_terminal_is_told_of_the_first_findings_and_how_many_more_there_are()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Path.Combine(archive.Folder, "lines.jsonl");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("not JSON\n", 1_005)));
        CommandResult result = await Terminal.Run(Command.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.EndsWith("not taken 1005.", result.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("And 985 more", result.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(1_000, result.Json!["findings"]!.AsArray().Count);
        JsonObject finding = result.Json["findings"]![0]!.AsObject();
        Assert.Equal(("line 1", "not-json"), ((string?)finding["path"], (string?)finding["code"]));
        Assert.StartsWith("This line is not JSON", (string?)finding["words"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_numbered_through_the_whole_file_also_where_nobody_looks_on()
    {
        await using TestArchive archive = await TestArchive.Start();
        string lines = string.Concat(Enumerable.Range(1, 149).Select(number => Question($"Number {number}") + "\n")) + "not JSON\n";
        Assert.Equal("line 150", Assert.Single((await Import(archive, lines)).Findings).Field);
    }

    [Fact]
    public async Task A_known_record_keeps_its_kind_and_a_withdrawn_one_does_not_come_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        RecordId gone = RecordId.Mint();
        await archive.Write(session => session.Destroy(gone, new Tombstone(gone, archive.Today, null)));
        ImportResult result = await Import(archive, $$"""
            {"id":"{{river}}","kind":"question","title":"A river?"}
            {"id":"{{gone}}","kind":"question","title":"Told again?"}
            """);
        Assert.Equal(["kind-stays", "was-withdrawn"], result.Findings.Select(finding => finding.Code));
        Assert.Equal("community", (await archive.Writer.Write(session => session.FindRecord(river), CancellationToken.None))!.Kind);
        Assert.Empty(await archive.Writer.Write(session => session.FindByName("Told again?", []), CancellationToken.None));
    }

    [Fact]
    public async Task A_record_that_names_a_community_with_a_steward_waits_for_her_also_where_the_line_does_not_name_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        await archive.Community("Lake people");
        await Import(archive, """{"kind":"practice","title":"Ferrying","story":"They ferried.","centres":["River people"],"sources":["https://example.org/told"]}""");
        RecordId practice = await Named(archive, "Ferrying", "practice");
        await archive.Member("amina", river);
        ImportResult result = await Import(
            archive, $$"""{"id":"{{practice}}","kind":"practice","title":"Ferrying","story":"Otherwise.","centres":["Lake people"],"sources":["https://example.org/told"]}""");
        Assert.Equal((0, 1), (result.Changed, result.Waiting));
        Assert.Equal("They ferried.", (await archive.Writer.Write(session => session.FindRecord(practice), CancellationToken.None))!.Content.Text("story"));
    }

    [Fact]
    public async Task With_review_everything_waits_at_the_desk_and_nothing_is_vouched_for()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "told.jsonl");
        await File.WriteAllTextAsync(file, Question("Who rows?") + "\n" + Question("Who steers?"));
        CommandResult told = await Terminal.Run(
            Kindred.Host.Commands.Import.Work, new JsonObject { ["file"] = file, ["review"] = true }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal((ExitStatus.Done, 0, 2), (told.Exit, (int)told.Json!["made"]!, (int)told.Json["waiting"]!));
        Assert.Empty(await archive.Records.Newest([], 9, archive.Stranger, CancellationToken.None));
        IReadOnlyList<DepositId> waiting = await archive.Writer.Write(session => session.DepositsIn(DepositState.Deposited, DateOnly.MaxValue), CancellationToken.None);
        Assert.Equal(2, waiting.Count);
        ReviewOutcome taken = await archive.Get<ReviewDeposit>().Accept(waiting[0], new Asked(archive).Keeper(), PublicationBasis.PublicSources, CancellationToken.None);
        Assert.False(Assert.IsType<ReviewOutcome.Done>(taken).Deposit.IsVouched);
        Assert.Single(await archive.Records.Newest([], 9, archive.Stranger, CancellationToken.None));
    }

    private static string Question(string title) => $$"""{"kind":"question","title":"{{title}}","story":"Why?"}""";

    private static Task<RecordId> Named(TestArchive archive, string title, string kind) =>
        archive.Writer.Write(session => session.FindByName(title, [kind])[0], CancellationToken.None);

    private static async Task<ImportResult> Import(TestArchive archive, string lines)
    {
        using StringReader reader = new(lines);
        return await archive.Get<ImportRecords>().Import(reader, null, isReviewed: false, null, CancellationToken.None);
    }
}
