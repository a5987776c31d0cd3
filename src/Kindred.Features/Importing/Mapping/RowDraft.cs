using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Reading;

namespace Kindred.Features.Importing.Mapping;

/// <summary>One row while its values come to their places.</summary>
internal sealed class RowDraft(Kind kind, string language)
{
    private readonly FieldDraft?[] fields = new FieldDraft?[kind.Fields.Length];
    private List<LinkMention>? links;
    private List<RowLink>? rowLinks;
    private List<(string Heading, List<string> Values)>? leftover;
    private List<Loss>? losses;
    private List<RowFinding>? findings;
    private Dictionary<(string Language, string Field), string>? translations;
    private List<(string Field, string Notice, string Heading)>? notices;

    public Kind Kind { get; } = kind;

    public string Language { get; } = language;

    public RecordId? Id { get; set; }

    public ImmutableDictionary<string, DateOnly>? Days { get; set; }

    public IReadOnlyList<LinkMention> Links => links ?? (IReadOnlyList<LinkMention>)[];

    /// <summary>With those that lead to other rows, by their keys.</summary>
    public IReadOnlyList<LinkMention> AllLinks => rowLinks is null ? Links : [.. Links, .. rowLinks.Select(link => new LinkMention(link.Field, link.Key))];

    public FieldDraft this[int ordinal] => fields[ordinal] ??= new FieldDraft();

    public FieldDraft? Find(int ordinal) => fields[ordinal];

    public void Tell(Finding finding, RowConsequence consequence = RowConsequence.Told, ImmutableArray<string> candidates = default)
    {
        findings ??= [];
        if (!findings.Exists(one => one.Finding == finding)) findings.Add(new RowFinding(finding, consequence) { Candidates = candidates.IsDefault ? [] : candidates });
    }

    /// <summary>Keeps a value beside the record.</summary>
    public void Leave(string heading, string value, LossReason reason)
    {
        Lose(heading, reason);
        leftover ??= [];
        int at = leftover.FindIndex(one => one.Heading == heading);
        if (at < 0) leftover.Add((heading, [value]));
        else if (!leftover[at].Values.Contains(value)) leftover[at].Values.Add(value);
    }

    public void Lose(string heading, LossReason reason)
    {
        losses ??= [];
        Loss loss = new(heading, reason);
        if (!losses.Contains(loss)) losses.Add(loss);
    }

    public void Link(LinkMention link)
    {
        links ??= [];
        if (!links.Exists(one => one.Field == link.Field && one.Target == link.Target)) links.Add(link);
    }

    /// <summary>False: there are as many as a field may have.</summary>
    public bool Link(RowLink link)
    {
        rowLinks ??= [];
        if (rowLinks.Count(one => one.Field == link.Field) >= KindCheck.MostValues) return false;
        if (!rowLinks.Exists(one => one.Field == link.Field && one.Key == link.Key)) rowLinks.Add(link);
        return true;
    }

    /// <summary>Puts a note or a precision to the link of a field at that place. False: there is none.</summary>
    public bool Change(string field, int index, Func<LinkMention, LinkMention> change)
    {
        for (int at = 0; at < (links?.Count ?? 0); at++)
        {
            if (links![at].Field != field || index-- > 0) continue;
            links[at] = change(links[at]);
            return true;
        }

        return false;
    }

    public void Translate(string language, string field, string text)
    {
        translations ??= [];
        translations[(language, field)] = translations.TryGetValue((language, field), out string? before) ? before + "\n\n" + text : text;
    }

    /// <summary>False: one stands before this field already.</summary>
    public bool Notice(string field, string notice, string heading)
    {
        if (notices?.Exists(one => one.Field == field && one.Notice != notice) == true) return false;
        (notices ??= []).Add((field, notice, heading));
        return true;
    }

    public RecordContent Content()
    {
        ImmutableDictionary<string, FieldValue>.Builder values = ImmutableDictionary.CreateBuilder<string, FieldValue>();
        for (int ordinal = 0; ordinal < fields.Length; ordinal++)
        {
            if (fields[ordinal]?.Value(Kind.Fields[ordinal]) is { } value) values[Kind.Fields[ordinal].Name] = value;
        }

        RecordContent content = new() { Language = Language, Fields = values.ToImmutable() };
        if (translations is not null)
        {
            content = content with
            {
                Translations = translations.GroupBy(one => one.Key.Language).ToImmutableSortedDictionary(
                    one => one.Key, one => one.ToImmutableSortedDictionary(field => field.Key.Field, field => new Translation(field.Value, 1), StringComparer.Ordinal), StringComparer.Ordinal),
            };
        }

        if (notices is null) return content;
        // Before what is not said there is nothing to be told.
        foreach ((_, string notice, string heading) in notices.Where(one => content[one.Field] is null)) Leave(heading, notice, LossReason.NoPlace);
        return content.With(FieldNotices.Name, FieldNotices.Of(notices.Where(one => content[one.Field] is not null).Select(one => (one.Field, one.Notice))));
    }

    public ImportRow Row(long number, RecordContent content) => new(number, Kind, content)
    {
        Id = Id,
        Days = Days,
        Links = links is null ? [] : [.. links],
        RowLinks = rowLinks is null ? [] : [.. rowLinks],
        Leftover = leftover is null ? [] : [.. leftover.Select(one => new SourceCell(one.Heading, [.. one.Values]))],
        Losses = losses is null ? [] : [.. losses],
        Findings = findings is null ? [] : [.. findings],
    };
}

/// <summary>One field while its values come in.</summary>
internal sealed class FieldDraft
{
    private List<string>? many;
    private HashSet<string>? texts;
    private List<(int Group, int Index, Dictionary<string, string> Parts)>? entries;

    public string? One { get; set; }

    public string? Start { get; set; }

    public string? End { get; set; }

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public Precision? Precision { get; set; }

    public long? Low { get; set; }

    public long? High { get; set; }

    public int Count => many?.Count ?? entries?.Count ?? 0;

    public bool IsEmpty => One is null && Count == 0 && Start is null && End is null && Latitude is null && Longitude is null && Low is null && High is null;

    public void Add(string text)
    {
        many ??= [];
        if ((texts ??= new HashSet<string>(StringComparer.Ordinal)).Add(text)) many.Add(text);
    }

    /// <summary>The entry of a group of columns at that place in their lists; false: it has the part already.</summary>
    public bool AddPart(int group, int index, string part, string text, IEnumerable<KeyValuePair<string, string>> with)
    {
        entries ??= [];
        int at = entries.FindIndex(one => one.Group == group && one.Index == index);
        if (at < 0)
        {
            entries.Add((group, index, new Dictionary<string, string>(with, StringComparer.Ordinal)));
            at = entries.Count - 1;
        }

        return entries[at].Parts.TryAdd(part, text);
    }

    /// <summary>An entry of its own.</summary>
    public void AddEntry(Entry entry) => (entries ??= []).Add((-1, entries.Count, new Dictionary<string, string>(entry.Parts, StringComparer.Ordinal)));

    public FieldValue? Value(Field field)
    {
        if (entries is not null) return new FieldValue.Entries([.. entries.Select(one => Entry.Of([.. one.Parts.Select(part => (part.Key, (string?)part.Value))]))]);
        if (many is not null) return new FieldValue.Many([.. many]);
        if (One is not null) return new FieldValue.One(One);
        if (Low is not null || High is not null) return new FieldValue.Range(Low, High);
        return field.Type == FieldType.Coordinates && Latitude is { } latitude && Longitude is { } longitude ? new FieldValue.Coordinates(latitude, longitude, Precision ?? Domain.Records.Precision.Town) : null;
    }
}
