using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What a page needs so that its reader can sign what its form says. The browser makes the statement itself, of the form: what is signed is what is chosen there.</summary>
/// <param name="Words">Of the button.</param>
public sealed record SigningOffer(string Data, string Words)
{
    // Read back by a script from an attribute, which the page writes escaped.
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Null where the reader has no passkey of this address.</summary>
    /// <param name="asked">What she may sign here; the ones of a list that are ticked are signed as one.</param>
    public static async Task<SigningOffer?> Of(
        IMemberStore members, HttpRequest request, Shell shell, Viewer.Member reader, IReadOnlyCollection<ToSign> asked, bool isList, string words, CancellationToken cancel)
    {
        if (asked.Count == 0 || PasskeyDomain.Of(request, shell) is not { } domain) return null;
        string[] keys = [.. (await members.Passkeys(reader.Handle, cancel)).Where(key => key.Domain == domain).Select(key => Base64Url.EncodeToString(key.CredentialId.AsSpan()))];
        return keys is [] ? null : new SigningOffer(JsonSerializer.Serialize(new { domain, keys, day = reader.Today.Written(), isList, asked }, Form), words);
    }
}

/// <summary>One answer that may be signed; what is left out is read from the form.</summary>
/// <param name="Content">The hash of what was read, in canonical form.</param>
public sealed record ToSign(string Subject, int Revision, string Content, string? Community = null, string? Answer = null, string? Scope = null)
{
    public static ToSign Of(RecordId subject, int revision, byte[] words, RecordId? community = null, ConsentAnswer? answer = null, ConsentScope scope = ConsentScope.None) => new(
        subject.ToString(), revision, Convert.ToHexStringLower(SHA256.HashData(words)), community?.ToString(), answer is { } word ? ValueName.Of(word) : null,
        answer == ConsentAnswer.Given ? string.Join(' ', Enum.GetValues<ConsentScope>().Where(one => one != ConsentScope.None && scope.HasFlag(one)).Select(ValueName.Of)) : null);
}
