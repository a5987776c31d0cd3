using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Memory
{
    public IReadOnlyList<RecordId> FindByName(string name, IReadOnlyCollection<string> kinds) =>
    [
        .. records.Values.Where(record => record.State != RecordState.Withdrawn && (kinds.Count == 0 || kinds.Contains(record.Kind)) && Names(record.Content).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase))
            .Select(record => record.Id),
    ];

    private static IEnumerable<string> Names(RecordContent content) => ((string[])["title", "otherNames", "names"]).SelectMany(field => content.Texts(field))
        .Concat(content.Translations.Values.Select(fields => fields.GetValueOrDefault("title")?.Text).OfType<string>()).Select(name => name.Trim());

    public IReadOnlyList<Deposit> ProposalsTo(RecordId record) => [.. deposits.Values.Where(deposit => deposit.Proposal?.Record == record)];

    public IReadOnlyList<DepositId> LeftOut(DateOnly since) => [.. deposits.Values.Where(deposit => deposit.LeftOutSince <= since).Select(deposit => deposit.Id)];

    public Deposit? FindDeposit(byte[] receiptHash) => deposits.Values.FirstOrDefault(deposit => deposit.ReceiptHash is { } hash && hash.AsSpan().SequenceEqual(receiptHash));
}
