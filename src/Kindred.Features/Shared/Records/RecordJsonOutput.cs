using System.Text.Json;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Features.Shared.Records;

/// <summary>Writes a record as JSON (the form of surface.md, which <c>RecordInput</c> reads back): envelope, then fields by name in the kind's order. A
/// link field holds ids of what the viewer may see, or id and note where the record says one; words that came beside it are their connection's.</summary>
public static class RecordJsonOutput
{
    /// <param name="origin">The archive's public address, without a slash at its end.</param>
    public static void Write(Utf8JsonWriter json, RecordSheet sheet, string origin)
    {
        Record record = sheet.Record;
        RecordContent content = record.Content;
        json.WriteStartObject();
        json.WriteString("id"u8, record.Id.ToString());
        json.WriteString("kind"u8, record.Kind);
        json.WriteNumber("revision"u8, record.Revision);
        json.WriteString("language"u8, content.Language);
        json.WriteString("state"u8, ValueName.Of(record.State));
        json.WriteString("visibility"u8, ValueName.Of(record.Visibility));
        WriteTerms(json, sheet);
        WriteWithheld(json, record);
        WriteAddresses(json, sheet, origin);
        foreach (Field field in sheet.Kind.Fields)
        {
            if (field.IsLink && sheet.Links.TryGetValue(field.Name, out LinkLines? links)) WriteLinks(json, field, links, sheet);
            else if (!field.IsLink && content[field.Name] is { } value) WriteValue(json, field, value);
        }

        if (!content.Translations.IsEmpty) WriteTranslations(json, content);
        json.WriteEndObject();
    }

    public static void WriteEntry(Utf8JsonWriter json, IEnumerable<string> parts, Entry entry)
    {
        json.WriteStartObject();
        foreach (string part in parts)
        {
            if (entry[part] is { } text) json.WriteString(part, text);
        }

        json.WriteEndObject();
    }

    public static void WriteValue(Utf8JsonWriter json, Field field, FieldValue value)
    {
        json.WritePropertyName(field.Name);
        switch (value)
        {
            case FieldValue.One one when field.Type == FieldType.Flag:
                json.WriteBooleanValue(one.Text == "true");
                break;
            case FieldValue.One one:
                json.WriteStringValue(field.Current(one.Text));
                break;
            case FieldValue.Many many:
                json.WriteStartArray();
                foreach (string text in Current(field, many)) json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            case FieldValue.Entries when field.Type == FieldType.Notices:
                WriteNotices(json, value);
                break;
            case FieldValue.Entries entries:
                json.WriteStartArray();
                foreach (Entry entry in entries.Items) WriteEntry(json, field.Parts, entry);
                json.WriteEndArray();
                break;
            case FieldValue.Range range:
                json.WriteStartObject();
                if (range.Low is { } low) json.WriteNumber("low"u8, low);
                if (range.High is { } high) json.WriteNumber("high"u8, high);
                json.WriteEndObject();
                break;
            case FieldValue.Coordinates point:
                WritePoint(json, point);
                break;
        }
    }

    private static IEnumerable<string> Current(Field field, FieldValue.Many many) => field.Type == FieldType.Term ? many.Texts.Select(field.Current).Distinct() : many.Texts;

    private static void WritePoint(Utf8JsonWriter json, FieldValue.Coordinates point)
    {
        json.WriteStartObject();
        json.WriteNumber("latitude"u8, point.Latitude);
        json.WriteNumber("longitude"u8, point.Longitude);
        json.WriteString("precision"u8, ValueName.Of(point.Precision));
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, Field field, LinkLines links, RecordSheet sheet)
    {
        json.WriteStartArray(field.Name);
        foreach (LinkLine link in links.First)
        {
            string? note = sheet.NoteOf(field.Name, link.Other.Id);
            Precision? finest = sheet.FinestOf(field.Name, link.Other.Id);
            if (note is null && finest is null)
            {
                json.WriteStringValue(link.Other.Id.ToString());
                continue;
            }

            json.WriteStartObject();
            json.WriteString("id"u8, link.Other.Id.ToString());
            if (note is not null) json.WriteString("note"u8, note);
            if (finest is { } said) json.WriteString("precision"u8, ValueName.Of(said));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAddresses(Utf8JsonWriter json, RecordSheet sheet, string origin)
    {
        RecordId id = sheet.Record.Id;
        json.WriteStartObject("links"u8);
        json.WriteString("self"u8, $"{origin}/api/v1/records/{id}");
        json.WriteString("page"u8, $"{origin}/r/{id}");
        json.WriteString("history"u8, $"{origin}/api/v1/records/{id}/history");
        json.WriteString("connections"u8, $"{origin}/api/v1/records/{id}/connections");
        // Of a field that holds only the first of its links: where all of them are.
        foreach (Field field in sheet.Kind.Fields.Where(field => sheet.Links.TryGetValue(field.Name, out LinkLines? links) && links.Count > links.First.Length))
            json.WriteString(field.Name, $"{origin}/api/v1/records/{id}/connections?type={field.Link!.Name}&direction={(field.IsIncoming ? "in" : "out")}");
        json.WriteEndObject();
    }

    private static void WriteNotices(Utf8JsonWriter json, FieldValue value)
    {
        json.WriteStartObject();
        foreach ((string field, string notice) in FieldNotices.All(value)) json.WriteString(field, notice);
        json.WriteEndObject();
    }

    private static void WriteTerms(Utf8JsonWriter json, RecordSheet sheet)
    {
        CommunityTerms terms = sheet.Terms;
        json.WriteStartObject("terms"u8);
        json.WriteStartArray("contentNotices"u8);
        foreach (string notice in terms.ContentNotices) json.WriteStringValue(notice);
        json.WriteEndArray();
        json.WriteString("sisterArchives"u8, ValueName.Of(terms.SisterArchives));
        // As its page says it; where it names no community the rights stated are all there is.
        if (!sheet.Communities.IsEmpty) json.WriteString("reuse"u8, sheet.AsksFirst ? "ask-first"u8 : "given"u8);
        json.WriteEndObject();
    }

    /// <summary>For those who see its way, in the form in which a depositor says it; of single links their field.</summary>
    private static void WriteWithheld(Utf8JsonWriter json, Record record)
    {
        if (record.WithheldFields.IsEmpty) return;
        json.WriteStartObject("fieldEmbargoes"u8);
        foreach (IGrouping<string, WithheldField> field in record.WithheldFields.GroupBy(one => one.Part.Field)) json.WriteString(field.Key, field.Max(one => one.Until).Written());
        json.WriteEndObject();
    }

    private static void WriteTranslations(Utf8JsonWriter json, RecordContent content)
    {
        json.WriteStartObject("translations"u8);
        foreach ((string language, var fields) in content.Translations)
        {
            json.WriteStartObject(language);
            foreach ((string field, Translation translation) in fields) json.WriteString(field, translation.Text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteStates(json, content);
    }

    /// <summary>What there is to know of each of them beside its text.</summary>
    public static void WriteStates(Utf8JsonWriter json, RecordContent content)
    {
        json.WriteStartObject("translationStates"u8);
        foreach ((string language, var fields) in content.Translations)
        {
            json.WriteStartObject(language);
            foreach ((string field, Translation translation) in fields)
            {
                json.WriteStartObject(field);
                json.WriteNumber("ofRevision"u8, translation.OfRevision);
                json.WriteBoolean("isStale"u8, translation.IsStale);
                json.WriteBoolean("isMachine"u8, translation.IsMachine);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
