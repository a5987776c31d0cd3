using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Memory
{
    private readonly Dictionary<long, ConsentSignature> signatures = [];

    public void Put(ConsentSignature signature) => signatures.Add(signature.Consent, signature);

    public ConsentSignature? FindSignature(long consent) => signatures.GetValueOrDefault(consent);
}
