using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>A digest of all that a deposit says, so that who accepts it accepts the words that they read and no others.</summary>
public static class Wording
{
    /// <summary>Lower-case hexadecimal. Alike for as long as its records, links, connections, name and messages are, wherever they stand meanwhile.</summary>
    public static string Of(Deposit deposit)
    {
        using IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(digest, deposit.SignedAs);
        foreach (DepositedRecord record in deposit.Records)
        {
            Add(digest, "record", record.Ref, record.Kind);
            Add(digest, ContentJson.Write(record.Content));
            foreach (LinkMention link in record.Links) Add(digest, link);
        }

        if (deposit.Proposal is { } proposal)
        {
            Add(digest, ["proposal", proposal.Record.ToString(), proposal.Why, proposal.Sources, .. proposal.Parts]);
            Add(digest, ContentJson.Write(proposal.Content));
            foreach (LinkMention link in proposal.Links) Add(digest, link);
        }

        foreach (DepositedConnection one in deposit.Connections)
        {
            ConnectionWords words = one.Words;
            Add(digest, "connection", one.Type, one.From, one.To, words.Language, words.Text, words.When, words.Shared, words.Distinct);
            foreach (Entry source in words.Sources) Add(digest, ["source", .. source.Parts.SelectMany(part => new[] { part.Key, part.Value })]);
        }

        foreach (DepositMessage message in deposit.Messages) Add(digest, message.IsFromDepositor ? "depositor" : "desk", message.Text);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>The same, with the newest revision of each record that it would change: what somebody else makes of one meanwhile makes it other words too.</summary>
    /// <param name="latest">The number of the record's newest revision; null: there is none.</param>
    public static string Of(Deposit deposit, Func<RecordId, int?> latest) => string.Join('.',
    [
        Of(deposit),
        .. deposit.Records.Where(record => record.AwaitsReview).Select(record => record.Accessioned).Append(deposit.Proposal?.Record).OfType<RecordId>()
            .Select(id => (latest(id) ?? 0).ToString(CultureInfo.InvariantCulture)),
    ]);

    /// <summary>A tag of what its depositor reads of it, whatever is said about it: other words, a record that somebody else changed, another tag.</summary>
    public static string Tag(Deposit deposit, Func<RecordId, int?> latest)
    {
        string numbers = string.Join('.', deposit.Records.Select(record => record.Accessioned).OfType<RecordId>().Select(id => (latest(id) ?? 0).ToString(CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Of(deposit with { Messages = [] })} {numbers}")).AsSpan(0, 16));
    }

    private static void Add(IncrementalHash digest, LinkMention link)
    {
        Add(digest, "link", link.Field, link.Target, link.Note);
        if (link.Finest is { } finest) Add(digest, "finest", finest.ToString());
    }

    private static void Add(IncrementalHash digest, params ReadOnlySpan<string?> texts)
    {
        Add(digest, BitConverter.GetBytes(texts.Length));
        foreach (string? text in texts) Add(digest, Encoding.UTF8.GetBytes(text ?? ""));
    }

    // With its length before it, so that no two texts run into one another.
    private static void Add(IncrementalHash digest, byte[] bytes)
    {
        digest.AppendData(BitConverter.GetBytes(bytes.Length));
        digest.AppendData(bytes);
    }
}
