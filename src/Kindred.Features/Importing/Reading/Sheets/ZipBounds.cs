using System.Buffers.Binary;
using System.IO.Compression;

namespace Kindred.Features.Importing.Reading;

/// <summary>How much may come out of what is packed. Refuses a ZIP file that would be far more than it seems, before anything of it is unpacked: by what it says of itself. The platform's
/// own reader unpacks no more of an entry than it says that it has.</summary>
internal static class ZipBounds
{
    private const int MostEntries = 20_000;
    private const long MostDirectoryBytes = 16L * 1024 * 1024;
    private const long MostBytes = 4L * 1024 * 1024 * 1024;

    // Sheets of a million styled and empty rows come to 40; nothing that anybody wrote to more.
    private const int MostRatio = 200;
    private const long RatioFrom = 64L * 1024 * 1024;

    /// <summary>Names of its entries; null: it is refused.</summary>
    /// <exception cref="InvalidDataException">It is no ZIP file.</exception>
    public static HashSet<string>? Names(SourceBytes bytes)
    {
        using Stream stream = bytes.Open();
        if (!HasSmallDirectory(stream)) return null;
        stream.Position = 0;
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        long all = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (names.Count == MostEntries) return null;
            all += entry.Length;
            if (entry.Length < 0 || all > MostBytes || !Allows(entry.Length, entry.CompressedLength)) return null;
            names.Add(entry.FullName);
        }

        // Entries that share their bytes are each as small as any.
        return Allows(all, bytes.Length) ? names : null;
    }

    /// <summary>That so much comes out of so little.</summary>
    public static bool Allows(long unpacked, long packed) => unpacked <= MostBytes && (unpacked <= RatioFrom || unpacked / Math.Max(1, packed) <= MostRatio);

    /// <summary>What the end of the file says of its directory, which is read as a whole into memory by whoever opens it.</summary>
    private static bool HasSmallDirectory(Stream stream)
    {
        byte[] tail = new byte[(int)Math.Min(stream.Length, 22 + ushort.MaxValue)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + 22 > tail.Length) throw new InvalidDataException();
        ReadOnlySpan<byte> record = tail.AsSpan(end);
        if (BinaryPrimitives.ReadUInt16LittleEndian(record[10..]) > MostEntries) return false;
        long place = stream.Length - tail.Length + end;
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        return place - (start == uint.MaxValue ? StartBeyond(stream, place) : start) <= MostDirectoryBytes;
    }

    /// <summary>Where the directory begins in a file that says so in 64 bits: a locator before the end leads to a record, in which it is the seventh field.</summary>
    private static long StartBeyond(Stream stream, long end)
    {
        byte[] field = new byte[8];
        stream.Position = Math.Max(0, end - 20 + 8);
        stream.ReadExactly(field);
        long record = BinaryPrimitives.ReadInt64LittleEndian(field);
        if (record < 0 || record > stream.Length - 56) throw new InvalidDataException();
        stream.Position = record + 48;
        stream.ReadExactly(field);
        return BinaryPrimitives.ReadInt64LittleEndian(field) is var start && start >= 0 && start <= end ? start : throw new InvalidDataException();
    }
}
