using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Importing.Whole;

/// <summary>Weighs whatever a whole export has as published, by the rules by which an archive publishes: a file is a claim like any other. What holds is indexed.</summary>
public sealed class WeighWhole(KindList kinds, Publication publication)
{
    public const int MostNamed = 20;

    public WholeOutcome In(IWholeFilling archive, WholeOutcome.Done read, bool settles, DateOnly today, IProgress<long>? progress)
    {
        if (archive.Kinds.Any(kind => kinds.Find(kind) is null) || archive.ConnectionTypes.Any(type => ConnectionType.Find(type) is null)) return new WholeOutcome.Refused("unknown-kind", null, []);
        if (archive.MergedIntoNothing is { Count: > 0 } lost) return new WholeOutcome.Refused("unfit", null, [.. lost]);
        IArchiveSession session = archive.Session;
        HashSet<RecordId> failing = [.. archive.Ready()];
        long weighed = 0;
        foreach (RecordId id in archive.PublishedRecords)
        {
            Record record = session.FindRecord(id)!;
            if (failing.Contains(id)) continue;
            if (publication.Holds(session, record, today)) publication.Reindex(session, id, today);
            else failing.Add(id);
            if (++weighed % 1000 == 0) progress?.Report(read.Objects + weighed);
            if (!settles && failing.Count >= MostNamed) break;
        }

        foreach (RecordId id in archive.PublishedConnections)
        {
            if (!settles && failing.Count >= MostNamed) break;
            Connection connection = session.FindConnection(id)!;
            if (!failing.Contains(id) && !publication.Holds(session, connection, today)) failing.Add(id);
        }

        if (archive.WrongSignatures > 0) return new WholeOutcome.Refused("wrong-signatures", null, []);
        if (failing.Count == 0) return read;
        if (!settles) return new WholeOutcome.Refused("unconsented", null, [.. failing.Take(MostNamed)]);
        Settle(session, failing, today);
        // The engine's own guard has the last word, and so has a second look.
        return archive.Ready() is { Count: > 0 } still ? new WholeOutcome.Refused("unconsented", null, [.. still])
            : Still(session, failing, today) is { Length: > 0 } standing ? new WholeOutcome.Refused("unconsented", null, standing)
            : read with { Settled = [.. failing] };
    }

    /// <summary>As the turn of a day would: what may not be public is not, and what hangs on it goes with it.</summary>
    private void Settle(IArchiveSession session, HashSet<RecordId> failing, DateOnly today)
    {
        foreach (RecordId id in failing)
        {
            if (session.FindConnection(id) is { IsOfField: true } link) session.DestroyConnection(link.Id);
            else if (session.FindConnection(id) is { } connection) publication.Settle(session, connection, today);
            else if (session.FindRecord(id) is not null) publication.Settle(session, id, today);
        }
    }

    private ImmutableArray<RecordId> Still(IArchiveSession session, HashSet<RecordId> failing, DateOnly today) =>
    [
        .. failing.Where(id => (session.FindRecord(id) is { State: RecordState.Published } record && !publication.Holds(session, record, today))
            || (session.FindConnection(id) is { State: RecordState.Published } connection && !publication.Holds(session, connection, today))).Take(MostNamed),
    ];
}
