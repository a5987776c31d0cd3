using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Kindred.Features.Shared.Records;

/// <summary>A form in which a record is given: named by the end of its address (<c>/r/{id}.ttl</c>) or asked for with <c>Accept</c>.</summary>
public sealed record RecordFormat(string Name, string Suffix, string MediaType)
{
    private const string Graph = "fields without a property there, translations that a machine made and nobody read over, which of the others are stale, notes of links, the precision of a point";
    private const string Citation = "all but the citation; its abstract where readers are told something before it";

    public static RecordFormat Page { get; } = new("html", "", "text/html");
    public static RecordFormat Json { get; } = new("json", ".json", "application/json") { LeavesOut = "words of a connection that are no note of the record" };
    public static RecordFormat JsonLd { get; } = new("jsonld", ".jsonld", "application/ld+json") { LeavesOut = Graph };
    public static RecordFormat Markdown { get; } = new("md", ".md", "text/markdown") { LeavesOut = "as json; state, visibility and notes of links too" };
    public static RecordFormat Turtle { get; } = new("ttl", ".ttl", "text/turtle") { LeavesOut = Graph };
    public static RecordFormat BibTeX { get; } = new("bib", ".bib", "application/x-bibtex") { LeavesOut = Citation };
    public static RecordFormat Ris { get; } = new("ris", ".ris", "application/x-research-info-systems") { LeavesOut = Citation };
    public static RecordFormat Csl { get; } = new("csl.json", ".csl.json", "application/vnd.citationstyles.csl+json") { LeavesOut = Citation };

    private const int MostRanges = 32;

    /// <summary>In the order preferred where a reader has no preference; the page first.</summary>
    public static ImmutableArray<RecordFormat> All { get; } = [Page, JsonLd, Json, Markdown, Turtle, BibTeX, Ris, Csl];

    /// <summary>Those that an address can name.</summary>
    public static ImmutableArray<RecordFormat> Named { get; } = [.. All.Where(format => format.Suffix.Length > 0)];

    /// <summary>What it cannot say of a record, for the reference; empty: nothing.</summary>
    public string LeavesOut { get; init; } = "";

    public string ContentType => MediaType.StartsWith("text/", StringComparison.Ordinal) ? MediaType + "; charset=utf-8" : MediaType;

    /// <summary>Parts <c>{id}.csl.json</c> into id and format.</summary>
    public static bool TryNamed(string address, out string id, [NotNullWhen(true)] out RecordFormat? format)
    {
        int dot = address.IndexOf('.', StringComparison.Ordinal);
        id = dot < 0 ? address : address[..dot];
        format = dot < 0 ? null : Named.FirstOrDefault(one => one.Suffix.AsSpan().SequenceEqual(address.AsSpan(dot)));
        return format is not null;
    }

    /// <summary>The format that suits best (RFC 9110, 12.5.1): of each the most exact range that names it counts; null where none is acceptable.</summary>
    public static RecordFormat? Negotiate(StringValues accept)
    {
        // What a browser or a plain client sends is answered without a parse.
        if (accept.Count == 0 || accept.ToString() is "" or "*/*") return Page;
        if (!MediaTypeHeaderValue.TryParseList(accept.OfType<string>().ToArray(), out IList<MediaTypeHeaderValue>? ranges)) return Page;
        RecordFormat? best = null;
        double bestQuality = 0;
        foreach (RecordFormat format in All)
        {
            double quality = QualityOf(format, ranges);
            if (quality > bestQuality) (best, bestQuality) = (format, quality);
        }

        return best;
    }

    private static double QualityOf(RecordFormat format, IList<MediaTypeHeaderValue> ranges)
    {
        (int exactness, double quality) = (-1, 0);
        foreach (MediaTypeHeaderValue range in ranges.Take(MostRanges))
        {
            int exact = range.MatchesAllTypes ? 0
                : range.MatchesAllSubTypes ? (format.MediaType.StartsWith(range.Type + "/", StringComparison.OrdinalIgnoreCase) ? 1 : -1)
                : range.MediaType.Equals(format.MediaType, StringComparison.OrdinalIgnoreCase) ? 2 : -1;
            if (exact > exactness) (exactness, quality) = (exact, range.Quality ?? 1);
        }

        return quality;
    }
}
