namespace Kindred.Features.Importing.Reading;

/// <summary>The part of a stream that is looked at: it moves forward, and grows where a row is longer than it.</summary>
internal sealed class ByteWindow(Stream stream, int size = ByteWindow.UsualSize) : IDisposable
{
    public const int UsualSize = 128 * 1024;

    private byte[] buffer = new byte[size];
    private int start;
    private int end;

    /// <summary>Nothing comes after it.</summary>
    public bool IsLast { get; private set; }

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, end - start);

    public int Length => end - start;

    /// <summary>Of the first byte in it.</summary>
    public long Offset { get; private set; }

    public void Skip(int bytes)
    {
        start += bytes;
        Offset += bytes;
    }

    /// <summary>Looks further, at least by one byte or to the end.</summary>
    public void Grow()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        IsLast = read == 0;
    }

    public void Dispose() => stream.Dispose();
}
