using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Importing;

/// <summary>A line has the form of an export, which leaves out what its reader may not see and what it has no place for. That is taken from the record
/// that the line stands for: a line changes what it says, and nothing else.</summary>
internal static class LineCompletion
{
    /// <summary>The line's content, with links to what is there.</summary>
    public static RecordContent Resolved(IArchiveSession session, Kind kind, DepositedRecord line) => line.Content with
    {
        Links = [.. line.Links.Select(link => Accession.Resolve(session, kind, link, [])).OfType<ContentLink>().DistinctBy(link => (link.Field, link.Target))],
    };

    /// <param name="line">As <see cref="Resolved"/>.</param>
    public static RecordContent Of(IArchiveSession session, Record known, Kind kind, RecordContent held, RecordContent line, DateOnly today) => WithWithheld(known, held, line, line with
    {
        Links = Links(session, known, kind, held, line, today),
        Fields = Fields(session, held, line, today),
        Translations = line.Translations.ToImmutableSortedDictionary(
            one => one.Key, one => one.Value.ToImmutableSortedDictionary(field => field.Key, field => Translation(held, one.Key, field.Key, field.Value))),
    });

    /// <summary>With what waits for its day, of which the line does not know.</summary>
    private static RecordContent WithWithheld(Record known, RecordContent held, RecordContent line, RecordContent whole) => known.WithheldFields
        .Where(one => !TakenOut.Holds(line, one.Part.Field, one.Part.Target))
        .Aggregate(whole, (content, one) => TakenOut.PutBack(content, TakenOut.Only(known.Revision, held, one.Part.Field, one.Part.Target), ""));

    // Lossy on purpose: a link to what is not public can't be taken out by a line, since most lines come from somewhere that does not know of it.
    private static ImmutableArray<ContentLink> Links(IArchiveSession session, Record known, Kind kind, RecordContent held, RecordContent line, DateOnly today)
    {
        Dictionary<(string, RecordId), ContentLink> before = held.Links.DistinctBy(Key).ToDictionary(Key);
        Connection[] others = [.. session.ConnectionsOf(known.Id)];
        ContentLink[] said = [.. line.Links.Where(link => !IsInstead(link) && (before.ContainsKey(Key(link)) || !others.Any(one => Says(one, link))))
            .Select(link => before.TryGetValue(Key(link), out ContentLink? old) ? link with { Note = link.Note ?? old.Note, Finest = link.Finest ?? old.Finest } : link)];
        ContentLink[] unseen = [.. held.Links.Where(link => !said.Any(one => Key(one) == Key(link)) && (IsWithheld(link) || WithheldField.Withholds(known.WithheldFields, link) || !IsPublic(session, link.Target, today)))];
        ContentLink[] all = [.. said, .. unseen];
        // Their order tells nothing where the links are those there were, but for the steps of a path, which are exported in theirs.
        return all.Length == held.Links.Length && all.All(held.Links.Contains) && kind.Name != Domain.Kinds.Path.Kind.Name ? held.Links : [.. all];

        bool IsWithheld(ContentLink link) => link.Field == CommonFields.Where && known.WithheldPlaces.Any(one => one.Place == link.Target);

        // A coarser place that is shown in the stead of one that may not be: the line says what it was shown.
        bool IsInstead(ContentLink link) => link.Field == CommonFields.Where && !before.ContainsKey(Key(link)) && known.WithheldPlaces.Any(one => one.Instead == link.Target);

        // Said by the other record, or in words of its own: not this one's field.
        bool Says(Connection one, ContentLink link) => kind[link.Field] is { Link: { } type } field && one.Type == type.Name
            && (field.IsIncoming ? (one.From, one.To) == (link.Target, known.Id) : (one.From, one.To) == (known.Id, link.Target));
    }

    private static (string Field, RecordId Target) Key(ContentLink link) => (link.Field, link.Target);

    private static ImmutableDictionary<string, FieldValue> Fields(IArchiveSession session, RecordContent held, RecordContent line, DateOnly today) =>
        WithPoint(held, line).Fields.ToImmutableDictionary(one => one.Key, one => (held[one.Key], one.Value) switch
        {
            (FieldValue.Entries there, FieldValue.Entries said) => new FieldValue.Entries([.. said.Items.Select(entry => WithResource(session, there, entry, today))]),
            _ => one.Value,
        });

    /// <summary>The point as it is held, where the line has what is shown of it: a coarser one, or none.</summary>
    private static RecordContent WithPoint(RecordContent held, RecordContent line) =>
        held["coordinates"] is { } there && (line["coordinates"] == Shown(held, isPrecise: true) || line["coordinates"] == Shown(held, isPrecise: false))
            ? line.With("coordinates", there)
            : line;

    private static FieldValue? Shown(RecordContent held, bool isPrecise) => VisibilityPolicy.AtShownPrecision(held, isPrecise)["coordinates"];

    private static Entry WithResource(IArchiveSession session, FieldValue.Entries there, Entry said, DateOnly today) =>
        said["resource"] is null && there.Items.FirstOrDefault(one => IsUnseen(session, one, today) && IsSame(one.Parts.Remove("resource"), said.Parts)) is { } whole ? whole : said;

    private static bool IsUnseen(IArchiveSession session, Entry entry, DateOnly today) => RecordId.TryParse(entry["resource"], out RecordId id) && !IsPublic(session, id, today);

    private static bool IsSame(ImmutableSortedDictionary<string, string> one, ImmutableSortedDictionary<string, string> other) => one.SequenceEqual(other);

    private static bool IsPublic(IArchiveSession session, RecordId id, DateOnly today) =>
        session.FindRecord(id) is { } record && VisibilityPolicy.IsPublic(Envelope.Of(record), today);

    private static Translation Translation(RecordContent held, string language, string field, Translation said) =>
        held.Translations.TryGetValue(language, out var fields) && fields.TryGetValue(field, out Translation? there) && there.Text == said.Text ? there : said;
}
