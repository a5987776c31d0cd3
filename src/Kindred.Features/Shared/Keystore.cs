using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Kindred.Domain.Depositing;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Kindred.Features.Shared;

/// <summary>Every key of the archive, in one small file apart from the database (mode 0600), written whole. Whoever has the database without it has
/// receipts, sessions and tokens as hashes that nobody can look up.</summary>
public sealed class Keystore : IXmlRepository
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Lock turn = new();
    private readonly string path;
    private Held held;

    private Keystore(string path, Held held) => (this.path, this.held) = (path, held);

    /// <summary>Opens the keystore, or makes one where there is none.</summary>
    public static Keystore Open(string path)
    {
        if (File.Exists(path)) return new Keystore(path, Read(path));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Keystore made = new(path, new Held(ImmutableSortedDictionary<string, byte[]>.Empty, []));
        made.Keep(made.held with { Keys = made.held.Keys.Add("receipt", NewKey()).Add("session", NewKey()).Add("idempotency", NewKey()).Add("retry", NewKey()) });
        return made;
    }

    /// <summary>What is stored of a receipt code: seven words have too much entropy to need a slow hash, and a salted one could not be looked up.</summary>
    public byte[] HashReceipt(ReceiptCode code) => HMACSHA256.HashData(Key("receipt"), Encoding.UTF8.GetBytes(code.Words));

    /// <summary>What is stored of a session, token, feed address or invitation.</summary>
    public byte[] HashSecret(string secret) => HMACSHA256.HashData(Key("session"), Encoding.UTF8.GetBytes(secret));

    /// <summary>What a retry of the same deposit is told again: its receipt, made from what the sender made up, which is stored nowhere: from the
    /// hash that is stored it can't be made.</summary>
    public byte[] ReceiptEntropy(string idempotencyKey) => HMACSHA256.HashData(Key("retry"), Encoding.UTF8.GetBytes(idempotencyKey));

    public byte[] HashIdempotencyKey(string key) => HMACSHA256.HashData(Key("idempotency"), Encoding.UTF8.GetBytes(key));

    /// <summary>What is stored of a recovery code: 80 random bits, and the handle, so that one member's opens nothing of another's.</summary>
    public byte[] HashRecoveryCode(string handle, string code) => HMACSHA256.HashData(Key("recovery"), Encoding.UTF8.GetBytes($"{handle} {code}"));

    /// <summary>What a code app is set up with: the same for as long as this session is setting it up, stored nowhere until a code of it was right.</summary>
    public byte[] NewCodeSecret(string handle, string stamp, byte[] session, int bytes) =>
        HMACSHA256.HashData(Key("code-app-new"), Encoding.UTF8.GetBytes($"{handle} {stamp} {Convert.ToHexString(session)}"))[..bytes];

    /// <summary>Seals what must be read again, for one handle alone: nonce, tag, cipher (AES-256-GCM).</summary>
    public string Seal(string handle, ReadOnlySpan<byte> secret)
    {
        byte[] bytes = new byte[NonceBytes + TagBytes + secret.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        using AesGcm key = new(Key("code-app"), TagBytes);
        key.Encrypt(bytes.AsSpan(0, NonceBytes), secret, bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(handle));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Null where it was sealed for another handle, or under another key.</summary>
    public byte[]? Open(string handle, string text)
    {
        byte[] bytes = Convert.FromBase64String(text);
        byte[] secret = new byte[bytes.Length - NonceBytes - TagBytes];
        try
        {
            using AesGcm key = new(Key("code-app"), TagBytes);
            key.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), secret, Encoding.UTF8.GetBytes(handle));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>256 random bits for a session, token or link, in letters that survive a line break and an address.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    public IReadOnlyCollection<XElement> GetAllElements() => [.. held.Protection.Select(XElement.Parse)];

    /// <summary>A key of Data Protection: forms behind sign-in and the hidden fields of steps are protected under it.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        lock (turn) Keep(held with { Protection = held.Protection.Add(element.ToString(SaveOptions.DisableFormatting)) });
    }

    private static Held Read(string path)
    {
        try
        {
            if (JsonSerializer.Deserialize<Held>(File.ReadAllBytes(path)) is { Keys: not null, Protection.IsDefault: false } held) return held;
        }
        catch (JsonException)
        {
            // Said below, as for what lacks its keys.
        }

        throw new InvalidDataException($"The keystore at {path} cannot be read: restore a back-up. Without its keys no receipt and no token opens anything.");
    }

    private byte[] Key(string name)
    {
        if (held.Keys.TryGetValue(name, out byte[]? key)) return key;
        lock (turn)
        {
            if (!held.Keys.ContainsKey(name)) Keep(held with { Keys = held.Keys.Add(name, NewKey()) });
            return held.Keys[name];
        }
    }

    // On disk first: a key that hashed something and is then lost makes it unfindable.
    private void Keep(Held next)
    {
        DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(next, Indented));
        held = next;
    }

    private static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    private sealed record Held(ImmutableSortedDictionary<string, byte[]> Keys, ImmutableArray<string> Protection);
}
