using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Shared.Records;

/// <summary>Reads what a record's page or format needs: the record with its connections, then what stands beside it, then that one's roots. Three round
/// trips at most, however much there is, and one more for a long path.</summary>
public sealed class ReadRecord(IRecordStore records, KindList kinds)
{
    public const int ShownInGroup = 20;
    private const int ReadAtOnce = 500;

    /// <summary>For a page: the first connections of each group, notes, roots, doors and guidance beside.</summary>
    public async Task<RecordSheet> ForPage(Reading.Found found, Viewer viewer, CancellationToken cancel)
    {
        // A path is read from its beginning to its end: of all else the first are enough.
        RecordSheet sheet = await WithAll(await OnConnections(Sheet(found, withNotes: true), viewer, cancel), field => field.Link == ConnectionType.Step, viewer, cancel);
        Task<NotesBeside> notes = found.Groups.Any(IsNotes) ? records.Notes(sheet.Record.Id, ShownInGroup, viewer, cancel) : Task.FromResult(NotesBeside.None);
        ImmutableArray<RecordId> roots = [.. Field(sheet, "rootedIn").Select(line => line.Other.Id)];
        ImmutableArray<RecordId> doors = [.. Field(sheet, "doors").Select(line => line.Other.Id)];
        ImmutableArray<RecordId> near = [.. roots, .. doors, .. sheet.Communities.Select(one => one.Community.Id), .. ReadableRecord.Cited(sheet.Content)];
        Dictionary<RecordId, Record> known = await Records([.. near.Distinct()], viewer, cancel);
        Dictionary<RecordId, Record> deeper = await Records([.. roots.SelectMany(id => RootsOf(known, id)).Distinct().Except(known.Keys)], viewer, cancel);
        foreach ((RecordId id, Record record) in deeper) known.TryAdd(id, record);
        return WithCited(sheet, known.Values.Select(Line).ToDictionary(line => line.Id)) with
        {
            Notes = Once(await notes),
            Roots = RootsOnce(known, roots),
            Doors = [.. doors.Where(known.ContainsKey).Select(id => known[id])],
            Guiding = [.. sheet.Communities.Select(one => known.GetValueOrDefault(one.Community.Id)).OfType<Record>()
                .Where(one => one.Id != sheet.Record.Id && (one.Content["guidance"] is not null || one.Content["askOfAllies"] is not null))],
        };
    }

    /// <summary>For a list: as many links of each field as were read with it.</summary>
    public async Task<RecordSheet> ForList(Reading.Found found, Viewer viewer, CancellationToken cancel)
    {
        RecordSheet sheet = await OnConnections(Sheet(found, withNotes: false), viewer, cancel);
        return WithCited(sheet, await Lines([.. ReadableRecord.Cited(sheet.Content)], viewer, cancel));
    }

    /// <summary>For a format: every link of every field, however many.</summary>
    public async Task<RecordSheet> Whole(Reading.Found found, Viewer viewer, CancellationToken cancel)
    {
        RecordSheet sheet = await OnConnections(await WithAll(Sheet(found, withNotes: false), _ => true, viewer, cancel), viewer, cancel);
        return WithCited(sheet, await Lines([.. ReadableRecord.Cited(sheet.Content)], viewer, cancel));
    }

    /// <summary>A revision's content as a sheet: its links are those it held, as far as this viewer may see them.</summary>
    public async Task<RecordSheet> AsOf(Record record, Revision revision, Viewer viewer, CancellationToken cancel)
    {
        Kind kind = kinds[record.Kind];
        ImmutableArray<ContentLink> links = revision.Content.Links;
        Dictionary<RecordId, RecordLine> seen = await Lines([.. links.Select(link => link.Target).Concat(ReadableRecord.Cited(revision.Content)).Distinct()], viewer, cancel);
        ImmutableDictionary<string, LinkLines> lines = links.Where(link => seen.ContainsKey(link.Target) && kind[link.Field] is { IsLink: true })
            .GroupBy(link => link.Field)
            .ToImmutableDictionary(group => group.Key, group => new LinkLines(group.Count(), [.. group.Select(link => Held(link, seen[link.Target], revision.Content.Language))]));
        Record then = record with { Content = revision.Content, Revision = revision.Number };
        return WithCited(new RecordSheet { Record = then, Kind = kind, Links = lines }, seen);
    }

    /// <summary>What two revisions said, field by field, as far as this viewer may see what they mention.</summary>
    public async Task<ReadableRecord> Compare(Kind kind, RecordContent before, RecordContent after, Viewer viewer, Texts texts, CancellationToken cancel)
    {
        IEnumerable<RecordId> mentioned = new[] { before, after }.SelectMany(one => one.Links.Select(link => link.Target).Concat(ReadableRecord.Cited(one)));
        Dictionary<RecordId, RecordLine> lines = await Lines([.. mentioned], viewer, cancel);
        return ReadableRecord.Of(
            kind, ReadableRecord.WithCited(after, lines), ReadableRecord.Links(after, lines, texts), ReadableRecord.WithCited(before, lines), ReadableRecord.Links(before, lines, texts), texts);
    }

    /// <summary>The link field that the connections of the group stand for on the page of a record of this kind; null: none.</summary>
    public static Field? FieldOf(Kind kind, ConnectionGroup group) => kind.Fields.FirstOrDefault(field =>
        field.Link == group.Type && field.IsIncoming != group.IsOutgoing && (field.LinkKinds.IsEmpty || field.LinkKinds.Contains(group.OtherKind)));

    private static LinkLine Held(ContentLink link, RecordLine other, string language) =>
        new(other, null, link.Note is null ? ConnectionWords.None : new ConnectionWords { Text = link.Note, Language = language }, 0);

    private RecordSheet Sheet(Reading.Found found, bool withNotes)
    {
        Record record = found.Record.Value;
        Kind kind = kinds[record.Kind];
        Dictionary<string, LinkLines> links = [];
        List<ConnectionGroup> others = [];
        foreach (ConnectionGroup group in found.Groups)
        {
            if (FieldOf(kind, group) is { } field)
            {
                LinkLines known = links.GetValueOrDefault(field.Name, LinkLines.None);
                links[field.Name] = new LinkLines(known.Count + group.Count, InOrder(field, known.First.Concat(group.First.Select(LinkLine.Of))));
            }
            else if (!withNotes || !IsNotes(group)) others.Add(group);
        }

        return new RecordSheet
        {
            Record = record, Kind = kind, Links = links.ToImmutableDictionary(), Others = [.. others], Communities = found.Communities, Revisions = found.Revisions, Terms = found.Terms,
        };
    }

    /// <summary>With every link of these fields.</summary>
    private async Task<RecordSheet> WithAll(RecordSheet sheet, Func<Field, bool> isWhole, Viewer viewer, CancellationToken cancel)
    {
        foreach ((string name, LinkLines links) in sheet.Links)
        {
            if (links.First.Length == links.Count || !isWhole(sheet.Kind[name]!)) continue;
            ImmutableArray<LinkLine> all = await All(sheet.Record.Id, sheet.Kind[name]!, viewer, cancel);
            sheet = sheet with { Links = sheet.Links.SetItem(name, new LinkLines(all.Length, all)) };
        }

        return sheet;
    }

    private async Task<ImmutableArray<LinkLine>> All(RecordId id, Field field, Viewer viewer, CancellationToken cancel)
    {
        ImmutableArray<LinkLine>.Builder all = ImmutableArray.CreateBuilder<LinkLine>();
        foreach (string? kind in field.LinkKinds.IsEmpty ? [null] : field.LinkKinds.Select(name => (string?)name))
        {
            for (int page = 1; ; page++)
            {
                ConnectionPage read = await records.Connections(id, new ConnectionFilter(field.Link, !field.IsIncoming, kind, page, ReadAtOnce), viewer, cancel);
                all.AddRange(read.Lines.Select(LinkLine.Of));
                if (read.Lines.Length < ReadAtOnce) break;
            }
        }

        return InOrder(field, all);
    }

    /// <summary>As they were given; tellings by their ids, which are drawn by lot: none of them comes first because it was there first.</summary>
    private static ImmutableArray<LinkLine> InOrder(Field field, IEnumerable<LinkLine> lines) =>
        field == CommonFields.Tellings ? [.. lines.OrderBy(line => line.Other.Id.Value)] : [.. lines.OrderBy(line => line.Position)];

    private async Task<Dictionary<RecordId, Record>> Records(ImmutableArray<RecordId> ids, Viewer viewer, CancellationToken cancel) =>
        ids.IsEmpty ? [] : (await records.Records(ids, viewer, cancel)).ToDictionary(one => one.Value.Id, one => one.Value);

    private async Task<Dictionary<RecordId, RecordLine>> Lines(ImmutableArray<RecordId> ids, Viewer viewer, CancellationToken cancel) =>
        ids.IsEmpty ? [] : (await records.Lines([.. ids.Distinct()], viewer, cancel)).ToDictionary(line => line.Id);

    /// <summary>A source that cites a record this viewer may not see keeps its words and loses the id: an id alone would tell that there is something.</summary>
    private static RecordSheet WithCited(RecordSheet sheet, Dictionary<RecordId, RecordLine> seen)
    {
        RecordContent content = sheet.Content;
        foreach (Field field in sheet.Kind.Fields.Where(field => field.Type == FieldType.Sources))
        {
            ImmutableArray<Entry> entries = content.Entries(field.Name);
            if (entries.Any(IsUnseen))
                content = content.With(field.Name, new FieldValue.Entries(
                    [.. entries.Select(entry => IsUnseen(entry) ? new Entry(entry.Parts.Remove("resource")) : entry).Where(entry => !entry.Parts.IsEmpty)]));
        }

        return sheet with { Record = sheet.Record with { Content = content }, Cited = seen.ToImmutableDictionary() };

        bool IsUnseen(Entry entry) => RecordId.TryParse(entry["resource"], out RecordId id) && !seen.ContainsKey(id);
    }

    private static ImmutableArray<LinkLine> Field(RecordSheet sheet, string name) => sheet.Links.GetValueOrDefault(name, LinkLines.None).First;

    private static bool IsNotes(ConnectionGroup group) =>
        group.Type == ConnectionType.About && !group.IsOutgoing && group.OtherKind == Note.Kind.Name;

    /// <summary>What hangs on the record and on a note of it stands under that note, and nowhere else.</summary>
    private static NotesBeside Once(NotesBeside notes)
    {
        HashSet<RecordId> beneath = [.. notes.First.SelectMany(note => note.Answers).Select(answer => answer.Value.Id)];
        return notes with { First = [.. notes.First.Where(note => !beneath.Contains(note.Note.Value.Id))] };
    }

    /// <summary>A link that waits for its day has no connection yet: whoever sees the record's way reads it as the record says it.</summary>
    private async Task<RecordSheet> WithWaiting(RecordSheet sheet, Viewer viewer, CancellationToken cancel)
    {
        ContentLink[] waiting = [.. sheet.Content.Links.Where(link => WithheldField.Withholds(sheet.Record.WithheldFields, link))];
        Dictionary<RecordId, RecordLine> seen = await Lines([.. waiting.Select(link => link.Target)], viewer, cancel);
        foreach (IGrouping<string, ContentLink> of in waiting.Where(link => seen.ContainsKey(link.Target) && sheet.Kind[link.Field] is not null).GroupBy(link => link.Field))
        {
            LinkLines known = sheet.Links.GetValueOrDefault(of.Key, LinkLines.None);
            LinkLine[] more = [.. of.Where(link => !known.First.Any(line => line.Other.Id == link.Target)).Select(link => Held(link, seen[link.Target], sheet.Content.Language))];
            if (more is not []) sheet = sheet with { Links = sheet.Links.SetItem(of.Key, new LinkLines(known.Count + more.Length, [.. known.First, .. more])) };
        }

        return sheet;
    }

    /// <summary>A note that hangs on a connection: what it is about is a claim between two records, at its own address.</summary>
    private async Task<RecordSheet> OnConnections(RecordSheet sheet, Viewer viewer, CancellationToken cancel)
    {
        sheet = await WithWaiting(sheet, viewer, cancel);
        if (sheet.Kind.Name != Note.Kind.Name) return sheet;
        LinkLines links = sheet.Links.GetValueOrDefault("on", LinkLines.None);
        RecordId[] others = [.. sheet.Content.Links.Where(link => link.Field == "on").Select(link => link.Target).Except(links.First.Select(line => line.Other.Id)).Take(ShownInGroup)];
        ConnectionReading?[] read = await Task.WhenAll(others.Select(id => records.Connection(id, viewer, cancel)));
        LinkLine[] claims = [.. read.OfType<ConnectionReading>().Select(Claim)];
        return claims is [] ? sheet : sheet with { Links = sheet.Links.SetItem("on", new LinkLines(links.Count + claims.Length, [.. links.First, .. claims])) };
    }

    private static LinkLine Claim(ConnectionReading reading) => new(
        new RecordLine(reading.Connection.Value.Id, RecordLine.OfConnection, reading.From.Language, $"{reading.From.Title} – {reading.To.Title}", null, null, null, reading.Connection.Value.State), null, ConnectionWords.None, 0);

    private static IEnumerable<RecordId> RootsOf(Dictionary<RecordId, Record> known, RecordId id) =>
        known.TryGetValue(id, out Record? history) ? history.Content.Links.Where(link => link.Field == "rootedIn").Select(link => link.Target) : [];

    /// <summary>Each history stands once, where it is reached first: many roots share a root, and a circle would have no end.</summary>
    private static ImmutableArray<Root> RootsOnce(Dictionary<RecordId, Record> known, ImmutableArray<RecordId> direct)
    {
        HashSet<RecordId> placed = [.. direct];
        return [.. direct.Where(known.ContainsKey).Select(Place)];

        Root Place(RecordId id) => new(Line(known[id]), [.. RootsOf(known, id).Where(root => known.ContainsKey(root) && placed.Add(root)).ToArray().Select(Place)]);
    }

    /// <summary>As much of it as a list shows.</summary>
    public static RecordLine Line(Record record) =>
        new(record.Id, record.Kind, record.Content.Language, record.Content.Title, FieldNotices.Before(record.Content, "summary") is null ? record.Content.Text("summary") : null, record.Content.Text("when"), record.PublishedDay, record.State)
        {
            SummaryNotice = FieldNotices.Before(record.Content, "summary"),
            Titles = record.Content.Translations.Where(one => one.Value.ContainsKey("title"))
                .ToImmutableSortedDictionary(one => one.Key, one => one.Value["title"].Text, StringComparer.Ordinal),
            Machine = [.. record.Content.Translations.Where(one => one.Value.GetValueOrDefault("title") is { IsMachine: true }).Select(one => one.Key)],
            Stale = [.. record.Content.Translations.Where(one => one.Value.GetValueOrDefault("title") is { IsStale: true }).Select(one => one.Key)],
        };
}
