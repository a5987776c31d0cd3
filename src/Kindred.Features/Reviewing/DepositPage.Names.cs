using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

public sealed partial class DepositPage
{
    /// <summary>Names that a community refuses, in what waits here: of communities that anyone reads, and of those that it names and the reviewer may read.</summary>
    public IReadOnlyList<RefusedUse> Refused { get; private set; } = [];

    private async Task FindRefused(CancellationToken cancel)
    {
        RefusedIndex[] of = [await refused.Now(cancel), RefusedIndex.Of(Communities.Select(one => one.Content))];
        List<RefusedUse> found = [];
        foreach (DepositedRecord entry in Deposit.Records.Where(one => one.AwaitsReview)) found.AddRange(In(entry.Content, entry.Content.Title, kinds[entry.Kind], kinds[entry.Kind].Fields.Select(field => field.Name)));
        if (Deposit.Proposal is { AwaitsReview: true } proposal) found.AddRange(In(proposal.Content, null, kinds[proposal.Kind], proposal.Parts.Select(ContentPart.FieldOf).Distinct()));
        foreach (DepositedConnection one in Deposit.Connections.Where(one => one.AwaitsReview))
            found.AddRange(of.SelectMany(index => index.In(new[] { one.Words.Text, one.Words.Shared, one.Words.Distinct }.OfType<string>())).Select(name => new RefusedUse(-1, "connections", texts["desk.connection"], name)));
        Refused = [.. found.DistinctBy(one => (one.Label, one.Name.Name, one.Name.Community))];

        IEnumerable<RefusedUse> In(RecordContent content, string? title, Kind kind, IEnumerable<string> fields) =>
            from field in fields
            where kind[field] is not null
            from index in of
            from name in index.In(kind.Name, field, content)
            select new RefusedUse(0, field, title is null ? texts.Label(kind.Name, field) : $"{title}, {texts.Label(kind.Name, field)}", name);
    }
}
