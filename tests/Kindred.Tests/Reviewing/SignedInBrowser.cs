using System.Net;
using System.Text.RegularExpressions;

namespace Kindred.Tests.Reviewing;

/// <summary>A member's browser: it keeps the form's cookie and sends what the form of the page it is on holds hidden.</summary>
public sealed partial class SignedInBrowser(HttpClient client, string session) : IDisposable
{
    private string cookies = "kindred=" + session;
    private readonly Dictionary<string, (string Name, string Value)[]> hidden = [];
    private string? token;

    /// <param name="origin">Where its forms come from, if the archive has an address of its own.</param>
    public static async Task<SignedInBrowser> Of(TestArchive archive, string handle, string? origin = null)
    {
        HttpClient client = archive.Anyone();
        if (origin is not null)
        {
            client.DefaultRequestHeaders.Remove("Origin");
            client.DefaultRequestHeaders.Add("Origin", origin);
        }

        return new SignedInBrowser(client, await archive.Session(handle));
    }

    public async Task<HttpResponseMessage> Answer(string address)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Add("Cookie", cookies);
        HttpResponseMessage answer = await client.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set))
        {
            foreach (string cookie in set) cookies = $"{cookies}; {cookie.Split(';')[0]}";
        }

        string page = await answer.Content.ReadAsStringAsync();
        token = Token().Match(page) is { Success: true } match ? match.Groups[1].Value : token;
        foreach (Match form in Form().Matches(page))
        {
            hidden[Language().Replace(WebUtility.HtmlDecode(form.Groups[1].Value), "")] =
                [.. Hidden().Matches(form.Groups[2].Value).Select(field => (field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))];
        }

        return answer;
    }

    public async Task<string> Read(string address)
    {
        HttpResponseMessage answer = await Answer(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] typed) =>
        PostWithout(address, [.. typed, .. Held(address).Where(field => typed.All(one => one.Name != field.Name)), ("__RequestVerificationToken", token ?? "")]);

    public async Task<HttpResponseMessage> PostWithout(string address, params (string Name, string Value)[] typed)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address);
        request.Headers.Add("Cookie", cookies);
        request.Content = new FormUrlEncodedContent(typed.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        return await client.SendAsync(request);
    }

    /// <summary>What no form sends: a script in the console of an open browser, with the token of the page in a header.</summary>
    public async Task<HttpResponseMessage> PostWithoutForm(string address, HttpContent? content)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("RequestVerificationToken", token);
        return await client.SendAsync(request);
    }

    public void Dispose() => client.Dispose();

    private (string Name, string Value)[] Held(string address) => hidden.GetValueOrDefault(Language().Replace(address, ""), []);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("[?&]lang=[a-z]+$")]
    private static partial Regex Language();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"[^>]*>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
