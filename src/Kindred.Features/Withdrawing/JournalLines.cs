using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Withdrawing;

/// <summary>A journal in which each withdrawal is one line; where the lines are kept is for who derives to say.</summary>
public abstract class JournalLines : IWithdrawalJournal
{
    public void Destroyed(RecordId id, DateOnly day, Tombstone? tombstone) =>
        Append(new JournalLine(JournalWhat.Destroyed, id.ToString(), day, tombstone is not null, tombstone?.Words) { IsByKeepers = tombstone is { IsByKeepers: true } });

    public void Destroyed(DepositId deposit, DateOnly day) => Append(new JournalLine(JournalWhat.DepositDestroyed, deposit.ToString(), day));

    public void EntryDestroyed(RecordId entry, DateOnly day) => Append(new JournalLine(JournalWhat.EntryDestroyed, entry.ToString(), day));

    public void Destroyed(RecordId id, int revision, DateOnly day) => Append(new JournalLine(JournalWhat.RevisionDestroyed, id.ToString(), day) { Revision = revision });

    public void Answered(RecordId id, RecordId community, ConsentAnswer answer, DateOnly day) =>
        Append(new JournalLine(JournalWhat.Answered, id.ToString(), day) { Community = community.ToString(), Answer = answer });

    public void PartDestroyed(RecordId id, string field, RecordId? target, DateOnly day) =>
        Append(new JournalLine(JournalWhat.PartDestroyed, id.ToString(), day) { Field = field, Target = target?.ToString() });

    public void PartHidden(RecordId id, string field, RecordId? target, RecordId community, DateOnly day) =>
        Append(new JournalLine(JournalWhat.PartHidden, id.ToString(), day) { Field = field, Target = target?.ToString(), Community = community.ToString() });

    public void Restricted(RecordId community, CommunitySettings settings, DateOnly day) => Append(
        new JournalLine(JournalWhat.Restricted, community.ToString(), day) { FinestPlace = settings.FinestPlace, OnSilence = settings.OnSilence, SisterArchives = settings.SisterArchives });

    public void Embargoed(RecordId id, EmbargoBy by, RecordId? community, DateOnly? until, DateOnly day) =>
        Append(new JournalLine(JournalWhat.Embargoed, id.ToString(), day) { By = by, Community = community?.ToString(), Until = until });

    public void Claimed(RecordId id, RecordId community, DateOnly day) => Append(new JournalLine(JournalWhat.Claimed, id.ToString(), day) { Community = community.ToString() });

    public void PartEmbargoed(RecordId id, RecordPart part, EmbargoBy by, RecordId? community, DateOnly? until, DateOnly day) => Append(
        new JournalLine(JournalWhat.PartEmbargoed, id.ToString(), day) { Field = part.Field, Target = part.Target?.ToString(), By = by, Community = community?.ToString(), Until = until });

    public void ConcernEnded(RecordId concern, DateOnly day) => Append(new JournalLine(JournalWhat.ConcernEnded, concern.ToString(), day));

    public void ConcernClosed(RecordId concern, DateOnly day) => Append(new JournalLine(JournalWhat.ConcernClosed, concern.ToString(), day));

    public void Hidden(RecordId id, DateOnly day) => Append(new JournalLine(JournalWhat.Hidden, id.ToString(), day));

    public void Shown(RecordId id, DateOnly day) => Append(new JournalLine(JournalWhat.Shown, id.ToString(), day));

    public void Merged(RecordId id, RecordId into, DateOnly day) => Append(new JournalLine(JournalWhat.Merged, id.ToString(), day) { Target = into.ToString() });

    public void Parted(RecordId id, DateOnly day) => Append(new JournalLine(JournalWhat.Parted, id.ToString(), day));

    public void ImportUndone(RecordId import, IReadOnlyCollection<RecordId> kept, DateOnly day) =>
        Append(new JournalLine(JournalWhat.ImportUndone, import.ToString(), day) { Kept = kept.Count == 0 ? null : [.. kept.Select(id => id.ToString())] });

    /// <summary>Kept when it returns.</summary>
    protected abstract void Append(JournalLine line);
}
