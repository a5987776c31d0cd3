using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Records;

/// <summary>A record as somebody at a desk reads it: every field that holds something, as it will be public, and what it said before where it changed.</summary>
public sealed record ReadableRecord(string Kind, string Title, string Language, ImmutableArray<ReadableField> Fields)
{
    /// <param name="links">What its link fields lead to, by field.</param>
    /// <param name="before">The content that is public now; null where there is none.</param>
    /// <param name="linksBefore">The links of that content.</param>
    public static ReadableRecord Of(
        Kind kind, RecordContent content, ILookup<string, ReadableLine> links, RecordContent? before, ILookup<string, ReadableLine>? linksBefore, Texts texts)
    {
        ImmutableArray<ReadableField>.Builder fields = ImmutableArray.CreateBuilder<ReadableField>();
        foreach (Field field in kind.Fields)
        {
            ImmutableArray<ReadableLine> now = field.IsLink ? [.. links[field.Name]] : Lines(field, content[field.Name], texts);
            ImmutableArray<ReadableLine>? was = before is null ? null : field.IsLink ? [.. linksBefore![field.Name]] : Lines(field, before[field.Name], texts);
            bool isSame = was is null || was.Value.Select(line => line.Text).SequenceEqual(now.Select(line => line.Text));
            if (now.IsEmpty && isSame) continue;
            fields.Add(new ReadableField(Label(texts, kind.Name, field.Name), now, isSame ? null : was, field.IsAsking));
        }

        foreach ((string language, ImmutableSortedDictionary<string, Translation> translated) in content.Translations)
        {
            foreach ((string field, Translation translation) in translated)
                fields.Add(new ReadableField($"{Label(texts, kind.Name, field)} ({language})", [new ReadableLine(translation.Text)], null, false));
        }

        return new ReadableRecord(kind.Name, content.Title, content.Language, fields.ToImmutable());
    }

    /// <summary>Links of a revision, by field, with the names of what they lead to.</summary>
    public static ILookup<string, ReadableLine> Links(RecordContent content, IReadOnlyDictionary<RecordId, RecordLine> lines) =>
        content.Links.Where(link => lines.ContainsKey(link.Target))
            .ToLookup(link => link.Field, link => new ReadableLine(Noted(lines[link.Target].Title, link.Note), $"/r/{link.Target}"), StringComparer.Ordinal);

    public static string Noted(string title, string? note) => note is null ? title : $"{title} · {note}";

    public static string Label(Texts texts, string kind, string field) =>
        texts.Has($"field.{kind}.{field}.label") ? texts[$"field.{kind}.{field}.label"] : texts[$"field.{field}.label"];

    public static ImmutableArray<ReadableLine> Lines(Field field, FieldValue? value, Texts texts) => value switch
    {
        FieldValue.One one => [new ReadableLine(Word(field, one.Text, texts))],
        FieldValue.Many many => [.. many.Texts.Select(text => new ReadableLine(Word(field, text, texts)))],
        FieldValue.Entries entries => [.. entries.Items.Select(entry => Line(field, entry))],
        FieldValue.Range range => [new ReadableLine(range.Low == range.High ? $"{range.Low}" : $"{range.Low}–{range.High}")],
        FieldValue.Coordinates point =>
            [new ReadableLine(string.Create(CultureInfo.InvariantCulture, $"{point.Latitude}, {point.Longitude} ({texts[$"desk.precision.{point.Precision}"]})"))],
        _ => [],
    };

    public static ReadableLine Line(Field field, Entry entry) =>
        new(string.Join(" · ", field.Parts.Select(part => entry[part]).Where(text => text is not null)));

    private static string Word(Field field, string text, Texts texts) => field.Type switch
    {
        FieldType.Term => texts[$"term.{field.Vocabulary}.{text}"],
        FieldType.Flag => texts[text == "true" ? "desk.yes" : "desk.no"],
        _ => text,
    };
}

/// <param name="Before">What is public now, where it differs; null: new, or the same.</param>
/// <param name="IsAsking">A change of it asks the communities anew.</param>
public sealed record ReadableField(string Label, ImmutableArray<ReadableLine> Lines, ImmutableArray<ReadableLine>? Before, bool IsAsking);

/// <param name="Address">Where it leads, inside the archive.</param>
/// <param name="IsNew">It leads to a record of the same deposit.</param>
public sealed record ReadableLine(string Text, string? Address = null, bool IsNew = false);
