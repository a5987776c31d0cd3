using System.Net;
using Kindred.Host;

namespace Kindred.Tests.Host;

/// <summary>Where the archive says it is.</summary>
public sealed class OriginTests
{
    [Fact]
    public async Task Forms_may_come_from_each_origin_and_links_are_made_with_the_first()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://archive.example; http://abcdef.onion")]);
        foreach (string origin in (string[])["https://archive.example", "http://abcdef.onion"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, await SignInFrom(archive, origin));
            using HttpClient client = ClientOf(archive, origin);
            Assert.Contains("<https://archive.example/api/v1/records>", (await client.GetAsync("/api/v1/records")).Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, await SignInFrom(archive, "http://other.onion"));
        Assert.Equal("https://archive.example", archive.Settings.Origin!.GetLeftPart(UriPartial.Authority));
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
