using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Shared;

/// <summary>The network a request comes from, as widely as budgets need it (/24, /48), for the length of the request. It is kept in memory only, never
/// stored and never logged.</summary>
public static class RequestPrefix
{
    /// <summary>Everyone who comes through an onion address shares one.</summary>
    private const string Onion = "onion";

    public static string Of(HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        // Anyone may write a host into a request; what comes through Tor comes from this machine.
        return (address is null || IPAddress.IsLoopback(address)) && IsOurOnion(context) ? Onion : Of(address);
    }

    private static bool IsOurOnion(HttpContext context)
    {
        string host = context.Request.Host.Host;
        return host.EndsWith(".onion", StringComparison.OrdinalIgnoreCase)
            && context.RequestServices.GetRequiredService<Shell>().Origins.Any(origin => new Uri(origin).Host.Equals(host, StringComparison.OrdinalIgnoreCase));
    }

    private static string Of(IPAddress? address)
    {
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        int kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, kept));
    }
}
