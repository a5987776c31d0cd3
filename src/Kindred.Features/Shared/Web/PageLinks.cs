using System.Globalization;

namespace Kindred.Features.Shared;

/// <summary>The <c>Link</c> header of a list (RFC 8288): first, last, prev, next.</summary>
public static class PageLinks
{
    /// <param name="page">The one that is given, from 1.</param>
    public static string Of(int total, int page, int size, Func<int, string> address)
    {
        int last = Math.Max(1, (total + size - 1) / size);
        List<string> links = [To(1, "first"), To(last, "last")];
        if (page > 1) links.Add(To(Math.Min(page - 1, last), "prev"));
        if (page < last) links.Add(To(page + 1, "next"));
        return string.Join(", ", links);

        string To(int number, string relation) => string.Create(CultureInfo.InvariantCulture, $"<{address(number)}>; rel=\"{relation}\"");
    }
}
