using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Features.Picturing.Maps;
using Kindred.Features.Shared.Search;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>Every record is counted: at its places as far as a map can show them, and otherwise among those that are not there.</summary>
public sealed class MapTallyTests
{
    private static readonly RecordId Country = Told.Id(1), Region = Told.Id(2), Town = Told.Id(3), House = Told.Id(4), Lost = Told.Id(5), Hidden = Told.Id(6), State = Told.Id(7);

    private static readonly Dictionary<RecordId, KnownPlace> Places = new()
    {
        [Country] = new KnownPlace(null, 7, false, []),
        [Region] = new KnownPlace(null, -1, false, [Hidden, Country]),
        [Town] = new KnownPlace(new FieldValue.Coordinates(40.7, -74, Precision.Town), -1, false, [Country]),
        [House] = new KnownPlace(null, -1, false, [Town]),
        [Lost] = new KnownPlace(null, -1, false, [Lost]),
        [State] = new KnownPlace(null, 9, true, [Country]),
    };

    [Fact]
    public void A_place_is_shown_by_its_point_its_country_or_what_it_lies_in()
    {
        MapTally tally = Of([At(10, Country), At(11, Region), At(12, Town), At(13, House), At(14, Lost), At(15, State)]);
        Assert.Equal(
            [(Country, Country, 7), (Region, Country, 7), (Town, Town, -1), (House, Town, -1), (State, Country, 7)],
            tally.Places.Where(place => place.Spot is not null).Select(place => (place.Id, place.Spot!.Of, place.Spot.Country)).OrderBy(place => place.Id));
        Assert.Equal([Lost], tally.Places.Where(place => place.Spot is null).Select(place => place.Id));
        Assert.Equal((6, 1), (tally.Total, tally.Unplaced));
        // Within nothing else that is known, it is what it is called.
        Assert.Equal(9, MapTally.Of([At(1, State)], new Dictionary<RecordId, KnownPlace> { [State] = Places[State] }, false).Places.Single().Spot!.Country);
    }

    [Fact]
    public void Records_at_marks_and_records_at_none_add_up_to_all()
    {
        ImmutableArray<ToldDocument> told = [At(10, Country, Town), At(11, Town), At(12), At(13, Hidden), At(14, Lost, House), At(15, Lost), Place(16, Town)];
        MapTally tally = Of(told);
        Assert.Equal((6, 3), (tally.Total, tally.Unplaced));
        Assert.Equal(tally.Total - tally.Unplaced, MapTally.Records(tally.Places.Where(place => place.Spot is not null)));
        Assert.Equal(2, tally.Places.Single(place => place.Id == Town).Documents.Length);
        Assert.DoesNotContain(tally.Places, place => place.Id == Hidden);
    }

    [Fact]
    public void Places_stand_for_themselves_only_where_places_are_asked_for()
    {
        ImmutableArray<ToldDocument> told = [Place(16, Town), Place(17, Country)];
        Assert.Equal(0, Of(told).Total);
        MapTally themselves = MapTally.Of(told, Places, areItself: true);
        Assert.Equal((2, 0), (themselves.Total, themselves.Unplaced));
        Assert.Equal([Country, Town], themselves.Places.Select(place => place.Id));
    }

    private static MapTally Of(ImmutableArray<ToldDocument> told) => MapTally.Of(told, Places, areItself: false);

    private static ToldDocument At(int document, params RecordId[] places) => new(document, Told.Id(100 + document), "practice", null, null, [.. places.Select(place => place.ToString())]);

    private static ToldDocument Place(int document, RecordId id) => new(document, id, "place", null, null, []);
}
