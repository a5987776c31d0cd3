using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Maps;

/// <summary>All that a map says, for the page, the picture and programs.</summary>
public sealed record MapShown
{
    public required MapAddress Address { get; init; }

    public required SearchResult Result { get; init; }

    public required MapTally Tally { get; init; }

    /// <summary>What can be pointed at, the areas of countries first; <see cref="Gathering.MostMarks"/> at most.</summary>
    public required ImmutableArray<MapMark> Marks { get; init; }

    /// <summary>Countries whose area is filled, by their numbers in <see cref="Borders"/>, with what is told of them.</summary>
    public required ImmutableArray<CountryTold> Countries { get; init; }

    /// <summary>Places of the part that is shown, in the alphabetical order of the reader's language; on the map of the whole world all of them, and those too that no map can show.</summary>
    public required ImmutableArray<PlaceTold> Rows { get; init; }

    /// <summary>Records that are told only of places beyond the edge of this map.</summary>
    public required int Elsewhere { get; init; }

    /// <summary>What each place is called.</summary>
    public required IReadOnlyDictionary<RecordId, RecordLine> Lines { get; init; }

    public MapView View => Address.View;

    /// <summary>How many pages of the table there are, at least one.</summary>
    public int Pages(int size) => Math.Max(1, (Rows.Length + size - 1) / size);

    /// <summary>Those of the page that is asked for; none where the table ends before it.</summary>
    public IEnumerable<PlaceTold> OnPage(int size) => Rows.Skip((Address.List.Page - 1) * size).Take(size);

    public string NameOf(RecordId place, Texts texts) => RecordName.Of(Lines[place], texts).Title;

    /// <summary>The list of what is told of a place, narrowed as the map is.</summary>
    public ListAddress ListOf(RecordId place) => Address.Records.Has("place", place.ToString()) ? Address.Records : Address.Records.With("place", place.ToString());
}

/// <summary>How much is known of where a mark is.</summary>
public enum MapForm
{
    /// <summary>In a country, no closer.</summary>
    Country,

    /// <summary>In a town, no closer.</summary>
    Town,

    Exact,

    /// <summary>Several places that lie too near each other to be told apart here.</summary>
    Group,
}

/// <param name="Places">In the order of ids.</param>
/// <param name="Records">Told of any of them.</param>
/// <param name="At">The middle of what it stands for.</param>
/// <param name="Name">Of the place; of a group what all of it lie in that is smaller than a country, or of that of its places of which most is told; in the reader's language.</param>
/// <param name="More">How many others of the group the name says nothing of.</param>
/// <param name="Closer">The map on which a group opens; null: it opens as rows of the table, or it is one place and opens as a list.</param>
public sealed record MapMark(MapForm Form, ImmutableArray<PlaceTold> Places, int Records, GeoPoint At, SheetPoint On, string Name, int More, MapView? Closer);

/// <param name="HasMark">Its mark stands in the middle of it; otherwise that lies elsewhere, or is gathered with others.</param>
public sealed record CountryTold(Country Country, ImmutableArray<PlaceTold> Places, int Records, string Name, bool HasMark, IReadOnlyList<SheetPoint[]> Rings);
