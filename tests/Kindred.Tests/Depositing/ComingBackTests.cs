using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Features.Depositing;
using Kindred.Features.Shared;

namespace Kindred.Tests.Depositing;

/// <summary>What a page says to who comes back must be so: of a draft, of a correction, of what was cut or turned round.</summary>
public sealed class ComingBackTests
{
    [Fact]
    public async Task A_draft_is_not_spoken_of_as_sent_and_a_change_of_what_is_public_not_as_hidden()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient keeper = archive.With(await archive.Member("mika"));
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "keep"));
        string receipt = visitor.Receipt;
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("has not been sent", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What you sent", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"reply\"", visitor.Page, StringComparison.Ordinal);

        await visitor.Send("/contribute", ("go", "open"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "send"));
        await Accept(archive, keeper);
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("It is public.", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "open"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings now?"), ("language", "en"));
        Assert.DoesNotContain("Keeping it for later", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "send"));
        Assert.DoesNotContain("shown this once", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("what is public stays as it was", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Who sings?", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt", ("go", "ask-withdraw"));
        Assert.DoesNotContain("0 connections", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_by_API_survives_a_correction_by_the_form()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId[] groups = [.. Enumerable.Range(100, 70).Select(Browsing.Told.Id)];
        await archive.Write(session => Array.ForEach(groups, id => Browsing.Told.Put(session, id, "organisation", Browsing.Told.Content($"Group {id}"), archive.Today)));
        string links = string.Join(',', groups.Select((id, at) => at % 2 == 0 ? $$"""{"id":"{{id}}","note":"Why {{at}}"}""" : $"\"{id}\""));
        string sources = string.Join(',', Enumerable.Range(0, 250).Select(at => $$"""{"url":"https://example.org/{{at}}","title":"Leaf {{at}}","locator":"p. {{at}}","quotation":"so","note":"kept"}"""));
        using HttpResponseMessage sent = await archive.Anyone().PostAsync("/api/v1/deposits", new StringContent(
            $$"""{"records":[{"ref":"a","kind":"practice","title":"Ferrying","story":"They rowed.","centres":["River people"],"stoodWith":[{{links}}],"sources":[{{sources}}]}]}""", Encoding.UTF8, "application/json"));
        string receipt = (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;
        DepositedRecord before = await Told();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt));
        await visitor.Send("/contribute", ("go", "open"));
        foreach (string next in (string[])["people", "context", "learn", "sources", "more", "preview"]) await visitor.Send("/contribute", [.. visitor.Fields, ("go", next)]);
        await visitor.Send("/contribute", ("go", "send"));
        DepositedRecord after = await Told();
        Assert.Equal(before.Links, after.Links);
        Assert.Equal(Encoding.UTF8.GetString(ContentJson.Write(before.Content)), Encoding.UTF8.GetString(ContentJson.Write(after.Content)));

        async Task<DepositedRecord> Told() => (await archive.Writer.Write(
            session => session.FindDeposit(archive.Get<Keystore>().HashReceipt(((ReceiptReading.Read)ReceiptCode.Read(receipt)).Code)), CancellationToken.None))!.Records[0];
    }

    [Fact]
    public async Task A_receipt_can_be_kept_as_a_file_by_a_browser_without_scripts()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        Visitor visitor = new(anyone);
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "send"));
        string words = visitor.Receipt, carried = visitor.Page.Split("name=\"sealed\" value=\"")[1].Split('"')[0];
        using HttpResponseMessage file = await anyone.PostAsync("/receipt", new FormUrlEncodedContent([KeyValuePair.Create("sealed", carried), KeyValuePair.Create("go", "save")]));
        Assert.Equal("text/plain", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("receipt.txt", file.Content.Headers.ContentDisposition!.FileName);
        Assert.True(file.Headers.CacheControl!.NoStore);
        Assert.StartsWith(words, await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_is_sent_for_the_first_time_is_no_change_of_what_is_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "keep"));
        await visitor.Send("/receipt", ("words", visitor.Receipt));
        await visitor.Send("/contribute", ("go", "open"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "send"));
        Assert.DoesNotContain("what is public stays", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("never public against an answer", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Your receipt stays the same", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_sent_once_more_is_the_same_answer()
    {
        await using TestArchive archive = await TestArchive.Start();
        ReceiptCode receipt = await Reviewing.Vigil.Send(archive, await archive.Community(), Reviewing.Vigil.Story, "2017-01");
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt.Words));
        Visitor reloaded = Visitor.At(archive.Anyone(), visitor.Page);
        foreach (Visitor one in (Visitor[])[visitor, reloaded])
        {
            await one.Send("/receipt", ("go", "reply"), ("text", "It was in January."));
            Assert.Contains("Your answer has reached them.", one.Text, StringComparison.Ordinal);
        }

        Assert.Single((await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit.Messages);
        // From the page that came back it is another one.
        await visitor.Send("/receipt", ("go", "reply"), ("text", "It was in January."));
        Assert.Equal(2, (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit.Messages.Length);
        // None is none, and that is said where it would be written.
        await visitor.Send("/receipt", ("go", "reply"), ("text", ""));
        Assert.Contains("id=\"text-error\"", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_cannot_turn_the_page_round_and_nothing_is_cut_by_the_form()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        Assert.DoesNotMatch("<textarea[^>]*maxlength", visitor.Page);
        await visitor.Send("/contribute", ("go", "next"), ("f.title", "Good \u202E live"), ("f.story", new string('x', 100_001)), ("language", "en"));
        Assert.Contains("100000 characters at most", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Good \u202E live"), ("f.story", "They sang."), ("language", "en"));
        Assert.DoesNotContain('\u202E', visitor.Text);
        Assert.Contains("[U+202E]", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_is_stale_when_the_source_moved_on_and_fresh_when_it_was_renewed()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient keeper = archive.With(await archive.Member("mika"));
        HttpClient depositor = archive.Anyone();
        JsonElement sent = await (await depositor.PostAsync("/api/v1/deposits", Json("Who sings?", "¿Quién canta?"))).Content.ReadFromJsonAsync<JsonElement>();
        depositor.DefaultRequestHeaders.Add("Kindred-Receipt", sent.GetProperty("receipt").GetString());
        RecordId record = await Accept(archive, keeper);
        Assert.False(await IsStale(archive, record));
        await depositor.PutAsync("/api/v1/deposits/current", Json("Who sings now?", "¿Quién canta?"));
        await Accept(archive, keeper);
        Assert.True(await IsStale(archive, record));
        await depositor.PutAsync("/api/v1/deposits/current", Json("Who sings now?", "¿Quién canta ahora?"));
        await Accept(archive, keeper);
        Assert.False(await IsStale(archive, record));
    }

    private static StringContent Json(string title, string spanish) => new(
        $$"""{"records":[{"ref":"a","kind":"question","language":"en","title":"{{title}}","translations":{"es":{"title":"{{spanish}}"} } }]}""", Encoding.UTF8, "application/json");

    private static async Task<bool> IsStale(TestArchive archive, RecordId record) =>
        (await archive.Anyone().GetStringAsync($"/r/{record}?lang=es")).Contains(Texts.For("es")["translating.mark.stale"], StringComparison.Ordinal);

    private static async Task<RecordId> Accept(TestArchive archive, HttpClient keeper)
    {
        JsonElement waiting = await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting");
        string deposit = waiting.GetProperty("deposits")[0].GetProperty("id").GetString()!;
        (await keeper.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/accept", new { basis = "consent" })).EnsureSuccessStatusCode();
        JsonElement list = await archive.Anyone().GetFromJsonAsync<JsonElement>("/api/v1/records");
        return RecordId.Parse(list.GetProperty("records")[0].GetProperty("id").GetString()!);
    }
}
