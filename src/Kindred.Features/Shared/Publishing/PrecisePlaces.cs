using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

/// <summary>A place is shown no more precisely than every community allows that is named by what is publicly told of it.</summary>
public static class PrecisePlaces
{
    /// <summary>Where the record says it was.</summary>
    public static RecordId[] Of(IArchiveSession session, Record record) => record.Kind == Place.Kind.Name ? []
        : [.. session.ConnectionsOf(record.Id).Where(connection => connection.Type == ConnectionType.InPlace.Name && connection.From == record.Id).Select(connection => connection.To)];

    /// <summary>Whether all that is told of the place lets it be shown as precisely as it is known.</summary>
    public static bool LetIn(IArchiveSession session, RecordId place) => session.ConnectionsOf(place)
        .Where(connection => connection.Type == ConnectionType.InPlace.Name && connection.To == place)
        .All(connection => session.FindRecord(connection.From) is not { } told || told.Kind == Place.Kind.Name || !Forbids(told));

    /// <summary>Brings the places of a record, before and after it was settled, to what it lets be shown now.</summary>
    public static void Settle(IArchiveSession session, Record before, Record after, RecordId[] placesBefore)
    {
        foreach (RecordId id in placesBefore.Union(Of(session, after)))
        {
            // Ten thousand may be told of one place: they are asked only where one of them stopped forbidding.
            if (session.FindRecord(id) is not { } place || (place.IsPlacePrecise ? !Forbids(after) : !Forbids(before))) continue;
            bool isPrecise = LetIn(session, id);
            if (isPrecise != place.IsPlacePrecise) session.Put(place with { IsPlacePrecise = isPrecise });
        }
    }

    private static bool Forbids(Record told) => told.State == RecordState.Published && !told.IsPlacePrecise;
}
