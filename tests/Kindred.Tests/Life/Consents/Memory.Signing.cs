using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Memory
{
    private readonly Dictionary<long, ConsentSignature> signatures = [];

    public void Put(ConsentSignature signature) => signatures.Add(signature.Consent, signature);

    public ConsentSignature? FindSignature(long consent) => signatures.GetValueOrDefault(consent);

    public void DestroySalts(RecordId subject, int revision)
    {
        foreach (Consent one in consents.Where(one => one.Subject == subject && one.Revision == revision && signatures.ContainsKey(one.Number)))
            signatures[one.Number] = signatures[one.Number] with { Salt = null };
    }
}
