using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Verifies what a steward signed, inside the transaction of her answer: with a key of her own account, and to what is stored, not to what was sent.</summary>
public static class ConsentSigning
{
    private const string Field = "signature";

    /// <summary>Of an answer that was signed alone.</summary>
    /// <param name="words">In canonical form, what she read.</param>
    /// <param name="entry">The handle at the desk that she answered, where it has no id yet.</param>
    public static (ConsentSignature? Signed, Finding? Wrong) Verify(IArchiveSession session, SentSignature sent, Consent answer, ReadOnlySpan<byte> words, RecordId? entry = null)
    {
        if (sent.List is not null || !sent.Salts.TryGetValue(SentSignature.OfOne, out ImmutableArray<byte> salt)) return (null, new Finding("signature-unreadable", Field));
        string statement = StatementOf(answer, sent.Domain, salt.AsSpan(), words, entry);
        (Passkey? key, Finding? wrong) = Use(session, sent, answer.Steward, SHA256.HashData(Encoding.UTF8.GetBytes(statement)));
        return key is null ? (null, wrong) : (Signed(sent, key, statement, salt) with { Entry = entry }, null);
    }

    /// <summary>Of a list that was signed as one: once, before its answers are taken with <see cref="OfList"/>.</summary>
    public static (Passkey? Key, Finding? Wrong) VerifyList(IArchiveSession session, SentSignature sent, string steward) => sent.List is { } list
        ? Use(session, sent, steward, SHA256.HashData(Encoding.UTF8.GetBytes(list))) : (null, new Finding("signature-unreadable", Field));

    /// <summary>What is kept with one answer of a list; null: the list holds no such answer.</summary>
    public static ConsentSignature? OfList(SentSignature sent, Passkey key, Consent answer, ReadOnlySpan<byte> words)
    {
        if (!sent.Salts.TryGetValue(SentSignature.KeyOf(answer), out ImmutableArray<byte> salt)) return null;
        string statement = StatementOf(answer, sent.Domain, salt.AsSpan(), words, null);
        return ConsentStatement.Holds(sent.List!, statement) ? Signed(sent, key, statement, salt) with { List = sent.List } : null;
    }

    /// <summary>Keeps it with the answer that was put last.</summary>
    public static void Keep(IArchiveSession session, ConsentSignature signed, RecordId subject) => session.Put(signed with { Consent = session.Consents(subject)[^1].Number });

    private static string StatementOf(Consent answer, string domain, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> words, RecordId? entry) => ConsentStatement.Of(
        answer, domain, entry ?? answer.Subject, entry is null ? answer.Revision : 0, ConsentStatement.Commit(salt, words),
        answer.Condition is { } said ? ConsentStatement.Commit(salt, Encoding.UTF8.GetBytes(said)) : null);

    private static (Passkey? Key, Finding? Wrong) Use(IArchiveSession session, SentSignature sent, string steward, byte[] challenge)
    {
        if (session.FindPasskey(sent.Assertion.CredentialId) is not { } key || key.Handle != steward || key.Domain != sent.Domain) return (null, new Finding("signature-key", Field));
        if (sent.Assertion.Check(key.PublicKey.AsSpan(), challenge, sent.Domain, sent.IsOurs) is not null) return (null, new Finding("signature-wrong", Field));
        if (!sent.Assertion.IsCountedOnFrom(key.SignCount)) return (null, new Finding("signature-count", Field));
        if (sent.Assertion.SignCount != key.SignCount) session.Put(key with { SignCount = sent.Assertion.SignCount });
        return (key, null);
    }

    private static ConsentSignature Signed(SentSignature sent, Passkey key, string statement, ImmutableArray<byte> salt) =>
        new() { Consent = 0, PublicKey = key.PublicKey, Assertion = sent.Assertion, Statement = statement, Salt = salt };
}
