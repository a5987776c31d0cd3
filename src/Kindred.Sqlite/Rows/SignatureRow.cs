using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite.Rows;

/// <summary>What stewards' keys signed, and whether it still holds.</summary>
internal static class SignatureRow
{
    public const string Columns = "SELECT consent, credential, public_key, statement, list, salt, authenticator_data, client_data, signature, entry FROM consent_signatures ";

    private const string SignedBefore = """
        SELECT 1 FROM consents c JOIN consent_signatures s ON s.consent = c.number WHERE c.steward = ? AND c.community = ? AND c.number < ? LIMIT 1
        """;

    public static ConsentSignature? Find(Database database, long consent) => database[Columns + "WHERE consent = ?"].Add(consent).First(Read);

    /// <summary>Verified now, against what is stored now.</summary>
    public static SignedAnswer Check(Database database, Consent answer)
    {
        if (Find(database, answer.Number) is not { } signature)
            return new SignedAnswer(answer.Answer == ConsentAnswer.Given && HasSignedBefore(database, answer) ? SignatureState.UnsignedSince : SignatureState.Unsigned, null);
        bool wereTakenBack = database["SELECT 1 FROM parts WHERE subject = ?"].Add(answer.Subject).Any();
        return new SignedAnswer(signature.Check(answer, Words(database, answer.Subject, answer.Revision), wereTakenBack, PasskeyRow.Find(database, signature.Assertion.CredentialId)), signature);
    }

    /// <summary>How many signed answers there are, and how many of them do not verify.</summary>
    public static (long Signed, long Wrong) CheckAll(Database database)
    {
        long signed = 0, wrong = 0;
        // In steps, so that no more than a few hundred are in memory.
        for (long last = 0; ;)
        {
            List<Consent> batch = database[StewardingRow.ConsentColumns + "WHERE number IN (SELECT consent FROM consent_signatures WHERE consent > ? ORDER BY consent LIMIT 500) ORDER BY number"]
                .Add(last).All(StewardingRow.Consent);
            if (batch is []) break;
            signed += batch.Count;
            wrong += batch.Count(answer => Check(database, answer).State == SignatureState.Wrong);
            last = batch[^1].Number;
        }

        // Of no answer: somebody took the answer away and left its signature.
        long alone = database["SELECT count(*) FROM consent_signatures WHERE consent NOT IN (SELECT number FROM consents)"].Number() ?? 0;
        return (signed + alone, wrong + alone);
    }

    /// <summary>In the canonical form of the revision, as it was said of records that were merged since; null: it is not there.</summary>
    public static byte[]? Words(Database database, RecordId subject, int number)
    {
        if (ConnectionRow.Find(database, subject) is { } connection)
            return ConnectionRow.Revisions(database, connection.Id).Find(one => one.Number == number) is { } said ? ContentJson.Write(MergeRow.AsSaid(database, connection), said.Words) : null;
        return RevisionRow.Find(database, subject, number) is { } revision ? ContentJson.Write(revision.Content) : null;
    }

    private static bool HasSignedBefore(Database database, Consent answer) => database[SignedBefore].Add(answer.Steward).Add(answer.Community).Add(answer.Number).Any();

    public static ConsentSignature Read(Statement row) => new()
    {
        Consent = row.Long(0),
        PublicKey = [.. row.Bytes(2)],
        Statement = row.Text(3),
        List = row.TextOrNull(4),
        Salt = row.IsNull(5) ? null : [.. row.Bytes(5)],
        Assertion = new PasskeyAssertion { CredentialId = [.. row.Bytes(1)], AuthenticatorData = [.. row.Bytes(6)], ClientData = [.. row.Bytes(7)], Signature = [.. row.Bytes(8)] },
        Entry = row.IsNull(9) ? null : row.Id(9),
    };
}
