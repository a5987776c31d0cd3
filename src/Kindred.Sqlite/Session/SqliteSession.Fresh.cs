using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>What an act makes new is held in memory until it is settled, and written once. A record is put, settled and put again, each link is put with two grades to find, and
/// of none of that the database needs to know on the way: an import was mostly that.</summary>
internal sealed partial class SqliteSession
{
    private readonly FreshRows fresh = new();
    private bool isWriting;
    private (RecordContent? Content, byte[] Json) written;

    /// <summary>The database with all that the act wrote. Invariant: whatever reads or writes other rows than those it can name goes through here; only what can say that
    /// no fresh row is concerned asks <c>connection</c>.</summary>
    private Database database
    {
        get
        {
            WriteFresh();
            return connection;
        }
    }

    public RecordId Mint() => fresh.Mint();

    /// <summary>For reads of what is kept under this id and no other.</summary>
    private Database Beside(RecordId id) => fresh.Has(id) ? database : connection;

    private bool PutFresh(Record record)
    {
        if (!fresh.Has(record.Id)) return false;
        fresh.Put(record, () => ++lastDocument);
        // In the end nobody may see it, and it was never seen: the number is raised as if it had been, as for what the act finds and changes.
        actIsVisible |= RecordRow.Grade(Envelope.Of(record)) > 0;
        return true;
    }

    private bool PutFresh(Revision revision)
    {
        if (!fresh.Has(revision.Record)) return false;
        fresh.Put(revision);
        return true;
    }

    /// <summary>A link of a fresh record. Any other connection is asked about, said anew and taken back, which is for the database.</summary>
    private bool PutFresh(Connection link, string who, string note, DateOnly day)
    {
        if (!fresh.Has(link.Id) || !link.IsOfField || !(fresh.Has(link.From) || fresh.Has(link.To))) return false;
        FreshConnection? known = fresh.Connection(link.Id);
        if (known is not null && (known.Connection.Revision != link.Revision || known.Connection.Words != link.Words)) return false;
        if (known is null) fresh.Add(known = new FreshConnection(link, who, note, day));
        known.Connection = link;
        known.WasPublic |= link.State == RecordState.Published;
        joined.UnionWith([link.From, link.To]);
        RaiseChange(link.From);
        if (link.To != link.From) RaiseChange(link.To);
        return true;
    }

    private bool IndexFresh(RecordId id, Func<SearchDocument>? document)
    {
        if (!fresh.Has(id)) return false;
        if (fresh.Record(id) is { Record: not null } row)
        {
            actIsVisible |= document is not null || row.Words is not null;
            row.Words = document;
        }
        else if (document is not null)
        {
            throw new InvalidOperationException("Only an accessioned record can be indexed.");
        }

        return true;
    }

    private void RaiseChange(RecordId id)
    {
        if (fresh.Record(id) is { Record: { } record } row) row.Record = record with { Change = record.Change + 1 };
        else RaiseKnown(id);
    }

    private IEnumerable<RecordId> WithTellingBesideFresh(RecordId id) => fresh.Of(id).SelectMany(one => new[] { one.From, one.To })
        .Concat(fresh.Connection(id) is { Connection: { } own } ? [own.From, own.To] : [])
        .Where(one => one != id).Distinct().Where(one => FindRecord(one) is { ComesWithTelling: true });

    private bool IsFreshToldOf(RecordId id, DateOnly today) => fresh.Of(id).Any(link =>
        FindRecord(link.From == id ? link.To : link.From) is { ComesWithTelling: false } told && told.Kind != Note.Kind.Name
        && VisibilityPolicy.IsPublic(Envelope.Of(link), today) && VisibilityPolicy.IsPublic(Envelope.Of(told), today));

    /// <summary>From now on all that was fresh is in the database, and asked for there.</summary>
    private void WriteFresh()
    {
        if (isWriting || fresh.IsEmpty) return;
        isWriting = true;
        try
        {
            WriteAllFresh();
            fresh.Clear();
        }
        finally
        {
            isWriting = false;
        }
    }

    private void WriteAllFresh()
    {
        FreshRecord[] records = [.. fresh.Records];
        JoinedLink[] links = [.. fresh.Connections.Select(Joined)];
        foreach (FreshRecord row in records) RememberWritten(row);
        actIsVisible |= links.Any(link => link.Grade > 0);
        // What has to be looked up on the way is written here, and the rest where it holds up nothing.
        bool needsLook = records.Any(row => row.Record is { } record && !(record.WithheldPlaces.IsEmpty && record.WithheldFields.IsEmpty)) || links.Any(link => link.HangsOnConnection);
        if (needsLook) Write(connection, records, links);
        else Later(on => Write(on, records, links));
    }

    private JoinedLink Joined(FreshConnection row)
    {
        Connection link = row.Connection;
        (Record? from, Record? to) = (FindRecord(link.From), FindRecord(link.To));
        int grade = link.State != RecordState.Published || from is null || to is null ? 0
            : Math.Min(2, RecordRow.Grade(Envelope.Of(from)) * RecordRow.Grade(Envelope.Of(to)) * (link.PublicUntil is null ? 1 : 2));
        return new JoinedLink(row, from?.Kind, to?.Kind, grade);
    }

    private void RememberWritten(FreshRecord row)
    {
        if (row.Record is not { } record) return;
        if (isInBulk) recordsWritten.Add(record.Id);
        foreach (string name in row.Names)
        {
            knownNames.Remove(name);
            if (!isInBulk || record.State == RecordState.Withdrawn) continue;
            if (!namesWritten.TryGetValue(name, out var named)) namesWritten.Add(name, named = []);
            named.Add((row.Document, record.Id, record.Kind));
        }
    }

    private void Write(Database on, FreshRecord[] records, JoinedLink[] links)
    {
        // Words first: what the record says is in its newest revision, and the database looks there for what was answered (0020).
        foreach (FreshRecord row in records)
        {
            foreach (Revision revision in row.Revisions.Values) RevisionRow.Put(on, isFresh: true, revision, Written(revision.Content));
            if (row.Record is { } record) Write(on, record, row.Document, row.Names);
        }

        // A link is public by the records at both its ends.
        foreach (JoinedLink link in links) Write(on, link);
        foreach (FreshRecord row in records)
        {
            if (row is { Record: { } record, Words: { } words }) PutDocument(on, row.Document, record.Id, record.Kind, words(), hasSameWords: false);
        }
    }

    private void Write(Database on, Record record, int document, string[] names)
    {
        RecordContent shown = VisibilityPolicy.WithoutWithheld(record);
        RecordRow.Put(on, isFresh: true, document, record, shown, Written(record.Content), RecordRow.Grade(Envelope.Of(record)), record.Change);
        if (!record.WithheldPlaces.IsEmpty) PutWithheld(record);
        if (!record.WithheldFields.IsEmpty) PutWithheldFields(record);
        AddNames(on, document, record.Kind, names);
        foreach (RecordId community in ((ImmutableArray<RecordId>)[.. record.Communities, .. record.NewlyNamed]).Distinct())
            on["INSERT INTO naming VALUES (?, ?)"].Add(community).Add(record.Id).Run();
    }

    private void Write(Database on, JoinedLink joined)
    {
        Connection link = joined.Row.Connection;
        byte[]? words = ConnectionRow.Stored(link.Words);
        ConnectionRow.Put(on, isFresh: true, link, joined.FromKind ?? "", joined.ToKind ?? "", joined.Grade, words);
        // A note hangs on a connection, too.
        if (joined.HangsOnConnection) GradeByEnds(link.Id);
        foreach (RecordId community in link.Communities.Distinct()) on["INSERT INTO naming VALUES (?, ?)"].Add(community).Add(link.Id).Run();
        on["INSERT INTO connection_revisions (connection, number, day, who, note, words, was_public) VALUES (?, ?, ?, ?, ?, ?, ?)"]
            .Add(link.Id).Add(link.Revision).Add(joined.Row.Day).Add(joined.Row.Who).Add(joined.Row.Note).AddText(words).Add(joined.Row.WasPublic).Run();
        if (joined.HangsOnConnection) actIsVisible |= IsOpen(link.Id);
    }

    /// <summary>The record and its revision are nearly always the same object.</summary>
    private byte[] Written(RecordContent content)
    {
        if (!ReferenceEquals(content, written.Content)) written = (content, ContentJson.Write(content));
        return written.Json;
    }

    /// <summary>A fresh link with the kinds of the records at its ends; null: that end is a connection.</summary>
    private readonly record struct JoinedLink(FreshConnection Row, string? FromKind, string? ToKind, int Grade)
    {
        public bool HangsOnConnection => FromKind is null || ToKind is null;
    }
}
