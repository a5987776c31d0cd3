using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kindred.Browser;

/// <summary>Goes through the archive as people do and stops at every state of a page, so that a test can look at it.</summary>
/// <param name="language">For <c>?lang=</c>; null: as the browser asks.</param>
public sealed partial class Tour(IPage page, string? language = null)
{
    private const string Receipt = "seven words that are no receipt here";

    /// <summary>Called at every stop with its name.</summary>
    public delegate Task Look(string stop);

    /// <summary>An address in the language of the tour.</summary>
    public string At(string address) => language is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}";

    /// <summary>Every public record: kind and id.</summary>
    public async Task<IReadOnlyList<(string Kind, string Id, string Language)>> Records()
    {
        List<(string, string, string)> records = [];
        for (int number = 1; ; number++)
        {
            JsonElement answer = await Json($"/api/v1/records?size=100&sort=title&page={number}");
            records.AddRange(answer.GetProperty("records").EnumerateArray().Select(record =>
                (record.GetProperty("kind").GetString()!, record.GetProperty("id").GetString()!, record.GetProperty("language").GetString()!)));
            if (records.Count >= answer.GetProperty("total").GetInt32()) return records;
        }
    }

    /// <summary>One address of every kind of public page.</summary>
    public async Task<IReadOnlyList<string>> Addresses()
    {
        IReadOnlyList<(string Kind, string Id, string Language)> records = await Records();
        string practice = records.First(record => record.Kind == "practice").Id;
        string community = records.First(record => record.Kind == "community").Id;
        string withdrawn = Identifier().Match(await Text("/withdrawals.jsonl")).Value;
        string connection = ConnectionAddress().Match(await Text("/r/" + practice)).Value;
        string narrowed = FacetAddress().Match(await Text("/practices")).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        return
        [
            "/", "/practices", "/campaigns", "/actions", "/organisations", "/communities", "/histories", "/resources", "/questions", "/essays", "/paths",
            "/remembrances", "/people", "/places", "/doors", "/doors?language=ar", "/doors?time=never", "/map", "/map?around=-73.9,40.8&zoom=5", "/map?kind=song", "/timeline", "/timeline?when=2017", "/timeline?when=1700",
            "/search", "/search?q=korematsu", "/search?q=zzzxqy", "/search?q=korematus", "/search?q=solidarity&page=99", "/search?when=gestern", narrowed,
            .. records.DistinctBy(record => record.Kind).Select(record => "/r/" + record.Id), "/r/" + records.First(record => record.Language == "ar").Id,
            $"/r/{practice}/history", $"/r/{practice}/history/1", $"/r/{practice}/compare?from=1&to=1", $"/r/{community}/connections", connection,
            $"/r/{practice}/concern", "/contribute", "/contribute?kind=question", "/contribute?kind=person",
            $"/contribute?kind=note&on={practice}", $"/contribute?kind=note&on={connection[3..]}&type=dispute", $"/r/{practice}/propose", "/receipt", "/sign-in", "/about", "/about/acts", "/api", "/export",
            "/silos", "/silos?when=2016", $"/silos?with={records.First(record => record.Kind == "organisation").Id}", "/kin", $"/kin?of={community}", $"/contribute?connect=kin&from={practice}&to={community}",
            $"/circle/{practice}", $"/circle/{community}", "/thread", $"/thread?from={practice}&to={community}",
            $"/roots/{practice}", "/roots/" + records.First(record => record.Kind == "place").Id, $"/showing-up/{community}", "/showing-up/" + records.First(record => record.Kind == "campaign").Id,
            "/nothing-here", "/r/" + withdrawn,
        ];
    }

    /// <summary>Stops at each address.</summary>
    public async Task Visit(IEnumerable<string> addresses, Look look)
    {
        foreach (string address in addresses)
        {
            await page.GotoAsync(At(address));
            await look(address);
        }
    }

    /// <summary>The steps of a deposit with its errors, kept as a draft; then coming back to it, and a concern.</summary>
    public async Task Contribute(Look look)
    {
        await page.GotoAsync(At("/contribute"));
        await GoOn();
        await look("contribute: nothing typed");
        await Fill("f.title", "Phone trees");
        await Fill("f.story", "We rang one another every evening.");
        await GoOn();
        await look("contribute: people");
        await Fill("f.centres", "Muslim Americans");
        await Fill("f.stoodWith", "Japanese American");
        await GoOn();
        await look("contribute: a name like others");
        foreach (string step in new[] { "context", "learn", "sources", "more" })
        {
            await Go(step);
            await look("contribute: " + step);
        }

        await page.Locator("[name=add]").SelectOptionAsync("organisation");
        await Go("add");
        await Fill("f.title", "The neighbours' table");
        await Go("more");
        await Go("connect");
        await look("contribute: a connection");
        await page.Locator("[name=from][value='#r1']").CheckAsync();
        await page.Locator("[name=to][value='#r2']").CheckAsync();
        await GoOn();
        await look("contribute: a connection that says too little");
        await Fill("shared", "A table.");
        await Fill("distinct", "Who cooked.");
        await GoOn();
        await look("contribute: two records and a connection");
        await Go("preview");
        await look("contribute: preview");
        await Go("keep");
        await look("contribute: kept");
        string words = await page.Locator("#receipt").InnerTextAsync();
        await Open(Receipt);
        await look("receipt: wrong words");
        await Open(words);
        await look("receipt: open");
        await Go("ask-withdraw");
        await look("receipt: take it away?");
        await Go("withdraw");
        await look("receipt: gone");
    }

    /// <summary>A concern about a record, from its first word to its receipt.</summary>
    public async Task Worry(Look look)
    {
        string practice = (await Records()).First(record => record.Kind == "practice").Id;
        await page.GotoAsync(At($"/r/{practice}/concern"));
        await page.Locator("[name=what]").First.CheckAsync();
        await page.Locator("#text").FillAsync("Please look at this.");
        await GoOn();
        await look("concern: sent");
        await Open(await page.Locator("#receipt").InnerTextAsync());
        await look("receipt: of a concern");
    }

    /// <summary>A change of a public record, from its form to its receipt.</summary>
    public async Task Propose(Look look)
    {
        string practice = (await Records()).First(record => record.Kind == "practice").Id;
        await page.GotoAsync(At($"/r/{practice}/propose"));
        await Fill("f.title", "As we called it");
        await page.Locator("#why").FillAsync("So it was.");
        await GoOn();
        await look("propose: preview");
        await Go("send");
        await look("propose: sent");
        await Open(await page.Locator("#receipt").InnerTextAsync());
        await look("receipt: of a proposal");
    }

    /// <summary>The desk and the keepers' pages; somebody is signed in.</summary>
    public async Task Desk(Look look)
    {
        string practice = (await Records()).First(record => record.Kind == "practice").Id;
        await Visit(
            [
                "/desk", $"/desk/records/{practice}", $"/desk/records/{practice}/withdraw", $"/desk/records/{practice}/part", "/desk/renew", "/keep", "/keep/members", "/keep/hidden", "/keep/settings", "/keep/kinds", "/keep/kinds/practice",
                "/keep/vocabularies/strategies", "/keep/vocabularies/strategies?term=legal", "/sessions", "/account", "/account/code-app", "/sign-out",
            ], look);
        foreach (string kind in new[] { "deposits", "communities" })
        {
            await page.GotoAsync(At("/desk"));
            ILocator link = page.Locator($"main a[href*='/desk/{kind}/']").First;
            if (await link.CountAsync() == 0) continue;
            await link.Follow();
            await look($"/desk/{kind}/…");
            if (kind != "communities") continue;
            string own = new Uri(page.Url).AbsolutePath;
            await Visit([own + "/stewards", own + "/settings", own + "/said"], look);
        }

        await page.GotoAsync(At("/desk"));
        ILocator proposal = page.Locator("main a[href*='/desk/deposits/']").Last;
        if (await proposal.CountAsync() == 0) return;
        await proposal.Follow();
        await look("/desk/deposits/…: the last");
    }

    /// <summary>Presses the main button of the page.</summary>
    public Task GoOn() => page.Locator("main .buttons button.main").First.Follow();

    /// <summary>Presses the button that goes there.</summary>
    public Task Go(string where) => page.Locator($"main button[name=go][value='{where}']:not([aria-hidden])").First.Follow();

    public Task Fill(string name, string text) => page.Locator($"main [name='{name}']").First.FillAsync(text);

    /// <summary>Comes back with a receipt.</summary>
    public async Task Open(string receipt)
    {
        await page.GotoAsync(At("/receipt"));
        await page.Locator("#words").FillAsync(receipt);
        await GoOn();
    }

    public async Task<string> Text(string address)
    {
        IAPIResponse answer = await page.APIRequest.GetAsync(address);
        return await answer.TextAsync();
    }

    private async Task<JsonElement> Json(string address) => JsonSerializer.Deserialize<JsonElement>(await Text(address));

    [GeneratedRegex("""(?<="id":")[^"]+""")]
    private static partial Regex Identifier();

    [GeneratedRegex("/c/[0-9A-Z]{26}")]
    private static partial Regex ConnectionAddress();

    [GeneratedRegex("""href="(/practices\?[^"]+)" rel="nofollow"><bdi>""")]
    private static partial Regex FacetAddress();
}
