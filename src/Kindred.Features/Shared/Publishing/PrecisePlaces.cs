using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

/// <summary>A place is shown no more precisely than every community allows that is named by what is told of it in public, or was. What never was
/// public changes nothing on a place that was there before.</summary>
public static class PrecisePlaces
{
    /// <summary>Where the record says it was.</summary>
    public static RecordId[] Of(IArchiveSession session, Record record) => record.Kind == Place.Kind.Name ? []
        : [.. session.ConnectionsOf(record.Id).Where(connection => connection.Type == ConnectionType.InPlace.Name && connection.From == record.Id).Select(connection => connection.To)];

    /// <summary>Whether all that is told of the place lets it be shown as precisely as it is known.</summary>
    /// <param name="allows">Whether those do who are asked about a connection with words of its own.</param>
    public static bool LetIn(IArchiveSession session, RecordId place, Func<Connection, bool> allows) => Tellings(session, place)
        .All(one => one.Connection.IsOfField ? !Forbids(one.Told) : one.Connection.PublishedDay is null || (!Forbids(one.Told) && allows(one.Connection)))
        // What links to it and may not say so forbids still: who read it before would know.
        && !session.Withholding(place).Select(session.FindRecord).OfType<Record>().Any(Forbids);

    /// <summary>Whether the place has to be weighed anew, after something told of it was: ten thousand may be.</summary>
    public static bool MayChange(Record place, Record before, Record after) => place.IsPlacePrecise ? Forbids(after) : Forbids(before);

    public static bool IsExact(RecordContent content) => content["coordinates"] is FieldValue.Coordinates { Precision: Precision.Exact };

    private static IEnumerable<(Connection Connection, Record Told)> Tellings(IArchiveSession session, RecordId place)
    {
        foreach (Connection connection in session.ConnectionsOf(place).Where(one => one.Type == ConnectionType.InPlace.Name && one.To == place))
        {
            if (session.FindRecord(connection.From) is { } told && told.Kind != Place.Kind.Name) yield return (connection, told);
        }
    }

    // Hidden or taken back since, it forbids still: that would tell where it was.
    private static bool Forbids(Record told) => told.PublishedDay is not null && !told.IsPlacePrecise;
}
