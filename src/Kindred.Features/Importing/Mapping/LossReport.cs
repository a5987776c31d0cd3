using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Why something that a source says is in no field.</summary>
public enum LossReason
{
    /// <summary>No column of the profile is called so, or no such kind of record has the place.</summary>
    NoPlace,

    /// <summary>The profile keeps it beside the records.</summary>
    Left,

    /// <summary>The profile leaves it out.</summary>
    Dropped,

    /// <summary>The profile knows other values of the column, and not this.</summary>
    Unmapped,

    /// <summary>It is none of what the field takes; a finding says so.</summary>
    Unread,

    /// <summary>The field holds one, or so much, and has it.</summary>
    NoRoom,

    /// <summary>The day is in the field; the time of day, or the name of its zone, is not.</summary>
    Time,

    /// <summary>The date or number is in the field; early, before, about are not.</summary>
    Nearer,

    /// <summary>It is in the field, shortened.</summary>
    Shortened,

    /// <summary>A file that the source only leads to: its address is kept, the file itself is not here.</summary>
    File,

    /// <summary>The record that it leads to is not here, or waits at the desk itself.</summary>
    NotLinked,
}

/// <summary>Something of one column that is in no field. What it says is in <see cref="ImportRow.Leftover"/>, but where it was dropped.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Loss(string Heading, LossReason Reason);

/// <summary>What of one column is in no field.</summary>
/// <param name="Example">Number of the first row of it.</param>
public sealed record ColumnLoss(string Heading, LossReason Reason, long Rows, long Example);

/// <summary>What a whole source says that no field has a place for, column by column: told after every dry run and kept with the accession, beside the values themselves.</summary>
public sealed class LossReport
{
    private const int MostColumns = 5_000;

    private readonly Dictionary<Loss, (long Rows, long Example)> counts = [];

    /// <summary>Rows in which something is in no field.</summary>
    public long Rows { get; private set; }

    public bool IsEmpty => counts.Count == 0;

    /// <summary>In the order in which they were met.</summary>
    public ImmutableArray<ColumnLoss> Columns => [.. counts.Select(one => new ColumnLoss(one.Key.Heading, one.Key.Reason, one.Value.Rows, one.Value.Example))];

    public void Add(ImportRow row)
    {
        if (row.Losses.IsEmpty) return;
        Rows++;
        foreach (Loss loss in row.Losses)
        {
            if (counts.Count >= MostColumns && !counts.ContainsKey(loss)) continue;
            ref (long Rows, long Example) count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, loss, out bool isThere);
            count = (count.Rows + 1, isThere ? Math.Min(count.Example, row.Number) : row.Number);
        }
    }
}
