using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records;

namespace Kindred.Tests.Shared.Records.Cells;

/// <summary>Content of a kind as chance has it, with everything that could be read otherwise than it is written: what parts cells and lists, what begins a formula, quotes, line ends, other scripts.</summary>
internal sealed class AnyContent(int seed)
{
    private static readonly string[] Pieces =
    [
        "water", "Agua clara", "ماء", "水", "=1+1", "+44 20", "-5", "@home", ";", "|", ",", "\"", "'", "''", ":", "name: x", "note: y", "\n", "\n- item", "\n=SUM(A1)", ";=cmd|' /C calc'!A0", "\t", "\t@", "[]", "{}",
        "..", "#", "\\", "/", "(", ")", "!", " ", "  ", "＝wide", "title: 3, machine", "100..200", "town: 1, 2", "TRUE", "\r\n", "é", "e\u0301", "🌊", "'=", "\"=", "; -", "\n+ (", "http://example.org/a?b=c;d",
    ];

    private static readonly string[] Dates = ["2017", "2017-01", "2017-01-28", "1942/1945", "1984~", "../2020", "-0044", "[1667,1668]"];
    private static readonly string[] Tags = ["en", "es", "ar", "vi", "zh-Hant", "es-419"];
    private readonly Random random = new(seed);

    public RecordContent Of(Kind kind)
    {
        RecordContent content = new() { Language = One(Tags) };
        foreach (Field field in kind.Fields.Where(field => !field.IsLink && random.Next(3) > 0))
        {
            if (Value(kind, field) is { } value) content = content.With(field.Name, value);
        }

        return content with { Translations = Translations(kind, content.Language), Links = [.. Links(kind)] };
    }

    private FieldValue? Value(Kind kind, Field field) => field.Type switch
    {
        FieldType.Coordinates => new FieldValue.Coordinates(random.NextDouble() * 180 - 90, Math.Round(random.NextDouble() * 360 - 180, random.Next(6)), One(Enum.GetValues<Precision>())),
        FieldType.Range => random.Next(3) switch
        {
            0 => new FieldValue.Range(random.Next(1000), null),
            1 => new FieldValue.Range(null, random.NextInt64()),
            _ => new FieldValue.Range(7, random.Next(7, 9)),
        },
        FieldType.Notices => FieldNotices.Of(Some(kind.Fields.Where(one => one.IsTranslatable).Select(one => one.Name).ToArray()).Select(name => (name, Text()))),
        FieldType.Credits or FieldType.Sources or FieldType.Creators or FieldType.Guidance => new FieldValue.Entries([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => AnyEntry(field))]),
        _ when field.IsMany => new FieldValue.Many([.. field.Type == FieldType.Term ? Some(field.Choices.Terms.ToArray()) : Enumerable.Range(0, random.Next(4)).Select(_ => Single(field))]),
        _ => new FieldValue.One(Single(field)),
    };

    private Entry AnyEntry(Field field)
    {
        string needed = One(field.Parts.ToArray());
        return Entry.Of([.. field.Parts.Where(part => part == needed || random.Next(2) == 0).Select(part => (part, (string?)Text()))]);
    }

    private string Single(Field field) => field.Type switch
    {
        FieldType.Date => One(Dates),
        FieldType.Day => "2026-11-26",
        FieldType.Term => One(field.Choices.Terms.ToArray()),
        FieldType.Url => "https://example.org/" + random.Next(100),
        FieldType.Language => One(Tags),
        FieldType.Flag => random.Next(2) == 0 ? "true" : "false",
        _ => Text(),
    };

    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>> Translations(Kind kind, string language)
    {
        Field[] fields = [.. kind.Fields.Where(field => field.IsTranslatable)];
        return Some(Tags).Where(tag => tag != language).ToImmutableSortedDictionary(tag => tag, _ => Some(fields).Append(kind["title"]!).Distinct().ToImmutableSortedDictionary(
            field => field.Name, _ => new Translation(Text(), random.Next(1, 9), random.Next(2) == 0, random.Next(2) == 0), StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private IEnumerable<ContentLink> Links(Kind kind) =>
        from field in kind.Fields
        where field is { IsLink: true, IsSaidByOther: false }
        from at in Enumerable.Range(0, random.Next(3))
        select new ContentLink(field.Name, new RecordId((UInt128)(ulong)random.NextInt64()), Note: random.Next(2) == 0 ? Text() : null, Finest: field.Link == ConnectionType.InPlace && random.Next(2) == 0 ? One(Enum.GetValues<Precision>()) : null);

    /// <summary>As everything that comes in is made.</summary>
    private string Text()
    {
        while (true)
        {
            string text = RecordInput.Clean(string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => One(Pieces))));
            if (text.Length > 0) return text;
        }
    }

    private T[] Some<T>(T[] all) => [.. all.Where(_ => random.Next(3) == 0)];

    private T One<T>(T[] all) => all[random.Next(all.Length)];
}
