using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Exporting;

/// <summary>What anyone may take away, in which form for what, and how to go on with it.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class ExportPage : PageModel
{
    /// <summary>What people want it for; the words are the texts <c>export.for.{group}</c>.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["reading", "citing", "mapping", "programs"];

    internal static IEnumerable<IExportFormat> Of(string group) => ExportFormats.All.Where(format => GroupOf(format.Name) == group);

    private static string GroupOf(string format) => format switch
    {
        "csv" or "xlsx" or "md" or "static" or "ics" or "atom" => "reading",
        "bibtex" or "ris" or "csl" => "citing",
        "geojson" or "graphml" or "gexf" or "svg" => "mapping",
        _ => "programs",
    };
}
