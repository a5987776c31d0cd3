using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Kindred.Features.Shared;

/// <summary>A hidden field that its form brings back as it was sent out, for one purpose and for so long: nothing of it is stored here.</summary>
public sealed class TimedField(IDataProtectionProvider protection, TimeProvider time)
{
    public string Seal(string purpose, string value, TimeSpan lasts)
    {
        byte[] bytes = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(value)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (time.GetUtcNow() + lasts).ToUnixTimeSeconds());
        Encoding.UTF8.GetBytes(value, bytes.AsSpan(sizeof(long)));
        return WebEncoders.Base64UrlEncode(Of(purpose).Protect(bytes));
    }

    /// <summary>Null where it is none of ours, for something else, or over.</summary>
    public string? Open(string purpose, string? field)
    {
        if (string.IsNullOrEmpty(field)) return null;
        try
        {
            byte[] bytes = Of(purpose).Unprotect(WebEncoders.Base64UrlDecode(field));
            return BinaryPrimitives.ReadInt64BigEndian(bytes) >= time.GetUtcNow().ToUnixTimeSeconds() ? Encoding.UTF8.GetString(bytes.AsSpan(sizeof(long))) : null;
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Of(string purpose) => protection.CreateProtector("kindred", "timed field", purpose);
}
