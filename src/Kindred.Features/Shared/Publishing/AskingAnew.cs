using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Whether a revision says what no community has agreed to. What was agreed to are words: their translations, the notes of links and the language they
/// stand in are among them.</summary>
internal static class AskingAnew
{
    /// <param name="newest">The revision before.</param>
    public static bool Is(IArchiveSession session, Kind kind, Revision newest, RecordContent after)
    {
        // What was taken back once is not said again without everyone's word, asking field or not.
        HashSet<string> takenBack = [.. session.Parts(newest.Record).Select(part => part.Field)];
        RecordContent before = newest.Content;
        return before.Language != after.Language || kind.Fields.Where(field => field.IsAsking || takenBack.Contains(field.Name)).Any(field => field.IsLink
            ? !Links(before, field).SetEquals(Links(after, field))
            : !IsSame(before[field.Name], after[field.Name]) || !Translated(before, field).SetEquals(Translated(after, field)));
    }

    private static HashSet<(RecordId, string?)> Links(RecordContent content, Field field) =>
        [.. content.Links.Where(link => link.Field == field.Name).Select(link => (link.Target, link.Note))];

    private static HashSet<(string, string)> Translated(RecordContent content, Field field) =>
        [.. content.Translations.Where(language => language.Value.ContainsKey(field.Name)).Select(language => (language.Key, language.Value[field.Name].Text))];

    private static bool IsSame(FieldValue? before, FieldValue? after) =>
        before is null || after is null ? before == after : ContentJson.AreSame(Alone(before), Alone(after));

    private static RecordContent Alone(FieldValue value) => new RecordContent { Language = "" }.With("value", value);
}
