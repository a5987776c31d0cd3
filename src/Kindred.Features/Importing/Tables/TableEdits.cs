using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Features.Shared.Records.Cells;

namespace Kindred.Features.Importing.Tables;

/// <summary>What somebody changed in the row of a record in a table that this archive wrote. The archive was not asked yet: spreadsheets change cells too.</summary>
/// <param name="Marks">What the row was when it left.</param>
public sealed record TableEdits(CellMarks Marks, ImmutableArray<CellEdit> Cells)
{
    /// <summary>Of a text in this language what is said of it beside, where somebody changed that.</summary>
    public ImmutableDictionary<string, string> States { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>A cell that is not as it was written.</summary>
/// <param name="Text">Without what guards it from being run; empty: there is nothing in it any more.</param>
/// <param name="Doubt">Why it is left as it is, whatever the archive says; null: nothing is known against it.</param>
public readonly record struct CellEdit(string Heading, string Text, Finding? Doubt = null);
