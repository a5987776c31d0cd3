using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Records;

/// <summary>One part of a record as it reads, alone.</summary>
public static class ReadablePart
{
    /// <param name="before">What it said before; null: that is not shown.</param>
    public static ReadableRecord Of(
        Kind kind, string part, RecordContent after, ILookup<string, ReadableLine> links, RecordContent? before, ILookup<string, ReadableLine>? linksBefore, Texts texts)
    {
        ReadableRecord read = ReadableRecord.Of(kind, Alone(part, after), Only(part, links)!, before is null ? null : Alone(part, before), Only(part, linksBefore), texts);
        // What is said before a field stands open.
        if (ContentPart.NoticeOf(part) is not null && !read.Fields.IsEmpty) return read;
        // Alone a part says nothing of what stands before it.
        if (!read.Fields.IsEmpty) return read with { Fields = [.. read.Fields.Select(one => one with { Notices = ReadableNotice.Before(ContentPart.FieldOf(part), after, before) })] };
        ReadableField field = new(Label(kind, part, texts), part == ContentPart.Language ? [new ReadableLine(Languages.NativeName(after.Language))] : []);
        return read with { Fields = [field] };
    }

    public static string Label(Kind kind, string part, Texts texts) => part == ContentPart.Language ? texts["field.language.label"]
        : ContentPart.Translation(part) is { } of ? $"{texts.Label(kind.Name, of.Field)} ({Languages.NativeName(of.Language)})"
        : ContentPart.NoticeOf(part) is { } field ? texts.Format("notices.before.part", texts.Label(kind.Name, field))
        : texts.Label(kind.Name, part);

    private static RecordContent Alone(string part, RecordContent content)
    {
        RecordContent alone = ContentPart.Alone(part, content);
        // Only where the language is what changes do the two differ in it.
        return part == ContentPart.Language ? alone : alone with { Language = "und" };
    }

    private static ILookup<string, ReadableLine>? Only(string part, ILookup<string, ReadableLine>? links) =>
        links?.Where(of => of.Key == part).SelectMany(of => of, (of, line) => (of.Key, line)).ToLookup(one => one.Key, one => one.line, StringComparer.Ordinal);
}
