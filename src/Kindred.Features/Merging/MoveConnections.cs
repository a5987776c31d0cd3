using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Merging;

/// <summary>A record holds two things: what is said of the other is moved to a record of its own, or to one that is there. Each connection keeps its address, words and history; a link of a field is changed in
/// its record, as a revision with the reason.</summary>
public sealed class MoveConnections(IArchiveWriter writer, KindList kinds, Publication publication, TimeProvider time)
{
    public const int Most = 500;
    public const int LongestTitle = 300;

    /// <param name="to">The record to which; null: a new one with this title.</param>
    public Task<MoveOutcome> Do(RecordId from, RecordId? to, string? title, IReadOnlyCollection<RecordId> connections, string reason, Viewer.Member keeper, CancellationToken cancel)
    {
        string named = RecordInput.Clean(title ?? "");
        Finding? wrong = Finding.ReasonMissing(reason) ?? Act.CheckReason(RecordInput.Clean(reason))
            ?? (to is null && named.Length == 0 ? new Finding("move-nowhere", "to") : null)
            ?? (to is null && named.Length > LongestTitle ? Finding.TooLong("title", LongestTitle) : null)
            ?? (connections.Count == 0 ? new Finding("move-nothing", "connections") : connections.Count > Most ? new Finding("move-too-many", "connections", Most.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null);
        if (wrong is not null) return Task.FromResult<MoveOutcome>(new MoveOutcome.NotRight(wrong));
        DateOnly today = time.Today();
        return writer.Write(session => In(session, from, to, named, [.. connections.Distinct()], RecordInput.Clean(reason), keeper, today), cancel);
    }

    private MoveOutcome In(IArchiveSession session, RecordId from, RecordId? to, string title, RecordId[] connections, string reason, Viewer.Member keeper, DateOnly today)
    {
        if (!keeper.IsKeeper) return new MoveOutcome.NotYours();
        if (session.FindRecord(from) is not { } record || !VisibilityPolicy.Sees(keeper, Envelope.Of(record))) return new MoveOutcome.NotThere();
        if (to is { } other && (session.FindRecord(other) is not { } there || !VisibilityPolicy.Sees(keeper, Envelope.Of(there)))) return new MoveOutcome.NotThere();
        if (WhyNot(session, record, to, today) is { } wrong) return new MoveOutcome.NotRight(wrong);
        RecordId target = to ?? Make(session, record, title, keeper, reason, today);
        List<RecordId> moved = [], left = [];
        foreach (RecordId id in connections)
        {
            if (session.FindConnection(id) is not { } link || (link.From != from && link.To != from)) left.Add(id);
            else (Move(session, link, from, target, keeper.Handle, reason, today) ? moved : left).Add(id);
        }

        session.Write(new Act(ActKind.Moving, [from, target], today, IsPublic: true, keeper.Handle, reason));
        publication.Settle(session, from, today);
        publication.Settle(session, target, today);
        return new MoveOutcome.Moved(target, session.FindRecord(target)!.State, [.. moved], [.. left]);
    }

    private static Finding? WhyNot(IArchiveSession session, Record from, RecordId? to, DateOnly today)
    {
        if (!Merge.IsFor(from.Kind)) return new Finding(from.Kind == Community.Kind.Name ? "merge-communities" : "merge-own-words", "to");
        if (!VisibilityPolicy.IsPublic(Envelope.Of(from), today)) return new Finding("merge-not-public", "to");
        if (to is not { } id) return null;
        Record target = session.FindRecord(id)!;
        if (target.Id == from.Id) return new Finding("merge-itself", "to");
        if (target.Kind != from.Kind) return new Finding("merge-kinds", "to");
        return VisibilityPolicy.IsPublic(Envelope.Of(target), today) ? null : new Finding("merge-not-public", "to");
    }

    /// <summary>It says no more than its name, and what its kind must say. It asks whomever it names.</summary>
    private RecordId Make(IArchiveSession session, Record from, string title, Viewer.Member keeper, string reason, DateOnly today)
    {
        RecordId id = RecordId.Mint();
        Kind kind = kinds[from.Kind];
        RecordContent content = new RecordContent { Language = from.Content.Language }.With("title", new FieldValue.One(title));
        foreach (Field field in kind.Fields.Where(field => field.IsRequired && field.Name != "title")) content = ContentPart.Put(content, field.Name, from.Content);
        Revision revision = new() { Record = id, Number = 1, Day = today, Who = keeper.Handle, Note = reason, Content = content, AskedFrom = 1, Basis = from.Basis };
        session.Put(revision);
        session.Put(new Record
        {
            Id = id, Kind = from.Kind, State = RecordState.Asked, Revision = 1, LatestRevision = 1, Content = content, Basis = from.Basis, IsVouchedByOneKeeper = true,
            Communities = NamedCommunities.Of(session, id, kind, content),
        });
        publication.Settle(session, id, today);
        return id;
    }

    private bool Move(IArchiveSession session, Connection link, RecordId from, RecordId to, string who, string reason, DateOnly today)
    {
        RecordId far = link.From == from ? link.To : link.From;
        if (far == to || session.IsMoved(link.Id)) return false;
        if (link.IsOfField) return MoveLink(session, link, from, to, far, who, reason, today);
        Connection said = link with { Revision = link.Revision + 1 };
        session.Put(said, who, reason, today);
        session.Move(link.Id, from, to, merge: null);
        publication.Settle(session, session.FindConnection(link.Id)!, today);
        if (session.FindRecord(far) is not null) publication.Settle(session, far, today);
        return true;
    }

    /// <summary>What its communities are asked about is theirs to change, and what waits already is not written over: those stay where they are.</summary>
    private bool MoveLink(IArchiveSession session, Connection link, RecordId from, RecordId to, RecordId far, string who, string reason, DateOnly today)
    {
        if (session.FindRecord(link.From) is not { } near) return false;
        RecordId owner = FieldConnections.OwnerOf(link, kinds[near.Kind]);
        if (owner == from) return MoveOwn(session, link, from, to, far, who, reason, today);
        if (owner != far || session.FindRecord(owner) is not { } record || record.LatestRevision > record.Revision || record.State != RecordState.Published) return false;
        Kind kind = kinds[record.Kind];
        Revision newest = session.FindRevision(owner, record.LatestRevision)!;
        RecordContent content = newest.Content with
        {
            Links = [.. newest.Content.Links.Select(one => one.Target == from && kind[one.Field]?.Link?.Name == link.Type ? one with { Target = to } : one).DistinctBy(one => (one.Field, one.Target))],
        };
        if (!record.Communities.IsEmpty && Asks(session, kind, newest, content)) return false;
        session.Move(link.Id, from, to, merge: null);
        Put(session, record, kind, newest, content, who, reason, today);
        return true;
    }

    /// <summary>The link is said by the record that is divided: the other says it from now on.</summary>
    private bool MoveOwn(IArchiveSession session, Connection link, RecordId from, RecordId to, RecordId far, string who, string reason, DateOnly today)
    {
        Record record = session.FindRecord(from)!, target = session.FindRecord(to)!;
        Kind kind = kinds[record.Kind];
        if (record.LatestRevision > record.Revision || target.LatestRevision > target.Revision) return false;
        Revision newest = session.FindRevision(from, record.LatestRevision)!, theirs = session.FindRevision(to, target.LatestRevision)!;
        bool IsIt(ContentLink one) => one.Target == far && kind[one.Field]?.Link?.Name == link.Type;
        ContentLink[] links = [.. newest.Content.Links.Where(IsIt)];
        RecordContent without = newest.Content with { Links = [.. newest.Content.Links.Where(one => !IsIt(one))] };
        RecordContent with = theirs.Content with { Links = [.. theirs.Content.Links, .. links.Where(one => !theirs.Content.Links.Any(own => (own.Field, own.Target) == (one.Field, one.Target)))] };
        bool isRequired = links.Any(one => kind[one.Field]!.IsRequired && without.Links.All(left => left.Field != one.Field));
        if (isRequired || links.Any(one => one.IsCommunity) || ((!record.Communities.IsEmpty || !target.Communities.IsEmpty) && (Asks(session, kind, newest, without) || Asks(session, kind, theirs, with)))) return false;
        session.Move(link.Id, from, to, merge: null);
        Put(session, target, kind, theirs, with, who, reason, today);
        Put(session, session.FindRecord(from)!, kind, newest, without, who, reason, today);
        return true;
    }

    private static bool Asks(IArchiveSession session, Kind kind, Revision newest, RecordContent content) => AskingAnew.Is(session, kind, newest, content);

    private void Put(IArchiveSession session, Record record, Kind kind, Revision newest, RecordContent content, string who, string reason, DateOnly today)
    {
        int number = newest.Number + 1;
        content = Staleness.Marked(content, number, newest.Content, one => session.FindRevision(record.Id, one)?.Content);
        session.Put(new Revision
        {
            Record = record.Id, Number = number, Day = today, Who = who, Note = reason, Content = content, Basis = newest.Basis,
            AskedFrom = AskingAnew.Is(session, kind, newest, content) ? number : newest.AskedFrom,
        });
        session.Put(record with { LatestRevision = number });
        publication.Settle(session, record.Id, today);
    }
}

public abstract record MoveOutcome
{
    private MoveOutcome()
    {
    }

    /// <param name="Left">What was not moved: a community is asked about it, or something of it waits already.</param>
    public sealed record Moved(RecordId To, RecordState State, ImmutableArray<RecordId> Connections, ImmutableArray<RecordId> Left) : MoveOutcome;

    public sealed record NotRight(Finding Finding) : MoveOutcome;

    public sealed record NotYours : MoveOutcome;

    public sealed record NotThere : MoveOutcome;
}
