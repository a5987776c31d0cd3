using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records.Cells;
using Kindred.Tests.Browsing;
using Kindred.Tests.Declaring;
using Kindred.Tests.Shared.Records.Cells;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Importing.Tables;

/// <summary>Every kind with every field, own kinds and fields and translations included, as chance has it: what nobody edited changes nothing, and what somebody edited changes exactly that.</summary>
public sealed class RoundTripProperties
{
    private const int OfEachKind = 4;

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task Exactly_the_edited_cells_change(int seed, bool isKeepers)
    {
        await using TestArchive archive = await TestArchive.Start();
        await Song.Declare(archive);
        KindSet kinds = archive.Get<KindList>().Now;
        Random random = new(seed);
        Dictionary<RecordId, Kind> records = await Fill(archive, kinds, random);
        EditedTable table = await EditedTable.Of(archive, isKeepers);
        Assert.Equal($"0 0 {records.Count} 0 0", EditedTable.Told(await table.Import(archive)));

        Dictionary<RecordId, RecordContent> before = [], expected = [];
        HashSet<RecordId> edited = [];
        foreach ((RecordId id, Kind kind) in records)
        {
            before[id] = expected[id] = (await Find(archive, id)).Content;
            if (random.Next(4) == 0) continue;
            foreach (string heading in Editable(kind, table.Headings).Where(heading => random.Next(5) == 0 && !IsHidden(before[id], heading)).ToArray()) expected[id] = Edit(archive, table, id, kind, heading, expected[id], random, records);
            if (!ContentPart.Changed(before[id], expected[id]).IsEmpty) edited.Add(id);
        }

        JsonObject told = await table.Import(archive);
        Assert.True($"0 {edited.Count} {records.Count - edited.Count} 0 0" == EditedTable.Told(told), told.ToJsonString());
        foreach (RecordId id in records.Keys) Assert.Equal((id, ""), (id, string.Join(' ', ContentPart.Changed(expected[id], (await Find(archive, id)).Content))));
        Assert.Equal($"0 0 {records.Count} 0 0", EditedTable.Told(await table.Import(archive)));
        EditedTable anew = await EditedTable.Of(archive, isKeepers);
        Assert.Equal($"0 0 {anew.Rows.Count} 0 0", EditedTable.Told(await anew.Import(archive)));
    }

    /// <summary>A point of which nothing is shown is no cell's to change.</summary>
    private static bool IsHidden(RecordContent content, string heading) => content[heading] is FieldValue.Coordinates { Precision: Precision.Country or Precision.Region };

    private static IEnumerable<string> Editable(Kind kind, IEnumerable<string> headings) => headings.Where(heading => heading == "language"
        || kind[heading] is { IsSaidByOther: false } || (heading.StartsWith("translations.", StringComparison.Ordinal) && kind[heading[(heading.LastIndexOf('.') + 1)..]] is { IsTranslatable: true }));

    /// <summary>Changes a cell, and says what the record is then.</summary>
    private static RecordContent Edit(TestArchive archive, EditedTable table, RecordId id, Kind kind, string heading, RecordContent content, Random random, Dictionary<RecordId, Kind> records)
    {
        RecordContent other = Valid(archive, kind, random.Next());
        RecordContent wanted = content;
        string cell = "";
        if (heading == "language")
        {
            cell = other.Language;
            wanted = content with { Language = other.Language };
        }
        else if (kind[heading] is { IsLink: true } field)
        {
            ContentLink[] links = [.. content.Links.Where(link => link.Field == heading).Skip(1), .. Link(field, records, random, id)];
            links = [.. links.DistinctBy(link => link.Target)];
            cell = CellCodec.WriteLinks(links.Select(link => (link.Target.ToString(), link.Note, link.Finest)));
            if (links is []) cell = "";
            wanted = ContentPart.Put(content, heading, content with { Links = [.. links] });
        }
        else if (kind[heading] is { } own)
        {
            cell = other[heading] is { } value ? CellCodec.Write(own, value) : "";
            // Their order tells nothing, but a spreadsheet keeps it: what it says is what the record says.
            wanted = own.Type == FieldType.Notices ? content.With(heading, other[heading]) : ContentPart.Put(content, heading, content.With(heading, other[heading]));
        }
        else
        {
            string[] parts = heading.Split('.');
            string? text = other.Translations.GetValueOrDefault(parts[1])?.GetValueOrDefault(parts[2])?.Text;
            cell = text ?? "";
            wanted = ContentPart.Put(content, heading, text is null ? new RecordContent { Language = "en" } : other);
        }

        LinkMention[] mentions = [.. wanted.Links.Select(link => new LinkMention(link.Field, link.Target.ToString(), link.Note, link.Finest))];
        if (kind.Check(wanted, mentions, archive.Today).Any() || FieldNotices.OfWhatIsSaid(wanted) != wanted || LacksSource(wanted)) return content;
        table[id, heading] = SpreadsheetText.Neutral(cell);
        return wanted;
    }

    private static bool LacksSource(RecordContent content) => !content.Entries("sources").Any(entry => entry["url"] is not null);

    /// <summary>Records of every kind that link to each other.</summary>
    private static async Task<Dictionary<RecordId, Kind>> Fill(TestArchive archive, KindSet kinds, Random random)
    {
        Dictionary<RecordId, Kind> records = kinds.All.SelectMany(kind => Enumerable.Repeat(kind, OfEachKind)).ToDictionary(_ => RecordId.Mint(), kind => kind);
        Dictionary<RecordId, RecordContent> contents = records.ToDictionary(one => one.Key, one => Valid(archive, one.Value, random.Next()) with
        {
            Links = [.. one.Value.Fields.Where(field => field is { IsLink: true, IsSaidByOther: false } && (field.IsRequired || random.Next(3) == 0)).SelectMany(field => Link(field, records, random, one.Key))],
        });
        foreach ((RecordId id, Kind kind) in records) await archive.Publish(kind.Name, contents[id] with { Links = [] }, id);
        await archive.Write(session =>
        {
            foreach ((RecordId id, Kind kind) in records)
            {
                Record record = session.FindRecord(id)! with { Content = contents[id] };
                session.Put(record);
                session.Put(session.FindRevision(id, 1)! with { Content = contents[id] });
                FieldConnections.Match(session, record, kind, record.Content with { Links = [] }, archive.Today);
                archive.Get<Publication>().Reindex(session, id, archive.Today);
            }
        });
        return records;
    }

    private static IEnumerable<ContentLink> Link(Field field, Dictionary<RecordId, Kind> records, Random random, RecordId from)
    {
        RecordId[] targets = [.. records.Where(one => one.Key != from && (field.LinkKinds.IsEmpty || field.LinkKinds.Contains(one.Value.Name)) && one.Value.Name is not ("note" or "telling")).Select(one => one.Key)];
        if (targets is []) return [];
        RecordId target = targets[random.Next(targets.Length)];
        return [new ContentLink(field.Name, target, records[target].Name == "community", random.Next(3) == 0 ? "with; a | note" : null)];
    }

    /// <summary>Of what chance has, what is right.</summary>
    private static RecordContent Valid(TestArchive archive, Kind kind, int seed)
    {
        RecordContent content = new AnyContent(seed).Of(kind) with { Links = [] };
        content = content.With("title", Told.One($"Title {seed}"));
        if (kind["sources"] is not null) content = content.With("sources", Told.Entries(Entry.Of(("url", $"https://example.org/{seed}"), ("title", "=1+1; \"two\" | three"))));
        if (kind["closes"] is not null) content = content.With("opens", null).With("closes", Told.One("2026-11-26"));
        foreach (Field field in kind.Fields.Where(field => field is { IsRequired: true, IsLink: false } && content[field.Name] is null)) content = content.With(field.Name, Told.One(field.Type == FieldType.Term ? field.Choices.Terms[0] : "Some text"));
        LinkMention[] needed = [.. kind.Fields.Where(field => field is { IsRequired: true, IsLink: true }).Select(field => new LinkMention(field.Name, "x"))];
        while (kind.Check(content, needed, archive.Today).FirstOrDefault() is { } wrong)
        {
            string[] path = wrong.Field.Split('.');
            content = path[0] == "translations" ? content with { Translations = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty } : content.With(path[0], null);
        }

        return FieldNotices.OfWhatIsSaid(content with
        {
            // What their revision is nobody's table says: of the first, as a person made them.
            Translations = content.Translations.ToImmutableSortedDictionary(one => one.Key, one => one.Value.ToImmutableSortedDictionary(field => field.Key, field => field.Value with { OfRevision = 1, IsStale = false })),
        });
    }

    private static Task<Record> Find(TestArchive archive, RecordId id) => archive.Writer.Write(session => session.FindRecord(id)!, CancellationToken.None);
}
