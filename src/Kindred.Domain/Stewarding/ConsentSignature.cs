using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>What a steward signed with her own key when she answered, kept beside the answer: so that nobody, not even this server, can invent one. It goes with the
/// answer's words; the key stays with it when her account has it no more.</summary>
public sealed record ConsentSignature
{
    public const int MostSentCharacters = 64_000;

    /// <summary>Number of the answer.</summary>
    public required long Consent { get; init; }

    /// <summary>A COSE_Key.</summary>
    public required ImmutableArray<byte> PublicKey { get; init; }

    public required PasskeyAssertion Assertion { get; init; }

    /// <summary>Of <see cref="ConsentStatement"/>.</summary>
    public required string Statement { get; init; }

    /// <summary>Where several were signed as one: the list of them. Null: it was signed alone.</summary>
    public string? List { get; init; }

    /// <summary>Null: destroyed with words that were taken back. What was signed can then be compared with the answer, and not with what was read.</summary>
    public ImmutableArray<byte>? Salt { get; init; }

    /// <summary>The handle at the desk that it was signed under, before there was an id; null: it had one.</summary>
    public RecordId? Entry { get; init; }

    /// <summary>The few characters of it that people compare.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> challenge) => string.Join(' ', Convert.ToHexStringLower(challenge[..8]).Chunk(4).Select(four => new string(four)));

    public static string FingerprintOfKey(ReadOnlySpan<byte> publicKey) => Fingerprint(SHA256.HashData(publicKey));

    /// <summary>What the key was asked to sign.</summary>
    public byte[] Challenge => SHA256.HashData(Encoding.UTF8.GetBytes(List ?? Statement));

    /// <summary>Verifies it anew against the answer as it is stored now.</summary>
    /// <param name="words">What the revision says now; null: there is nothing to compare with.</param>
    /// <param name="wereWordsTakenBack">A part of what was read has been taken out since.</param>
    /// <param name="held">Her passkey of this id as her account has it; null: it has it no more.</param>
    public SignatureState Check(Consent answer, byte[]? words, bool wereWordsTakenBack, Passkey? held)
    {
        if (answer.Number != Consent || ConsentStatement.Read(Statement, "archive") is not { } domain || ConsentStatement.Read(Statement, "content") is not { } content) return SignatureState.Wrong;
        if (held is not null && (held.Handle != answer.Steward || !held.PublicKey.AsSpan().SequenceEqual(PublicKey.AsSpan()))) return SignatureState.Wrong;
        string? condition = ConsentStatement.Read(Statement, "condition") is { Length: > 1 } signed ? signed : null;
        if (Salt is { } salt && condition != (answer.Condition is { } said ? ConsentStatement.Commit(salt.AsSpan(), Encoding.UTF8.GetBytes(said)) : null)) return SignatureState.Wrong;
        if (condition is null != answer.Condition is null) return SignatureState.Wrong;
        if (Statement != ConsentStatement.Of(answer, domain, Entry ?? answer.Subject, Entry is null ? answer.Revision : 0, content, condition)) return SignatureState.Wrong;
        if (List is not null && !ConsentStatement.Holds(List, Statement)) return SignatureState.Wrong;
        if (Assertion.Check(PublicKey.AsSpan(), Challenge, domain, origin => IsAt(origin, domain)) is not null) return SignatureState.Wrong;
        if (Entry is not null || Salt is not { } kept || words is null) return SignatureState.VerifiedInPart;
        if (ConsentStatement.Commit(kept.AsSpan(), words) == content) return SignatureState.Verified;
        return wereWordsTakenBack ? SignatureState.VerifiedInPart : SignatureState.Wrong;
    }

    /// <summary>Which of the archive's addresses it was is looked at when the answer comes; addresses change, the domain can't.</summary>
    private static bool IsAt(string origin, string domain) => Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && from.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What can be said of whether a steward gave an answer herself.</summary>
public enum SignatureState
{
    /// <summary>It is complete without.</summary>
    Unsigned,

    /// <summary>The same, of a yes in the name of somebody who signed for this community before: she should look whether she gave it.</summary>
    UnsignedSince,
    Verified,

    /// <summary>Her own key signed this answer; the words that she read are no longer all there to be compared.</summary>
    VerifiedInPart,

    /// <summary>What is stored is not what was signed.</summary>
    Wrong,
}
