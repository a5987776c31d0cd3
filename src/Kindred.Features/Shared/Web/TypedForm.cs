using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared;

/// <summary>A form as it arrived.</summary>
public static class TypedForm
{
    /// <summary>Empty where the request is no form; null where it is larger than a form may be.</summary>
    public static async Task<IFormCollection?> Read(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(cancel) : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
