using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Maps;

/// <summary>Puts on a map what a list would hold: chosen as lists choose, placed no closer than anyone may know, gathered where marks would lie over each other.</summary>
public sealed class ShowMap(SearchRecords search, FacetOrdinals ordinals, FacetLabels labels, KnownPlaces known, Borders borders)
{
    /// <summary>Pixels between the middles of two marks.</summary>
    private const double Apart = 40;

    private const int DeepestPlace = 10;

    /// <param name="most">Marks.</param>
    public async Task<MapShown> Do(MapAddress address, Texts texts, int most, CancellationToken cancel)
    {
        SearchResult result = await search.Find(address.List.Request(1) with { Page = 1, Size = 1, Sort = SearchSort.Date }, texts, cancel);
        ImmutableArray<ToldDocument> told = ordinals.OneByOne(result.Documents, "place");
        IReadOnlyDictionary<RecordId, KnownPlace> places = await known.Now(cancel);
        MapTally tally = MapTally.Of(told, places, areItself: address.List.Has("kind", Place.Kind.Name));
        RecordId[] named = [.. tally.Places.SelectMany(place => place.Spot is { } spot ? [place.Id, spot.Of, .. Around(place.Id, places)] : (IEnumerable<RecordId>)[place.Id]).Distinct()];
        IReadOnlyDictionary<RecordId, RecordLine> lines = await labels.Lines(named, cancel);
        // By now something may be taken back: it is nowhere then.
        tally = tally with { Places = [.. tally.Places.Where(place => lines.ContainsKey(place.Id))] };
        if (address.View.Zoom == 0 && tally.Places.Any(place => place.Spot?.Point is { } point && MapView.IsBelow(Of(point)))) address = address with { View = MapView.World(isToThePole: true) };
        return new Drawing(address.View, places, lines, borders, texts).Shown(address, result, tally, most);
    }

    private static GeoPoint Of(FieldValue.Coordinates point) => new(point.Longitude, point.Latitude);

    /// <summary>What it lies in, the nearest first.</summary>
    private static IEnumerable<RecordId> Around(RecordId place, IReadOnlyDictionary<RecordId, KnownPlace> places)
    {
        HashSet<RecordId> seen = [place];
        List<RecordId> nearest = [place];
        for (int depth = 0; depth < DeepestPlace && nearest.Count > 0; depth++)
        {
            nearest = [.. nearest.Where(places.ContainsKey).SelectMany(one => places[one].Parents).Where(one => places.ContainsKey(one) && seen.Add(one)).Order()];
            foreach (RecordId one in nearest) yield return one;
        }
    }

    private sealed class Drawing(MapView view, IReadOnlyDictionary<RecordId, KnownPlace> places, IReadOnlyDictionary<RecordId, RecordLine> lines, Borders borders, Texts texts)
    {
        public MapShown Shown(MapAddress address, SearchResult result, MapTally tally, int most)
        {
            ImmutableArray<CountryTold> countries = Countries(tally);
            List<Spot> spots = [.. countries.Where(country => country.HasMark).Select(country => new Spot(country.Places, Middle(country.Country), country))];
            spots.AddRange(
                from place in tally.Places
                where place.Spot?.Point is { } point && view.Holds(Of(point))
                group place by place.Spot!.Of into same
                select new Spot([.. same], Of(same.First().Spot!.Point!), null));
            SheetPoint[] points = [.. spots.Select(spot => view.Place(spot.At))];
            int room = Math.Max(1, most - countries.Count(country => !country.HasMark));
            ImmutableArray<MapMark> marks = [.. MapClusters.Of(points, Apart, room).Select(members => Mark([.. members.Select(member => spots[member])], MapClusters.Middle(points, members)))];
            HashSet<RecordId> gathered = [.. marks.Where(mark => mark.Form == MapForm.Group).SelectMany(mark => mark.Places).Select(place => place.Id)];
            HashSet<RecordId> there = [.. countries.SelectMany(country => country.Places).Concat(spots.SelectMany(spot => spot.Places)).Select(place => place.Id)];
            int shown = MapTally.Records(tally.Places.Where(place => there.Contains(place.Id)));
            return new MapShown
            {
                Address = address, Result = result, Tally = tally, Marks = marks, Lines = lines,
                Countries = [.. countries.Select(country => country with { HasMark = country.HasMark && !gathered.Contains(country.Places[0].Id) })],
                Rows = [.. tally.Places.Where(place => there.Contains(place.Id) || (view.Zoom == 0 && place.Spot is null)).OrderBy(place => FacetLabels.Title(lines[place.Id], texts), texts.Alphabetical).ThenBy(place => place.Id)],
                Elsewhere = tally.Total - tally.Unplaced - shown,
            };
        }

        private ImmutableArray<CountryTold> Countries(MapTally tally)
        {
            ImmutableArray<CountryTold>.Builder countries = ImmutableArray.CreateBuilder<CountryTold>();
            foreach (IGrouping<int, PlaceTold> same in tally.Places.Where(place => place.Spot is { Country: >= 0 }).GroupBy(place => place.Spot!.Country).OrderBy(same => same.Key))
            {
                Country country = borders.Countries[same.Key];
                List<SheetPoint[]> rings = Outline.Of(country, view);
                if (rings.Count == 0) continue;
                ImmutableArray<PlaceTold> told = [.. same];
                countries.Add(new CountryTold(country, told, MapTally.Records(told), Title(told[0].Spot!.Of), view.Holds(Middle(country)), rings));
            }

            return countries.DrainToImmutable();
        }

        private MapMark Mark(ImmutableArray<Spot> spots, SheetPoint on)
        {
            ImmutableArray<PlaceTold> told = [.. spots.SelectMany(spot => spot.Places).OrderBy(place => place.Id)];
            int records = MapTally.Records(told);
            if (spots is [var only])
            {
                MapForm form = only.Country is not null ? MapForm.Country : told[0].Spot!.Point!.Precision == Precision.Exact ? MapForm.Exact : MapForm.Town;
                MapView? opens = told.Length == 1 ? null : only.Country is { } country ? view.Closer(Extent(country.Country)) : null;
                return new MapMark(form, told, records, only.At, on, Title(told[0].Spot!.Of), More: 0, opens);
            }

            GeoPoint[] all = [.. spots.Select(spot => spot.At)];
            Spot middle = spots.MinBy(spot => Distance(view.Place(spot.At), on))!;
            string? within = Within(told);
            PlaceTold most = told.MaxBy(place => place.Documents.Length)!;
            return new MapMark(MapForm.Group, told, records, middle.At, on, within ?? Title(most.Id), within is null ? told.Length - 1 : 0, view.Closer(all));
        }

        /// <summary>The nearest place that all of them lie in and that is smaller than a country; null: there is none.</summary>
        private string? Within(ImmutableArray<PlaceTold> told)
        {
            IEnumerable<RecordId> shared = [told[0].Id, .. Around(told[0].Id, places)];
            foreach (PlaceTold place in told.Skip(1))
            {
                HashSet<RecordId> around = [place.Id, .. Around(place.Id, places)];
                shared = [.. shared.Where(around.Contains)];
            }

            return shared.Where(one => lines.ContainsKey(one) && places.TryGetValue(one, out KnownPlace? place) && place.Country < 0).Select(Title).FirstOrDefault();
        }

        private string Title(RecordId place) => lines.TryGetValue(place, out RecordLine? line) ? Shared.Records.RecordName.Of(line, texts).Title : "";

        private static double Distance(SheetPoint one, SheetPoint other) => Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2);

        private static GeoPoint Middle(Country country)
        {
            SheetPoint middle = Outline.Middle([.. country.Rings[0].Select(point => new SheetPoint(point.Longitude, point.Latitude))]);
            return new GeoPoint(middle.X, middle.Y);
        }

        /// <summary>Its middle, and the outermost points of its largest part.</summary>
        private static GeoPoint[] Extent(Country country)
        {
            ImmutableArray<GeoPoint> ring = country.Rings[0];
            return [Middle(country), ring.MinBy(point => point.Longitude), ring.MaxBy(point => point.Longitude), ring.MinBy(point => point.Latitude), ring.MaxBy(point => point.Latitude)];
        }
    }

    private sealed record Spot(ImmutableArray<PlaceTold> Places, GeoPoint At, CountryTold? Country);
}
