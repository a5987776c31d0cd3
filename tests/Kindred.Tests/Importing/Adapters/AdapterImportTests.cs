using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Host.Commands;
using Kindred.Tests.Importing.Running;
using Kindred.Tests.Life;
using Command = Kindred.Host.Commands.Import;
using Path = System.IO.Path;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Importing.Adapters;

/// <summary>Exports of other archives, from their bytes to records: with links between the records of one file, what was private at the desk, and what had no place kept beside.</summary>
public sealed class AdapterImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kindred-test-").FullName;

    [Fact]
    public async Task Items_of_Omeka_S_are_linked_to_each_other_wherever_they_stand()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Write("items.json", OmekaExport.OmekaS);
        JsonObject foretold = await Import(archive, file, "omeka-s", ("dryRun", true)), taken = await Import(archive, file, "omeka-s");
        foreach (JsonObject told in new[] { foretold, taken }) Assert.Equal((5, 1, 0), ((long)told["made"]!, (long)told["waiting"]!, (long)told["notTaken"]!));
        Assert.Equal(foretold["losses"]!.AsArray().Select(Line).Order(), taken["losses"]!.AsArray().Select(Line).Order());
        Assert.Contains("o:media.@id: file, 1 from 5", taken["losses"]!.AsArray().Select(Line));
        Record walk = await Find(archive, "Walk of the lanterns"), drummers = await Find(archive, "Drummers");
        Assert.Equal(new[] { (await Find(archive, "Reedham")).Id, (await Find(archive, "Lantern makers")).Id }.Order(), walk.Content.Links.Select(link => link.Target).Order());
        Assert.Equal((await Find(archive, "Photographs of the walk")).Id, drummers.Content.Links.Single().Target);
        // What is private there is at the desk, and nowhere else.
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])["/", $"/r/{drummers.Id}", "/api/v1/records?q=cellar", "/export/jsonl"]) Assert.DoesNotContain("from the cellar", await anyone.GetStringAsync(address), StringComparison.Ordinal);
        Assert.Equal(6, (long)(await Import(archive, file, "omeka-s"))["same"]!);
    }

    [Fact]
    public async Task The_arrangement_of_AtoM_is_there_and_what_is_part_of_something_that_waits_says_so()
    {
        await using TestArchive archive = await TestArchive.Start();
        JsonObject authorities = await Import(archive, Write("authorities.csv", ArchiveExport.AtomAuthorities), "atom-authorities");
        Assert.Equal((1, 1, 1), ((long)authorities["made"]!, (long)authorities["waiting"]!, (long)authorities["notTaken"]!));
        IReadOnlyList<string> before = LosslessDump.Of(archive);
        string draft = ArchiveExport.AtomDescriptions + "106,104,,F-1-4-1,,A page,Item" + new string(',', 36) + ",Published" + new string(',', 14) + "en\n";
        JsonObject taken = await Import(archive, Write("descriptions.csv", draft), "atom-descriptions");
        // What belongs to a draft waits with it, although its own row calls it published.
        Assert.Equal((3, 3, 0), ((long)taken["made"]!, (long)taken["waiting"]!, (long)taken["notTaken"]!));
        Record file = await Find(archive, "Letters of the boat club"), series = await Find(archive, "Letters"), fonds = await Find(archive, "Papers of the river");
        Assert.Contains(file.Content.Links, link => link.Field == "partOf" && link.Target == series.Id);
        Assert.Equal(fonds.Id, series.Content.Links.Single(link => link.Field == "partOf").Target);
        Assert.Contains("parentId: not-linked, 1 from 7", taken["losses"]!.AsArray().Select(Line));
        Assert.Contains(taken["told"]!.AsArray(), one => (string?)one!["code"] == "linked-row-not-here");
        Assert.Contains(taken["told"]!.AsArray(), one => (string?)one!["code"] == "held-with-whole");
        await Import(archive, null, null, ("undo", "2"));
        Assert.Equal(before, LosslessDump.Of(archive));
    }

    [Fact]
    public async Task Rows_that_link_in_a_circle_come_in_and_the_link_that_closes_it_is_kept()
    {
        await using TestArchive archive = await TestArchive.Start();
        string profile = Write("circle.json", """{"kindredProfile": 1, "name": "circle", "kind": "resource", "key": "id", "columns": {"t": "title", "p": {"to": "partOf", "by": "key"}}}""");
        JsonObject taken = await Import(archive, Write("circle.csv", "id,t,p\n1,One,2\n2,Two,3\n3,Three,1\n4,Four,9\n5,Five,5\n"), profile);
        Assert.Equal(5, (long)taken["made"]!);
        Record one = await Find(archive, "One"), two = await Find(archive, "Two"), three = await Find(archive, "Three");
        Assert.Equal((three.Id, one.Id), (two.Content.Links.Single().Target, three.Content.Links.Single().Target));
        Assert.Empty(one.Content.Links);
        Assert.Equal("p: not-linked, 2 from 2", Line(taken["losses"]!.AsArray().Single()));
    }

    [Fact]
    public async Task A_known_export_is_not_taken_unasked_and_says_what_it_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Write("export.csv", OmekaExport.OmekaClassic);
        JsonObject told = await Import(archive, file, null);
        Assert.Equal("recognised", (string?)told["outcome"]);
        Assert.Contains("--profile omeka-classic", told.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(LosslessDump.Query(archive, "SELECT number FROM import_accessions"));
        JsonObject foretold = await Import(archive, file, null, ("dryRun", true));
        Assert.Equal((1, 1), ((long)foretold["made"]!, (long)foretold["waiting"]!));
    }

    [Fact]
    public async Task What_is_kept_beside_the_records_is_read_again_and_goes_with_record_and_import()
    {
        await using TestArchive archive = await TestArchive.Start();
        string losses = Path.Combine(folder, "losses.csv"), leftovers = Path.Combine(folder, "leftovers.csv");
        // A heading may be somebody's name.
        string export = OmekaExport.OmekaClassic.Replace("public,featured\n", "public,featured,Zaunfink says\n", StringComparison.Ordinal).Replace("\"River papers\",1,0\n", "\"River papers\",1,0,yes\n", StringComparison.Ordinal);
        await Import(archive, Write("export.csv", export), "omeka-classic", ("losses", losses));
        Assert.Contains("file,\"a file that the source only leads to: the address is kept, the file is not here\",1,2", await File.ReadAllTextAsync(losses), StringComparison.Ordinal);
        JsonObject shown = await Import(archive, null, null, ("show", "1"), ("leftovers", leftovers));
        Assert.Equal(8, shown["losses"]!.AsArray().Count);
        string kept = await File.ReadAllTextAsync(leftovers);
        Assert.Contains("https://omeka.example.org/files/original/b.jpg", kept, StringComparison.Ordinal);
        Assert.Contains("Zaunkoenig", kept, StringComparison.Ordinal);

        using HttpClient keeper = archive.With(await archive.Member("mika")), anyone = archive.Anyone();
        Assert.Contains("\"reason\":\"file\"", await keeper.GetStringAsync("/api/v1/keep/imports/1/losses"), StringComparison.Ordinal);
        Assert.Contains("original/b.jpg", await keeper.GetStringAsync("/api/v1/keep/imports/1/rows"), StringComparison.Ordinal);
        Assert.StartsWith("Heading,", await keeper.GetStringAsync("/api/v1/keep/imports/1/losses.csv"), StringComparison.Ordinal);
        foreach (string address in (string[])["losses", "losses.csv"]) Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await anyone.GetAsync($"/api/v1/keep/imports/1/{address}")).StatusCode);

        RecordId boat = (await Find(archive, "The boat, painted")).Id;
        Assert.NotEmpty(Residue.In(archive.Folder, "original/b.jpg"));
        Assert.NotEmpty(Residue.In(archive.Folder, "Zaunfink"));
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, boat, archive.Today));
        Assert.Empty(Residue.In(archive.Folder, "original/b.jpg"));
        Assert.Empty(Residue.In(archive.Folder, "Zaunfink"));
        Assert.NotEmpty(Residue.In(archive.Folder, "Zaunkoenig"));
        await Import(archive, null, null, ("undo", "1"), ("evenEdited", true));
        Assert.Empty(Residue.In(archive.Folder, "Zaunkoenig"));
        Assert.Empty((await Import(archive, null, null, ("show", "1")))["losses"]!.AsArray());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Line(JsonNode? loss) => $"{loss!["heading"]}: {loss["reason"]}, {loss["rows"]} from {loss["example"]}";

    private static async Task<Record> Find(TestArchive archive, string title) =>
        await archive.Writer.Write(session => session.FindRecord(Assert.Single(session.FindByName(title, []))), CancellationToken.None) ?? throw new InvalidOperationException(title);

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<JsonObject> Import(TestArchive archive, string? file, string? profile, params (string Name, JsonNode? Value)[] more)
    {
        JsonObject arguments = new() { ["file"] = file, ["profile"] = ProfileFile.Find(profile) };
        foreach ((string name, JsonNode? value) in more) arguments[name] = value;
        CommandWork work = new(arguments, archive.Services, TextWriter.Null, Stream.Null);
        return (JsonObject)(await Command.Work.Do(work, CancellationToken.None)).Json!;
    }
}
