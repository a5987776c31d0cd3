using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>In what a text is written. UTF-16, UTF-32 and what was named are made UTF-8 on the way in; of all else each cell is decided by itself, because files
/// that were put together from others hold UTF-8 and Windows-1252 side by side.</summary>
internal sealed class TextForm
{
    private const int Window = 64 * 1024;
    private const int Windows = 16;

    private Encoding? transcoded;
    private int mark;

    /// <summary>By their names on the web.</summary>
    public ImmutableArray<string> Names { get; private init; } = ["utf-8"];

    /// <summary>Bytes that are no UTF-8 are Windows-1252; otherwise they are lost.</summary>
    public bool IsGuessed { get; private init; }

    /// <summary>More of it is UTF-8 than not: what is not is worth telling, and the other way round.</summary>
    public bool IsMostlyUtf8 { get; private init; } = true;

    /// <summary>Null: nobody knows an encoding of that name.</summary>
    public static TextForm? Recognise(SourceBytes bytes, string? named)
    {
        byte[] beginning = bytes.Beginning(4 * Window);
        int mark = 0;
        if (Marked(beginning) is { } marked) (_, mark) = marked;
        if (named is not null)
        {
            return Find(named) is { } encoding
                ? new TextForm { Names = [encoding.WebName], transcoded = encoding.CodePage == Encoding.UTF8.CodePage ? null : encoding, mark = mark }
                : null;
        }

        Encoding? wide = mark > 0 ? Marked(beginning)!.Value.Encoding : Unmarked(beginning);
        if (wide is not null && wide.CodePage != Encoding.UTF8.CodePage) return new TextForm { Names = [wide.WebName], transcoded = wide, mark = mark };
        (long utf8, long other) = Count(bytes, beginning);
        return new TextForm
        {
            mark = mark,
            IsGuessed = true,
            IsMostlyUtf8 = utf8 >= other,
            Names = other == 0 ? ["utf-8"] : utf8 == 0 ? ["windows-1252"] : utf8 >= other ? ["utf-8", "windows-1252"] : ["windows-1252", "utf-8"],
        };
    }

    public static bool Knows(string encoding) => Find(encoding) is not null;

    public static Finding UnknownEncoding(string name) => new("source-unknown-encoding", "", Excerpt.Of(name));

    /// <summary>From the first character on, in UTF-8 but for what is decided cell by cell.</summary>
    public Stream Read(Stream raw)
    {
        raw.Position = mark;
        return transcoded is null ? raw : Encoding.CreateTranscodingStream(raw, transcoded, Encoding.UTF8);
    }

    /// <summary>The first characters as <see cref="Read"/> gives them.</summary>
    public byte[] Beginning(SourceBytes bytes, int most)
    {
        using Stream stream = Read(bytes.Open());
        byte[] text = new byte[most];
        return text[..stream.ReadAtLeast(text, most, throwOnEndOfStream: false)];
    }

    /// <summary>The encoding is of the platform's own tables, which hold every one that files of offices come in.</summary>
    private static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name.Trim()) ?? Encoding.GetEncoding(name.Trim());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static (Encoding Encoding, int Length)? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    /// <summary>UTF-16 without a mark: its spaces, delimiters and line ends have their zeros all on one side.</summary>
    private static Encoding? Unmarked(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..(Math.Min(bytes.Length, Window) & ~1)];
        int first = 0, second = 0, letters = 0, others = 0;
        for (int at = 0; at + 1 < bytes.Length; at += 2)
        {
            if (bytes[at] == 0) first++;
            else if (bytes[at + 1] == 0) second++;
            else if (IsPrinted(bytes[at]) && IsPrinted(bytes[at + 1])) letters++;
            else others++;
        }

        if (Math.Max(first, second) * 100L < bytes.Length || Math.Min(first, second) * 20 > Math.Max(first, second)) return null;
        // Zeros that somebody's program left among letters.
        if (letters > others) return null;
        UnicodeEncoding strict = new(first > second, byteOrderMark: false, throwOnInvalidBytes: true);
        try
        {
            // The last pair may be half a character.
            strict.GetCharCount(bytes[..Math.Max(0, bytes.Length - 2)]);
            return first > second ? Encoding.BigEndianUnicode : Encoding.Unicode;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsPrinted(byte one) => one is >= 0x20 and < 0x7F;

    /// <summary>Letters beyond ASCII that are UTF-8, and bytes that are not, in the beginning and in parts spread over the rest.</summary>
    private static (long Utf8, long Other) Count(SourceBytes bytes, byte[] beginning)
    {
        (long utf8, long other) = Count(beginning, isWhole: beginning.Length == bytes.Length);
        if (beginning.Length >= bytes.Length) return (utf8, other);
        using Stream stream = bytes.Open();
        byte[] part = new byte[Window];
        long step = Math.Max(Window, (bytes.Sampled - beginning.Length) / Windows);
        for (long at = beginning.Length; at < bytes.Sampled; at += step)
        {
            stream.Position = at;
            int read = stream.ReadAtLeast(part, part.Length, throwOnEndOfStream: false);
            (long more, long others) = Count(part.AsSpan(0, read), isWhole: false);
            utf8 += more;
            other += others;
        }

        return (utf8, other);
    }

    private static (long Utf8, long Other) Count(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (!isWhole)
        {
            // A part may begin in the middle of a character, and end in one.
            int lead = 0;
            while (lead < 3 && lead < bytes.Length && (bytes[lead] & 0xC0) == 0x80) lead++;
            bytes = bytes[lead..];
        }

        long utf8 = 0, other = 0;
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var at and >= 0)
        {
            bytes = bytes[at..];
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out _, out int length);
            if (status == OperationStatus.NeedMoreData && !isWhole) break;
            if (status == OperationStatus.Done) utf8++;
            else other++;
            bytes = bytes[(status == OperationStatus.Done ? length : 1)..];
        }

        return (utf8, other);
    }
}
