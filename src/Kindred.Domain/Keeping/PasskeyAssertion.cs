using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kindred.Domain.Keeping;

/// <summary>What a passkey signed (WebAuthn level 3, section 7.2), to be verified by us: Identity signs people in with challenges of its own, and what somebody agrees
/// to is a challenge that we say.</summary>
public sealed record PasskeyAssertion
{
    public const int LongestCredentialId = 1023;
    public const int LongestAuthenticatorData = 1024;
    public const int LongestClientData = 2048;
    public const int LongestSignature = 1024;

    private const int ShortestAuthenticatorData = 37;
    private const byte Present = 1, Verified = 4;

    public required ImmutableArray<byte> CredentialId { get; init; }

    public required ImmutableArray<byte> AuthenticatorData { get; init; }

    /// <summary>JSON as the browser wrote it: what was asked, the challenge, and on which page. Nothing in it tells an hour.</summary>
    public required ImmutableArray<byte> ClientData { get; init; }

    public required ImmutableArray<byte> Signature { get; init; }

    /// <summary>How often the key was used, as its device counts; 0: it doesn't.</summary>
    public long SignCount => AuthenticatorData.Length < ShortestAuthenticatorData ? 0 : BinaryPrimitives.ReadUInt32BigEndian(AuthenticatorData.AsSpan(33, 4));

    public bool IsWithinBounds =>
        CredentialId.Length is > 0 and <= LongestCredentialId && AuthenticatorData.Length is >= ShortestAuthenticatorData and <= LongestAuthenticatorData
        && ClientData.Length is > 0 and <= LongestClientData && Signature.Length is > 0 and <= LongestSignature;

    /// <summary>Whether the device's count went on: a lower one, or the same, is that of a copy of the key.</summary>
    public bool IsCountedOnFrom(long last) => SignCount > last || (SignCount == 0 && last == 0);

    /// <param name="publicKey">A COSE_Key.</param>
    /// <param name="domain">The relying party id.</param>
    /// <param name="isOurs">Whether an origin is one of the archive's.</param>
    /// <returns>What is wrong with it; null: nothing. Never throws, whatever it is made of.</returns>
    public AssertionFlaw? Check(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> challenge, string domain, Func<string, bool> isOurs)
    {
        if (!IsWithinBounds) return AssertionFlaw.Malformed;
        if (CheckClientData(challenge, isOurs) is { } flaw) return flaw;
        ReadOnlySpan<byte> data = AuthenticatorData.AsSpan();
        if (!data[..32].SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(domain)))) return AssertionFlaw.OtherDomain;
        if ((data[32] & Present) == 0) return AssertionFlaw.NobodyPresent;
        if ((data[32] & Verified) == 0) return AssertionFlaw.NotUnlocked;
        if (CoseKey.Read(publicKey) is not { } key) return AssertionFlaw.UnknownKey;
        byte[] signed = [.. data, .. SHA256.HashData(ClientData.AsSpan())];
        return key.Verifies(signed, Signature.AsSpan()) ? null : AssertionFlaw.WrongSignature;
    }

    private AssertionFlaw? CheckClientData(ReadOnlySpan<byte> challenge, Func<string, bool> isOurs)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(ClientData.AsMemory(), new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind != JsonValueKind.Object) return AssertionFlaw.Malformed;
            if (Text(json.RootElement, "type") != "webauthn.get") return AssertionFlaw.NoAssertion;
            if (Text(json.RootElement, "challenge") != Base64Url.EncodeToString(challenge)) return AssertionFlaw.OtherChallenge;
            if (Text(json.RootElement, "origin") is not { } origin || !isOurs(origin)) return AssertionFlaw.OtherOrigin;
            bool isWithinOther = json.RootElement.TryGetProperty("topOrigin", out _) || (json.RootElement.TryGetProperty("crossOrigin", out JsonElement cross) && cross.ValueKind != JsonValueKind.False);
            return isWithinOther ? AssertionFlaw.WithinOtherPage : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that holds half a pair of surrogates.
            return AssertionFlaw.Malformed;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Why a passkey's signature is none.</summary>
public enum AssertionFlaw
{
    Malformed,

    /// <summary>The making of a passkey, or something else that was signed.</summary>
    NoAssertion,
    OtherChallenge,
    OtherOrigin,

    /// <summary>It was asked for inside a page of somebody else's.</summary>
    WithinOtherPage,
    OtherDomain,
    NobodyPresent,
    NotUnlocked,

    /// <summary>Not a key of a kind that is taken here.</summary>
    UnknownKey,
    WrongSignature,
}
