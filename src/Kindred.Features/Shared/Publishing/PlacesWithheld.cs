using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Shared.Publishing;

/// <summary>A community may want no place in what names it shown more closely than, say, its region; who tells something may want that of one place in it. A place
/// known more closely is then not named there at all: its title would tell what its point does not. The coarsest of all that is wanted wins.</summary>
public static class PlacesWithheld
{
    // A place lies in a town, a town in a region, a region in a country: a circle has no end.
    private const int DeepestPlace = 8;

    /// <param name="standing">Of the revision that is shown; older ones that were public are read under the coarser of theirs and this.</param>
    public static ImmutableArray<WithheldPlace> Of(
        IArchiveSession session, Kind kind, Revision shown, Standing standing, IReadOnlyList<(Revision Revision, Standing Standing)> revisions)
    {
        if (kind.Name == Place.Kind.Name) return [];
        // A change that waits is nobody's to notice.
        (Revision Revision, Standing Standing)[] read = [.. revisions.Where(one => one.Revision.WasPublic && one.Revision.Number < shown.Number), (shown, standing)];
        Precision wanted = read.Min(one => one.Standing.FinestPlace);
        ILookup<RecordId, Precision> told = Told(read.Select(one => one.Revision));
        return [.. revisions.SelectMany(one => one.Revision.Content.Links).Where(link => link.Field == CommonFields.Where).Select(link => link.Target).Distinct()
            .Where(place => IsFiner(session, place, FinestOf(place))).Select(place => new WithheldPlace(place, Around(session, place, FinestOf(place), FinestOf)))];

        Precision FinestOf(RecordId place) => told[place].Append(wanted).Min();
    }

    /// <summary>A connection with words of its own says where its record was; then nothing of it is shown.</summary>
    public static bool IsWithheld(IArchiveSession session, Connection connection, Standing standing) => connection.Type == ConnectionType.InPlace.Name
        && session.FindRecord(connection.From) is { } told && told.Kind != Place.Kind.Name
        && IsFiner(session, connection.To, Told(session.Revisions(told.Id).Where(one => one.WasPublic || one.Number == told.Revision))[connection.To].Append(standing.FinestPlace).Min());

    /// <summary>Whether what is told of the place has to be weighed anew.</summary>
    public static bool MayChange(Kind kind, RecordContent before, RecordContent after) => kind.Name == Place.Kind.Name
        && (PrecisionOf(before) != PrecisionOf(after) || !Parents(before).SequenceEqual(Parents(after)));

    /// <summary>What revisions say of single places.</summary>
    private static ILookup<RecordId, Precision> Told(IEnumerable<Revision> revisions) => revisions.SelectMany(one => one.Content.Links)
        .Where(link => link.Field == CommonFields.Where && link.Finest is not null).ToLookup(link => link.Target, link => link.Finest!.Value);

    private static bool IsFiner(IArchiveSession session, RecordId place, Precision finest) =>
        finest != Precision.Exact && (session.FindRecord(place) is not { } there || PrecisionOf(there.Content) > finest);

    // A place around it may be told more coarsely still.
    private static RecordId? Around(IArchiveSession session, RecordId place, Precision finest, Func<RecordId, Precision> finestOf)
    {
        RecordId at = place;
        for (int depth = 0; depth < DeepestPlace; depth++)
        {
            at = session.FindRecord(at) is { } there ? Parents(VisibilityPolicy.WithoutWithheld(there)).FirstOrDefault() : default;
            if (at == default) return null;
            if (!IsFiner(session, at, finest < finestOf(at) ? finest : finestOf(at))) return at;
        }

        return null;
    }

    // Of a place without a point nobody has said how close it is: it may be a doorstep.
    private static Precision PrecisionOf(RecordContent place) => place["coordinates"] is FieldValue.Coordinates point ? point.Precision : Precision.Exact;

    private static IEnumerable<RecordId> Parents(RecordContent place) => place.Links.Where(link => link.Field == "parent").Select(link => link.Target);
}
