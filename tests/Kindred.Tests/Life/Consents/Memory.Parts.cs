using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Memory
{
    private readonly Dictionary<long, WithdrawnPart> parts = [];
    private long lastPart;

    public IReadOnlyList<WithdrawnPart> Parts(RecordId subject) => [.. parts.Values.Where(one => one.Subject == subject).OrderBy(one => one.Number)];

    public void Put(WithdrawnPart part)
    {
        long number = part.Number == 0 ? ++lastPart : part.Number;
        parts[number] = part with { Number = number };
    }

    public void EndPart(long number) => parts.Remove(number);

    public IReadOnlyList<DepositId> DepositsHolding(RecordId entryOrRecord) => [.. deposits.Values.Where(one => Handles(one).Contains(entryOrRecord)).Select(one => one.Id)];

    public void Rewrite(RecordId connection, int revision, ConnectionWords words)
    {
        if (saidOf.TryGetValue((connection, revision), out ConnectionRevision? said)) saidOf[(connection, revision)] = said with { Words = words };
    }
}
