using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Shared.Search;

/// <summary>Doors that are open today, calls first and then those that close soonest. Held until something changes or a day passes.</summary>
public sealed class OpenDoors(IRecordStore records, FacetOrdinals ordinals, FacetLabels labels, TimeProvider time)
{
    private const int MostDoors = 5_000;

    private static readonly FacetFilter[] OfDoors = [new("kind", "door")];

    private Held held = new(-1, default, []);

    public async ValueTask<ImmutableArray<OpenDoor>> Today(CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel).ConfigureAwait(false);
        Held known = held;
        (long version, DateOnly today) = (ordinals.Version, time.Today());
        if (known.Version == version && known.Day == today) return known.Doors;
        ImmutableArray<RecordId> ids = ordinals.Page(ordinals.Select(OfDoors, null), DocumentOrder.Newest, 0, MostDoors);
        IReadOnlyList<Visible<Record>> doors = await records.Records(ids, new Viewer.Public(today), cancel).ConfigureAwait(false);
        RecordId[] places = [.. doors.SelectMany(door => PlacesOf(door.Value.Content)).Distinct()];
        IReadOnlyDictionary<RecordId, RecordLine> named = await labels.Lines(places, cancel).ConfigureAwait(false);
        ImmutableArray<OpenDoor> open = [.. doors.Select(door => Of(door.Value, named)).Where(door => door.Opens <= today && door.Closes >= today)
            .OrderBy(door => !door.IsUrgent).ThenBy(door => door.Closes).ThenBy(door => door.Id)];
        held = new Held(version, today, open);
        return open;
    }

    private static OpenDoor Of(Record record, IReadOnlyDictionary<RecordId, RecordLine> places)
    {
        RecordContent content = record.Content;
        return new OpenDoor(
            record.Id, content, content.Text("urgent") == "true", content.Text("online") == "true", content.Texts("languages"),
            [.. PlacesOf(content).Select(id => places.GetValueOrDefault(id)).OfType<RecordLine>()],
            WrittenDay.Read(content.Text("opens")) ?? DateOnly.MinValue, WrittenDay.Read(content.Text("closes")) ?? DateOnly.MinValue);
    }

    private static IEnumerable<RecordId> PlacesOf(RecordContent content) => content.Links.Where(link => link.Field == "where").Select(link => link.Target);

    private sealed record Held(long Version, DateOnly Day, ImmutableArray<OpenDoor> Doors);
}

public sealed record OpenDoor(
    RecordId Id, RecordContent Content, bool IsUrgent, bool IsOnline, ImmutableArray<string> Languages, ImmutableArray<RecordLine> Places, DateOnly Opens, DateOnly Closes)
{
    /// <summary>A text of the door in the reader's language, else as it was written; and the language where it is not the page's own.</summary>
    public (string? Text, string? Language) Text(string field, Texts texts) =>
        Content.Translations.GetValueOrDefault(texts.Language)?.GetValueOrDefault(field)?.Text is { } translated
            ? (translated, null)
            : (Content.Text(field), ListRow.Other(Content.Language, texts));
}
