using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Maps;

/// <summary>Where the public places of the archive lie, as anyone may know it: in memory for one state of the archive, and gone with the commit that changes it.</summary>
public sealed class KnownPlaces : IDisposable
{
    private readonly IRecordStore records;
    private readonly IArchiveWriter writer;
    private readonly Borders borders;
    private readonly TimeProvider time;
    private readonly Lock reading = new();
    private Kept? kept;

    public KnownPlaces(IRecordStore records, IArchiveWriter writer, Borders borders, TimeProvider time)
    {
        (this.records, this.writer, this.borders, this.time) = (records, writer, borders, time);
        writer.Committed += Forget;
    }

    public void Dispose() => writer.Committed -= Forget;

    /// <summary>All of them, by id. Those who ask at once wait for one reading.</summary>
    public Task<FrozenDictionary<RecordId, KnownPlace>> Now(CancellationToken cancel)
    {
        lock (reading)
        {
            // What is read after this may be newer than the number says, never older.
            (long change, DateOnly today) = (records.ChangeNumber, time.Today());
            if (kept is not { } known || known.Change != change || known.Day != today || known.Places.IsFaulted) kept = known = new Kept(change, today, Task.Run(() => Read(today), CancellationToken.None));
            return known.Places.WaitAsync(cancel);
        }
    }

    private async Task<FrozenDictionary<RecordId, KnownPlace>> Read(DateOnly today)
    {
        Dictionary<RecordId, KnownPlace> places = [];
        await foreach (Visible<Record> place in records.All(new Viewer.Public(today), Place.Kind.Name, CancellationToken.None).ConfigureAwait(false)) places[place.Value.Id] = Of(place.Value.Content);
        return places.ToFrozenDictionary();
    }

    private KnownPlace Of(RecordContent content)
    {
        FieldValue.Coordinates? point = content["coordinates"] as FieldValue.Coordinates;
        // What has a point is a town or closer: it is not the country that it may be called like.
        (int country, bool isShared) = point is not null ? (-1, false)
            : borders.Find([content.Title, .. content.Texts("otherNames"), .. content.Translations.Values.Select(fields => fields.GetValueOrDefault("title")?.Text).OfType<string>()]);
        return new KnownPlace(point, country, isShared, [.. content.Links.Where(link => link.Field == "parent").Select(link => link.Target)]);
    }

    private void Forget(IndexChange change)
    {
        lock (reading) kept = null;
    }

    private sealed record Kept(long Change, DateOnly Day, Task<FrozenDictionary<RecordId, KnownPlace>> Places);
}

/// <param name="Point">At the precision at which anyone may know it: of a country or region there is none.</param>
/// <param name="Country">Whose outline it is called like, a number in <see cref="Borders"/>; -1: none.</param>
/// <param name="IsSharedName">A part of another country may be called so too.</param>
/// <param name="Parents">What it lies in.</param>
public sealed record KnownPlace(FieldValue.Coordinates? Point, int Country, bool IsSharedName, ImmutableArray<RecordId> Parents);
