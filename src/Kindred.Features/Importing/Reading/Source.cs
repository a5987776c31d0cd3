using System.Collections.Immutable;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>A file whose form is known, and its rows, which are read as they are asked for: no more of it is held than a row and what its form needs.</summary>
public abstract class Source
{
    public SourceRecognition Recognised { get; protected init; } = new();

    /// <summary>In the order of the source, each once. Of JSON and front matter those of the first <see cref="SampledRows"/> rows: a later row may have others.</summary>
    public ImmutableArray<string> Headings { get; protected init; } = [];

    /// <summary>About the whole of it.</summary>
    public ImmutableArray<Finding> Findings { get; protected init; } = [];

    /// <summary>How much of it the latest reading has read, from 0 to 1: for showing progress while another thread reads.</summary>
    public double Portion { get; protected set; }

    public const int SampledRows = 1_000;

    /// <summary>Bytes of one row at most. A larger one is refused with a finding; the rows around it are read.</summary>
    public const int LongestRow = 2 * 1024 * 1024;

    /// <summary>Characters of a heading. Where a name is longer its end is left out: each of a thousand members would have all of it before its own.</summary>
    private const int LongestHeading = 1_024;

    /// <summary>Of what lies within something.</summary>
    internal static string Heading(string way, string name)
    {
        string heading = way.Length == 0 ? name : $"{way}.{name}";
        return heading.Length <= LongestHeading ? heading : heading[..LongestHeading];
    }

    /// <summary>From the beginning, each time it is asked for. Reads as it goes, on the thread that asks. Content never makes it throw; a disk does.</summary>
    public abstract IEnumerable<SourceRow> Rows();
}

/// <summary>What was recognised, or was said in <see cref="SourceOptions"/>: shown before anything is imported, so that a wrong guess is seen.</summary>
public sealed record SourceRecognition
{
    public SourceForm Form { get; init; }

    /// <summary>It came in a <c>.gz</c>.</summary>
    public bool IsPacked { get; init; }

    /// <summary>By their names on the web; several where one file is written in several.</summary>
    public ImmutableArray<string> Encodings { get; init; } = [];

    public char? Delimiter { get; init; }

    public LineEnd? LineEnd { get; init; }

    /// <summary>The sheet that is read.</summary>
    public string? Sheet { get; init; }

    public ImmutableArray<SheetName> Sheets { get; init; } = [];

    /// <summary>0: there is none.</summary>
    public long HeadingRow { get; init; }

    /// <summary>In JSON the way to the list of rows; empty: the document itself.</summary>
    public string? List { get; init; }
}

public enum LineEnd
{
    LineFeed,
    CarriageReturnAndLineFeed,

    /// <summary>As Macintosh computers wrote until 2001.</summary>
    CarriageReturn,
}

public sealed record SheetName(string Name, bool IsHidden, bool HasData);
