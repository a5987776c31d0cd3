using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;

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
}
