using Kindred.Domain.Dates;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>A citation in words, to copy: APA 7, Chicago 17 (notes and bibliography), MLA 9, as far as our records go.</summary>
public sealed class CitationText(Citation citation, Texts texts, DateInWords dates)
{
    public string Apa() => Sentence(
        Authors(" & ", isFamilyFirst: true),
        $"({(citation.Issued is { } issued ? Day(issued) : texts["citation.no-date"])})",
        citation.Title, citation.Container, citation.Publisher, Where);

    public string Chicago() => Sentence(Authors(texts["citation.and"], isFamilyFirst: true), $"“{citation.Title}”", citation.Container, citation.Publisher, IssuedText, Where);

    public string Mla() => Sentence(
        citation.Authors.Length > 2 ? texts.Format("citation.and-others", citation.Authors[0].FamilyFirst) : Authors(texts["citation.and"], isFamilyFirst: true),
        $"“{citation.Title}”", Joined(citation.Container, citation.Publisher, IssuedText, Where));

    private string Where => citation.Doi is { } doi ? "https://doi.org/" + doi : citation.Address;

    private string? IssuedText => citation.Issued is { } issued ? Day(issued) : null;

    private string Day(CitedDay day) => EdtfDate.TryParse(day.Iso, out EdtfDate? date) ? dates.Write(date) : day.Iso;

    private string? Authors(string and, bool isFamilyFirst)
    {
        string[] names = [.. citation.Authors.Select((name, at) => isFamilyFirst && at == 0 ? name.FamilyFirst : name.Whole)];
        return names switch
        {
            [] => null,
            [string only] => only,
            _ => string.Join(", ", names[..^1]) + and + names[^1],
        };
    }

    private static string Joined(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string Sentence(params string?[] parts) =>
        string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => IsEnded(part!) ? part : part + "."));

    // An address must not take a stop along when it is copied.
    private static bool IsEnded(string part) => part[^1] is '.' or '?' or '!' || part.StartsWith("http", StringComparison.Ordinal) || part.Contains("://", StringComparison.Ordinal);
}
