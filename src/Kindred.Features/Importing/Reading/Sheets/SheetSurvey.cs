using System.Buffers;
using System.Text;

namespace Kindred.Features.Importing.Reading;

/// <summary>What a sheet holds, found by a look over its bytes that is far quicker than reading it: how many elements have content, so that a reading can end at
/// the last of them and not at the last of a million styled and empty rows, and which cells are merged, which is said only behind all rows.</summary>
internal sealed class SheetSurvey
{
    private const int MostMerged = 100_000;
    private const int LongestMark = 256;

    private static readonly SearchValues<byte> AfterName = SearchValues.Create(" />\t\r\n"u8);

    /// <summary>Elements of values, formulas and texts.</summary>
    public long Contents { get; private set; }

    public bool HasData { get; private set; }

    /// <summary>From the first row to the last of one column each.</summary>
    public List<(long First, long Last, int Column)> Merged { get; } = [];

    public int MergedCount { get; private set; }

    /// <param name="isWhole">False: it is enough to know whether there is data.</param>
    public static SheetSurvey Of(Stream part, bool isWhole)
    {
        SheetSurvey survey = new();
        using ByteWindow window = new(part);
        window.Grow();
        // Nobody writes sheets in UTF-16, but they may; then it is simply read to its end.
        if (window.Bytes is [0xFE or 0xFF or 0, ..] or [_, 0, ..])
        {
            survey.Contents = long.MaxValue;
            survey.HasData = true;
            return survey;
        }

        while (isWhole || !survey.HasData)
        {
            int mark = window.Bytes.IndexOf((byte)'<');
            window.Skip(mark < 0 ? window.Length : mark);
            // Enough for the longest that is looked at.
            while (window.Length < LongestMark && !window.IsLast) window.Grow();
            if (window.Length == 0) break;
            survey.See(window.Bytes[..Math.Min(window.Length, LongestMark)]);
            window.Skip(1);
        }

        return survey;
    }

    private void See(ReadOnlySpan<byte> mark)
    {
        mark = mark[1..];
        int name = mark.IndexOfAny(AfterName);
        if (name < 0 || name > 40) return;
        ReadOnlySpan<byte> local = mark[..name];
        if (local.IndexOf((byte)':') is var prefix and >= 0) local = local[(prefix + 1)..];
        if (local.Length == 1 && local[0] is (byte)'v' or (byte)'f' || local.SequenceEqual("is"u8))
        {
            Contents++;
            HasData |= local[0] != 'f';
        }
        else if (local.SequenceEqual("mergeCell"u8))
        {
            Merge(mark);
        }
    }

    private void Merge(ReadOnlySpan<byte> mark)
    {
        int start = mark.IndexOf("ref=\""u8);
        if (start < 0) return;
        mark = mark[(start + 5)..];
        string range = Encoding.Latin1.GetString(mark[..Math.Max(0, mark.IndexOf((byte)'"'))]);
        if (range.Split(':') is not [var first, var last]) return;
        MergedCount++;
        (long from, int column) = SheetXml.Place(first);
        (long to, _) = SheetXml.Place(last);
        if (from > 0 && to > from && Merged.Count < MostMerged) Merged.Add((from, to, column));
    }
}
