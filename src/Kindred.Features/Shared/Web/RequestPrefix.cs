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
    public const string Onion = "onion";

    public static string Of(HttpContext context) => IsByOnion(context) ? Onion : Of(context.Connection.RemoteIpAddress);

    /// <summary>It asks for our onion address. Tor tells nobody where that comes from, so that no header may either; and who writes that host without Tor
    /// is counted among those who come through it, and nowhere better.</summary>
    public static bool IsByOnion(HttpContext context)
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
