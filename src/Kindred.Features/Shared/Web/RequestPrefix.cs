using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared;

/// <summary>The network a request comes from, as widely as budgets need it (/24, /48), for the length of the request. It is kept in memory only, never
/// stored and never logged.</summary>
public static class RequestPrefix
{
    /// <summary>Everyone who comes through an onion address shares one.</summary>
    private const string Onion = "onion";

    public static string Of(HttpContext context)
    {
        if (context.Request.Host.Host.EndsWith(".onion", StringComparison.OrdinalIgnoreCase)) return Onion;
        return Of(context.Connection.RemoteIpAddress);
    }

    public static string Of(IPAddress? address)
    {
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        int kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, kept));
    }
}
