namespace Kindred.Features.Importing.Reading;

/// <summary>Goes from row to row of bytes that are parted by a <see cref="Dialect"/>.</summary>
internal sealed class DelimitedReader(ByteWindow window, Dialect dialect, int columns)
{
    private readonly RowScanner scanner = new(dialect.Delimiter, dialect.EndsInCarriageReturn) { Columns = columns };
    private readonly byte end = dialect.EndsInCarriageReturn ? (byte)'\r' : (byte)'\n';
    private int consumed;
    private long nextLine = 1;

    /// <summary>As a spreadsheet counts rows: a row of several lines is one, and so is one with nothing in it.</summary>
    public long Number { get; private set; }

    /// <summary>On which the row begins.</summary>
    public long Line { get; private set; }

    public bool IsTooLong { get; private set; }

    public int Count => scanner.Count;

    public QuoteTrouble Trouble => scanner.Trouble;

    public ReadOnlySpan<byte> this[int column] => scanner[column, window.Bytes];

    /// <summary>All bytes of the row.</summary>
    public ReadOnlySpan<byte> Bytes => window.Bytes[..consumed];

    public bool Next()
    {
        window.Skip(consumed);
        consumed = 0;
        while (window.Length == 0)
        {
            if (window.IsLast) return false;
            window.Grow();
        }

        Number++;
        Line = nextLine;
        IsTooLong = false;
        ScanStatus status;
        while ((status = scanner.Scan(window.Bytes, window.IsLast)) == ScanStatus.More) window.Grow();
        if (status == ScanStatus.TooLong)
        {
            IsTooLong = true;
            Pass();
            return true;
        }

        consumed = scanner.Consumed;
        nextLine += window.Bytes[..consumed].Count(end);
        if (scanner.Columns == 0) scanner.Columns = scanner.Count;
        return true;
    }

    /// <summary>Goes behind a row that is too long, and holds none of it: to the end of a line outside quotation marks.</summary>
    private void Pass()
    {
        bool isQuoted = false;
        while (true)
        {
            ReadOnlySpan<byte> bytes = window.Bytes;
            int at = 0;
            while (bytes[at..].IndexOfAny((byte)'"', end) is var found and >= 0)
            {
                at += found + 1;
                if (bytes[at - 1] == '"')
                {
                    isQuoted = !isQuoted;
                    continue;
                }

                nextLine++;
                if (isQuoted) continue;
                window.Skip(at);
                return;
            }

            window.Skip(bytes.Length);
            if (window.IsLast) return;
            window.Grow();
        }
    }
}
