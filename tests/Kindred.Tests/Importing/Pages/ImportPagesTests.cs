using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Running;
using Kindred.Features.Importing.Sending;
using Kindred.Features.Shared;
using Kindred.Tests.Browsing;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Pages;

/// <summary>A keeper brings in a spreadsheet without a terminal and without scripts.</summary>
public sealed class ImportPagesTests
{
    [Fact]
    public async Task A_spreadsheet_is_sent_in_looked_at_tried_brought_in_and_taken_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent();
        string columns = await mika.Pages.Read(map + "?lang=en");
        foreach (string heading in (string[])["Name", "Date", "City", "Kind of action", "Tags", "Code", "Porters stop the loading bay", "Its heading says so."]) Assert.Contains(heading, columns, StringComparison.Ordinal);
        Assert.Equal("title", Chosen(columns, "to.1.0"));
        string told = await mika.Tried(map, ("columns", "4"), ("to.4.0", "type"), ("columns", "5"), ("to.5.0", "story"));
        Assert.Contains("Nothing was written.", told, StringComparison.Ordinal);
        Assert.Contains("An e-mail address is written here.", told, StringComparison.Ordinal);
        Assert.Equal(0, await Records(archive));
        string report = await (await mika.Pages.Answer(map.Replace("/map", "/dry-run", StringComparison.Ordinal) + "?handler=report")).Content.ReadAsStringAsync();
        Assert.Contains("Porters march", report, StringComparison.Ordinal);
        Assert.Contains("ana@example.org", report, StringComparison.Ordinal);
        string import = await mika.Run(map);
        string page = await mika.Pages.Read(import + "?lang=en");
        Assert.Contains("Import 1", page, StringComparison.Ordinal);
        Assert.Contains("Porters stop the loading bay", page, StringComparison.Ordinal);
        ImportAccession done = (await Register(archive))[0];
        Assert.Equal((ImportState.Done, "mika", 2L, 1L), (done.State, done.Who, done.Counts.Made, done.Counts.Waiting));
        Assert.Contains("Import 1", await mika.Pages.Read("/keep/imports?lang=en"), StringComparison.Ordinal);
        // Of the file nothing is left, here or beside.
        Assert.Empty(Directory.Exists(Path.Combine(archive.Folder, "imports")) ? Directory.GetFiles(Path.Combine(archive.Folder, "imports"), "*", SearchOption.AllDirectories) : []);
        Assert.Equal(HttpStatusCode.NotFound, (await mika.Pages.Answer(map)).StatusCode);

        await mika.Pages.Read(import);
        HttpResponseMessage undone = await mika.Pages.Post(import + "?handler=undo");
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Contains("taken back", await mika.Ended(import + "?lang=en"), StringComparison.Ordinal);
        Assert.Equal(ImportState.Undone, (await Register(archive))[0].State);
        Assert.Equal(0, await Records(archive));
        foreach (string word in (string[])["Porters", "ana@", "rows.csv", "Lisbon"]) Assert.DoesNotContain(word, archive.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_chosen_by_hand_counts_and_is_kept_as_a_profile_for_the_next_file()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent();
        await mika.Pages.Read(map);
        await mika.Pages.Post(map + "?number=1", ("columns", "4"), ("to.4.0", "type"), ("columns", "5"), ("to.5.0", "drop"), ("key", "6"), ("title", "{type}, {City}"), ("go", "save"));
        await mika.Pages.Read(map + "/4");
        await mika.Pages.Post(map + "/4", ("split.0", ";"), ("go", "stay"));
        string column = await mika.Pages.Read(map + "/4?lang=en");
        // Of what is no term, terms of nearly that name are offered; nothing is taken on its own.
        Assert.Matches("<optgroup label=\"Perhaps\">\\s*<option value=\"march\"", column);
        int index = int.Parse(Regex.Match(column, "name=\"value\\.0\\.(\\d+)\" value=\"marchs\"").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        HttpResponseMessage said = await mika.Pages.Post(map + "/4", ("split.0", ";"), ($"value.0.{index}", "marchs"), ($"means.0.{index}", "march"), ("otherwise.0", "tell"));
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        await mika.Pages.Read(map);
        await mika.Pages.Post(map + "?number=1", ("name", "Porters"), ("key", "6"), ("title", "{type}, {City}"), ("go", "keep"));
        SavedProfile saved = Assert.Single(await archive.Get<IImportStore>().Profiles(Keeper(archive), CancellationToken.None));
        Assert.Equal(("Porters", "mika"), (saved.Name, saved.Who));
        foreach (string part in (string[])["\"marchs\": \"march\"", "\"otherwise\": \"tell\"", "\"split\": \";\"", "\"Tags\": \"drop\"", "\"title\": \"{type}, {City}\"", "\"key\""]) Assert.Contains(part, saved.Profile, StringComparison.Ordinal);
        string file = await (await mika.Pages.Answer("/keep/imports?handler=profile&name=Porters")).Content.ReadAsStringAsync();
        Assert.Equal(saved.Profile, file);

        HttpResponseMessage next = await mika.Send("/keep/imports", KeepersBrowser.Rows, "next.csv", ("kind", "practice"), ("profile", "saved:Porters"));
        string again = next.Headers.Location!.ToString();
        Assert.Equal("type", Chosen(await mika.Pages.Read(again), "to.4.0"));
        await mika.Tried(again);
        await mika.Run(again);
        Assert.Equal("Porters", (await Register(archive))[0].Source.ProfileName);
        RecordId march = await archive.Writer.Write(session => session.FindByName("Porters march", [])[0], CancellationToken.None);
        Assert.Equal("march", (await archive.Writer.Write(session => session.FindRecord(march)!.Content.Text("type"), CancellationToken.None)) ?? "");
        await mika.Pages.Read("/keep/imports");
        await mika.Pages.Post("/keep/imports?handler=remove", ("name", "Porters"));
        Assert.Empty(await archive.Get<IImportStore>().Profiles(Keeper(archive), CancellationToken.None));
    }

    [Fact]
    public async Task Records_of_nearly_a_name_are_offered_and_linked_only_when_they_are_chosen()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId union = await archive.Publish("organisation", Told.Content("Dockers’ Union"));
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent("Name,Who\nDocks stand still,Dockers Union\n");
        await mika.Pages.Read(map);
        await mika.Pages.Post(map + "?number=1", ("columns", "2"), ("to.2.0", "organisedBy"), ("go", "save"));
        string column = await mika.Pages.Read(map + "/2?lang=en");
        Assert.Contains($"<option value=\"{union}\"", column, StringComparison.Ordinal);
        await mika.Pages.Post(map + "/2", ("value.0.0", "Dockers Union"), ("means.0.0", union.ToString()));
        await mika.Tried(map);
        await mika.Run(map);
        Assert.Equal((1L, 1), ((await Register(archive))[0].Counts.Made, await archive.Writer.Write(session => session.FindByName("Docks stand still", []).Count, CancellationToken.None)));
        RecordId docks = await archive.Writer.Write(session => session.FindByName("Docks stand still", [])[0], CancellationToken.None);
        Assert.Contains(await archive.Writer.Write(session => session.ConnectionsOf(docks).Select(one => one.To == docks ? one.From : one.To).ToArray(), CancellationToken.None), id => id == union);
        Assert.Empty(await archive.Writer.Write(session => session.FindByName("Dockers Union", ["organisation"]).Where(id => id != union).ToArray(), CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_is_none_or_too_large_is_told_of_and_nothing_of_it_stays()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_IMPORT_MEGABYTES", "1")]);
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        foreach ((string? file, string words) in ((string?, string)[])[(null, "Choose a file"), ("", "Choose a file"), (new string('x', 1024 * 1024 + 1), "larger than 1 megabytes"), ("%PDF-1.4 nothing", "none of the forms")])
        {
            HttpResponseMessage refused = await mika.Send("/keep/imports?lang=en", file, "x.csv", ("kind", "action"), ("profile", "guess"));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(words, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        HttpResponseMessage far = await mika.Send("/keep/imports?lang=en", new string('x', 3 * 1024 * 1024), "x.csv", ("kind", "action"));
        Assert.Equal(HttpStatusCode.BadRequest, far.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await mika.Send("/keep/imports", "a,b\n1,2", "x.csv", ("kind", "action"), ("profileFile", "{"))).StatusCode);
        Assert.Empty(Sent(archive));
    }

    [Fact]
    public async Task Nobody_but_a_keeper_sends_a_file_and_not_without_the_forms_token()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        await archive.Member("amina", river);
        await archive.Member("kofi");
        using HttpClient anyone = archive.Anyone(), steward = archive.SignedIn(await archive.Session("amina")), keeper = archive.SignedIn(await archive.Session("kofi"));
        foreach ((HttpClient client, HttpStatusCode status) in ((HttpClient, HttpStatusCode)[])[(anyone, HttpStatusCode.Unauthorized), (steward, HttpStatusCode.Forbidden), (keeper, HttpStatusCode.BadRequest)])
        {
            using MultipartFormDataContent form = new() { { new StringContent("a,b\n1,2"), "file", "x.csv" } };
            Assert.Equal(status, (await client.PostAsync("/keep/imports", form)).StatusCode);
        }

        // What was read before the token was asked for is gone a moment after the answer.
        for (int wait = 0; wait < 100 && Sent(archive) is not []; wait++) await Task.Delay(50);
        Assert.Empty(Sent(archive));
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent();
        foreach (string address in (string[])["/keep/imports", map, map + "/1", map.Replace("/map", "/dry-run", StringComparison.Ordinal)])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await steward.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await anyone.GetAsync(address)).StatusCode);
        }
    }

    [Fact]
    public async Task To_bring_in_and_to_take_back_are_asked_for_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent();
        await mika.Tried(map);
        archive.Clock.Pass(TimeSpan.FromMinutes(30));
        HttpResponseMessage run = await mika.Pages.Post(map.Replace("/map", "/dry-run", StringComparison.Ordinal) + "?handler=run");
        Assert.Equal((HttpStatusCode.TemporaryRedirect, true), (run.StatusCode, run.Headers.Location!.ToString().StartsWith("/sign-in/again", StringComparison.Ordinal)));
        Assert.Empty(await Register(archive));
    }

    [Fact]
    public async Task A_forgotten_file_is_destroyed_after_a_week_and_a_kept_one_when_a_keeper_says_so()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent();
        await mika.Tried(map);
        await archive.Pass(SentFiles.DaysKept - 1);
        Assert.NotEmpty(Sent(archive));
        await archive.Pass(1);
        Assert.Empty(Sent(archive));
        using SignedInAgain lee = await SignedInAgain.Of(archive);
        string other = await lee.Browser.Sent();
        await lee.Browser.Pages.Read("/keep/imports");
        await lee.Browser.Pages.Post("/keep/imports?handler=forget", ("id", other.Split('/')[3]));
        Assert.Empty(Sent(archive));
    }

    [Fact]
    public async Task A_table_of_the_archive_itself_changes_the_cells_that_were_edited_and_needs_no_columns()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId rows = await archive.Publish("question", Browsing.Told.Content("Who rows?").With("summary", new FieldValue.One("In short.")));
        Tables.EditedTable table = await Tables.EditedTable.Of(archive);
        table[rows, "story"] = "Whoever comes.";
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        HttpResponseMessage sent = await mika.Send("/keep/imports", table.Csv(), "records.csv", ("kind", "question"), ("profile", "guess"));
        string dry = sent.Headers.Location!.ToString();
        Assert.EndsWith("/dry-run", dry, StringComparison.Ordinal);
        await mika.Pages.Read(dry);
        await mika.Pages.Post(dry + "?handler=try");
        Assert.Contains("1 row", await mika.Ended(dry + "?lang=en"), StringComparison.Ordinal);
        await mika.Run(dry);
        Domain.Records.Record now = (await archive.Writer.Write(session => session.FindRecord(rows), CancellationToken.None))!;
        Assert.Equal(("Who rows?", "In short.", "Whoever comes."), (now.Content.Title, now.Content.Text("summary"), now.Content.Text("story")));
    }

    [Fact]
    public async Task A_dry_run_that_was_begun_with_other_columns_is_not_shown_for_the_new_ones()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent("Name,Remark\n" + string.Concat(Enumerable.Range(0, 6_000).Select(row => $"Meeting {row},at the well {row}\n")));
        await mika.Pages.Read(map + "?lang=en");
        await mika.Pages.Post(map + "?number=1&lang=en", ("go", "dry"));
        string tried = await mika.Tried(map, ("to.2.0", "story"));
        Assert.Contains("6,000 rows", tried, StringComparison.Ordinal);
        Assert.DoesNotContain("in no field", tried, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_of_another_archive_that_is_known_begins_with_its_profile()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent(Adapters.OmekaExport.OmekaClassic);
        Assert.Contains("Omeka Classic", await mika.Pages.Read(map + "?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_went_on_with_is_shown_and_asked_about()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent();
        await mika.Tried(map);
        string import = await mika.Run(map);
        RecordId march = await archive.Writer.Write(session => session.FindByName("Porters march", [])[0], CancellationToken.None);
        await Running.UndoPropertyTests.Import(archive, $$"""{"id":"{{march}}","kind":"action","title":"Porters march on"}""");
        await mika.Pages.Read(import);
        await mika.Pages.Post(import + "?handler=undo");
        string asked = await mika.Ended(import + "?lang=en");
        Assert.Contains("People went on with 1", asked, StringComparison.Ordinal);
        Assert.Contains("Porters march on", asked, StringComparison.Ordinal);
        Assert.Equal(ImportState.Done, (await Register(archive))[1].State);
        await mika.Pages.Post(import + "?handler=undo", ("edited", "keep"));
        string kept = await mika.Ended(import + "?lang=en");
        Assert.Contains("1 record that people went on with stays", kept, StringComparison.Ordinal);
        Assert.Contains("--even-edited", kept, StringComparison.Ordinal);
        Assert.NotNull(await archive.Writer.Write(session => session.FindRecord(march), CancellationToken.None));
        // What others wrote is no keeper's alone to destroy.
        await mika.Pages.Post(import + "?handler=undo", ("edited", "takeBack"));
        await mika.Ended(import);
        Assert.NotNull(await archive.Writer.Write(session => session.FindRecord(march), CancellationToken.None));
    }

    [Fact]
    public async Task What_was_cut_off_goes_on_from_its_page_also_with_the_file_given_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        const string lines = "{\"kind\":\"question\",\"title\":\"Who rows?\"}\n{\"kind\":\"question\",\"title\":\"Who steers?\"}\n";
        using MemoryStream bytes = new(System.Text.Encoding.UTF8.GetBytes(lines));
        SourceSpool spool = archive.Get<SourceSpool>();
        (System.Collections.Immutable.ImmutableArray<byte> digest, long length) = await spool.Keep(bytes, CancellationToken.None);
        ImportAccession cut = await archive.Get<RunImport>().Register(new ImportSource("jsonl", length) { Digest = digest }, "mika", CancellationToken.None);
        spool.Release(digest);
        spool.Destroy(digest);
        string address = $"/keep/imports/{cut.Number}";
        Assert.Contains("Give it again", await mika.Pages.Read(address + "?lang=en"), StringComparison.Ordinal);
        await mika.Send(address + "?handler=resume", lines + "\n", "other.jsonl");
        Assert.Contains("This is another file", await mika.Ended(address + "?lang=en"), StringComparison.Ordinal);
        await mika.Send(address + "?handler=resume", lines, "same.jsonl");
        await mika.Ended(address);
        ImportAccession done = (await Register(archive))[0];
        Assert.Equal((ImportState.Done, 2L), (done.State, done.Counts.Made));
        Assert.Empty(Sent(archive));
    }

    [Fact]
    public async Task A_long_run_shows_how_far_it_is_is_stopped_goes_on_and_outlives_the_server()
    {
        TestArchive archive = await TestArchive.Start();
        using KeepersBrowser mika = await KeepersBrowser.Of(archive);
        string map = await mika.Sent("Name\n" + string.Concat(Enumerable.Range(0, 6_000).Select(row => $"The {row}th meeting at the well\n")));
        await mika.Tried(map);
        HttpResponseMessage begun = await mika.Pages.Post(map.Replace("/map", "/dry-run", StringComparison.Ordinal) + "?handler=run");
        string import = begun.Headers.Location!.ToString();
        string running = await mika.Pages.Read(import + "?lang=en");
        Assert.Contains("data-progress", running, StringComparison.Ordinal);
        Assert.Contains("handler=stop", running, StringComparison.Ordinal);
        await mika.Pages.Post(import + "?handler=stop");
        Assert.Contains("stopped; it can go on", await mika.Ended(import + "?lang=en"), StringComparison.Ordinal);
        long stopped = (await Register(archive))[0].Counts.Made;
        Assert.InRange(stopped, 0, 5_999);
        await mika.Pages.Read(import);
        await mika.Send(import + "?handler=resume", null);
        string folder = archive.Folder;
        await archive.Stop();

        await using TestArchive again = await TestArchive.Start(folder);
        using KeepersBrowser lee = await KeepersBrowser.Of(again, "lee");
        if ((await Register(again))[0].State != ImportState.Done)
        {
            Assert.Contains("stopped; it can go on", await lee.Pages.Read(import + "?lang=en"), StringComparison.Ordinal);
            await lee.Send(import + "?handler=resume", null);
        }

        await lee.Ended(import);
        ImportAccession done = (await Register(again))[0];

        Assert.Equal((ImportState.Done, 6_000L), (done.State, done.Counts.Made));
    }

    private sealed class SignedInAgain(KeepersBrowser browser) : IDisposable
    {
        public KeepersBrowser Browser { get; } = browser;

        public static async Task<SignedInAgain> Of(TestArchive archive) => new(await KeepersBrowser.Of(archive, "lee"));

        public void Dispose() => Browser.Dispose();
    }

    private static Viewer.Member Keeper(TestArchive archive) => new(archive.Today, "mika", IsKeeper: true, []);

    private static Task<IReadOnlyList<ImportAccession>> Register(TestArchive archive) => archive.Get<IImportStore>().Imports(0, 10, Keeper(archive), CancellationToken.None);

    private static string[] Sent(TestArchive archive) => Directory.Exists(Path.Combine(archive.Folder, "imports", "sent")) ? Directory.GetFiles(Path.Combine(archive.Folder, "imports", "sent")) : [];

    private static async Task<int> Records(TestArchive archive) => await archive.Writer.Write(session => session.FindByName("Porters march", []).Count + session.FindByName("Porters stop the loading bay", []).Count, CancellationToken.None);

    internal static string Chosen(string page, string select) => Regex.Match(Regex.Match(page, $"<select[^>]*name=\"{Regex.Escape(select)}\".*?</select>", RegexOptions.Singleline).Value, "<option value=\"([^\"]*)\" selected").Groups[1].Value;
}
