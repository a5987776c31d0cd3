using System.Net;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Host;

/// <summary>Whose word is taken about where somebody comes from: a trusted proxy's, and of who comes by an onion address nobody's.</summary>
public sealed class TrustedProxyTests
{
    [Theory]
    [InlineData("127.0.0.1", "abcdef.onion", "http onion")]
    [InlineData("127.0.0.1", "ABCDEF.onion:80", "http onion")]
    [InlineData("203.0.113.9", "abcdef.onion", "http onion")]
    [InlineData("127.0.0.1", "archive.example", "https C63364")]
    [InlineData("203.0.113.9", "archive.example", "https CB0071")]
    [InlineData("::1", "archive.example", "https 000000000000")]
    public async Task Nobody_writes_the_network_that_they_are_counted_for(string peer, string host, string expected)
    {
        Peer seen = new(IPAddress.Parse(peer));
        await using TestArchive archive = await TestArchive.Start(
            adjust: services => services.AddSingleton<IStartupFilter>(seen),
            set: [("KINDRED_ORIGIN", "https://archive.example;http://abcdef.onion"), ("KINDRED_TRUSTED_PROXIES", "127.0.0.1")]);
        using HttpRequestMessage request = new(HttpMethod.Get, "/health/live");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.OK, (await anyone.SendAsync(request)).StatusCode);
        Assert.Equal(expected, seen.As);
    }

    /// <summary>Connects from an address, and says what the archive took the request for.</summary>
    private sealed class Peer(IPAddress address) : IStartupFilter
    {
        public string? As { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                context.Connection.RemoteIpAddress = address;
                await rest(context);
                As = $"{context.Request.Scheme} {RequestPrefix.Of(context)}";
            });
            next(app);
        };
    }
}
