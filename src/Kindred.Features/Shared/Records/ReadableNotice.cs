using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>What a reader is told before a field is opened, in the words and the language of the record.</summary>
public sealed record ReadableNotice(string Text, string Language)
{
    /// <param name="earlier">What it said before: words are shown of both, and either may be hard to read.</param>
    public static ImmutableArray<ReadableNotice> Before(string field, RecordContent content, RecordContent? earlier) =>
    [
        .. new[] { content, earlier }.OfType<RecordContent>()
            .Select(said => FieldNotices.Before(said, field) is { } notice ? new ReadableNotice(notice, said.Language) : null).OfType<ReadableNotice>().DistinctBy(notice => notice.Text),
    ];

    /// <summary>Every notice of a record with the field that it is of.</summary>
    public static ImmutableArray<ReadableLine> Lines(Kind kind, RecordContent content, Texts texts) =>
        [.. FieldNotices.All(content).Select(one => new ReadableLine(texts.Format("notices.line", kind[one.Field] is null ? one.Field : texts.Label(kind.Name, one.Field), one.Notice)))];
}
