using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What is settled with a record because it hangs on it: places, what came in only with it, notes.</summary>
public sealed partial class Publication
{
    private void SettlePlaces(IArchiveSession session, Record before, Record after, RecordId[] placesBefore, DateOnly today, HashSet<RecordId> settling)
    {
        foreach (RecordId id in placesBefore.Union(PrecisePlaces.Of(session, after)))
        {
            if (session.FindRecord(id) is { } place && PrecisePlaces.MayChange(place, before, after)) Settle(session, id, today, settling);
        }
    }

    /// <summary>The place is known more closely now, or lies elsewhere: what is told of it may have to be silent about it, or no longer.</summary>
    private void SettleAt(IArchiveSession session, RecordId place, DateOnly today, HashSet<RecordId> settling)
    {
        Connection[] there = [.. session.ConnectionsOf(place).Where(one => one.Type == ConnectionType.InPlace.Name && one.To == place)];
        foreach (RecordId told in there.Where(one => one.IsOfField).Select(one => one.From).Union(session.Withholding(place)))
        {
            if (session.FindRecord(told) is { } record && record.Kind != Place.Kind.Name) Settle(session, told, today, settling);
        }

        foreach (Connection beside in there.Where(one => !one.IsOfField)) Settle(session, beside, today, settling);
    }

    /// <summary>What came in only with what was told comes and goes with it.</summary>
    public void SettleTold(IArchiveSession session, IEnumerable<RecordId> ids, DateOnly today) => SettleTold(session, ids, today, []);

    private void SettleTold(IArchiveSession session, IEnumerable<RecordId> ids, DateOnly today, HashSet<RecordId> settling)
    {
        foreach (RecordId id in ids)
        {
            if (session.FindRecord(id) is { } told && VisibilityPolicy.IsPublic(Envelope.Of(told), today) != session.IsToldOf(id, today)) Settle(session, id, today, settling);
        }
    }

    /// <summary>Notes on the record and on its connections go and come with it.</summary>
    private void SettleNotes(IArchiveSession session, RecordId id, DateOnly today, HashSet<RecordId> settling)
    {
        SettleNotesOn(session, id, today, settling);
        foreach (Connection connection in session.ConnectionsOf(id)) SettleNotesOn(session, connection.Id, today, settling);
    }

    private void SettleNotesOn(IArchiveSession session, RecordId subject, DateOnly today, HashSet<RecordId> settling)
    {
        foreach (RecordId note in Destruction.NotesOn(session, subject)) Settle(session, note, today, settling);
    }
}
