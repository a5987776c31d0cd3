using System.Buffers;

namespace Kindred.Features.Importing.Reading;

internal enum JsonExtent
{
    Whole,

    /// <summary>The file ends in it.</summary>
    CutOff,

    /// <summary>It is longer than <see cref="Source.LongestRow"/>; it was passed over.</summary>
    TooLong,
}

/// <summary>Finds where values of a JSON document begin and end, in a file of any size, without a look at what is in them: what is wrong inside one is told of
/// that one, and those after it are found all the same.</summary>
internal sealed class JsonScanner(ByteWindow window)
{
    private const int LongestName = 1_024;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InText = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> AfterScalar = SearchValues.Create(",]} \t\r\n"u8);

    private int pending;

    /// <summary>The next byte that is no white space; -1: there is none.</summary>
    public int Peek()
    {
        while (true)
        {
            int blank = 0;
            ReadOnlySpan<byte> bytes = window.Bytes;
            // The record separator stands before each value of RFC 7464.
            while (blank < bytes.Length && bytes[blank] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x1E) blank++;
            window.Skip(blank);
            if (window.Length > 0) return window.Bytes[0];
            if (window.IsLast) return -1;
            window.Grow();
        }
    }

    /// <summary>Goes behind the next byte, which <see cref="Peek"/> gave.</summary>
    public void Take() => window.Skip(1);

    /// <summary>Goes behind a comma, if one is next.</summary>
    public bool TakeComma()
    {
        if (Peek() != ',') return false;
        Take();
        return true;
    }

    /// <summary>The value that begins at what <see cref="Peek"/> gave; it counts until the scanner is used again.</summary>
    public JsonExtent Read(out ReadOnlySpan<byte> value)
    {
        JsonExtent extent = Find(isKept: true, out int length);
        value = extent == JsonExtent.TooLong ? default : window.Bytes[..length];
        pending = extent == JsonExtent.TooLong ? 0 : length;
        return extent;
    }

    /// <summary>Goes behind what <see cref="Read"/> gave.</summary>
    public void Taken()
    {
        window.Skip(pending);
        pending = 0;
    }

    public JsonExtent Pass()
    {
        JsonExtent extent = Find(isKept: false, out int length);
        window.Skip(length);
        return extent;
    }

    /// <summary>The name of a member and the colon after it; null: there is none that can be read.</summary>
    public string? Name()
    {
        if (Peek() != '"' || Read(out ReadOnlySpan<byte> name) != JsonExtent.Whole) return null;
        string? text = name.Length > LongestName ? null : JsonText.Of(name);
        Taken();
        if (text is null || Peek() != ':') return null;
        Take();
        return text;
    }

    private JsonExtent Find(bool isKept, out int length)
    {
        int depth = 0;
        int at = 0;
        bool isInText = false, isTooLong = false;
        bool isScalar = window.Bytes[0] is not ((byte)'{' or (byte)'[' or (byte)'"');
        while (true)
        {
            if (!isScalar ? FindEnd(window.Bytes, ref at, ref depth, ref isInText) : FindScalarEnd(window.Bytes, ref at))
            {
                length = at;
                if (!isTooLong && !(isKept && length > Source.LongestRow)) return JsonExtent.Whole;
                window.Skip(length);
                return JsonExtent.TooLong;
            }

            if (window.IsLast)
            {
                length = window.Length;
                if (isScalar && !isTooLong) return JsonExtent.Whole;
                if (isTooLong) window.Skip(length);
                return JsonExtent.CutOff;
            }

            if (isKept && window.Length > Source.LongestRow) isTooLong = true;
            if (isTooLong || !isKept)
            {
                // All but a mark whose next byte is not there yet; of a scalar its last byte stands for its first.
                int behind = isScalar ? window.Length - 1 : Math.Min(at, window.Length);
                window.Skip(behind);
                at -= behind;
            }

            window.Grow();
        }
    }

    /// <param name="at">How far it was looked; at the end the byte behind the value.</param>
    private static bool FindEnd(ReadOnlySpan<byte> bytes, ref int at, ref int depth, ref bool isInText)
    {
        while (at < bytes.Length)
        {
            int found = bytes[at..].IndexOfAny(isInText ? InText : Marks);
            if (found < 0)
            {
                at = bytes.Length;
                return false;
            }

            at += found;
            switch (bytes[at])
            {
                case (byte)'\\':
                    if (at + 1 >= bytes.Length) return false;
                    at += 2;
                    continue;
                case (byte)'"':
                    isInText = !isInText;
                    at++;
                    if (!isInText && depth == 0) return true;
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    at++;
                    continue;
                default:
                    at++;
                    if (--depth <= 0) return true;
                    continue;
            }
        }

        return false;
    }

    private static bool FindScalarEnd(ReadOnlySpan<byte> bytes, ref int at)
    {
        // A byte that can begin no value is one by itself, so that there is always a next.
        int found = bytes[Math.Min(bytes.Length, 1)..].IndexOfAny(AfterScalar);
        at = found < 0 ? bytes.Length : found + 1;
        return found >= 0;
    }
}
