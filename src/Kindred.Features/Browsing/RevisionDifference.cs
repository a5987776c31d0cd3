using System.Globalization;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Browsing;

/// <summary>What changed between two revisions, field by field: each field's text before and after, as people read it.</summary>
public static class RevisionDifference
{
    public static IEnumerable<FieldDifference> Between(RecordSheet before, RecordSheet after, Texts texts)
    {
        if (before.Content.Language != after.Content.Language)
            yield return new FieldDifference(texts["field.language.label"], before.Content.Language, after.Content.Language, texts.Language);
        foreach (Field field in after.Kind.Fields)
        {
            (string old, string now) = (TextOf(before, field, texts), TextOf(after, field, texts));
            if (old != now) yield return new FieldDifference(texts.Label(after.Kind.Name, field.Name), old, now, after.Content.Language);
        }

        IEnumerable<string> languages = before.Content.Translations.Keys.Union(after.Content.Translations.Keys).Order(StringComparer.Ordinal);
        foreach ((string language, Field field) in languages.SelectMany(language => after.Kind.Fields.Where(field => field.IsTranslatable), (language, field) => (language, field)))
        {
            (string old, string now) = (Translated(before, language, field), Translated(after, language, field));
            if (old != now) yield return new FieldDifference($"{texts.Label(after.Kind.Name, field.Name)} ({Languages.NativeName(language)})", old, now, language);
        }
    }

    private static string Translated(RecordSheet sheet, string language, Field field) =>
        sheet.Content.Translations.TryGetValue(language, out var fields) && fields.TryGetValue(field.Name, out Translation? translation) ? translation.Text : "";

    private static string TextOf(RecordSheet sheet, Field field, Texts texts)
    {
        if (field.IsLink)
            return string.Join('\n', sheet.Links.GetValueOrDefault(field.Name, LinkLines.None).First.Select(link =>
                FieldHtml.Title(link.Other, texts).Title + (link.Words.Text is { } note ? ": " + note : "")));
        return sheet.Content[field.Name] switch
        {
            FieldValue.One one => Word(field, one.Text, texts),
            FieldValue.Many many => string.Join('\n', many.Texts.Select(text => Word(field, text, texts))),
            FieldValue.Entries entries => string.Join('\n', entries.Items.Select(entry => string.Join(" · ", field.Parts.Select(part => Part(sheet, entry, part)).Where(part => part is not null)))),
            FieldValue.Range range => string.Create(CultureInfo.InvariantCulture, $"{range.Low}–{range.High}"),
            FieldValue.Coordinates point => string.Create(CultureInfo.InvariantCulture, $"{point.Latitude}, {point.Longitude} ({texts[$"record.precision.{point.Precision.ToString().ToLowerInvariant()}"]})"),
            _ => "",
        };
    }

    private static string Word(Field field, string text, Texts texts) => field.Type == FieldType.Term ? texts[$"term.{field.Vocabulary}.{text}"] : text;

    private static string? Part(RecordSheet sheet, Entry entry, string part) =>
        part == "resource" && RecordId.TryParse(entry[part], out RecordId id) && sheet.Cited.TryGetValue(id, out RecordLine? line) ? line.Title : entry[part];
}

public sealed record FieldDifference(string Label, string Before, string After, string Language);
