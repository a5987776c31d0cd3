using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared;

/// <summary>Where passkeys of this archive work.</summary>
public static class PasskeyDomain
{
    /// <summary>The host of the public address that was asked for, never one that a request names alone; null where passkeys can't be: a numeric address, or a host that no
    /// setting knows.</summary>
    public static string? Of(HttpRequest request, Shell shell)
    {
        if (shell.Origins.Count == 0) return request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? "localhost" : null;
        Uri own = new(PublicAddress.Of(request, shell));
        return own.HostNameType == UriHostNameType.Dns ? own.IdnHost : null;
    }

    /// <summary>Whether a page of this origin is one of ours, on that domain.</summary>
    public static bool IsOurs(string origin, string domain, HttpRequest request, Shell shell) => Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
        && from.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase)
        && (shell.Origins.Count > 0 ? shell.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase) : from.Port == (request.Host.Port ?? from.Port));
}
