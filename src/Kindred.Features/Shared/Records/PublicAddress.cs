using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared.Records;

/// <summary>The archive's public address, without a slash at its end: as the settings give it, else as it was reached.</summary>
public static class PublicAddress
{
    public static string Of(HttpRequest request, Shell shell) =>
        shell.Origins is [string first, ..] ? first.TrimEnd('/') : $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
