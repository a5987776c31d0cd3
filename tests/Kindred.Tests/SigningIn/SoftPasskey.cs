using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Microsoft.AspNetCore.WebUtilities;

namespace Kindred.Tests.SigningIn;

/// <summary>A device that makes and shows one passkey (WebAuthn level 3, ES256, no attestation), and can be made to do it wrongly.</summary>
internal sealed class SoftPasskey : IDisposable
{
    private const byte Present = 1, Verified = 4, HasKey = 64;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string userHandle = "";
    private uint count;

    public string Origin { get; set; } = "http://localhost";

    public string Domain { get; set; } = "localhost";

    public bool Verifies { get; set; } = true;

    public bool IsSomebodyThere { get; set; } = true;

    public bool IsWithinOther { get; set; }

    public string Type { get; set; } = "webauthn.get";

    /// <summary>How often it was used, as it says.</summary>
    public uint Count { get => count; set => count = value; }

    /// <summary>As it stands in the account of its owner.</summary>
    public Passkey Of(string handle) => Some(handle) with { CredentialId = [.. id], PublicKey = [.. Cose()], Domain = Domain, SignCount = count };

    /// <summary>Signs what it is asked to.</summary>
    public PasskeyAssertion Sign(byte[] challenge)
    {
        byte[] data = Data(0), client = Client(Type, WebEncoders.Base64UrlEncode(challenge));
        return new PasskeyAssertion { CredentialId = [.. id], AuthenticatorData = [.. data], ClientData = [.. client], Signature = [.. Signed(data, client)] };
    }

    /// <summary>One that no device made.</summary>
    public static Passkey Some(string handle) => new()
    {
        CredentialId = [.. RandomNumberGenerator.GetBytes(32)], Handle = handle, Domain = "localhost", PublicKey = [.. RandomNumberGenerator.GetBytes(77)], SignCount = 0,
        Transports = ["internal"], Made = new DateOnly(2026, 3, 1),
    };

    public string Make(string options)
    {
        JsonNode asked = JsonNode.Parse(options)!;
        userHandle = (string)asked["user"]!["id"]!;
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)id.Length);
        byte[] data = [.. Data(HasKey), .. new byte[16], .. length, .. id, .. Cose()];
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Answer(asked, "webauthn.create", ("attestationObject", WebEncoders.Base64UrlEncode(attestation))).ToJsonString();
    }

    public string Show(string options)
    {
        JsonNode asked = JsonNode.Parse(options)!;
        byte[] data = Data(0);
        JsonObject answer = Answer(asked, "webauthn.get", ("authenticatorData", WebEncoders.Base64UrlEncode(data)), ("userHandle", userHandle));
        byte[] client = WebEncoders.Base64UrlDecode((string)answer["response"]!["clientDataJSON"]!);
        answer["response"]!["signature"] = WebEncoders.Base64UrlEncode(Signed(data, client));
        return answer.ToJsonString();
    }

    public void Dispose() => key.Dispose();

    private byte[] Data(byte flags)
    {
        byte[] counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, ++count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), (byte)(flags | (IsSomebodyThere ? Present : 0) | (Verifies ? Verified : 0)), .. counter];
    }

    private byte[] Cose()
    {
        ECParameters point = key.ExportParameters(includePrivateParameters: false);
        return [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.Q.X!, 0x22, 0x58, 32, .. point.Q.Y!];
    }

    private byte[] Signed(byte[] data, byte[] client) => key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private byte[] Client(string type, string challenge) => JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin = Origin, crossOrigin = IsWithinOther });

    private JsonObject Answer(JsonNode asked, string type, params (string Name, string Value)[] more)
    {
        byte[] client = Client(type, (string)asked["challenge"]!);
        JsonObject response = new() { ["clientDataJSON"] = WebEncoders.Base64UrlEncode(client) };
        foreach ((string name, string value) in more) response[name] = value;
        string text = WebEncoders.Base64UrlEncode(id);
        return new JsonObject { ["id"] = text, ["rawId"] = text, ["type"] = "public-key", ["clientExtensionResults"] = new JsonObject(), ["response"] = response };
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];
}
