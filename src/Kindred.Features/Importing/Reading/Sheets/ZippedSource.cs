using System.Xml;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>A ZIP file: a workbook, or Markdown files.</summary>
internal static class ZippedSource
{
    public static Source Open(SourceBytes bytes, SourceOptions options)
    {
        try
        {
            if (ZipBounds.Names(bytes) is not { } names) return new UnreadSource(new Finding("source-unpacks-too-large"));
            if (names.Contains("[Content_Types].xml") && names.Any(name => name.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase))) return WorkbookSource.Open(bytes, options);
            if (names.Contains("content.xml") || names.Any(name => name.EndsWith("workbook.bin", StringComparison.OrdinalIgnoreCase))) return new UnreadSource(new Finding("source-old-workbook"));
            return names.Any(MarkdownFiles.IsOne) ? MarkdownSource.Open(MarkdownFiles.OfZip(bytes, names), options) : new UnreadSource(new Finding("source-not-recognised"));
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            return new UnreadSource(new Finding("source-damaged"));
        }
    }

    /// <summary>What those that read packages throw for what is in them; a disk throws other things.</summary>
    public static bool IsDamage(Exception thrown) =>
        thrown is InvalidDataException or XmlException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException or EndOfStreamException
            or IndexOutOfRangeException or KeyNotFoundException;
}
