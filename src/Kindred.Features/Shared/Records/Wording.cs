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
            foreach (LinkMention link in record.Links) Add(digest, "link", link.Field, link.Target, link.Note);
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
