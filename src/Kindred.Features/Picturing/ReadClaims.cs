using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Picturing;

/// <summary>Reads what is said between the records of a view that are shown, as a stranger may read it.</summary>
public sealed class ReadClaims(IRecordStore records, TimeProvider time)
{
    public async Task<ClaimsRead> Between(IReadOnlyCollection<(RecordId One, RecordId Other)> pairs, CancellationToken cancel)
    {
        if (pairs.Count == 0) return ClaimsRead.None;
        Viewer viewer = new Viewer.Public(time.Today());
        IReadOnlyList<ConnectionLine> lines = await records.Between(pairs, viewer, cancel).ConfigureAwait(false);
        RecordId[] cited = [.. ReadableRecord.Cited(lines.SelectMany(line => line.Connection.Value.Words.Sources)).Distinct()];
        IReadOnlyList<RecordLine> there = cited.Length == 0 ? [] : await records.Lines(cited, viewer, cancel).ConfigureAwait(false);
        return new ClaimsRead(lines.ToLookup(line => (line.Connection.Value.From, line.Connection.Value.To)), there.ToDictionary(line => line.Id));
    }
}

/// <param name="Lines">By the ids of the two, the way they read.</param>
/// <param name="Cited">The records that their sources cite, as far as anyone may see them.</param>
public sealed record ClaimsRead(ILookup<(RecordId From, RecordId To), ConnectionLine> Lines, IReadOnlyDictionary<RecordId, RecordLine> Cited)
{
    public static ClaimsRead None { get; } = new(Array.Empty<ConnectionLine>().ToLookup(line => (line.Connection.Value.From, line.Connection.Value.To)), new Dictionary<RecordId, RecordLine>());

    /// <summary>What is said from the one to the other, of one type; in the order of ids, which says nothing.</summary>
    public IEnumerable<ConnectionLine> Of(RecordId from, RecordId to, ConnectionType type) => Lines[(from, to)].Where(line => line.Connection.Value.Type == type.Name).OrderBy(line => line.Connection.Value.Id);
}
