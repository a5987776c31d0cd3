using System.Text;

namespace Kindred.Features.Importing.Reading;

/// <summary>How a file of rows and cells is written.</summary>
/// <param name="FirstRow">Rows before it are no part of the table: <c>sep=;</c>, which Excel writes and reads.</param>
internal sealed record Dialect(byte Delimiter, LineEnd LineEnd, int FirstRow)
{
    private const int SampledRows = 200;
    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';

    // In this order where two fit alike. The others only where none of the first does: they are rare, and stand in texts, too.
    private static readonly byte[][] Delimiters = ["\t,;|"u8.ToArray(), "^~\u0001\u001F"u8.ToArray()];

    public bool EndsInCarriageReturn => LineEnd == LineEnd.CarriageReturn;

    public static bool CanDelimit(char delimiter) => char.IsAscii(delimiter) && delimiter is not ('"' or '\r' or '\n' or '\0') && !char.IsAsciiLetterOrDigit(delimiter);

    /// <param name="beginning">The first bytes of the file.</param>
    /// <param name="isWhole">There are no others.</param>
    public static Dialect Guess(ReadOnlySpan<byte> beginning, bool isWhole, char? delimiter)
    {
        LineEnd end = GuessLineEnd(beginning);
        (byte? said, int firstRow) = Said(beginning);
        if (delimiter is { } given) return new Dialect((byte)given, end, firstRow);
        return new Dialect(said ?? GuessDelimiter(beginning, isWhole, end), end, firstRow);
    }

    /// <summary>Carriage returns end rows only where nothing else does: within cells they are no end.</summary>
    private static LineEnd GuessLineEnd(ReadOnlySpan<byte> bytes)
    {
        int lineFeeds = 0, returns = 0, pairs = 0;
        bool isQuoted = false;
        for (int at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == '"') isQuoted = !isQuoted;
            if (isQuoted || bytes[at] is not (LineFeed or Return)) continue;
            if (bytes[at] == LineFeed && at > 0 && bytes[at - 1] == Return) pairs++;
            if (bytes[at] == LineFeed) lineFeeds++;
            else returns++;
        }

        // An odd quotation mark turns in and out round: what is in nothing but returns has no line feed at all.
        if (lineFeeds == 0 && returns > 0 && (!isQuoted || !bytes.Contains(LineFeed))) return LineEnd.CarriageReturn;
        return pairs * 2 > lineFeeds ? LineEnd.CarriageReturnAndLineFeed : LineEnd.LineFeed;
    }

    /// <summary>By a first line that says it.</summary>
    private static (byte? Delimiter, int FirstRow) Said(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOfAny(LineFeed, Return);
        ReadOnlySpan<byte> line = (end < 0 ? bytes : bytes[..end]).Trim("\""u8);
        return line.Length == 5 && Ascii.EqualsIgnoreCase(line[..4], "sep="u8) && CanDelimit((char)line[4]) ? (line[4], 1) : (null, 0);
    }

    private static byte GuessDelimiter(ReadOnlySpan<byte> beginning, bool isWhole, LineEnd end)
    {
        foreach (byte[] candidates in Delimiters)
        {
            byte best = 0;
            double bestFit = 0;
            foreach (byte candidate in candidates)
            {
                double fit = Fit(beginning, isWhole, candidate, end);
                if (fit <= bestFit) continue;
                best = candidate;
                bestFit = fit;
            }

            if (bestFit > 0.15) return best;
        }

        return (byte)',';
    }

    /// <summary>How evenly it parts the rows, from 0 to 1; more columns count for more.</summary>
    private static double Fit(ReadOnlySpan<byte> bytes, bool isWhole, byte delimiter, LineEnd end)
    {
        RowScanner scanner = new(delimiter, end == LineEnd.CarriageReturn);
        Dictionary<int, int> widths = [];
        int rows = 0, first = 0;
        while (rows < SampledRows && !bytes.IsEmpty && scanner.Scan(bytes, isWhole) == ScanStatus.Row)
        {
            bool isBlank = bytes[..scanner.Consumed].Trim(" \t\r\n"u8).IsEmpty;
            bytes = bytes[scanner.Consumed..];
            if (isBlank) continue;
            if (rows++ == 0) first = scanner.Count;
            widths[scanner.Count] = widths.GetValueOrDefault(scanner.Count) + 1;
            if (scanner.Columns == 0) scanner.Columns = scanner.Count;
        }

        if (rows == 0) return 0;
        (int width, int count) = widths.Where(one => one.Key > 1).OrderByDescending(one => one.Value).ThenByDescending(one => one.Key).Select(one => (one.Key, one.Value)).FirstOrDefault();
        if (width == 0) return 0;
        // Headings have what parts them: a comma in all rows but the first is one of numbers.
        double headed = first == width ? 1 : first > 1 ? 0.8 : 0.5;
        return (double)count / rows * (1 - (1.0 / width)) * headed;
    }
}
