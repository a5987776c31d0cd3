namespace Kindred.Features.Importing.Reading;

/// <summary>What a person knows better than the guess. What is null is guessed.</summary>
public sealed record SourceOptions
{
    public static SourceOptions None { get; } = new();

    public SourceForm? Form { get; init; }

    /// <summary>By its name on the web (<c>windows-1256</c>); then every byte is read in it, and none is guessed.</summary>
    public string? Encoding { get; init; }

    public char? Delimiter { get; init; }

    public string? Sheet { get; init; }

    /// <summary>The row that holds the headings, as <see cref="SourceRow.Number"/> counts; 0: there is none, and columns are called by their number.</summary>
    public int? HeadingRow { get; init; }

    /// <summary>In JSON the way to the list of rows, names joined by dots; empty: the document itself.</summary>
    public string? List { get; init; }

    /// <summary>Text that was UTF-8 and read as Windows-1252 by whoever made the file ("Ã©") is put right.</summary>
    public bool RepairsMojibake { get; init; }
}
