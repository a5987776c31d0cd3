using System.Buffers.Binary;
using System.IO.Compression;

namespace Kindred.Features.Importing.Reading;

/// <summary>What is packed in a <c>.gz</c>, unpacked as it is read and never as a whole. Going back begins anew. What would be far more than it seems ends in
/// <see cref="UnpacksTooLargeException"/>, what is damaged in <see cref="InvalidDataException"/>, what is cut off in <see cref="EndOfStreamException"/>.</summary>
internal sealed class UnpackedStream(Func<Stream> open, long packed) : Stream
{
    private const int Window = 64 * 1024;

    /// <summary>The last of them is among the first that are found from the end.</summary>
    private const int MostTried = 64;

    private static ReadOnlySpan<byte> Member => [0x1F, 0x8B, 0x08];

    private Stream? raw;
    private GZipStream? unpacking;
    private long position;
    private bool? isWhole;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("Nobody knows before it is unpacked.");

    public override long Position
    {
        get => position;
        set
        {
            if (value < position) Close();
            byte[] passed = new byte[Window];
            while (position < value && Read(passed.AsSpan(0, (int)Math.Min(passed.Length, value - position))) > 0)
            {
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        unpacking ??= new GZipStream(raw = open(), CompressionMode.Decompress, leaveOpen: true);
        int read = unpacking.Read(buffer);
        position += read;
        if (!ZipBounds.Allows(position, packed)) throw new UnpacksTooLargeException();
        // The platform takes the end of the file for the end of what is in it.
        if (read == 0 && !(isWhole ??= EndsWhole())) throw new EndOfStreamException();
        return read;
    }

    /// <summary>The file's last bytes say how much its last member unpacks to. Several may stand behind one another, as programs do that pack in pieces.</summary>
    private bool EndsWhole()
    {
        const int LastBytes = 8;
        using Stream stream = open();
        if (stream.Length < LastBytes) return false;
        byte[] said = new byte[4];
        stream.Position = stream.Length - said.Length;
        stream.ReadExactly(said);
        uint last = BinaryPrimitives.ReadUInt32LittleEndian(said);
        if (last == (uint)position) return true;
        byte[] window = new byte[Window + Member.Length];
        int tried = 0;
        // For all tries together: each may be as long as the last member can be.
        long most = 2 * (position + Window);
        for (long at = stream.Length; at > 0;)
        {
            long start = Math.Max(0, at - Window);
            stream.Position = start;
            Span<byte> bytes = window.AsSpan(0, (int)Math.Min(at - start + Member.Length - 1, stream.Length - start));
            stream.ReadExactly(bytes);
            for (int found; (found = bytes.LastIndexOf(Member)) >= 0; bytes = bytes[..(found + Member.Length - 1)])
            {
                if (++tried > MostTried) return false;
                if (start + found > 0 && UnpacksTo(stream, start + found, ref most) is { } length && (uint)length == last) return true;
            }

            at = start;
        }

        return false;
    }

    /// <summary>Null: no member begins there.</summary>
    /// <param name="most">What may still be unpacked.</param>
    private static long? UnpacksTo(Stream stream, long start, ref long most)
    {
        try
        {
            stream.Position = start;
            using GZipStream member = new(stream, CompressionMode.Decompress, leaveOpen: true);
            byte[] piece = new byte[Window];
            long length = 0;
            for (int read; (read = member.Read(piece)) > 0;)
            {
                length += read;
                if ((most -= read) < 0) return null;
            }

            return length;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => throw new NotSupportedException(),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Close()
    {
        unpacking?.Dispose();
        raw?.Dispose();
        (raw, unpacking, position) = (null, null, 0);
    }
}

/// <summary>What is packed would be far more than it seems.</summary>
internal sealed class UnpacksTooLargeException : IOException;
