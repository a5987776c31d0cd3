namespace Kindred.Features.Importing.Reading;

/// <summary>The bytes of a source, to be read from the beginning as often as it is asked for.</summary>
internal sealed class SourceBytes
{
    private readonly Func<Stream> open;

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

    public Stream Open() => open();

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
