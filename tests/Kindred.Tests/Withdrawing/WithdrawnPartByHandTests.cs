using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Withdrawing;

/// <summary>The same as people and programs do it: at the desk, with a receipt, through the API.</summary>
public sealed class WithdrawnPartByHandTests
{
    [Fact]
    public async Task Two_stewards_take_a_part_out_at_the_desk()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo");
        RecordId practice = await asked.Practice(marsh);
        foreach (string one in (string[])["amal", "bo"]) await asked.Answer(practice, marsh, one);
        await archive.Member("mika");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bo = await SignedInBrowser.Of(archive, "bo"), mika = await SignedInBrowser.Of(archive, "mika");
        string at = $"/desk/records/{practice}/part";
        string page = await amal.Read(at + "?lang=en");
        Assert.Contains("value=\"story\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"centres", page, StringComparison.Ordinal);
        // Who answers for nobody takes nothing out, and is told what they can do instead of an empty page.
        string empty = await mika.Read(at + "?lang=en");
        Assert.DoesNotContain("value=\"story\"", empty, StringComparison.Ordinal);
        Assert.Contains($"Keepers take no single part out. Stewards of the communities that it names do, and whoever deposited it. What you can do is to hide it, or to withdraw all of it with a second keeper. <a href=\"/desk/records/{practice}/withdraw?lang=en\">", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("Keepers take no single part out", page, StringComparison.Ordinal);
        HttpResponseMessage unchosen = await amal.Post(at + "?lang=en", ("sure", "true"));
        Assert.Equal(HttpStatusCode.BadRequest, unchosen.StatusCode);
        Assert.Contains("Choose which part.", await unchosen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await amal.Post(at, ("part", "story"), ("sure", "true"))).StatusCode);
        foreach (SignedInBrowser one in (SignedInBrowser[])[amal, bo, mika]) Assert.Contains("first</blockquote>", await one.Read(at + "?lang=en"), StringComparison.Ordinal);
        Assert.Contains($"/desk/records/{practice}/part", await bo.Read("/desk?lang=en"), StringComparison.Ordinal);
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain("\"first\"", await anyone.GetStringAsync($"/r/{practice}.json"), StringComparison.Ordinal);
        await bo.Read(at);
        Assert.Equal(HttpStatusCode.Redirect, (await bo.Post(at, ("part", "story"), ("sure", "true"))).StatusCode);
        Assert.DoesNotContain("first</blockquote>", await mika.Read(at + "?lang=en"), StringComparison.Ordinal);
        Assert.Equal(1, await asked.Shown(practice));
    }

    [Fact]
    public async Task A_program_takes_a_part_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        using HttpClient amal = archive.With(await archive.Token("amal")), mika = archive.With(await archive.Member("mika"));
        string at = $"/api/v1/desk/records/{practice}/withdraw";
        Assert.Equal(HttpStatusCode.NotFound, (await mika.PostAsJsonAsync(at, new { field = "story" })).StatusCode);
        foreach (object wrong in (object[])[new { field = "centres" }, new { field = "nothing" }, new { target = marsh.ToString() }, new { field = "story", words = "why" }])
            Assert.Equal(HttpStatusCode.BadRequest, (await amal.PostAsJsonAsync(at, wrong)).StatusCode);
        HttpResponseMessage done = await amal.PostAsJsonAsync(at, new { community = marsh.ToString(), field = "story" });
        Assert.Equal("withdrawn", (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        using HttpClient anyone = archive.Anyone();
        Assert.False((await anyone.GetFromJsonAsync<JsonElement>($"/r/{practice}.json")).TryGetProperty("story", out _));
    }

    [Fact]
    public async Task Who_gave_it_takes_a_part_away_with_the_receipt()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo");
        using HttpClient anyone = archive.Anyone();
        using StringContent told = new("""
            {"records": [{"ref": "a", "kind": "practice", "language": "en", "title": "At the gate", "story": "the zaunkoenig sang", "summary": "a zaunkoenig too", "centres": ["Marsh people"]}]}
            """, System.Text.Encoding.UTF8, "application/json");
        HttpResponseMessage sent = await anyone.PostAsync("/api/v1/deposits", told);
        string receipt = (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bo = await SignedInBrowser.Of(archive, "bo");
        using HttpClient program = archive.With(await archive.Token("amal"));
        string entry = await Asked.FirstEntry(program);
        JsonElement taken = await (await program.PostAsJsonAsync($"/api/v1/desk/records/{entry}/answer", new { answer = "given" })).Content.ReadFromJsonAsync<JsonElement>();
        RecordId practice = RecordId.Parse(taken.GetProperty("id").GetString()!);
        await asked.Answer(practice, marsh, "bo");
        Assert.Equal(1, await asked.Shown(practice));

        Visitor visitor = new(anyone);
        await visitor.Send("/receipt?lang=en", ("words", receipt));
        await visitor.Send("/receipt?lang=en", ("go", "ask-withdraw"));
        Assert.Contains($"value=\"{practice} story\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/receipt?lang=en", ("go", "part"), ("part", $"{practice} story"));
        Assert.Contains("That part is destroyed", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1, await asked.Shown(practice));
        Assert.Contains("zaunkoenig", await anyone.GetStringAsync($"/r/{practice}.json"), StringComparison.Ordinal);

        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.PostAsJsonAsync("/api/v1/deposits/current/withdraw", new { record = practice.ToString(), field = "centres" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anyone.PostAsJsonAsync("/api/v1/deposits/current/withdraw", new { record = practice.ToString(), field = "summary" })).StatusCode);
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
        Assert.Equal(1, await asked.Shown(practice));
        Assert.Equal(HttpStatusCode.OK, (await anyone.PostAsync("/api/v1/deposits/current/withdraw", null)).StatusCode);
        Assert.Null(await asked.Find(practice));
    }
}
