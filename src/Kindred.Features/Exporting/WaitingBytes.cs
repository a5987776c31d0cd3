namespace Kindred.Features.Exporting;

/// <summary>Bytes that a writer without async has written, and that wait to be sent: what writes to a reader's socket must not stand still with a thread in its hand.</summary>
internal sealed class WaitingBytes(Stream output) : Stream
{
    private const int Enough = 64 * 1024;
    private readonly MemoryStream waiting = new(Enough * 2);
    private long sent;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    /// <summary>How many bytes came before; some writers ask.</summary>
    public override long Position
    {
        get => sent + waiting.Length;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => waiting.Write(buffer);

    public override void WriteByte(byte value) => waiting.WriteByte(value);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        waiting.Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        waiting.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing is sent before <see cref="Send"/>.</summary>
    public override void Flush()
    {
    }

    /// <summary>Where enough waits, sends it.</summary>
    public ValueTask Send(CancellationToken cancel) => waiting.Length < Enough ? ValueTask.CompletedTask : SendRest(cancel);

    public async ValueTask SendRest(CancellationToken cancel)
    {
        if (waiting.Length == 0) return;
        await output.WriteAsync(waiting.GetBuffer().AsMemory(0, (int)waiting.Length), cancel);
        sent += waiting.Length;
        waiting.SetLength(0);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
