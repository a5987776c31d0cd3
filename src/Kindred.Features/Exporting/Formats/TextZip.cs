using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Kindred.Features.Exporting.Formats;

/// <summary>A zip of many small files (APPNOTE 6.3.10, with its 64-bit records where they are needed), written as it goes. The library's keeps an object for each file until the end, 400 MB
/// of a million; here the list of files is kept as the bytes that it will be, deflated.</summary>
public sealed class TextZip(Stream output, DateOnly day) : IDisposable
{
    private const int Deflated = 8, Utf8Names = 1 << 11, Version = 45;
    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    private readonly MemoryStream kept = new();
    private DeflateStream? list;
    private long offset;
    private long listLength;
    private long count;

    /// <summary>No hour: when somebody took it away is nobody's business.</summary>
    private ushort DosDay => (ushort)(((Math.Clamp(day.Year, 1980, 2107) - 1980) << 9) | (day.Month << 5) | day.Day);

    public void Add(string name, byte[] file)
    {
        byte[] written = Encoding.UTF8.GetBytes(name), packed = Packed(file);
        byte[] head = new byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(head, 0x04034b50);
        Common(head.AsSpan(4), written, file, packed);
        Write(output, head, written, packed);
        List(written, file, packed);
        offset += head.Length + written.Length + packed.Length;
        count++;
    }

    /// <summary>After the last file.</summary>
    public void End()
    {
        list?.Dispose();
        kept.Position = 0;
        if (list is not null)
        {
            using DeflateStream all = new(kept, CompressionMode.Decompress);
            all.CopyTo(output);
        }

        if (count >= ushort.MaxValue || offset + listLength >= uint.MaxValue) End64();
        byte[] end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)Math.Min(count, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)Math.Min(count, ushort.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)Math.Min(listLength, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)Math.Min(offset, uint.MaxValue));
        output.Write(end);
    }

    public void Dispose()
    {
        list?.Dispose();
        kept.Dispose();
    }

    /// <summary>The same in both heads: version, flags, method, time, day, checksum, lengths (4.3.7, 4.3.12).</summary>
    private void Common(Span<byte> head, byte[] name, byte[] file, byte[] packed)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(head, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], Deflated);
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], DosDay);
        BinaryPrimitives.WriteUInt32LittleEndian(head[10..], CrcOf(file));
        BinaryPrimitives.WriteUInt32LittleEndian(head[14..], (uint)packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[18..], (uint)file.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head[22..], (ushort)name.Length);
    }

    private void List(byte[] name, byte[] file, byte[] packed)
    {
        list ??= new DeflateStream(kept, CompressionLevel.Fastest, leaveOpen: true);
        bool isFar = offset >= uint.MaxValue;
        byte[] head = new byte[46], far = new byte[isFar ? 12 : 0];
        BinaryPrimitives.WriteUInt32LittleEndian(head, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(4), Version);
        Common(head.AsSpan(6), name, file, packed);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(30), (ushort)far.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(42), isFar ? uint.MaxValue : (uint)offset);
        if (isFar)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(far, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(far.AsSpan(2), 8);
            BinaryPrimitives.WriteInt64LittleEndian(far.AsSpan(4), offset);
        }

        Write(list, head, name, far);
        listLength += head.Length + name.Length + far.Length;
    }

    /// <summary>4.3.14 and 4.3.15.</summary>
    private void End64()
    {
        byte[] end = new byte[56], locator = new byte[20];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06064b50);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(4), end.Length - 12);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(12), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(14), Version);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(24), count);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(32), count);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(40), listLength);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(48), offset);
        BinaryPrimitives.WriteUInt32LittleEndian(locator, 0x07064b50);
        BinaryPrimitives.WriteInt64LittleEndian(locator.AsSpan(8), offset + listLength);
        BinaryPrimitives.WriteUInt32LittleEndian(locator.AsSpan(16), 1);
        Write(output, end, locator);
    }

    private static void Write(Stream to, params ReadOnlySpan<byte[]> parts)
    {
        foreach (byte[] part in parts) to.Write(part);
    }

    private static byte[] Packed(byte[] file)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(file);
        return packed.ToArray();
    }

    private static uint CrcOf(byte[] file)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in file) crc = Crc[(byte)(crc ^ one)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint CrcOf(int one)
    {
        uint crc = (uint)one;
        for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        return crc;
    }
}
