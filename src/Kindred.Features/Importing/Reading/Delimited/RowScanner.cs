using System.Buffers;

namespace Kindred.Features.Importing.Reading;

internal enum ScanStatus
{
    Row,

    /// <summary>The row goes on after these bytes.</summary>
    More,

    /// <summary>It is longer than <see cref="Source.LongestRow"/>.</summary>
    TooLong,
}

/// <summary>What was not as RFC 4180 has it, and was read nevertheless.</summary>
[Flags]
internal enum QuoteTrouble
{
    None = 0,

    /// <summary>A quotation mark within quotation marks, not doubled.</summary>
    Stray = 1,

    /// <summary>Text between a closing quotation mark and the next delimiter.</summary>
    TextAfter = 2,

    /// <summary>An opening quotation mark that nothing closes.</summary>
    Unclosed = 4,
}

/// <summary>Finds the cells of one row in bytes that begin with it. The same bytes always give the same cells, however they were read: where a row may go on
/// beyond them it says so, and is asked again with more.</summary>
internal sealed class RowScanner(byte delimiter, bool endsInCarriageReturn)
{
    private const byte Quote = (byte)'"';
    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';
    private const byte Space = (byte)' ';

    /// <summary>Lines looked at to tell rows from the rest of a cell.</summary>
    private const int LinesCompared = 20;

    private readonly byte end = endsInCarriageReturn ? Return : LineFeed;
    private readonly ArrayBufferWriter<byte> unquoted = new();
    private Cell[] cells = new Cell[64];
    private int count;
    private int at;
    private bool isLast;

    /// <summary>Cells of a usual row: lines with as many are rows, and no part of a cell that nothing closes.</summary>
    public int Columns { get; set; }

    public int Count => count;

    public int Consumed => at;

    public QuoteTrouble Trouble { get; private set; }

    /// <summary>Bytes of a cell of the row that was found in <paramref name="bytes"/>.</summary>
    public ReadOnlySpan<byte> this[int column, ReadOnlySpan<byte> bytes] =>
        cells[column] is var cell && cell.IsUnquoted ? unquoted.WrittenSpan.Slice(cell.Start, cell.Length) : bytes.Slice(cell.Start, cell.Length);

    /// <param name="isLast">Nothing comes after these bytes, of which there is at least one.</param>
    public ScanStatus Scan(ReadOnlySpan<byte> bytes, bool isLast)
    {
        this.isLast = isLast;
        count = 0;
        at = 0;
        Trouble = QuoteTrouble.None;
        unquoted.ResetWrittenCount();
        while (true)
        {
            ScanStatus status = ScanCell(bytes, out bool isRowEnd);
            if (status != ScanStatus.Row) return status == ScanStatus.More && bytes.Length > Source.LongestRow ? ScanStatus.TooLong : status;
            if (isRowEnd) return at > Source.LongestRow ? ScanStatus.TooLong : ScanStatus.Row;
        }
    }

    private ScanStatus ScanCell(ReadOnlySpan<byte> bytes, out bool isRowEnd)
    {
        int start = at;
        while (start < bytes.Length && bytes[start] == Space && delimiter != Space) start++;
        if (start < bytes.Length && bytes[start] == Quote) return ScanQuoted(bytes, start, out isRowEnd);
        return ScanBare(bytes, at, at, out isRowEnd);
    }

    /// <summary>A cell without quotation marks, or whose quotation mark is a character like others.</summary>
    /// <param name="start">Of its text.</param>
    /// <param name="from">Where to look for its end.</param>
    private ScanStatus ScanBare(ReadOnlySpan<byte> bytes, int start, int from, out bool isRowEnd)
    {
        int length = bytes[from..].IndexOfAny(delimiter, end);
        if (length < 0)
        {
            isRowEnd = true;
            if (!isLast) return ScanStatus.More;
            Add(start, WithoutReturns(bytes, start, bytes.Length) - start);
            at = bytes.Length;
            return ScanStatus.Row;
        }

        int stop = from + length;
        isRowEnd = bytes[stop] == end;
        Add(start, (isRowEnd ? WithoutReturns(bytes, start, stop) : stop) - start);
        at = stop + 1;
        return ScanStatus.Row;
    }

    private ScanStatus ScanQuoted(ReadOnlySpan<byte> bytes, int open, out bool isRowEnd)
    {
        isRowEnd = false;
        int begun = unquoted.WrittenCount;
        int part = open + 1;
        // Both so that a long line of quotation marks is not gone over again for each.
        int closing = -1;
        int crossed = open;
        for (int from = part; ;)
        {
            int quote = from < bytes.Length ? bytes[from..].IndexOf(Quote) : -1;
            if (quote < 0) return isLast || bytes.Length > Source.LongestRow ? Unclosed(bytes, open, out isRowEnd) : ScanStatus.More;
            quote += from;
            if (quote + 1 == bytes.Length && !isLast) return ScanStatus.More;
            if (quote + 1 < bytes.Length && bytes[quote + 1] == Quote)
            {
                unquoted.Write(bytes[part..(quote + 1)]);
                part = from = quote + 2;
                continue;
            }

            switch (WhatFollows(bytes, quote + 1, out int stop))
            {
                case Following.Unknown:
                    return ScanStatus.More;
                case Following.End:
                    Close(bytes, begun, part, quote);
                    isRowEnd = stop == bytes.Length || bytes[stop] != delimiter;
                    at = Math.Min(bytes.Length, stop + 1);
                    return ScanStatus.Row;
            }

            // Over lines a mark that looks like the first of another cell tells that ours was never one.
            if (IsBorder(bytes[quote - 1]) && quote > open + 1)
            {
                if (bytes[crossed..quote].Contains(end)) return AsText(bytes, open, out isRowEnd);
                crossed = quote;
            }

            switch (quote < closing ? true : ClosesOnItsLine(bytes, quote + 1, out closing))
            {
                case null:
                    return ScanStatus.More;
                case true:
                    Trouble |= QuoteTrouble.Stray;
                    unquoted.Write(bytes[part..(quote + 1)]);
                    part = from = quote + 1;
                    continue;
                case false:
                    return TextAfter(bytes, begun, part, quote, out isRowEnd);
            }
        }
    }

    private void Close(ReadOnlySpan<byte> bytes, int begun, int part, int quote)
    {
        if (unquoted.WrittenCount == begun)
        {
            Add(part, quote - part);
            return;
        }

        unquoted.Write(bytes[part..quote]);
        Add(begun, unquoted.WrittenCount - begun, isUnquoted: true);
    }

    private ScanStatus TextAfter(ReadOnlySpan<byte> bytes, int begun, int part, int quote, out bool isRowEnd)
    {
        ScanStatus status = ScanBare(bytes, quote + 1, quote + 1, out isRowEnd);
        if (status != ScanStatus.Row) return status;
        Cell after = cells[--count];
        unquoted.Write(bytes[part..quote]);
        unquoted.Write(bytes.Slice(after.Start, after.Length));
        Add(begun, unquoted.WrittenCount - begun, isUnquoted: true);
        Trouble |= QuoteTrouble.TextAfter;
        return ScanStatus.Row;
    }

    /// <summary>The opening mark is a character of the text.</summary>
    private ScanStatus AsText(ReadOnlySpan<byte> bytes, int open, out bool isRowEnd)
    {
        Trouble |= QuoteTrouble.Unclosed;
        return ScanBare(bytes, open, open, out isRowEnd);
    }

    /// <summary>Nothing closes it up to the end, or as far as a row may go: either rows follow, which it must not swallow, or it is the rest of a cell that was
    /// cut off.</summary>
    private ScanStatus Unclosed(ReadOnlySpan<byte> bytes, int open, out bool isRowEnd)
    {
        int line = bytes[open..].IndexOf(end);
        if (line >= 0 && AreRows(bytes[(open + line + 1)..])) return AsText(bytes, open, out isRowEnd);
        isRowEnd = true;
        if (!isLast) return ScanStatus.TooLong;
        Trouble |= QuoteTrouble.Unclosed;
        // What was doubled stays so: nobody knows any more which of them meant one.
        Add(open + 1, WithoutReturns(bytes, open + 1, WithoutEnd(bytes)) - open - 1);
        at = bytes.Length;
        return ScanStatus.Row;
    }

    /// <summary>More lines than not have as many cells as a row.</summary>
    private bool AreRows(ReadOnlySpan<byte> bytes)
    {
        int rows = 0, lines = 0;
        while (lines < LinesCompared && !bytes.IsEmpty)
        {
            int length = bytes.IndexOf(end) is var found and >= 0 ? found : bytes.Length;
            ReadOnlySpan<byte> line = bytes[..length];
            bytes = bytes[Math.Min(bytes.Length, length + 1)..];
            if (line.Trim(" \t\r"u8).IsEmpty) continue;
            lines++;
            if (CellsOf(line) == Columns) rows++;
        }

        return rows * 2 > lines;
    }

    private int CellsOf(ReadOnlySpan<byte> line)
    {
        int found = 1;
        bool isQuoted = false;
        foreach (byte one in line)
        {
            if (one == Quote) isQuoted = !isQuoted;
            else if (one == delimiter && !isQuoted) found++;
        }

        return found;
    }

    private enum Following
    {
        Unknown,
        End,
        Text,
    }

    /// <summary>What comes after a quotation mark, spaces passed over.</summary>
    /// <param name="stop">Of the delimiter, or of the character that ends the row.</param>
    private Following WhatFollows(ReadOnlySpan<byte> bytes, int from, out int stop)
    {
        stop = from;
        while (stop < bytes.Length && bytes[stop] == Space && delimiter != Space) stop++;
        if (stop < bytes.Length && (bytes[stop] == delimiter || bytes[stop] == end)) return Following.End;
        // Some programs write two returns before the line feed.
        while (stop < bytes.Length && bytes[stop] == Return && end == LineFeed) stop++;
        if (stop == bytes.Length) return isLast ? Following.End : Following.Unknown;
        return bytes[stop] == end ? Following.End : Following.Text;
    }

    /// <summary>Whether a mark on this line closes the cell, before one that opens another; null: it can't be told yet.</summary>
    /// <param name="closing">Where.</param>
    private bool? ClosesOnItsLine(ReadOnlySpan<byte> bytes, int from, out int closing)
    {
        closing = -1;
        for (int at = from; bytes[at..].IndexOfAny(Quote, end) is var found and >= 0; at++)
        {
            at += found;
            if (bytes[at] == end) return false;
            if (at + 1 < bytes.Length && bytes[at + 1] == Quote)
            {
                at++;
                continue;
            }

            switch (WhatFollows(bytes, at + 1, out _))
            {
                case Following.Unknown:
                    return null;
                case Following.End:
                    closing = at;
                    return true;
            }

            if (at > from && bytes[at - 1] == delimiter) return false;
        }

        return isLast || bytes.Length > Source.LongestRow ? false : null;
    }

    private bool IsBorder(byte one) => one == delimiter || one == end;

    private int WithoutReturns(ReadOnlySpan<byte> bytes, int start, int stop)
    {
        while (end == LineFeed && stop > start && bytes[stop - 1] == Return) stop--;
        return stop;
    }

    private int WithoutEnd(ReadOnlySpan<byte> bytes) => bytes[^1] == end ? bytes.Length - 1 : bytes.Length;

    private void Add(int start, int length, bool isUnquoted = false)
    {
        if (count == cells.Length) Array.Resize(ref cells, cells.Length * 2);
        cells[count++] = new Cell(start, length, isUnquoted);
    }

    /// <param name="IsUnquoted">It stands among the texts without their quotation marks, and not in the bytes of the row.</param>
    private readonly record struct Cell(int Start, int Length, bool IsUnquoted);
}
