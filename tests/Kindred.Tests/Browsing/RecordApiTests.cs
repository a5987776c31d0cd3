using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;

namespace Kindred.Tests.Browsing;

/// <summary>What a program asks for is answered or told to be wrong, and never quietly changed.</summary>
public class RecordApiTests
{
    [Fact]
    public async Task An_address_that_asks_for_what_there_is_not_says_so()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        using HttpClient anyone = archive.Anyone();
        string connections = $"{river}/connections";
        foreach ((string address, string path, string code) in new[]
        {
            ("?when=2017-13", "when", "date-no-such-month"), ("?when=soon", "when", "date-malformed"), ("?when=" + new string('1', 201), "when", "too-long"),
            ("?page=0", "page", "wrong-shape"), ("?size=101", "size", "wrong-shape"), ("?sort=size", "sort", "unknown-term"),
            ("?topic=" + new string('x', 201), "topic", "too-long"), ("?" + string.Join('&', Enumerable.Range(0, 9).Select(one => $"topic={one}")), "topic", "too-many"),
            ($"/{connections}?page=0", "page", "wrong-shape"), ($"/{connections}?page=-1", "page", "wrong-shape"), ($"/{connections}?page=abc", "page", "wrong-shape"),
            ($"/{connections}?size=0", "size", "wrong-shape"), ($"/{connections}?size=1000", "size", "wrong-shape"),
            ($"/{connections}?direction=zork", "direction", "unknown-term"), ($"/{connections}?type=zork", "type", "unknown-connection"), ($"/{connections}?kind=zork", "kind", "unknown-kind"),
        })
        {
            HttpResponseMessage answer = await anyone.GetAsync("/api/v1/records" + address);
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
            JsonElement finding = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0];
            Assert.Equal((address, path, code), (address, finding.GetProperty("path").GetString(), finding.GetProperty("code").GetString()));
        }

        HttpResponseMessage right = await anyone.GetAsync($"/api/v1/records/{connections}?page=1&size=100&direction=out&type=kin&kind=community");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.False(right.Headers.Contains("Link"));
    }

    [Fact]
    public async Task What_can_be_read_can_be_asked_after_and_who_must_sign_in_is_told_how()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])["/api/v1/records", $"/api/v1/records/{river}", $"/api/v1/records/{river}/history", "/openapi/v1.json", "/health/live", "/health/ready", "/export/jsonl", "/withdrawals.jsonl", $"/r/{river}"])
        {
            using HttpResponseMessage head = await anyone.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
            using HttpResponseMessage whole = await anyone.GetAsync(address);
            Assert.Equal((address, whole.StatusCode, whole.Content.Headers.ContentType), (address, head.StatusCode, head.Content.Headers.ContentType));
        }

        HttpResponseMessage refused = await anyone.GetAsync("/api/v1/desk/waiting");
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (refused.StatusCode, refused.Headers.WwwAuthenticate.ToString()));
    }

    [Fact]
    public async Task A_record_is_another_for_who_accepts_another_form()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community();
        using HttpClient anyone = archive.Anyone();
        foreach (string accept in (string[])["text/html", "application/json", "text/html"])
        {
            using HttpRequestMessage asked = new(HttpMethod.Get, $"/r/{river}");
            asked.Headers.Add("Accept", accept);
            using HttpResponseMessage answer = await anyone.SendAsync(asked);
            Assert.Equal(["Accept", "Accept-Language"], answer.Headers.Vary.Order(StringComparer.Ordinal));
        }
    }
}
