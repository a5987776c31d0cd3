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
        RaiseChange(link.From);
        if (link.To != link.From) RaiseChange(link.To);
        return true;
    }

    private bool IndexFresh(RecordId id, SearchDocument? document)
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
        // Words first: what the record says is in its newest revision, and the database looks there for what was answered (0020).
        foreach (FreshRecord row in fresh.Records)
        {
            foreach (Revision revision in row.Revisions.Values) RevisionRow.Put(connection, isFresh: true, revision, Written(revision.Content));
            if (row.Record is { } record) Write(record, row.Document, row.Names);
        }

        // A link is public by the records at both its ends.
        foreach (FreshConnection row in fresh.Connections) Write(row);
        foreach (FreshRecord row in fresh.Records)
        {
            if (row is { Record: { } record, Words: { } words }) PutDocument(row.Document, record.Id, record.Kind, words, hasSameWords: false);
        }
    }

    private void Write(Record record, int document, string[] names)
    {
        RecordContent shown = VisibilityPolicy.WithoutWithheld(record);
        RecordRow.Put(connection, isFresh: true, document, record, shown, Written(record.Content), RecordRow.Grade(Envelope.Of(record)), record.Change);
        if (!record.WithheldPlaces.IsEmpty) PutWithheld(record);
        if (!record.WithheldFields.IsEmpty) PutWithheldFields(record);
        AddNames(document, record.Kind, names);
        foreach (RecordId community in ((ImmutableArray<RecordId>)[.. record.Communities, .. record.NewlyNamed]).Distinct())
            connection["INSERT INTO naming VALUES (?, ?)"].Add(community).Add(record.Id).Run();
    }

    private void Write(FreshConnection row)
    {
        Connection link = row.Connection;
        byte[]? words = ConnectionRow.Stored(link.Words);
        (Record? from, Record? to) = (FindRecord(link.From), FindRecord(link.To));
        int grade = link.State != RecordState.Published || from is null || to is null ? 0
            : Math.Min(2, RecordRow.Grade(Envelope.Of(from)) * RecordRow.Grade(Envelope.Of(to)) * (link.PublicUntil is null ? 1 : 2));
        ConnectionRow.Put(connection, isFresh: true, link, from?.Kind ?? "", to?.Kind ?? "", grade, words);
        // A note hangs on a connection, too.
        if (from is null || to is null) GradeByEnds(link.Id);
        foreach (RecordId community in link.Communities.Distinct()) connection["INSERT INTO naming VALUES (?, ?)"].Add(community).Add(link.Id).Run();
        connection["INSERT INTO connection_revisions (connection, number, day, who, note, words, was_public) VALUES (?, ?, ?, ?, ?, ?, ?)"]
            .Add(link.Id).Add(link.Revision).Add(row.Day).Add(row.Who).Add(row.Note).AddText(words).Add(row.WasPublic).Run();
        actIsVisible |= grade > 0 || ((from is null || to is null) && IsOpen(link.Id));
    }

    /// <summary>The record and its revision are nearly always the same object.</summary>
    private byte[] Written(RecordContent content)
    {
        if (!ReferenceEquals(content, written.Content)) written = (content, ContentJson.Write(content));
        return written.Json;
    }
}
