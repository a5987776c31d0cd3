using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Records;

/// <summary>What a record is called on a page: by its title in the reader's language where there is one. A community is called by the words that it uses of itself; what it
/// is called in the reader's language stands beside.</summary>
public static class RecordName
{
    public static (string Title, string Language) Of(RecordLine line, Texts texts) =>
        line.Kind != Community.Kind.Name && line.Titles.TryGetValue(texts.Language, out string? translated) ? (translated, texts.Language) : (line.Title, line.Language);

    /// <summary>A community's name in the reader's language; null: it has no other.</summary>
    public static string? Beside(RecordLine line, Texts texts) =>
        line.Kind == Community.Kind.Name && line.Language != texts.Language && line.Titles.GetValueOrDefault(texts.Language) is { } translated && translated != line.Title ? translated : null;

    /// <summary>Both, where there is room for a text and no more.</summary>
    public static string Whole(RecordLine line, Texts texts) => Beside(line, texts) is { } beside ? texts.Format("record.community.also", line.Title, beside) : Of(line, texts).Title;

    /// <summary>What it is put in order by, in the reader's language.</summary>
    public static string Order(RecordLine line, Texts texts) => line.Titles.GetValueOrDefault(texts.Language) ?? line.Title;

    /// <summary>What there is to know of a title that was translated; null: nothing.</summary>
    public static string? Mark(bool isMachine, bool isStale, Texts texts) => isMachine ? texts["translating.list.machine"] : isStale ? texts["translating.list.stale"] : null;
}
