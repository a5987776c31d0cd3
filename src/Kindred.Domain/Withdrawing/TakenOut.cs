using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Domain.Withdrawing;

/// <summary>Takes a part out of what a revision says, and puts it back. Pure.</summary>
public static class TakenOut
{
    /// <summary>What can be taken out of a connection.</summary>
    public static ImmutableArray<string> OfConnection { get; } = ["text", "shared", "distinct", "when", "sources"];

    /// <summary>Why this part can't be taken out alone; null: it can. A record is not left without what its kind must have, but for its title, which neutral words
    /// take the place of. A link that names a community can't: with it would go the community's answer, and what it said no to would be public.</summary>
    public static Finding? WhyNot(Kind kind, string field, RecordId? target, IEnumerable<RecordContent> revisions)
    {
        if (kind[field] is not { IsSaidByOther: false } declared) return new Finding("part-unknown", "field", field);
        if (target is not null && !declared.IsLink) return new Finding("part-unknown", "target");
        bool namesCommunity = declared.Link is { NamesCommunity: true } && revisions.SelectMany(one => one.Links).Any(link => IsPart(link, field, target) && link.IsCommunity);
        if (namesCommunity) return new Finding("part-names-community", "field", field);
        return declared.IsRequired && field != "title" ? new Finding("part-needed", "field", field) : null;
    }

    /// <summary>The same of a connection: kin say both what is shared and what is distinct.</summary>
    public static Finding? WhyNot(ConnectionType type, string field) => !OfConnection.Contains(field) ? new Finding("part-unknown", "field", field)
        : type.IsSymmetric && field is "shared" or "distinct" ? new Finding("part-needed", "field", field)
        : null;

    public static bool Holds(RecordContent content, string field, RecordId? target) =>
        (target is null && (content[field] is not null || content.Translations.Values.Any(fields => fields.ContainsKey(field)))) || content.Links.Any(link => IsPart(link, field, target));

    /// <param name="neutral">What stands in a title's place.</param>
    public static RecordContent Without(RecordContent content, string field, RecordId? target, string neutral)
    {
        RecordContent left = content with { Links = [.. content.Links.Where(link => !IsPart(link, field, target))] };
        if (target is not null) return left;
        return FieldNotices.Without(left, field).With(field, field == "title" ? new FieldValue.One(neutral) : null) with
        {
            Translations = content.Translations
                .Select(language => KeyValuePair.Create(language.Key, language.Value.Remove(field))).Where(language => !language.Value.IsEmpty)
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    public static HeldWordsOfRecord Only(int revision, RecordContent content, string field, RecordId? target) => new(
        revision,
        new RecordContent
        {
            Language = content.Language,
            Fields = target is null ? WithNotice(content, field) : ImmutableDictionary<string, FieldValue>.Empty,
            Links = [.. content.Links.Where(link => IsPart(link, field, target))],
            Translations = target is not null ? ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty : content.Translations
                .Where(language => language.Value.ContainsKey(field))
                .ToImmutableSortedDictionary(language => language.Key, language => ImmutableSortedDictionary.Create<string, Translation>(StringComparer.Ordinal).Add(field, language.Value[field]), StringComparer.Ordinal),
        },
        [.. content.Links.Index().Where(link => IsPart(link.Item, field, target)).Select(link => link.Index)]);

    /// <summary>What was taken out, where nothing was said in its place since.</summary>
    public static RecordContent PutBack(RecordContent content, HeldWordsOfRecord held, string neutral)
    {
        RecordContent before = content;
        foreach ((string field, FieldValue value) in held.Content.Fields.Where(one => one.Key != FieldNotices.Name && IsFree(one.Key))) content = content.With(field, value);
        // Of a field that says something else by now nothing is said before it either.
        foreach ((string field, string notice) in FieldNotices.All(held.Content).Where(one => held.Content[one.Field] is null ? content[one.Field] is not null : IsFree(one.Field)))
            content = FieldNotices.With(content, field, notice);

        foreach ((string language, ImmutableSortedDictionary<string, Translation> fields) in held.Content.Translations)
        {
            ImmutableSortedDictionary<string, Translation> there = content.Translations.GetValueOrDefault(language) ?? ImmutableSortedDictionary.Create<string, Translation>(StringComparer.Ordinal);
            foreach ((string field, Translation text) in fields.Where(field => !there.ContainsKey(field.Key))) there = there.Add(field, text);
            content = content with { Translations = content.Translations.SetItem(language, there) };
        }

        foreach ((int index, ContentLink link) in held.Places.Zip(held.Content.Links).Where(one => !content.Links.Any(there => (there.Field, there.Target) == (one.Second.Field, one.Second.Target))))
            content = content with { Links = content.Links.Insert(Math.Min(index, content.Links.Length), link) };
        return content;

        bool IsFree(string field) => before[field] is null || (field == "title" && before.Title == neutral);
    }

    public static bool Holds(ConnectionWords words, string field) => !Only(words, field).IsSilent;

    public static ConnectionWords Without(ConnectionWords words, string field) => Spoken(field switch
    {
        "text" => words with { Text = null },
        "shared" => words with { Shared = null },
        "distinct" => words with { Distinct = null },
        "when" => words with { When = null },
        "sources" => words with { Sources = [] },
        _ => words,
    });

    public static ConnectionWords Only(ConnectionWords words, string field) => Spoken(field switch
    {
        "text" => new ConnectionWords { Language = words.Language, Text = words.Text },
        "shared" => new ConnectionWords { Language = words.Language, Shared = words.Shared },
        "distinct" => new ConnectionWords { Language = words.Language, Distinct = words.Distinct },
        "when" => new ConnectionWords { Language = words.Language, When = words.When },
        "sources" => new ConnectionWords { Language = words.Language, Sources = words.Sources },
        _ => ConnectionWords.None,
    });

    public static ConnectionWords PutBack(ConnectionWords words, ConnectionWords held) => words with
    {
        Language = words.Language ?? held.Language,
        Text = words.Text ?? held.Text,
        Shared = words.Shared ?? held.Shared,
        Distinct = words.Distinct ?? held.Distinct,
        When = words.When ?? held.When,
        Sources = words.Sources.IsEmpty ? held.Sources : words.Sources,
    };

    /// <summary>A field with what is said before it.</summary>
    private static ImmutableDictionary<string, FieldValue> WithNotice(RecordContent content, string field)
    {
        ImmutableDictionary<string, FieldValue> only = ImmutableDictionary<string, FieldValue>.Empty;
        if (content[field] is { } value) only = only.Add(field, value);
        return FieldNotices.Before(content, field) is { } notice ? only.SetItem(FieldNotices.Name, FieldNotices.Of([(field, notice)])!) : only;
    }

    private static bool IsPart(ContentLink link, string field, RecordId? target) => link.Field == field && (target is null || link.Target == target);

    /// <summary>Who says nothing says it in no language.</summary>
    private static ConnectionWords Spoken(ConnectionWords words) => words.IsSilent ? ConnectionWords.None : words;
}
