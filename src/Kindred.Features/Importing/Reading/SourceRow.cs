using System.Collections.Immutable;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>One row of a source as it was read, before anything is made of it.</summary>
/// <param name="Number">Where a person finds it in the source: row of a sheet, as a spreadsheet counts them, from 1 with the headings; of a list its place; of
/// JSON Lines its line.</param>
/// <param name="Cells">In the order of the source; what is empty is left out.</param>
public sealed record SourceRow(long Number, ImmutableArray<SourceCell> Cells)
{
    /// <summary>What is wrong with it as a row: text in no encoding, more cells than headings, mojibake. <see cref="Finding.Field"/> is a heading, or empty for
    /// the whole row.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>It could not be read, or only in part, for the reason that the last finding gives: it is told of, and not taken.</summary>
    public bool IsRefused { get; init; }

    /// <summary>In a file of lines the line on which it begins, counted from 1: cells that hold several lines make it larger than the number. 0: there are no
    /// lines.</summary>
    public long Line { get; init; }
}

/// <param name="Heading">As the source has it, without the spaces around it; in nested JSON the names on the way joined by dots.</param>
/// <param name="Values">One text, or several where the source itself holds a list. A list in JSON or Python notation inside a cell is one text still.</param>
public sealed record SourceCell(string Heading, ImmutableArray<string> Values);
