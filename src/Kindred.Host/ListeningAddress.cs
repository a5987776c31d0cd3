using System.Net;
using System.Net.Sockets;

namespace Kindred.Host;

/// <summary>Where the archive listens. Looked at before an archive is made there: what was made for a server that can't listen would be half used up.</summary>
public static class ListeningAddress
{
    /// <exception cref="WrongUsageException">One of them is no address of plain HTTP.</exception>
    public static void Check(string urls)
    {
        foreach (string url in Each(urls)) Parse(url);
    }

    /// <summary>Takes each port for a moment.</summary>
    /// <exception cref="WrongUsageException">One of them cannot be had.</exception>
    public static void Try(string urls)
    {
        foreach (string url in Each(urls))
        {
            try
            {
                using Socket? socket = Bind(Parse(url));
            }
            catch (SocketException fault)
            {
                throw new WrongUsageException($"{url} cannot be listened on: {Why(fault)}. Nothing was made or changed. Say another with --urls, such as http://127.0.0.1:8081.");
            }
        }
    }

    /// <summary>Where a program on this machine, such as Tor, connects; it comes from the same address.</summary>
    public static IEnumerable<IPEndPoint> FromThisMachine(string urls) =>
        Each(urls).Select(Parse).Where(address => !address.IsUnixPipe).SelectMany(address => Near(address).Select(ip => new IPEndPoint(ip, address.Port)));

    private static IPAddress[] Near(BindingAddress address) => !IPAddress.TryParse(address.Host, out IPAddress? ip) || ip.Equals(IPAddress.IPv6Any) ? [IPAddress.IPv6Loopback, IPAddress.Loopback]
        : ip.Equals(IPAddress.Any) || (IPAddress.IsLoopback(ip) && ip.AddressFamily == AddressFamily.InterNetwork) ? [IPAddress.Loopback]
        : [ip];

    private static string[] Each(string urls) => urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [_, ..] each ? each : [""];

    private static BindingAddress Parse(string url)
    {
        try
        {
            BindingAddress address = BindingAddress.Parse(url);
            if (address.Scheme == "http" && address.PathBase is "" && address.Port is >= 0 and <= IPEndPoint.MaxPort) return address;
        }
        catch (FormatException)
        {
            // Said below, as for the others.
        }

        throw new WrongUsageException($"`{url}` is no address to listen on: it takes http://, a host and a port, such as http://127.0.0.1:8080. TLS is for the server in front.");
    }

    // As Kestrel reads them: an address, localhost, or any other name for every address of the machine.
    private static Socket? Bind(BindingAddress address)
    {
        if (address.IsUnixPipe || address.Port == 0) return null;
        IPAddress ip = address.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(address.Host, out IPAddress? given) ? given
            : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        Socket socket = new(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (ip.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(ip, address.Port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Why(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program listens there, perhaps an archive of yours",
        SocketError.AccessDenied => "this account may not",
        SocketError.AddressNotAvailable => "this machine has no such address",
        _ => fault.Message,
    };
}
