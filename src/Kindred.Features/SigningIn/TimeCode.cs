using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kindred.Features.SigningIn;

/// <summary>Codes of six digits that change with time (RFC 6238): SHA-1, 30 seconds, as every code app has them.</summary>
public static class TimeCode
{
    public const int Digits = 6;
    public const int StepSeconds = 30;
    public const int SecretBytes = 20;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepOf(DateTimeOffset time) => Math.DivRem(time.ToUnixTimeSeconds(), StepSeconds).Quotient;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 and every code app: HMAC-SHA-1, whose strength does not rest on collisions.")]
    public static string At(long step, ReadOnlySpan<byte> secret, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        // RFC 4226, 5.3: four bytes from where the last half byte says, without the sign.
        int number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        int modulus = (int)Math.Pow(10, digits);
        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code it is, one before or after now at most; null: none. All are looked at, whichever it is.</summary>
    public static long? StepOf(string code, ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        long? found = null;
        byte[] typed = Encoding.UTF8.GetBytes(code);
        for (long step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(At(step, secret)))) found = step;
        return found;
    }

    /// <summary>Base 32 (RFC 4648), as code apps read secrets.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        int held = 0, bits = 0;
        foreach (byte one in bytes)
        {
            held = (held << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Letters[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }

        if (bits > 0) text.Append(Letters[(held << (5 - bits)) & 31]);
        return text.ToString();
    }
}
