using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Records;

/// <summary>Parts as a form offers and carries them.</summary>
public static class PartChoice
{
    public static string Value(RecordPart part) => part.Target is { } target ? $"{part.Field} {target}" : part.Field;

    /// <summary>Null where it is none.</summary>
    public static RecordPart? Read(string? value) => value?.Split(' ') switch
    {
        [{ Length: > 0 } field] => new RecordPart(field),
        [{ Length: > 0 } field, var target] when RecordId.TryParse(target, out RecordId id) => new RecordPart(field, id),
        _ => null,
    };

    /// <summary>What can be taken back alone of what these revisions say.</summary>
    public static ImmutableArray<RecordPart> Of(Kind kind, IReadOnlyCollection<RecordContent> revisions) =>
    [
        .. kind.Fields
            .SelectMany(field => field.IsLink
                ? revisions.SelectMany(one => one.Links).Where(link => link.Field == field.Name).Select(link => new RecordPart(field.Name, link.Target)).Distinct()
                : [new RecordPart(field.Name)])
            .Where(part => revisions.Any(one => TakenOut.Holds(one, part.Field, part.Target)) && TakenOut.WhyNot(kind, part.Field, part.Target, revisions) is null),
    ];

    public static ImmutableArray<RecordPart> Of(ConnectionType type, IReadOnlyCollection<ConnectionWords> revisions) =>
        [.. TakenOut.OfConnection.Where(field => TakenOut.WhyNot(type, field) is null && revisions.Any(one => TakenOut.Holds(one, field))).Select(field => new RecordPart(field))];
}

/// <summary>What a part that is held says, for those who may read it.</summary>
public static class PartWords
{
    /// <param name="kind">Null: of a connection.</param>
    public static string Label(Kind? kind, string field, Texts texts) => kind is null ? texts[$"desk.words.{field}"] : texts.Label(kind.Name, field);

    /// <summary>What readers were told before its newest words.</summary>
    public static ImmutableArray<ReadableNotice> Notices(WithdrawnPart part) => part.Held?.Contents.MaxBy(one => one.Revision) is { } newest ? ReadableNotice.Before(part.Field, newest.Content, null) : [];

    /// <summary>Its newest words, line by line.</summary>
    /// <param name="nameOf">The name of a record that it links to.</param>
    public static ImmutableArray<string> Lines(WithdrawnPart part, Kind? kind, Func<RecordId, string> nameOf, Texts texts)
    {
        if (part.Held is not { } held) return [];
        if (held.Words.MaxBy(one => one.Revision) is { } said) return [ReadableWords.Line(said.Words, texts)];
        if (kind?[part.Field] is not { } field || held.Contents.MaxBy(one => one.Revision) is not { } newest) return [];
        return
        [
            .. ReadableRecord.Lines(kind, field, newest.Content, texts).Select(line => line.Text),
            .. newest.Content.Links.Select(link => ReadableRecord.Noted(nameOf(link.Target), link.Note, link.Finest, texts)),
        ];
    }
}
