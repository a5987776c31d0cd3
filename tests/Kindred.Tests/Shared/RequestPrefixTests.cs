using System.Net;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Shared;

/// <summary>Nobody makes up a network that their tries are counted for: all that a host written by hand gives is the one that everyone on the onion shares.</summary>
public sealed class RequestPrefixTests
{
    [Theory]
    [InlineData("127.0.0.1", "abcdef.onion", "onion")]
    [InlineData("::1", "ABCDEF.onion", "onion")]
    [InlineData("::ffff:127.0.0.1", "abcdef.onion", "onion")]
    [InlineData(null, "abcdef.onion", "onion")]
    [InlineData("127.0.0.1", "other.onion", "7F0000")]
    [InlineData("203.0.113.9", "abcdef.onion", "onion")]
    [InlineData("203.0.113.9", "other.onion", "CB0071")]
    [InlineData("203.0.113.9", "archive.example", "CB0071")]
    [InlineData("2001:db8:1:2::3", "archive.example", "20010DB80001")]
    public void An_onion_address_is_one_that_the_settings_name_wherever_it_is_asked_from(string? address, string host, string prefix)
    {
        ServiceCollection services = new();
        services.AddSingleton(new Shell { Origins = ["https://archive.example", "http://abcdef.onion"] });
        DefaultHttpContext context = new() { RequestServices = services.BuildServiceProvider() };
        context.Request.Host = new HostString(host);
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        Assert.Equal(prefix, RequestPrefix.Of(context));
    }
}
