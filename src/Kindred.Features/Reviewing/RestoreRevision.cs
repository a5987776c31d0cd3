using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Reviewing;

/// <summary>A keeper, or a steward of a community the record names, brings an old revision back: as a new one, which is asked about like any change.
/// Nothing is taken out of the history.</summary>
public sealed class RestoreRevision(IArchiveWriter writer, KindList kinds, Publication publication, TimeProvider time)
{
    public Task<RestoreOutcome> Do(RecordId id, int number, string note, string by, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write<RestoreOutcome>(
            session =>
            {
                if (session.FindRecord(id) is not { State: not RecordState.Withdrawn } record) return new RestoreOutcome.NotThere();
                // A note is its writer's alone.
                if (record.Kind == Note.Kind.Name || !MayRestore(session.FindMember(by), record, today)) return new RestoreOutcome.NotYours();
                if (session.FindRevision(id, number) is not { } old) return new RestoreOutcome.NotThere();
                if (session.FindRevision(id, record.LatestRevision) is not { } latest) return new RestoreOutcome.NotThere();
                if (old.Number == latest.Number) return new RestoreOutcome.AlreadyShown();
                bool asks = Accession.AsksAnew(kinds[record.Kind], latest.Content, old.Content);
                Revision restored = new()
                {
                    Record = id, Number = latest.Number + 1, Day = today, Who = by, Note = note, Content = old.Content,
                    AskedFrom = asks ? latest.Number + 1 : latest.AskedFrom,
                };
                session.Put(restored);
                session.Put(record with { LatestRevision = restored.Number });
                publication.Settle(session, id, today);
                return new RestoreOutcome.Restored(restored.Number);
            },
            cancel);
    }

    private static bool MayRestore(Member? by, Record record, DateOnly today) =>
        by is not null && (by.IsKeeperOn(today) || record.Communities.Any(by.CommunitiesOn(today).Contains));
}

public abstract record RestoreOutcome
{
    private RestoreOutcome()
    {
    }

    public sealed record Restored(int Number) : RestoreOutcome;

    public sealed record AlreadyShown : RestoreOutcome;

    public sealed record NotYours : RestoreOutcome;

    public sealed record NotThere : RestoreOutcome;
}
