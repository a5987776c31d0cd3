using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>Recognises what a file is. Content decides, because names lie; a name only helps where content says nothing.</summary>
public static class SourceFile
{
    private const int LookedAt = 64 * 1024;

    /// <param name="path">Of a file, or of a folder of Markdown files.</param>
    public static Source Open(string path, SourceOptions? options = null) =>
        Directory.Exists(path) ? MarkdownSource.Open(MarkdownFiles.OfFolder(path), options ?? SourceOptions.None) : Open(SourceBytes.Of(path), options ?? SourceOptions.None);

    /// <param name="seekable">Stays open, and is read from its beginning; it may not change meanwhile.</param>
    /// <param name="name">As whoever sent it calls it.</param>
    public static Source Open(Stream seekable, string name, SourceOptions? options = null) => Open(SourceBytes.Of(seekable, name), options ?? SourceOptions.None);

    /// <summary>What is packed in a <c>.gz</c>; otherwise the same. What it throws for what is in the file <see cref="FaultOf"/> knows.</summary>
    public static Stream Unpacked(Stream seekable)
    {
        SourceBytes bytes = SourceBytes.Of(seekable, "");
        return bytes.Length > 0 && SourceBytes.IsPacked(bytes.Beginning(2)) ? bytes.Unpacked().Open() : bytes.Open();
    }

    /// <summary>Null: it is not the file's.</summary>
    public static Finding? FaultOf(Exception thrown) => PackedSource.Fault(thrown);

    private static Source Open(SourceBytes bytes, SourceOptions options)
    {
        if (bytes.Length == 0) return new UnreadSource(new Finding("source-empty"));
        byte[] beginning = bytes.Beginning(LookedAt);
        if (SourceBytes.IsPacked(beginning)) return Packed(bytes, options);
        if (beginning.AsSpan().StartsWith("PK\x03\x04"u8) || beginning.AsSpan().StartsWith("PK\x05\x06"u8)) return ZippedSource.Open(bytes, options);
        if (beginning.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return new UnreadSource(new Finding("source-old-workbook"));
        if (TextForm.Recognise(bytes, options.Encoding) is not { } text) return new UnreadSource(TextForm.UnknownEncoding(options.Encoding!));
        byte[] characters = text.Beginning(bytes, LookedAt);
        if (IsBinary(characters)) return new UnreadSource(new Finding("source-not-recognised"));
        if (characters.AsSpan().Trim(" \t\r\n\0"u8).IsEmpty) return new UnreadSource(new Finding("source-empty"));
        return Open(bytes, text, options, options.Form ?? FormOf(bytes, text, characters));
    }

    /// <summary>Once: what is packed in something packed is read by nobody.</summary>
    private static Source Packed(SourceBytes bytes, SourceOptions options)
    {
        try
        {
            SourceBytes unpacked = bytes.Unpacked();
            // Nothing is in it, or nothing of it is there, which reading tells.
            using (Stream look = unpacked.Open())
            {
                if (look.Read(new byte[1]) == 0) return new UnreadSource(new Finding("source-empty"));
            }

            byte[] beginning = unpacked.Beginning(4);
            if (SourceBytes.IsPacked(beginning)) return new UnreadSource(new Finding("source-packed-twice"));
            // A ZIP file begins at its end.
            if (beginning.AsSpan().StartsWith("PK"u8)) return unpacked.Held() is { } held ? new PackedSource(Open(held, options)) : new UnreadSource(new Finding("source-packed-twice"));
            return new PackedSource(Open(unpacked, options));
        }
        catch (Exception thrown) when (PackedSource.Fault(thrown) is not null)
        {
            return new UnreadSource(new Finding(thrown is UnpacksTooLargeException ? "source-unpacks-too-large" : "source-packed-damaged"));
        }
    }

    private static Source Open(SourceBytes bytes, TextForm text, SourceOptions options, SourceForm form) => form switch
    {
        SourceForm.Delimited => DelimitedSource.Open(bytes, text, options),
        SourceForm.Json => JsonSource.Open(bytes, text, options),
        SourceForm.OmekaS or SourceForm.CslJson => JsonSource.Open(bytes, text, options, form),
        SourceForm.Ris => new RisSource(bytes, text, options),
        SourceForm.Bibtex => new BibTexSource(bytes, text, options),
        SourceForm.JsonLines => new JsonLinesSource(bytes, text, options),
        SourceForm.Markdown => MarkdownSource.Open(MarkdownFiles.OfOne(bytes), options),
        SourceForm.Html => new HtmlSource(bytes, text, options),
        _ => new UnreadSource(new Finding("source-not-recognised")),
    };

    private static SourceForm FormOf(SourceBytes bytes, TextForm text, byte[] characters)
    {
        string name = bytes.Name.ToUpperInvariant();
        ReadOnlySpan<byte> content = characters.AsSpan().TrimStart(" \t\r\n"u8);
        if (JsonShape.BeginsAsJson(content) && OmekaCells.IsIn(content)) return SourceForm.OmekaS;
        if (JsonShape.BeginsAsJson(content) && CslCells.IsIn(content)) return SourceForm.CslJson;
        if (JsonShape.BeginsAsJson(content)) return JsonShape.IsLines(bytes, text) ? SourceForm.JsonLines : SourceForm.Json;
        if (FrontMatter.Begins(characters) || name.EndsWith(".MD", StringComparison.Ordinal) || name.EndsWith(".MARKDOWN", StringComparison.Ordinal)) return SourceForm.Markdown;
        if (HtmlSource.Begins(content)) return SourceForm.Html;
        if (RisSource.Begins(content)) return SourceForm.Ris;
        if (BibTexSource.Begins(content)) return SourceForm.Bibtex;
        return content.StartsWith("<?xml"u8) || content.StartsWith("%PDF-"u8) || content.StartsWith("{\\rtf"u8) ? SourceForm.Unknown : SourceForm.Delimited;
    }

    /// <summary>More than a few bytes that no text has. Zeros are not among them: some programs leave them in the texts they write.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8)) return true;
        int controls = 0, zeros = 0;
        foreach (byte one in bytes)
        {
            if (one == 0) zeros++;
            else if (one < 0x20 && one is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x01 or 0x0B or 0x0C or 0x1B or 0x1E or 0x1F)) controls++;
        }

        return controls * 50 > bytes.Length || zeros * 4 > bytes.Length;
    }
}
