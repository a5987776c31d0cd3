using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Makes a record's connections match the link fields of its shown revision. One that stays keeps its address, words and history.</summary>
public static class FieldConnections
{
    /// <summary>Answer to a word about such a connection alone: it would be made again with its record.</summary>
    public static Finding OfRecord { get; } = new("link-of-record", "id");

    /// <summary>The record whose field it stands for.</summary>
    /// <param name="from">The kind of the record it comes from.</param>
    public static RecordId OwnerOf(Connection connection, Kind from) =>
        from.Fields.Any(field => field.Link?.Name == connection.Type && !field.IsIncoming) ? connection.From : connection.To;

    /// <summary>What its shown revision links to, as far as that has a connection.</summary>
    public static IEnumerable<FieldConnection> Of(Record record, Kind kind)
    {
        int position = 0;
        foreach (ContentLink link in ShownLinks(record))
        {
            position++;
            if (kind[link.Field] is not { Link: { } type, IsSaidByOther: false } field) continue;
            (RecordId from, RecordId to) = field.IsIncoming ? (link.Target, record.Id) : (record.Id, link.Target);
            yield return new FieldConnection(link, position, type, from, to);
        }
    }

    /// <summary>Revisions of former days may link to one record twice. What waits for its day has no connection until then.</summary>
    private static IEnumerable<ContentLink> ShownLinks(Record record) =>
        VisibilityPolicy.AtShownPlaces(VisibilityPolicy.WithoutWithheld(record), record.WithheldPlaces).Links.DistinctBy(link => (link.Field, link.Target));

    /// <param name="before">What was shown until now: a note that it said of a link goes with it.</param>
    public static void Match(IArchiveSession session, Record record, Kind kind, RecordContent before, DateOnly today)
    {
        List<Connection> existing = [.. session.ConnectionsOf(record.Id).Where(connection => connection.IsOfField && IsOfThis(connection))];
        RecordState state = record.State == RecordState.Published ? RecordState.Published : RecordState.Asked;
        foreach (FieldConnection wanted in Of(record, kind))
        {
            (ContentLink link, int position, ConnectionType type, RecordId from, RecordId to) = wanted;
            // Where two that were merged were both linked to, each keeps its own words.
            if ((existing.Find(one => wanted.Is(one) && one.Words.Text == link.Note) ?? existing.Find(wanted.Is) ?? existing.Find(one => wanted.ReadsAs(one, session))) is { } known)
            {
                existing.Remove(known);
                if (!wanted.Is(known)) known = Led(session, known);
                bool isNoteOfBefore = before.Links.Any(one => one.Field == link.Field && one.Target == link.Target && one.Note == known.Words.Text);
                string? text = link.Note ?? (isNoteOfBefore ? null : known.Words.Text);
                if (known.State != state || known.Position != position || known.Words.Text != text)
                    session.Put(known with { State = state, Position = position, Words = known.Words with { Text = text } }, "", "", today);
                continue;
            }

            session.Put(
                new Connection
                {
                    Id = session.Mint(), Type = type.Name, From = from, To = to, State = state, Revision = 1, Position = position, IsOfField = true,
                    Words = new ConnectionWords { Text = link.Note, Language = link.Note is null ? null : record.Content.Language },
                    Communities = type.NamesCommunity && link.IsCommunity ? [link.Target] : [],
                    Deposit = record.Deposit, PublishedDay = record.PublishedDay,
                },
                "", "", today);
        }

        ContentLink[] links = [.. ShownLinks(record)];
        foreach (Connection gone in existing)
        {
            if (!IsSaidOfMerged(session, record, kind, links, gone)) TakeAway(session, record, kind, gone, today);
            else if (gone.State != state && gone.State != RecordState.Hidden) session.Put(gone with { State = state }, "", "", today);
        }

        bool IsOfThis(Connection connection) => kind.Fields.Any(field =>
            !field.IsSaidByOther && field.Link?.Name == connection.Type && (field.IsIncoming ? connection.To : connection.From) == record.Id);
    }

    /// <summary>The connection with its ends at what stands. It had stayed where another said the same.</summary>
    private static Connection Led(IArchiveSession session, Connection link)
    {
        foreach (RecordId end in (RecordId[])[link.From, link.To])
        {
            for (Merge? merge = session.FindMerge(end); merge is not null; merge = session.FindMerge(merge.Into)) session.Move(link.Id, merge.Merged, merge.Into, merge);
        }

        return session.FindConnection(link.Id)!;
    }

    /// <summary>It says of a record that was merged what another link says of the one that stands for it, or leads from the record to itself since: it stays for when they are parted.</summary>
    private static bool IsSaidOfMerged(IArchiveSession session, Record record, Kind kind, ContentLink[] links, Connection link)
    {
        RecordId far = link.From == record.Id ? link.To : link.From, standing = session.Standing(far);
        if (standing == record.Id) return far != record.Id || session.IsMoved(link.Id);
        return (standing != far || session.IsMoved(link.Id)) && links.Any(one => one.Target == standing && kind[one.Field]?.Link?.Name == link.Type);
    }

    /// <summary>A link that was taken back and is held, or that waits for its day, waits with its words and the notes on it; any other is gone.</summary>
    private static void TakeAway(IArchiveSession session, Record record, Kind kind, Connection gone, DateOnly today)
    {
        RecordId far = gone.From == record.Id ? gone.To : gone.From;
        bool isHeld = session.Parts(record.Id).Any(part => part.Held is not null && part.Held.Contents.Any(held => held.Content.Links.Any(link => link.Target == far && kind[link.Field]?.Link?.Name == gone.Type)));
        isHeld |= record.Content.Links.Any(link => link.Target == far && kind[link.Field]?.Link?.Name == gone.Type && WithheldField.Withholds(record.WithheldFields, link));
        if (!isHeld) session.DestroyConnection(gone.Id);
        else if (gone.State != RecordState.Hidden) session.Put(gone with { State = RecordState.Hidden }, "", "", today);
    }
}

/// <summary>The connection that a link asks for.</summary>
public sealed record FieldConnection(ContentLink Link, int Position, ConnectionType Type, RecordId From, RecordId To)
{
    public bool Is(Connection connection) => connection.Type == Type.Name && connection.From == From && connection.To == To;

    /// <summary>It is of records for which these stand.</summary>
    public bool ReadsAs(Connection connection, IArchiveSession session) => connection.Type == Type.Name && session.Standing(connection.From) == From && session.Standing(connection.To) == To;
}
