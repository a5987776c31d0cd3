using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Running;

public sealed class ImportsApiTests
{
    [Fact]
    public async Task A_keepers_program_reads_the_register_and_takes_an_import_back_and_nobody_else_does()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        ImportAccession import = await UndoPropertyTests.Import(archive, """
            {"kind":"question","title":"Who rows?"}
            {"kind":"question","title":"Who rows?"}
            not JSON
            """);
        RecordId id = await archive.Writer.Write(session => session.FindByName("Who rows?", [])[0], CancellationToken.None);
        using HttpClient keeper = archive.With(await archive.Member("mika")), steward = archive.With(await archive.Member("amina", river)), anyone = archive.Anyone();
        JsonElement listed = (await keeper.GetFromJsonAsync<JsonElement>("/api/v1/keep/imports"))[0];
        Assert.Equal((1, "done", 1, 1, 1), (listed.GetProperty("number").GetInt32(), listed.GetProperty("state").GetString(), listed.GetProperty("made").GetInt32(), listed.GetProperty("same").GetInt32(), listed.GetProperty("notTaken").GetInt32()));
        JsonElement[] rows = [.. (await keeper.GetFromJsonAsync<JsonElement>("/api/v1/keep/imports/1/rows")).EnumerateArray()];
        Assert.Equal(["made", "same", "not-taken"], rows.Select(row => row.GetProperty("outcome").GetString()));
        Assert.Equal(id.ToString(), rows[0].GetProperty("records")[0].GetString());
        Assert.Equal(["row-twice", "not-json"], rows.Skip(1).Select(row => row.GetProperty("findings")[0].GetProperty("code").GetString()));
        Assert.Single((await keeper.GetFromJsonAsync<JsonElement>("/api/v1/keep/imports/1/rows?after=2")).EnumerateArray());
        Assert.Equal(HttpStatusCode.Conflict, (await keeper.PostAsync("/api/v1/keep/imports/1/stop", null)).StatusCode);
        foreach (string address in (string[])["/api/v1/keep/imports", "/api/v1/keep/imports/1", "/api/v1/keep/imports/1/rows"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await steward.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync(address)).StatusCode);
        }

        await UndoPropertyTests.Import(archive, $$"""{"id":"{{id}}","kind":"question","title":"Who rows?","story":"Why?"}""");
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.PostAsJsonAsync("/api/v1/keep/imports/1/undo", new { })).StatusCode);
        HttpResponseMessage asked = await keeper.PostAsJsonAsync("/api/v1/keep/imports/1/undo", new { });
        Assert.Equal((HttpStatusCode.Conflict, id.ToString()), (asked.StatusCode, (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("edited")[0].GetString()));
        // What others wrote is not a keeper's alone to destroy.
        Assert.Equal(HttpStatusCode.BadRequest, (await keeper.PostAsJsonAsync("/api/v1/keep/imports/1/undo", new { edited = "takeBack" })).StatusCode);
        HttpResponseMessage done = await keeper.PostAsJsonAsync("/api/v1/keep/imports/1/undo", new { edited = "keep" });
        Assert.Equal((HttpStatusCode.OK, "undone"), (done.StatusCode, (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("import").GetProperty("state").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.GetAsync($"/api/v1/keep/imports/{import.Number + 7}")).StatusCode);
        Assert.Contains("mika", await anyone.GetStringAsync("/about/acts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_tries_a_file_and_brings_it_in_and_nobody_else_does()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_IMPORT_MEGABYTES", "1")]);
        RecordId river = await archive.Community();
        using HttpClient keeper = archive.With(await archive.Member("mika")), steward = archive.With(await archive.Member("amina", river)), anyone = archive.Anyone();
        const string rows = "Title,Story,Code\nWho rows?,Ring ana@example.org,7\nWho steers?,,8\n";
        foreach ((HttpClient client, HttpStatusCode status) in ((HttpClient, HttpStatusCode)[])[(steward, HttpStatusCode.Forbidden), (anyone, HttpStatusCode.Unauthorized)]) Assert.Equal(status, (await Send(client, rows)).StatusCode);

        HttpResponseMessage tried = await Send(keeper, rows, ("kind", "question"), ("dryRun", "true"));
        JsonElement told = await tried.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.OK, 1, 1), (tried.StatusCode, told.GetProperty("made").GetInt32(), told.GetProperty("waiting").GetInt32()));
        Assert.Equal(["personal-email"], told.GetProperty("rows")[0].GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("code").GetString()));
        Assert.Contains("Code", told.GetProperty("losses").EnumerateArray().Select(one => one.GetProperty("heading").GetString()));
        Assert.Empty((await keeper.GetFromJsonAsync<JsonElement>("/api/v1/keep/imports")).EnumerateArray());

        HttpResponseMessage sent = await Send(keeper, rows, ("kind", "question"), ("review", "true"));
        Assert.Equal((HttpStatusCode.Accepted, "/api/v1/keep/imports/1"), (sent.StatusCode, sent.Headers.Location!.ToString()));
        JsonElement import = await Ended(keeper, 1);
        Assert.Equal(("done", "mika", 0, 2), (import.GetProperty("state").GetString(), import.GetProperty("who").GetString(), import.GetProperty("made").GetInt32(), import.GetProperty("waiting").GetInt32()));
        Assert.Equal(HttpStatusCode.Conflict, (await keeper.PostAsync("/api/v1/keep/imports/1/resume", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.PostAsync("/api/v1/keep/imports/7/resume", null)).StatusCode);

        Assert.Equal(HttpStatusCode.BadRequest, (await Send(keeper, rows, ("kind", "nothing"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(keeper, rows, ("kind", "question"), ("profile", "saved:nobody’s"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(keeper, rows, ("profileFile", """{"kindredProfile": 1, "kind": "nothing", "columns": {}}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send(keeper, new string('x', 1024 * 1024 + 1), ("kind", "question"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await keeper.PostAsJsonAsync("/api/v1/keep/imports", new { })).StatusCode);
        string folder = Path.Combine(archive.Folder, "imports");
        for (int wait = 0; wait < 100 && Directory.GetFiles(folder, "*", SearchOption.AllDirectories) is not []; wait++) await Task.Delay(50);
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.DoesNotContain("ana@", archive.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_a_file_is_read_is_said_beside_it_and_what_may_not_be_for_everyone_is_counted()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient keeper = archive.With(await archive.Member("mika"));
        const string rows = "Title/Visibility\nWho rows?/keepers\nWho steers?/public\n";
        HttpResponseMessage told = await Send(keeper, rows, ("kind", "question"), ("dryRun", "true"), ("delimiter", "/"), ("profileFile", """{"kindredProfile": 1, "name": "q", "kind": "question", "columns": {"Title": "title"}}"""));
        JsonObject json = (await told.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal((2L, 0L, 1L), ((long)json["made"]!, (long)json["waiting"]!, (long)json["notForAll"]!));
        Assert.Contains(json["rows"]!.AsArray().SelectMany(row => row!["findings"]!.AsArray()), finding => (string?)finding!["code"] == "maybe-not-for-all");
        // Guessed, it waits without being asked.
        json = (await (await Send(keeper, rows, ("kind", "question"), ("dryRun", "true"), ("delimiter", "/"))).Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal((1L, 1L, 0L), ((long)json["made"]!, (long)json["waiting"]!, (long)json["notForAll"]!));
        HttpResponseMessage wrong = await Send(keeper, rows, ("kind", "question"), ("encoding", "windows-9"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("source-unknown-encoding", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_bounded_as_a_whole_and_not_only_by_name()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient keeper = archive.With(await archive.Member("mika"));
        const string rows = "Title\nWho rows?\n";
        string most = new('x', 60 * 1024);
        Assert.Equal(HttpStatusCode.OK, (await Send(keeper, rows, [("kind", "question"), ("dryRun", "true"), .. Enumerable.Range(0, 60).Select(number => ($"more{number}", "x"))])).StatusCode);
        foreach ((string Name, string Value)[] fields in ((string, string)[][])
            [[.. Enumerable.Repeat(("more", "x"), 70)], [.. Enumerable.Repeat(("more", most), 20)], [.. Enumerable.Range(0, 20).Select(number => ($"more{number}", most))], [.. Enumerable.Repeat(("profileFile", ""), 70)]])
        {
            HttpResponseMessage refused = await Send(keeper, rows, [("kind", "question"), ("dryRun", "true"), .. fields]);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(archive.Folder, "imports", "sent")));
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, string file, params (string Name, string Value)[] fields)
    {
        using MultipartFormDataContent form = new() { { new StringContent(file), "file", "questions.csv" } };
        foreach ((string name, string value) in fields) form.Add(new StringContent(value), name);
        return await client.PostAsync("/api/v1/keep/imports", form);
    }

    private static async Task<JsonElement> Ended(HttpClient keeper, int number)
    {
        for (int wait = 0; ; wait++)
        {
            JsonElement import = await keeper.GetFromJsonAsync<JsonElement>($"/api/v1/keep/imports/{number}");
            if (import.GetProperty("state").GetString() == "done") return import;
            Assert.InRange(wait, 0, 600);
            await Task.Delay(50);
        }
    }
}
