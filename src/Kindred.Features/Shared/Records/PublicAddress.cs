using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared.Records;

/// <summary>The archive's public address, without a slash at its end: as the settings give it, else as it was reached.</summary>
public static class PublicAddress
{
    /// <summary>The one of our own that was asked for, so that nobody who comes by an onion address is led off it; for links.</summary>
    public static string Of(HttpRequest request, Shell shell)
    {
        string asked = "://" + request.Host.ToUriComponent();
        return shell.Origins.Select(origin => origin.TrimEnd('/')).FirstOrDefault(origin => origin.EndsWith(asked, StringComparison.OrdinalIgnoreCase)) ?? First(request, shell);
    }

    /// <summary>The same for every reader: for what is cited and what identifies a record.</summary>
    public static string First(HttpRequest request, Shell shell) =>
        shell.Origins is [string first, ..] ? first.TrimEnd('/') : $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
