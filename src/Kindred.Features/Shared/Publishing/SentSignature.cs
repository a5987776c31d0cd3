using System.Buffers.Text;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stewarding;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What a steward's passkey signed, as it came with her answer, and where: nothing of it is believed yet.</summary>
/// <param name="Salts">By <see cref="KeyOf"/>; of an answer that was signed alone under the empty text.</param>
/// <param name="List">Where several were signed as one.</param>
public sealed record SentSignature(PasskeyAssertion Assertion, string Domain, Func<string, bool> IsOurs, ImmutableDictionary<string, ImmutableArray<byte>> Salts, string? List)
{
    public const string OfOne = "";

    private const string Field = "signature";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { MaxDepth = 4 };

    /// <summary>As a form of ours sends it: JSON in one field. Nothing is sent where it was not signed.</summary>
    public static (SentSignature? Sent, Finding? Wrong) ReadForm(string? json, HttpRequest request, Shell shell)
    {
        if (string.IsNullOrEmpty(json)) return default;
        if (json.Length > ConsentSignature.MostSentCharacters) return (null, new Finding("signature-unreadable", Field));
        try
        {
            return Read(JsonSerializer.Deserialize<ManySigned>(json, Form), request, shell);
        }
        catch (JsonException)
        {
            return (null, new Finding("signature-unreadable", Field));
        }
    }

    public static (SentSignature? Sent, Finding? Wrong) Read(SignatureBody? body, HttpRequest request, Shell shell)
    {
        if (body is null) return default;
        if (PasskeyDomain.Of(request, shell) is not { } domain) return (null, new Finding("signature-key", Field));
        if (Bytes(body.Id) is not { } id || Bytes(body.AuthenticatorData) is not { } data || Bytes(body.ClientDataJSON) is not { } client || Bytes(body.Signature) is not { } signature) return Unreadable();
        PasskeyAssertion assertion = new() { CredentialId = id, AuthenticatorData = data, ClientData = client, Signature = signature };
        IReadOnlyDictionary<string, string?> sent = (body as ManySigned)?.Salts ?? new Dictionary<string, string?> { [OfOne] = body.Salt };
        Dictionary<string, ImmutableArray<byte>> salts = [];
        foreach ((string key, string? text) in sent)
        {
            if (Bytes(text) is not { Length: ConsentStatement.SaltBytes } salt) return Unreadable();
            salts[key] = salt;
        }

        return assertion.IsWithinBounds
            ? (new SentSignature(assertion, domain, origin => PasskeyDomain.IsOurs(origin, domain, request, shell), salts.ToImmutableDictionary(), (body as ManySigned)?.List), null) : Unreadable();
    }

    public static string KeyOf(Consent answer) => $"{answer.Subject} {answer.Community}";

    private static (SentSignature? Sent, Finding? Wrong) Unreadable() => (null, new Finding("signature-unreadable", Field));

    private static ImmutableArray<byte>? Bytes(string? text) =>
        text is { Length: > 0 and <= 4096 } && Base64Url.IsValid(text) ? [.. Base64Url.DecodeFromChars(text)] : null;

    private sealed record ManySigned(string? Id, string? Salt, string? AuthenticatorData, string? ClientDataJSON, string? Signature, Dictionary<string, string?>? Salts, string? List)
        : SignatureBody(Id, Salt, AuthenticatorData, ClientDataJSON, Signature);
}

/// <summary>A passkey's signature in a body of the API.</summary>
public record SignatureBody(
    [property: Description("Id of the passkey, which must be one of the steward's own. This and the others: base64url.")] string? Id,
    [property: Description("32 random bytes, under which the words are hashed in what is signed.")] string? Salt,
    [property: Description("As WebAuthn gives it.")] string? AuthenticatorData,
    [property: Description("As WebAuthn gives it. Its challenge is the SHA-256 of the statement.")] string? ClientDataJSON,
    [property: Description("As WebAuthn gives it.")] string? Signature);
