using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Differences;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Records;

/// <summary>A record read field by field: every one that holds something, as it is or will be public, and what it said before where it changed.</summary>
public sealed record ReadableRecord(string Kind, string Title, string Language, ImmutableArray<ReadableField> Fields)
{
    /// <param name="links">What its link fields lead to, by field.</param>
    /// <param name="before">The content that is public now; null where there is none.</param>
    /// <param name="linksBefore">The links of that content.</param>
    public static ReadableRecord Of(
        Kind kind, RecordContent content, ILookup<string, ReadableLine> links, RecordContent? before, ILookup<string, ReadableLine>? linksBefore, Texts texts)
    {
        ImmutableArray<ReadableField>.Builder fields = ImmutableArray.CreateBuilder<ReadableField>();
        if (before is not null && before.Language != content.Language)
            Add(texts["field.language.label"], [new ReadableLine(Languages.NativeName(content.Language))], [new ReadableLine(Languages.NativeName(before.Language))], new ReadableField("", []) { IsAsking = true });
        foreach (Field field in kind.Fields)
        {
            ImmutableArray<ReadableLine> now = field.IsLink ? [.. links[field.Name]] : Lines(kind, field, content, texts);
            ImmutableArray<ReadableLine>? was = before is null ? null : field.IsLink ? [.. linksBefore![field.Name]] : Lines(kind, field, before, texts);
            Add(texts.Label(kind.Name, field.Name), now, was, new ReadableField("", [])
            {
                Name = field.Name, IsAsking = field.IsAsking, IsMarkdown = field.Type == FieldType.Markdown, IsLink = field.IsLink, Language = content.Language,
                Notices = ReadableNotice.Before(field.Name, content, before),
            });
        }

        IEnumerable<string> languages = content.Translations.Keys.Union(before?.Translations.Keys ?? []).Order(StringComparer.Ordinal);
        foreach ((string language, Field field) in languages.SelectMany(_ => kind.Fields.Where(one => one.IsTranslatable), (language, field) => (language, field)))
        {
            Add(
                $"{texts.Label(kind.Name, field.Name)} ({Languages.NativeName(language)})", Translated(content, language, field), before is null ? null : Translated(before, language, field),
                new ReadableField("", [])
                {
                    Name = field.Name, IsAsking = field.IsAsking, IsMarkdown = field.Type == FieldType.Markdown, Language = language, Translation = TranslationOf(content, language, field),
                    Notices = ReadableNotice.Before(field.Name, content, before),
                });
        }

        return new ReadableRecord(kind.Name, content.Title, content.Language, fields.ToImmutable());

        void Add(string label, ImmutableArray<ReadableLine> now, ImmutableArray<ReadableLine>? was, ReadableField of)
        {
            bool isSame = was is null || was.Value.Select(line => line.Text).SequenceEqual(now.Select(line => line.Text));
            if (!now.IsEmpty || !isSame) fields.Add(of with { Label = label, Lines = now, Before = isSame ? null : was });
        }
    }

    /// <summary>Labels of what stands folded behind a notice.</summary>
    public IEnumerable<string> Folded => Fields.Where(one => !one.Notices.IsEmpty).Select(one => one.Label);

    /// <summary>What was asked about then is no longer a question.</summary>
    public ReadableRecord AsPast() => this with { Fields = [.. Fields.Select(field => field with { IsAsking = false })] };

    private static ImmutableArray<ReadableLine> Translated(RecordContent content, string language, Field field) =>
        TranslationOf(content, language, field) is { } translation ? [new ReadableLine(translation.Text)] : [];

    private static Translation? TranslationOf(RecordContent content, string language, Field field) => content.Translations.GetValueOrDefault(language)?.GetValueOrDefault(field.Name);

    /// <summary>Links of a revision, by field, with the names of what they lead to.</summary>
    /// <param name="words">What their connections say beside the note, by field and far end.</param>
    public static ILookup<string, ReadableLine> Links(
        RecordContent content, IReadOnlyDictionary<RecordId, RecordLine> lines, Texts texts, IReadOnlyDictionary<(string, RecordId), string>? words = null) =>
        content.Links.Where(link => lines.ContainsKey(link.Target))
            .ToLookup(
                link => link.Field,
                link => new ReadableLine(Noted(Noted(lines[link.Target].Title, link.Note, link.Finest, texts), words?.GetValueOrDefault((link.Field, link.Target))), $"/r/{link.Target}"),
                StringComparer.Ordinal);

    /// <summary>Records that its sources cite.</summary>
    public static IEnumerable<RecordId> Cited(RecordContent content) => Cited(content.Fields.Values.OfType<FieldValue.Entries>().SelectMany(entries => entries.Items));

    public static IEnumerable<RecordId> Cited(IEnumerable<Entry> sources) => sources
        .Select(entry => RecordId.TryParse(entry["resource"], out RecordId id) ? id : (RecordId?)null).OfType<RecordId>();

    /// <summary>Sources with the titles of the records that they cite; of one that is not among the lines nothing is said.</summary>
    public static RecordContent WithCited(RecordContent content, IReadOnlyDictionary<RecordId, RecordLine> lines)
    {
        foreach ((string field, FieldValue value) in content.Fields)
        {
            if (value is FieldValue.Entries entries) content = content.With(field, new FieldValue.Entries(WithCited(entries.Items, lines)));
        }

        return content;
    }

    public static ImmutableArray<Entry> WithCited(ImmutableArray<Entry> sources, IReadOnlyDictionary<RecordId, RecordLine> lines)
    {
        return [.. sources.Select(Named).Where(entry => !entry.Parts.IsEmpty)];

        Entry Named(Entry entry) => !RecordId.TryParse(entry["resource"], out RecordId id) ? entry
            : new Entry(lines.TryGetValue(id, out RecordLine? line) ? entry.Parts.SetItem("resource", line.Title) : entry.Parts.Remove("resource"));
    }

    public static string Noted(string title, string? note) => note is null ? title : $"{title} · {note}";

    /// <summary>With how closely a place may be shown, where that is said.</summary>
    public static string Noted(string title, string? note, Precision? finest, Texts texts) =>
        Noted(Noted(title, note), finest is null or Precision.Exact ? null : texts["finest.said." + ValueName.Of(finest.Value)]);

    /// <summary>What one field of the content says, line by line.</summary>
    public static ImmutableArray<ReadableLine> Lines(Kind kind, Field field, RecordContent content, Texts texts) =>
        field.Type == FieldType.Notices ? ReadableNotice.Lines(kind, content, texts) : Lines(field, content[field.Name], texts);

    private static ImmutableArray<ReadableLine> Lines(Field field, FieldValue? value, Texts texts) => value switch
    {
        FieldValue.One one => [new ReadableLine(Word(field, one.Text, texts))],
        FieldValue.Many many => [.. many.Texts.Select(text => new ReadableLine(Word(field, text, texts)))],
        FieldValue.Entries entries => [.. entries.Items.Select(entry => Line(field, entry))],
        FieldValue.Range range => [new ReadableLine(range.Low == range.High ? $"{range.Low}" : $"{range.Low}–{range.High}")],
        FieldValue.Coordinates point => [new ReadableLine(Point(point, texts))],
        _ => [],
    };

    public static ReadableLine Line(Field field, Entry entry) =>
        new(string.Join(" · ", field.Parts.Select(part => entry[part]).Where(text => text is not null)));

    /// <summary>A date in words; as it is where it can't be read.</summary>
    public static string Date(string edtf, Texts texts) => EdtfDate.TryParse(edtf, out EdtfDate? date) ? texts.DatesInWords.Write(date) : edtf;

    private static string Point(FieldValue.Coordinates point, Texts texts)
    {
        string precisely = texts["record.precision." + ValueName.Of(point.Precision)];
        return VisibilityPolicy.AtShownPrecision(point, isPrecise: true) is { } shown ? string.Create(CultureInfo.InvariantCulture, $"{shown.Latitude}, {shown.Longitude} ({precisely})") : precisely;
    }

    private static string Word(Field field, string text, Texts texts) => field.Type switch
    {
        FieldType.Term => texts[$"term.{field.Vocabulary}.{text}"],
        FieldType.Flag => texts[text == "true" ? "record.yes" : "record.no"],
        FieldType.Date or FieldType.Day => Date(text, texts),
        _ => text,
    };
}

/// <summary>One field as it reads, and what changed in it.</summary>
public sealed record ReadableField(string Label, ImmutableArray<ReadableLine> Lines)
{
    /// <summary>Of the field in its kind; null: it is none of one.</summary>
    public string? Name { get; init; }

    /// <summary>What is read is this translation of the field; null: it is the field itself.</summary>
    public Translation? Translation { get; init; }

    /// <summary>What it said before, where that differs; null: new, or the same.</summary>
    public ImmutableArray<ReadableLine>? Before { get; init; }

    /// <summary>A change of it asks the communities anew.</summary>
    public bool IsAsking { get; init; }

    public bool IsMarkdown { get; init; }

    public bool IsLink { get; init; }

    public string? Language { get; init; }

    /// <summary>What a reader is told before it is opened: by what is read, and by what it said before. Empty: it stands open.</summary>
    public ImmutableArray<ReadableNotice> Notices { get; init; } = [];

    /// <summary>From what it said before to what it says now, word by word.</summary>
    public IReadOnlyList<WordDifference.Run> Difference => WordDifference.Between(Joined(Before ?? []), Joined(Lines));

    /// <summary>Links, each whole: those that went, that stayed and that came.</summary>
    public IEnumerable<(WordDifference.Change Change, ReadableLine Line)> LinesBeside()
    {
        ImmutableArray<ReadableLine> before = Before ?? [];
        foreach (ReadableLine gone in before.Where(line => !Lines.Contains(line))) yield return (WordDifference.Change.Removed, gone);
        foreach (ReadableLine line in Lines) yield return (before.Contains(line) ? WordDifference.Change.Same : WordDifference.Change.Added, line);
    }

    private static string Joined(ImmutableArray<ReadableLine> lines) => string.Join('\n', lines.Select(line => line.Text));
}

/// <param name="Address">Where it leads, inside the archive.</param>
/// <param name="IsNew">It leads to a record of the same deposit.</param>
public sealed record ReadableLine(string Text, string? Address = null, bool IsNew = false);
