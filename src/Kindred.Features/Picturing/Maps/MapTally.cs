using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Maps;

/// <summary>How many records are told of each place, and where on a map that is. A record at two places is told of at both; sets of records say how many there are without counting one twice.</summary>
public sealed record MapTally
{
    /// <summary>From a street corner to a continent; whoever lays two places within each other comes to an end too.</summary>
    private const int DeepestPlace = 10;

    /// <summary>In the order of ids.</summary>
    public required ImmutableArray<PlaceTold> Places { get; init; }

    /// <summary>All records that were chosen.</summary>
    public required int Total { get; init; }

    /// <summary>Those with no place that a map can show.</summary>
    public required int Unplaced { get; init; }

    /// <param name="told">With the ids of their places.</param>
    /// <param name="areItself">Places among them stand where they are; else they are not counted: what is told there is.</param>
    public static MapTally Of(ImmutableArray<ToldDocument> told, IReadOnlyDictionary<RecordId, KnownPlace> places, bool areItself)
    {
        SortedDictionary<RecordId, List<int>> byPlace = [];
        Dictionary<RecordId, MapSpot?> spots = [];
        int total = 0, unplaced = 0;
        foreach (ToldDocument one in told)
        {
            bool isPlace = one.Kind == Domain.Kinds.Place.Kind.Name;
            if (isPlace && !areItself) continue;
            total++;
            bool isPlaced = false;
            foreach (RecordId place in isPlace ? [one.Id] : Ids(one.Values))
            {
                // A place that is not everyone's is none.
                if (!places.ContainsKey(place)) continue;
                if (!byPlace.TryGetValue(place, out List<int>? records)) byPlace[place] = records = [];
                records.Add(one.Document);
                isPlaced |= SpotOf(place, places, spots) is not null;
            }

            if (!isPlaced) unplaced++;
        }

        return new MapTally { Places = [.. byPlace.Select(one => new PlaceTold(one.Key, [.. one.Value.Distinct()], spots.GetValueOrDefault(one.Key)))], Total = total, Unplaced = unplaced };
    }

    /// <summary>How many records are told of any of the places.</summary>
    public static int Records(IEnumerable<PlaceTold> places) => places.SelectMany(place => place.Documents).Distinct().Count();

    private static IEnumerable<RecordId> Ids(ImmutableArray<string> values)
    {
        foreach (string value in values)
        {
            if (RecordId.TryParse(value, out RecordId id)) yield return id;
        }
    }

    private static MapSpot? SpotOf(RecordId place, IReadOnlyDictionary<RecordId, KnownPlace> places, Dictionary<RecordId, MapSpot?> spots)
    {
        if (spots.TryGetValue(place, out MapSpot? known)) return known;
        return spots[place] = Look(place, places);
    }

    /// <summary>Its own point; the outline that it is called like; or what either is of the nearest place that it lies in.</summary>
    private static MapSpot? Look(RecordId place, IReadOnlyDictionary<RecordId, KnownPlace> places)
    {
        HashSet<RecordId> seen = [place];
        List<RecordId> nearest = [place];
        MapSpot? called = null;
        for (int depth = 0; depth < DeepestPlace && nearest.Count > 0; depth++)
        {
            List<RecordId> around = [];
            foreach (RecordId one in nearest)
            {
                if (!places.TryGetValue(one, out KnownPlace? known)) continue;
                // A name that a part of another country has too says something only where nothing that it lies in does.
                if (known.Country >= 0 && known.IsSharedName) called ??= new MapSpot(one, null, known.Country);
                else if (known.Country >= 0) return new MapSpot(one, null, known.Country);
                if (known.Point is not null) return new MapSpot(one, known.Point, -1);
                around.AddRange(known.Parents.Where(seen.Add));
            }

            around.Sort();
            nearest = around;
        }

        return called;
    }
}

/// <summary>A place of which something is told.</summary>
/// <param name="Documents">Records, by the numbers that the index gives them.</param>
/// <param name="Spot">Null: no map can show it.</param>
public sealed record PlaceTold(RecordId Id, ImmutableArray<int> Documents, MapSpot? Spot);

/// <summary>Where a place is shown.</summary>
/// <param name="Of">The place whose point or outline it is: itself, or what it lies in.</param>
/// <param name="Point">Null: it is in the area of a country.</param>
/// <param name="Country">Number in <see cref="Borders"/>; -1: it has a point.</param>
public sealed record MapSpot(RecordId Of, FieldValue.Coordinates? Point, int Country);
