using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Host;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Host;

/// <summary>Where the archive says it is.</summary>
public sealed class OriginTests
{
    [Fact]
    public async Task Forms_may_come_from_each_origin_and_links_lead_to_the_one_that_was_asked()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://archive.example; http://abcdef.onion")]);
        foreach (string origin in (string[])["https://archive.example", "http://abcdef.onion"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, await SignInFrom(archive, origin));
            using HttpClient client = ClientOf(archive, origin);
            Assert.Contains($"<{origin}/api/v1/records>", (await client.GetAsync("/api/v1/records")).Headers.GetValues("Link").Single(), StringComparison.Ordinal);
            using JsonDocument described = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));
            Assert.Equal(origin, described.RootElement.GetProperty("servers")[0].GetProperty("url").GetString());
        }

        using HttpClient elsewhere = ClientOf(archive, "http://other.onion");
        Assert.Contains("<https://archive.example/api/v1/records>", (await elsewhere.GetAsync("/api/v1/records")).Headers.GetValues("Link").Single(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await SignInFrom(archive, "http://other.onion"));
        Assert.Equal("https://archive.example", archive.Settings.Origin!.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task What_is_cited_has_the_first_origin_wherever_it_was_read()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://archive.example; http://abcdef.onion")]);
        RecordId practice = await Told.Practice(archive);
        using HttpClient onion = ClientOf(archive, "http://abcdef.onion");
        Assert.Contains($"<link rel=\"canonical\" href=\"https://archive.example/r/{practice}", await onion.GetStringAsync($"/r/{practice}"), StringComparison.Ordinal);
        foreach (string format in (string[])["bib", "ris", "csl.json", "jsonld", "ttl", "md"])
        {
            string cited = await onion.GetStringAsync($"/r/{practice}.{format}");
            Assert.Contains($"https://archive.example/r/{practice}", cited, StringComparison.Ordinal);
            Assert.DoesNotContain("abcdef.onion", cited, StringComparison.Ordinal);
        }

        HttpResponseMessage json = await onion.GetAsync($"/r/{practice}.json");
        Assert.Contains($"https://archive.example/r/{practice}", json.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("archive.example", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_kept_for_one_origin_is_not_taken_for_anothers()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://archive.example; http://abcdef.onion")]);
        using HttpClient first = ClientOf(archive, "https://archive.example"), onion = ClientOf(archive, "http://abcdef.onion");
        Assert.NotEqual((await first.GetAsync("/")).Headers.ETag, (await onion.GetAsync("/")).Headers.ETag);
    }

    [Fact]
    public async Task A_receipt_that_is_kept_as_a_file_says_where_its_reader_was()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://archive.example; http://abcdef.onion")]);
        using HttpClient onion = ClientOf(archive, "http://abcdef.onion");
        using FormUrlEncodedContent form = new([KeyValuePair.Create("words", ReceiptCode.Mint(RandomNumberGenerator.GetBytes(32)).Words), KeyValuePair.Create("go", "save")]);
        string file = await (await onion.PostAsync("/receipt", form)).Content.ReadAsStringAsync();
        Assert.Contains("http://abcdef.onion/receipt", file, StringComparison.Ordinal);
        Assert.DoesNotContain("archive.example", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_in_another_script_is_the_one_that_browsers_send()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://bücher.example")]);
        Assert.Equal(HttpStatusCode.BadRequest, await SignInFrom(archive, "https://xn--bcher-kva.example"));
        using HttpClient client = ClientOf(archive, "https://xn--bcher-kva.example");
        HttpResponseMessage list = await client.GetAsync("/api/v1/records");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.Contains("<https://xn--bcher-kva.example/api/v1/records>", list.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:pw@archive.example")]
    [InlineData("https://archive.example/?x=1")]
    [InlineData("https://archive.example/#x")]
    [InlineData("https://archive.example;ftp://archive.example")]
    [InlineData(";")]
    public void More_than_a_scheme_and_a_host_is_refused(string origin) =>
        Assert.Contains("KINDRED_ORIGIN", Assert.Throws<WrongUsageException>(() => Settings.Read("/nowhere", [KeyValuePair.Create("KINDRED_ORIGIN", origin)])).Message, StringComparison.Ordinal);

    private static HttpClient ClientOf(TestArchive archive, string origin)
    {
        HttpClient client = archive.Anyone();
        client.DefaultRequestHeaders.Remove("Origin");
        client.DefaultRequestHeaders.Add("Origin", origin);
        client.DefaultRequestHeaders.Host = new Uri(origin).Host;
        return client;
    }

    private static async Task<HttpStatusCode> SignInFrom(TestArchive archive, string origin)
    {
        using HttpClient client = ClientOf(archive, origin);
        return (await client.PostAsync("/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("handle", "ines"), KeyValuePair.Create("password", "a guess")]))).StatusCode;
    }
}
