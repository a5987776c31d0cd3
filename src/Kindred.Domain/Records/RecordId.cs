using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Kindred.Domain.Records;

/// <summary>Permanent identifier of a record or connection: 128 random bits written as 26 characters of Crockford base 32.
/// Never reused, not even after a withdrawal. Minted at accession, not at deposit, and random, so that an address never
/// tells when somebody came to us.</summary>
public readonly record struct RecordId(UInt128 Value) : IComparable<RecordId>
{
    /// <summary>Characters of the written form.</summary>
    public const int Length = 26;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Random bytes are asked for some at a time: an import mints six ids a row, and asking is most of what that takes.</summary>
    private const int BytesAhead = 1024;

    [ThreadStatic]
    private static byte[]? ahead;

    [ThreadStatic]
    private static int left;

    public static RecordId Mint()
    {
        ahead ??= new byte[BytesAhead];
        if (left == 0) RandomNumberGenerator.Fill(ahead);
        if (left == 0) left = BytesAhead;
        Span<byte> bytes = ahead.AsSpan(BytesAhead - left, 16);
        left -= 16;
        RecordId id = FromBytes(bytes);
        // Nobody learns an id from memory but where it is used.
        bytes.Clear();
        return id;
    }

    /// <summary>Reads the 16 bytes of <see cref="ToBytes"/>, most significant first.</summary>
    public static RecordId FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>Reads the written form as Crockford asks: either case, O as 0, I and L as 1. Hyphens are not taken.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordId id)
    {
        id = default;
        if (text is not { Length: Length }) return false;
        UInt128 value = 0;
        for (int at = 0; at < Length; at++)
        {
            int digit = Digit(text[at]);
            // The first character carries three bits only; a larger one would overflow into a twin address.
            if (digit < 0 || (at == 0 && digit > 7)) return false;
            value = (value << 5) | (uint)digit;
        }

        id = new RecordId(value);
        return true;
    }

    public static RecordId Parse(string text) => TryParse(text, out RecordId id) ? id : throw new FormatException("Not a record id.");

    public int CompareTo(RecordId other) => Value.CompareTo(other.Value);

    public override string ToString() => string.Create(Length, Value, static (text, value) =>
    {
        for (int at = Length - 1; at >= 0; at--, value >>= 5) text[at] = Alphabet[(int)(value & 31)];
    });

    private static int Digit(char c) => char.ToUpperInvariant(c) switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        char upper => Alphabet.IndexOf(upper, StringComparison.Ordinal),
    };

    public static bool operator <(RecordId left, RecordId right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordId left, RecordId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordId left, RecordId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordId left, RecordId right) => left.CompareTo(right) >= 0;
}
