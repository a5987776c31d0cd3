using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Domain.Merging;

/// <summary>Whose words of a field the record that stays has.</summary>
public enum MergeChoice
{
    /// <summary>What the one that stays said.</summary>
    Stays,

    /// <summary>What the one that goes said.</summary>
    Goes,

    /// <summary>What both said; of fields that may be said more than once.</summary>
    Both,
}

/// <summary>What the record that stays says after a merge, field by field as a keeper chose, and without it again. Pure.</summary>
public static class MergedContent
{
    private const string OtherNames = "otherNames";

    /// <summary>Fields in which the two say different things, and of which somebody has to choose.</summary>
    public static ImmutableArray<Field> Differing(Kind kind, RecordContent stays, RecordContent goes) =>
        [.. kind.Fields.Where(field => IsChosen(field) && !IsSame(field, stays, goes) && !IsSilent(field, goes))];

    /// <summary>What is chosen where nobody chose: both, where a field may be said more than once; else what the one that stays says, if it says anything.</summary>
    public static MergeChoice Usual(Field field, RecordContent stays, RecordContent goes) =>
        MayBeBoth(field) ? MergeChoice.Both : IsSilent(field, stays) && MayBeTaken(field, stays, goes) ? MergeChoice.Goes : MergeChoice.Stays;

    public static bool MayBeBoth(Field field) => field.IsMany && (field.IsLink || field.Type is not (FieldType.Markdown or FieldType.Notices));

    /// <summary>Nobody is named no more by being merged.</summary>
    public static bool IsAlwaysBoth(Field field) => field.Link is { NamesCommunity: true };

    /// <summary>Words in one language are no words of a record in another.</summary>
    public static bool MayBeTaken(Field field, RecordContent stays, RecordContent goes) => stays.Language == goes.Language || !field.IsTranslatable;

    /// <summary>Every community that the one that goes names is named by the one that stays, whatever was chosen: who was asked about either is asked about both.</summary>
    public static RecordContent Of(Kind kind, RecordId stay, RecordContent stays, RecordContent goes, Func<Field, MergeChoice> choose)
    {
        RecordContent content = stays;
        foreach (Field field in Differing(kind, stays, goes))
        {
            MergeChoice choice = choose(field);
            if (IsAlwaysBoth(field)) choice = MergeChoice.Both;
            if (choice == MergeChoice.Goes && MayBeTaken(field, stays, goes)) content = Taken(content, field, goes);
            else if (choice == MergeChoice.Both && MayBeBoth(field)) content = WithBoth(content, field, goes);
        }

        content = content with { Links = [.. content.Links.Where(link => link.Target != stay)] };
        foreach (ContentLink named in goes.Links.Where(link => link.IsCommunity && kind[link.Field]?.Link is { NamesCommunity: true }))
        {
            if (!content.Links.Any(link => (link.Field, link.Target) == (named.Field, named.Target))) content = content with { Links = content.Links.Add(named) };
        }

        return WithNames(content, stays, goes);
    }

    /// <summary>The words without what the merge brought: each part that still says it says what it did before, and of lists only what came with it goes. What somebody wrote over it since is theirs.</summary>
    /// <param name="merged">The revision that the merge made; null: it is destroyed, or brought what had come into the merged record before.</param>
    /// <param name="goes">What the merged record says.</param>
    public static RecordContent Without(RecordContent words, IEnumerable<string> taken, RecordContent before, RecordContent? merged, RecordContent goes)
    {
        RecordContent content = words;
        foreach (string part in taken)
        {
            bool isAll = merged is not null ? ContentPart.IsSame(part, words, merged) : ContentPart.IsSame(part, words, goes);
            content = isAll ? ContentPart.Put(content, part, before) : WithoutItems(content, part, before, goes);
        }

        return content;
    }

    /// <summary>Whether the part is words of the merged record, and no list, of which each item is somebody's.</summary>
    /// <param name="merged">What the merge made.</param>
    public static bool IsTextOf(string part, RecordContent merged, RecordContent goes) =>
        goes[part] is not (FieldValue.Many or FieldValue.Entries) && !goes.Links.Any(link => link.Field == part)
        && !ContentPart.IsSame(part, goes, new RecordContent { Language = goes.Language }) && ContentPart.IsSame(part, merged, goes);

    /// <summary>The words without these parts, and without what was made of them since: a mended letter or another language leaves what they say.</summary>
    public static RecordContent WithoutTexts(RecordContent words, IEnumerable<string> texts, RecordContent before)
    {
        RecordContent content = words;
        foreach (string part in texts)
        {
            content = ContentPart.Put(content, part, before);
            foreach (string language in content.Translations.Keys) content = ContentPart.Put(content, ContentPart.OfTranslation(language, part), before);
        }

        return content;
    }

    private static RecordContent Taken(RecordContent content, Field field, RecordContent goes)
    {
        content = ContentPart.Put(content, field.Name, goes);
        foreach (string language in content.Translations.Keys.Union(goes.Translations.Keys)) content = ContentPart.Put(content, ContentPart.OfTranslation(language, field.Name), goes);
        return content;
    }

    private static RecordContent WithBoth(RecordContent content, Field field, RecordContent goes)
    {
        if (field.IsLink)
        {
            ContentLink[] more = [.. goes.Links.Where(link => link.Field == field.Name && !content.Links.Any(one => (one.Field, one.Target) == (link.Field, link.Target)))];
            return content with { Links = content.Links.AddRange(more) };
        }

        if (goes[field.Name] is FieldValue.Entries theirs)
            return content.With(field.Name, new FieldValue.Entries([.. content.Entries(field.Name), .. theirs.Items.Where(one => !content.Entries(field.Name).Any(own => own.Parts.SequenceEqual(one.Parts)))]));
        return content.With(field.Name, new FieldValue.Many([.. content.Texts(field.Name).Union(goes.Texts(field.Name), StringComparer.Ordinal)]));
    }

    /// <summary>All names of either are names of the one that stays.</summary>
    private static RecordContent WithNames(RecordContent content, RecordContent stays, RecordContent goes)
    {
        IEnumerable<string> names = [.. content.Texts(OtherNames), stays.Title, .. goes.Texts(OtherNames), goes.Title, .. Titles(goes)];
        HashSet<string> had = new(Titles(content).Append(content.Title).Concat(content.Texts("names")), StringComparer.OrdinalIgnoreCase);
        string[] other = [.. names.Where(name => name.Length > 0 && had.Add(name))];
        return other is [] ? content.With(OtherNames, null) : content.With(OtherNames, new FieldValue.Many([.. other]));
    }

    private static IEnumerable<string> Titles(RecordContent content) => content.Translations.Values.Select(fields => fields.GetValueOrDefault("title")?.Text).OfType<string>();

    private static RecordContent WithoutItems(RecordContent content, string part, RecordContent before, RecordContent goes)
    {
        HashSet<RecordId> kept = [.. before.Links.Where(link => link.Field == part).Select(link => link.Target)];
        HashSet<RecordId> gone = [.. goes.Links.Where(link => link.Field == part).Select(link => link.Target).Except(kept)];
        content = content with { Links = [.. content.Links.Where(link => link.Field != part || !gone.Contains(link.Target))] };
        switch (content[part])
        {
            case FieldValue.Entries entries:
                Entry[] left = [.. entries.Items.Where(one => !goes.Entries(part).Any(theirs => IsSame(theirs, one)) || before.Entries(part).Any(own => IsSame(own, one)))];
                return content.With(part, left is [] ? null : new FieldValue.Entries([.. left]));
            case FieldValue.Many many:
                HashSet<string> theirNames = [.. goes.Texts(part), .. part == OtherNames ? Titles(goes).Append(goes.Title) : []];
                theirNames.ExceptWith(before.Texts(part));
                string[] texts = [.. many.Texts.Where(text => !theirNames.Contains(text))];
                return content.With(part, texts is [] ? null : new FieldValue.Many([.. texts]));
            default:
                return content;
        }
    }

    private static bool IsSame(Entry one, Entry other) => one.Parts.SequenceEqual(other.Parts);

    private static bool IsChosen(Field field) => !field.IsSaidByOther && field.Name != OtherNames && field.Type != FieldType.Notices;

    private static bool IsSilent(Field field, RecordContent content) => field.IsLink ? !content.Links.Any(link => link.Field == field.Name) : content[field.Name] is null;

    private static bool IsSame(Field field, RecordContent one, RecordContent other) => ContentPart.IsSame(field.Name, one, other)
        && one.Translations.Keys.Union(other.Translations.Keys).All(language => ContentPart.IsSame(ContentPart.OfTranslation(language, field.Name), one, other));
}
