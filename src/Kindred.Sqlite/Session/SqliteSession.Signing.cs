using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public void Put(ConsentSignature signature) => database["INSERT INTO consent_signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"]
        .Add(signature.Consent).Add([.. signature.Assertion.CredentialId]).Add([.. signature.PublicKey]).Add(signature.Statement).Add(signature.List)
        .Add(signature.Salt is { } salt ? [.. salt] : null).Add([.. signature.Assertion.AuthenticatorData]).Add([.. signature.Assertion.ClientData]).Add([.. signature.Assertion.Signature])
        .Add(signature.Entry).Run();

    public byte[]? WordsSaid(RecordId subject, int revision) => SignatureRow.Words(database, subject, revision);

    public ConsentSignature? FindSignature(long consent) => SignatureRow.Find(database, consent);

    public void DestroySalts(RecordId subject, int revision)
    {
        database["UPDATE consent_signatures SET salt = NULL WHERE consent IN (SELECT number FROM consents WHERE subject = ? AND revision = ?)"].Add(subject).Add(revision).Run();
        actDestroys = true;
    }

    /// <summary>With its salt what was signed of the words that are destroyed here can be told by guessing; without it, by nobody.</summary>
    private void DestroySalts(RecordId subject) =>
        database["UPDATE consent_signatures SET salt = NULL WHERE consent IN (SELECT number FROM consents WHERE subject = ?)"].Add(subject).Run();
}
