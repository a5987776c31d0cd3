using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>What a steward agrees to, as text that she signs. Its hash is the challenge that her passkey is given. The form is described in
/// docs/reference/consent-statement.md, and what was signed once can be read only as long as it stays.</summary>
public static class ConsentStatement
{
    public const int SaltBytes = 32;

    private const string Form = "kindred/consent/1", ListForm = "kindred/consents/1", None = "-";

    /// <param name="subject">The record or connection, or its handle at the desk while it has no id.</param>
    /// <param name="words">Of <see cref="Commit(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, over what the revision says.</param>
    /// <param name="condition">Of <see cref="Commit(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, over her words; null: she said none.</param>
    public static string Of(Consent consent, string domain, RecordId subject, int revision, string words, string? condition) => string.Concat(
        Form, "\n",
        Line("archive", domain),
        Line("community", consent.Community.ToString()),
        Line("subject", subject.ToString()),
        Line("revision", revision.ToString(CultureInfo.InvariantCulture)),
        Line("content", words),
        Line("answer", consent.Answer.ToString().ToLowerInvariant()),
        Line("scope", consent.Answer == ConsentAnswer.Given ? Names(consent.Scope) : None),
        Line("until", consent.Until?.Written() ?? None),
        Line("condition", condition ?? None),
        Line("day", consent.Day.Written()));

    /// <summary>Lower-case hexadecimal of the hash of words under a salt. Without the salt nobody can tell, by guessing, what words they were: it is destroyed with them.</summary>
    public static string Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> words) => Convert.ToHexStringLower(SHA256.HashData([.. salt, .. SHA256.HashData(words)]));

    /// <summary>Lower-case hexadecimal.</summary>
    public static string Hash(string statement) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement)));

    /// <summary>Many statements that are signed as one.</summary>
    public static string List(IEnumerable<string> hashes) => string.Concat([ListForm, "\n", .. hashes.Distinct().Order(StringComparer.Ordinal).Select(hash => hash + "\n")]);

    /// <summary>Whether the text is a list in its one form, and holds this statement.</summary>
    public static bool Holds(string list, string statement) => list.Split('\n') is [ListForm, .. var hashes, ""] && List(hashes) == list && hashes.Contains(Hash(statement));

    /// <summary>What a line of a statement says; null: it has no such line.</summary>
    public static string? Read(string statement, string name) => statement.Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static string Line(string name, string value) => $"{name} {value}\n";

    private static string Names(ConsentScope scope)
    {
        ImmutableArray<string> names = [.. Scopes.Where(one => scope.HasFlag(one.Scope)).Select(one => one.Name)];
        return names.IsEmpty ? None : string.Join(' ', names);
    }

    // Written down here, not made of the names in code: those may change, what was signed may not.
    private static readonly ImmutableArray<(ConsentScope Scope, string Name)> Scopes =
    [
        (ConsentScope.Publish, "publish"), (ConsentScope.PrecisePlace, "precise-place"), (ConsentScope.Media, "media"), (ConsentScope.SisterArchives, "sister-archives"), (ConsentScope.Reuse, "reuse"),
    ];
}
