using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>Markdown with front matter: the story as the text, everything else above it. The front matter is YAML 1.2 whose values are JSON, so that
/// nothing need be guessed when it is read back; longer texts stand as blocks, so that people can read them.</summary>
internal static class MarkdownFormat
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(RecordSheet sheet, string origin)
    {
        RecordContent content = sheet.Content;
        StringBuilder text = new("---\n");
        Line(text, "id", sheet.Record.Id.ToString());
        Line(text, "kind", sheet.Record.Kind);
        Line(text, "language", content.Language);
        Line(text, "revision", sheet.Record.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Line(text, "address", $"{origin}/r/{sheet.Record.Id}");
        // What is said before a field stands before it here too.
        foreach (Field field in sheet.Kind.Fields.Where(field => field.Name != "story").OrderBy(field => field.Type != FieldType.Notices))
        {
            if (field.IsLink) Links(text, field, sheet.Links.GetValueOrDefault(field.Name, LinkLines.None));
            else if (content[field.Name] is FieldValue.One one && field.Type == FieldType.Markdown) Block(text, field.Name, one.Text);
            else if (content[field.Name] is { } value) text.Append(field.Name).Append(": ").Append(Json(field, value)).Append('\n');
        }

        if (!content.Translations.IsEmpty) Translations(text, content);
        text.Append("---\n");
        if (content.Text("story") is { } story) Story(text, story.TrimEnd(), FieldNotices.Before(content, "story"));
        return text.ToString();
    }

    /// <summary>Folded where a reader of Markdown can fold: the text between the marks is the story, byte for byte.</summary>
    private static void Story(StringBuilder text, string story, string? notice)
    {
        text.Append('\n');
        if (notice is not null) text.Append("<details><summary>").Append(HtmlText.Escape(notice)).Append("</summary>\n\n");
        text.Append(story).Append('\n');
        if (notice is not null) text.Append("\n</details>\n");
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(Quoted(value)).Append('\n');

    private static void Links(StringBuilder text, Field field, LinkLines links)
    {
        if (links.First.IsEmpty) return;
        text.Append(field.Name).Append(":\n");
        foreach (LinkLine link in links.First)
            text.Append("  - \"").Append(link.Other.Id).Append("\" # ").Append(link.Other.Title.ReplaceLineEndings(" ")).Append('\n');
    }

    private static void Block(StringBuilder text, string name, string markdown)
    {
        text.Append(name).Append(": |2-\n");
        foreach (string line in markdown.TrimEnd().Split('\n')) text.Append(line.Length == 0 ? "" : "  ").Append(line).Append('\n');
    }

    private static void Translations(StringBuilder text, RecordContent content)
    {
        text.Append("translations:\n");
        foreach ((string language, var fields) in content.Translations)
        {
            text.Append("  ").Append(language).Append(":\n");
            foreach ((string field, Translation translation) in fields) text.Append("    ").Append(field).Append(": ").Append(Quoted(translation.Text)).Append('\n');
        }

        text.Append("translationStates:\n");
        foreach ((string language, var fields) in content.Translations)
        {
            text.Append("  ").Append(language).Append(":\n");
            foreach ((string field, Translation translation) in fields)
            {
                text.Append("    ").Append(field).Append(": {\"ofRevision\": ").Append(translation.OfRevision.ToString(System.Globalization.CultureInfo.InvariantCulture))
                    .Append(", \"isStale\": ").Append(translation.IsStale ? "true" : "false").Append(", \"isMachine\": ").Append(translation.IsMachine ? "true" : "false").Append("}\n");
            }
        }
    }

    private static string Quoted(string value) => JsonSerializer.Serialize(value, JsonText.Relaxed);

    private static string Json(Field field, FieldValue value)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, OneLine))
        {
            json.WriteStartObject();
            RecordJsonOutput.WriteValue(json, field, value);
            json.WriteEndObject();
        }

        // {"name":value}: what lies between the colon and the last brace.
        string whole = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return whole[(field.Name.Length + 4)..^1];
    }

    private static class JsonText
    {
        public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}
