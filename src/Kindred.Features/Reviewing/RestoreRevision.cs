using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

/// <summary>A keeper, or a steward of a community the record names, brings an old revision back: as a new one, which is asked about like any change.
/// Nothing is taken out of the history.</summary>
public sealed class RestoreRevision(IArchiveWriter writer, KindList kinds, Publication publication, TimeProvider time)
{
    public const int LongestNote = 500;

    /// <param name="read">The newest revision when the two were compared: what came in since is not replaced unread. Null: whatever is the newest.</param>
    public Task<RestoreOutcome> Do(RecordId id, int number, int? read, string note, Viewer.Member by, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write(session => In(session, id, number, read, RecordInput.Clean(note), by, today), cancel);
    }

    /// <summary>A note is its writer's alone.</summary>
    public static bool MayRestore(Viewer.Member by, Record record) =>
        record.Kind != Note.Kind.Name && record.State != RecordState.Withdrawn && (by.IsKeeper || record.Communities.Any(by.Communities.Contains));

    private RestoreOutcome In(IArchiveSession session, RecordId id, int number, int? read, string note, Viewer.Member by, DateOnly today)
    {
        // What one may not see does not exist: the answer is the same.
        if (session.FindRecord(id) is not { } record || !VisibilityPolicy.Sees(by, Envelope.Of(record))) return new RestoreOutcome.NotThere();
        if (!MayRestore(by, record)) return new RestoreOutcome.NotYours();
        if (session.FindRevision(id, number) is not { } old || session.FindRevision(id, record.LatestRevision) is not { } latest) return new RestoreOutcome.NotThere();
        // What it led to may have been withdrawn since. A telling stands beside that still.
        RecordContent content = old.Content with { Links = [.. old.Content.Links.Where(link => Telling.IsBeside(record.Kind, link.Field) || session.FindRecord(link.Target) is { State: not RecordState.Withdrawn })] };
        content = Staleness.Marked(content, latest.Number + 1, latest.Content, one => session.FindRevision(id, one)?.Content);
        if (ContentJson.AreSame(content, latest.Content)) return new RestoreOutcome.SaysTheSame();
        if (read is { } newest && newest != record.LatestRevision) return new RestoreOutcome.ChangedMeanwhile();
        Revision restored = new()
        {
            Record = id, Number = latest.Number + 1, Day = today, Who = NameOf(session, by, record), Note = note.Length > LongestNote ? note[..LongestNote] : note, Content = content,
            AskedFrom = AskingAnew.Is(session, kinds[record.Kind], latest, content) ? latest.Number + 1 : latest.AskedFrom,
            // One keeper alone finds no basis for what never was public.
            Basis = old.WasPublic ? old.Basis : PublicationBasis.Consent,
        };
        session.Put(restored);
        // What had gone back to the reviewers has been looked at by one: its communities are asked again.
        session.Put(record with { LatestRevision = restored.Number, State = record.State is RecordState.InReview or RecordState.Declined ? RecordState.Asked : record.State });
        publication.Settle(session, id, today);
        if (session.FindDepositOf(id) is { } deposit)
        {
            Deposit stands = Accession.WithState(session, deposit, today);
            session.Put(stands, Mentions.Named(session, stands));
        }

        return new RestoreOutcome.Restored(restored.Number);
    }

    /// <summary>Keepers are named; where a steward acts her community speaks: who its stewards are is not public.</summary>
    private static string NameOf(IArchiveSession session, Viewer.Member by, Record record) => by.IsKeeper ? by.Handle
        : session.FindRecord(record.Communities.First(by.Communities.Contains))?.Content.Title ?? "anonymous";
}

public abstract record RestoreOutcome
{
    private RestoreOutcome()
    {
    }

    public sealed record Restored(int Number) : RestoreOutcome;

    /// <summary>The newest revision says the same already.</summary>
    public sealed record SaysTheSame : RestoreOutcome;

    /// <summary>Somebody changed the record since the two were compared.</summary>
    public sealed record ChangedMeanwhile : RestoreOutcome;

    public sealed record NotYours : RestoreOutcome;

    public sealed record NotThere : RestoreOutcome;
}
