namespace Kindred.Features.Importing.Reading;

/// <summary>The bytes of a source, to be read from the beginning as often as it is asked for.</summary>
internal sealed class SourceBytes
{
    private const long MostSampled = 4 * 1024 * 1024;
    /// <summary>No look at a part of it reads more.</summary>
    private const long AtATime = 64 * 1024;
    private const long MostHeld = 64 * 1024 * 1024;

    private readonly Func<Stream> open;
    private long sampled = long.MaxValue;

    private SourceBytes(string name, long length, Func<Stream> open)
    {
        Name = name;
        Length = length;
        this.open = open;
    }

    /// <summary>Of the file, without its folder.</summary>
    public string Name { get; }

    public long Length { get; }

    public static SourceBytes Of(string path)
    {
        FileInfo file = new(path);
        return new SourceBytes(file.Name, file.Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan));
    }

    public static SourceBytes Of(Stream seekable, string name)
    {
        if (!seekable.CanSeek) throw new ArgumentException("A source is read more than once: put it into a file first.", nameof(seekable));
        Lock turn = new();
        return new SourceBytes(name, seekable.Length, () => new View(seekable, turn));
    }

    /// <summary>How far it may be looked at here and there: to go on in what is packed, all before has to be unpacked.</summary>
    public long Sampled => Math.Min(Length, sampled);

    public Stream Open() => open();

    public static bool IsPacked(ReadOnlySpan<byte> beginning) => beginning.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>What is packed in them, read as if it lay there unpacked. How much that is nobody knows before: its length is that of what is known, and at least
    /// more than a look at its beginning shows.</summary>
    public SourceBytes Unpacked()
    {
        Stream OpenUnpacked() => new UnpackedStream(open, Length);
        using Stream look = OpenUnpacked();
        long reached = MostSampled;
        try
        {
            look.Position = MostSampled + 1;
        }
        catch (Exception thrown) when (PackedSource.Fault(thrown) is not null)
        {
            // Whoever reads so far is told; what is before can be read.
            reached = Math.Max(0, look.Position - AtATime);
        }

        return new SourceBytes(Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Name[..^3] : Name, Math.Max(look.Position, look.Position > MostSampled ? Length : 0), OpenUnpacked) { sampled = reached };
    }

    /// <summary>The same, held; null: it is too large for that.</summary>
    public SourceBytes? Held()
    {
        using Stream stream = Open();
        using MemoryStream held = new();
        byte[] piece = new byte[128 * 1024];
        for (int read; (read = stream.Read(piece)) > 0;)
        {
            if (held.Length + read > MostHeld) return null;
            held.Write(piece, 0, read);
        }

        return Of(new MemoryStream(held.ToArray(), writable: false), Name);
    }

    /// <summary>As many of the first bytes as there are, up to <paramref name="most"/>.</summary>
    public byte[] Beginning(int most)
    {
        using Stream stream = Open();
        byte[] bytes = new byte[(int)Math.Min(most, Length)];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>A place of its own in a stream that others read, too; closing it leaves that open.</summary>
    private sealed class View(Stream shared, Lock turn) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => shared.Length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            lock (turn)
            {
                shared.Position = Position;
                int read = shared.Read(buffer);
                Position += read;
                return read;
            }
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
