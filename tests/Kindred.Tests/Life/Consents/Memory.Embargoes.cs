using Kindred.Domain.Publishing;
using Kindred.Domain.Records;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Memory
{
    private readonly List<Embargo> embargoes = [];

    public IReadOnlyList<Embargo> Embargoes(RecordId subject) => [.. embargoes.Where(one => one.Subject == subject).OrderBy(one => one.By)];

    public void Put(Embargo embargo)
    {
        End(embargo);
        embargoes.Add(embargo);
    }

    public void End(Embargo embargo) =>
        embargoes.RemoveAll(one => (one.Subject, one.Part, one.By, one.Community, one.Steward) == (embargo.Subject, embargo.Part, embargo.By, embargo.Community, embargo.Steward));
}
