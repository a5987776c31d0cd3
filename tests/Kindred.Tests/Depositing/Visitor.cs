using System.Net;
using System.Text.RegularExpressions;

namespace Kindred.Tests.Depositing;

/// <summary>Someone with a browser that runs no scripts and keeps no cookies: follows forms by their hidden fields alone.</summary>
public sealed partial class Visitor(HttpClient client)
{
    public string Page { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    /// <summary>The words of the page, without markup.</summary>
    public string Text => WebUtility.HtmlDecode(Tag().Replace(Page, " "));

    public string Receipt => ReceiptWords().Match(Page).Groups[1].Value;

    /// <summary>What the fields of the record hold, as a browser sends them.</summary>
    public IEnumerable<(string Name, string Value)> Fields =>
        Control().Matches(Page).Where(control => control.Groups["chosen"].Success || control.Groups["kind"].Value is not ("checkbox" or "radio"))
            .Select(control => (control.Groups["name"].Value, WebUtility.HtmlDecode(control.Groups["value"].Value)));

    /// <summary>Another try from a page that was left open.</summary>
    public static Visitor At(HttpClient client, string page) => new(client) { Page = page };

    public async Task Open(string address) => await Take(await client.GetAsync(address));

    /// <summary>Sends the form with what its hidden fields carry.</summary>
    public async Task Send(string address, params (string Name, string Value)[] typed)
    {
        IEnumerable<KeyValuePair<string, string>> hidden = Hidden().Matches(Page)
            .Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))
            .DistinctBy(pair => pair.Key).Where(pair => typed.All(one => one.Name != pair.Key));
        await Take(await client.PostAsync(address, new FormUrlEncodedContent([.. hidden, .. typed.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))])));
    }

    private async Task Take(HttpResponseMessage answer)
    {
        Assert.False(answer.Headers.Contains("Set-Cookie"), "A depositor was given a cookie.");
        if (answer.RequestMessage!.RequestUri!.AbsolutePath is "/contribute" or "/receipt") Assert.True(answer.Headers.CacheControl?.NoStore);
        (Page, Status) = (await answer.Content.ReadAsStringAsync(), answer.StatusCode);
    }

    [GeneratedRegex("""<input type="hidden" name="(carried|sealed|key)" value="([^"]*)">""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""<textarea [^>]*name="(?<name>f\.[^"]*)"[^>]*>(?<value>[^<]*)</textarea>|<input(?=[^>]* type="(?<kind>[^"]*)")?(?=[^>]* checked="(?<chosen>[^"]*)")?(?=[^>]* value="(?<value>[^"]*)")[^>]* name="(?<name>f\.[^"]*)"[^>]*>""")]
    private static partial Regex Control();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("""id="receipt"[^>]*>([^<]*)<""")]
    private static partial Regex ReceiptWords();
}
