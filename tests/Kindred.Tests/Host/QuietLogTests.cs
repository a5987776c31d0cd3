using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Host;

public class QuietLogTests
{
    [Fact]
    public async Task No_log_line_holds_a_handle_an_address_or_a_path_even_at_trace()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        anyone.DefaultRequestHeaders.Add("User-Agent", "marker-agent");
        anyone.DefaultRequestHeaders.Add("Referer", "https://marker-referrer.example/");
        foreach (string address in new[] { "/sign-in?q=marker-query", "/marker-path", "/join/marker-token", "/r/marker-record", "/search?q=marker-query", "/health/live" })
            await anyone.GetAsync(new Uri(address, UriKind.Relative));
        using FormUrlEncodedContent form = new([KeyValuePair.Create("handle", "marker-handle"), KeyValuePair.Create("password", "marker-password")]);
        await anyone.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        Assert.DoesNotContain("marker", archive.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("sign-in", archive.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", archive.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("/join", archive.Log, StringComparison.Ordinal);
        Assert.Equal("", archive.Log);
    }

    [Fact]
    public async Task Somebody_signed_in_leaves_no_line_either()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        foreach (string address in (string[])["/keep", "/keep/members", "/keep/settings", "/desk", "/sessions"]) await kofi.Read(address);
        await kofi.Post("/keep/settings", ("name", "Riverside"), ("languages", "en"), ("first", "en"));
        Assert.Equal("", archive.Log);
    }
}
