using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kindred.Domain.Keeping;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>One record in one format.</summary>
public static class RecordBytes
{
    /// <summary>Words stay readable in every script; such a file is never put into HTML.</summary>
    public static JsonWriterOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = Json with { Indented = true, NewLine = "\n" };

    public static ReadOnlyMemory<byte> Of(RecordFormat format, RecordSheet sheet, ArchiveSettings archive, string origin)
    {
        if (format == RecordFormat.Json) return Written(json => RecordJsonOutput.Write(json, sheet, origin), Json);
        if (format == RecordFormat.JsonLd) return Written(json => JsonLdFormat.Write(json, sheet, archive.DefaultRights, origin), Indented);
        if (format == RecordFormat.Csl) return Written(json => CitationFormats.WriteCsl(json, Citation.Of(sheet, archive.Name, origin)), Indented);
        if (format == RecordFormat.Markdown) return Encoding.UTF8.GetBytes(MarkdownFormat.Write(sheet, origin));
        if (format == RecordFormat.Turtle) return Encoding.UTF8.GetBytes(TurtleFormat.Write(sheet, archive.DefaultRights, origin));
        if (format == RecordFormat.BibTeX) return Encoding.UTF8.GetBytes(CitationFormats.BibTeX(Citation.Of(sheet, archive.Name, origin)));
        if (format == RecordFormat.Ris) return Encoding.UTF8.GetBytes(CitationFormats.Ris(Citation.Of(sheet, archive.Name, origin)));
        throw new ArgumentOutOfRangeException(nameof(format), format.Name, "A page is no file.");
    }

    public static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        ArrayBufferWriter<byte> buffer = new(2048);
        using (Utf8JsonWriter json = new(buffer, options)) write(json);
        return buffer.WrittenMemory;
    }
}
