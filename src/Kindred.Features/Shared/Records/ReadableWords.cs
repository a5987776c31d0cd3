using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>What a connection says, and what it said before where it changed.</summary>
public static class ReadableWords
{
    private static readonly Field Sources = new("sources", FieldType.Sources);

    /// <param name="before">The words that were there before; null: it is new.</param>
    public static ReadableRecord Of(string type, ConnectionWords words, ConnectionWords? before, Texts texts) => new(
        type, "", words.Language ?? "",
        [
            .. Field(words.Language, texts["desk.words.text"], [words.Text], before is null ? null : [before.Text]),
            .. Field(words.Language, texts["desk.words.shared"], [words.Shared], before is null ? null : [before.Shared]),
            .. Field(words.Language, texts["desk.words.distinct"], [words.Distinct], before is null ? null : [before.Distinct]),
            .. Field(null, texts["desk.words.when"], [Date(words, texts)], before is null ? null : [Date(before, texts)]),
            .. Field(words.Language, texts["desk.words.sources"], Lines(words), before is null ? null : Lines(before)),
        ]);

    /// <summary>All that it says, in one line.</summary>
    public static string Line(ConnectionWords words, Texts texts) =>
        string.Join(" · ", ((string?[])[words.Text, words.Shared, words.Distinct, Date(words, texts), .. Lines(words)]).OfType<string>());

    private static IEnumerable<ReadableField> Field(string? language, string label, string?[] now, string?[]? before)
    {
        ImmutableArray<ReadableLine> lines = [.. now.OfType<string>().Select(text => new ReadableLine(text))];
        ImmutableArray<ReadableLine>? was = before is null ? null : [.. before.OfType<string>().Select(text => new ReadableLine(text))];
        bool isSame = was is null || was.Value.SequenceEqual(lines);
        if (!lines.IsEmpty || !isSame) yield return new ReadableField(label, lines) { Before = isSame ? null : was, IsAsking = true, Language = language };
    }

    private static string? Date(ConnectionWords words, Texts texts) => words.When is { } when ? ReadableRecord.Date(when, texts) : null;

    private static string?[] Lines(ConnectionWords words) => [.. words.Sources.Select(source => ReadableRecord.Line(Sources, source).Text)];
}
