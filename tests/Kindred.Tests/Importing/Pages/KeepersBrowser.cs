using System.Net;
using System.Text.RegularExpressions;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Importing.Pages;

/// <summary>A keeper with a file in hand, in a browser without scripts.</summary>
internal sealed partial class KeepersBrowser(TestArchive archive, HttpClient client, string session, SignedInBrowser browser) : IDisposable
{
    public const string Rows = """
        Name,Date,City,Kind of action,Tags,Code
        Porters stop the loading bay,2019-03-04,Lisbon,strike,,A1
        Porters march,2019-03-05,Lisbon,"walks; marchs",,A2
        Porters write a letter,2019-03-06,Porto,carta,"call ana@example.org",A3
        ,,,,,

        """;

    public SignedInBrowser Pages { get; } = browser;

    public static async Task<KeepersBrowser> Of(TestArchive archive, string handle = "mika")
    {
        await archive.Member(handle);
        SignedInBrowser browser = await SignedInBrowser.Of(archive, handle);
        string session = await archive.Session(handle);
        return new KeepersBrowser(archive, archive.Anyone(), session, browser);
    }

    /// <summary>Sends a form with a file, as the page of the register has it.</summary>
    public Task<HttpResponseMessage> Send(string address, string? file, string name = "rows.csv", params (string Name, string Value)[] fields) =>
        Send(address, file is null ? null : System.Text.Encoding.UTF8.GetBytes(file), name, fields);

    public async Task<HttpResponseMessage> Send(string address, byte[]? file, string name, params (string Name, string Value)[] fields)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/keep/imports");
        request.Headers.Add("Cookie", "kindred=" + session);
        HttpResponseMessage page = await client.SendAsync(request);
        string cookie = page.Headers.GetValues("Set-Cookie").First(one => one.StartsWith("kindred-form", StringComparison.Ordinal)).Split(';')[0];
        using MultipartFormDataContent form = new() { { new StringContent(Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value), "__RequestVerificationToken" } };
        foreach ((string field, string value) in fields) form.Add(new StringContent(value), field);
        if (file is not null) form.Add(new ByteArrayContent(file), "file", name);
        using HttpRequestMessage sent = new(HttpMethod.Post, address) { Content = form };
        sent.Headers.Add("Cookie", $"kindred={session}; {cookie}");
        return await client.SendAsync(sent);
    }

    /// <summary>Sends the file in and gives the address of its columns.</summary>
    public Task<string> Sent(string file = Rows, string kind = "action") => Sent(System.Text.Encoding.UTF8.GetBytes(file), kind);

    public async Task<string> Sent(byte[] file, string kind = "action", string profile = "guess")
    {
        HttpResponseMessage answer = await Send("/keep/imports", file, "rows.csv", ("kind", kind), ("profile", profile));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Reads the page again until what runs has ended.</summary>
    public async Task<string> Ended(string address)
    {
        for (int wait = 0; wait < 600; wait++)
        {
            string page = await Pages.Read(address);
            if (!page.Contains("data-progress", StringComparison.Ordinal)) return page;
            Assert.Contains("<noscript><meta http-equiv=\"refresh\"", page, StringComparison.Ordinal);
            await Task.Delay(50);
        }

        throw new TimeoutException(archive.Log);
    }

    /// <summary>Tries it and gives what the page says would come of it.</summary>
    public async Task<string> Tried(string map, params (string Name, string Value)[] changes)
    {
        await Pages.Read(map + "?lang=en");
        HttpResponseMessage tried = await Pages.Post(map + "?number=1&lang=en", [.. changes, ("go", "dry")]);
        Assert.True(tried.StatusCode == HttpStatusCode.Redirect, await tried.Content.ReadAsStringAsync());
        return await Ended(tried.Headers.Location!.ToString());
    }

    /// <summary>Brings it in and gives the address of the import.</summary>
    public async Task<string> Run(string map, params (string Name, string Value)[] fields)
    {
        string dry = map.Replace("/map", "/dry-run", StringComparison.Ordinal);
        HttpResponseMessage run = await Pages.Post(dry + "?handler=run", fields);
        Assert.True(run.StatusCode == HttpStatusCode.Redirect, await run.Content.ReadAsStringAsync());
        string import = run.Headers.Location!.ToString();
        await Ended(import);
        return import;
    }

    public void Dispose()
    {
        client.Dispose();
        Pages.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
