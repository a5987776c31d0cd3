using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Merging;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Visibility;

/// <summary>What the policy needs to know of a record or connection; the envelope, never the words.</summary>
/// <param name="IsOfField">A connection that is part of a record, and is answered for with it.</param>
public readonly record struct Envelope(
    RecordState State,
    RecordVisibility Visibility,
    DateOnly? EmbargoUntil,
    DateOnly? PublicUntil,
    DepositId? Deposit,
    ImmutableArray<RecordId> Communities,
    bool IsOfField = false)
{
    public static Envelope Of(Record record) =>
        new(record.State, record.Visibility, record.EmbargoUntil, record.PublicUntil, record.Deposit, record.Communities);

    public static Envelope Of(Connection connection) =>
        new(connection.State, RecordVisibility.Public, null, connection.PublicUntil, connection.Deposit, connection.Communities, connection.IsOfField);
}

/// <summary>What an act was about, or what a telling stands beside.</summary>
/// <param name="Envelope">Null: it was withdrawn, and its tombstone is everyone's.</param>
/// <param name="WasPublic">It is or was public at some time.</param>
public readonly record struct ActSubject(RecordId Id, Envelope? Envelope, bool WasPublic);

/// <summary>Decides whether a record, connection, revision, deposit or field is visible to whom. Pure, default deny, and the only thing
/// that decides it: pages, search, counts, feeds, exports and errors all ask here.</summary>
public static class VisibilityPolicy
{
    public static bool Sees(Viewer viewer, in Envelope envelope)
    {
        // What was withdrawn is nobody's any more; a tombstone is another thing.
        if (envelope.State == RecordState.Withdrawn) return false;
        // Of what was merged another record tells; who gave it still sees what they gave.
        if (envelope.State == RecordState.Merged) return viewer is Viewer.Depositor own && envelope.Deposit == own.Deposit;
        if (IsPublic(envelope, viewer.Today)) return true;
        return viewer switch
        {
            Viewer.Member { IsKeeper: true } => envelope.Visibility != RecordVisibility.Depositor,
            Viewer.Member member => envelope.Visibility is RecordVisibility.Public or RecordVisibility.Community && SharesCommunity(member, envelope),
            Viewer.Depositor depositor => envelope.Deposit == depositor.Deposit,
            _ => false,
        };
    }

    /// <summary>A connection shows no more than both its ends do; who sees both sees what is part of one of them.</summary>
    public static bool Sees(Viewer viewer, in Envelope connection, in Envelope from, in Envelope to) =>
        (connection.IsOfField ? SeesLink(viewer, connection) : Sees(viewer, connection)) && Sees(viewer, from) && Sees(viewer, to);

    public static Visible<Record>? Show(Viewer viewer, Record record)
    {
        Envelope envelope = Envelope.Of(record);
        if (!Sees(viewer, envelope)) return null;
        // Who sees its way answers for it, and reads what waits for its day.
        Record shown = SeesTheWay(viewer, envelope) ? record : record with { Content = WithoutFinest(WithoutWithheld(record)), WithheldFields = [] };
        return new Visible<Record>(AtShownPrecision(shown with { Content = AtShownPlaces(shown.Content, record.WithheldPlaces) }));
    }

    public static Visible<Connection>? Show(Viewer viewer, Connection connection, in Envelope from, in Envelope to) =>
        Sees(viewer, Envelope.Of(connection), from, to) ? new Visible<Connection>(connection) : null;

    /// <summary>A part that was taken back and is held: keepers see it, and the stewards in whose community's name it was. Nobody else is told that there was one.</summary>
    /// <param name="subject">What it was a part of.</param>
    public static Visible<WithdrawnPart>? Show(Viewer viewer, in Envelope subject, WithdrawnPart part) =>
        viewer is Viewer.Member member && Sees(viewer, subject) && (member.IsKeeper || part.Words.Any(word => member.Communities.Contains(word.Community)))
            ? new Visible<WithdrawnPart>(part) : null;

    /// <summary>What was merged is told to keepers, who can part it again. Where its address leads is told to everyone who sees what stands there.</summary>
    public static Visible<MergeLine>? Show(Viewer viewer, MergeLine merge) => viewer is Viewer.Member { IsKeeper: true } ? new Visible<MergeLine>(merge) : null;

    /// <summary>That a community is asked because somebody said that it was not: keepers know, and that community's stewards.</summary>
    public static Visible<Claim>? Show(Viewer viewer, in Envelope record, Claim claim) =>
        viewer is Viewer.Member member && Sees(viewer, record) && (member.IsKeeper || member.Communities.Contains(claim.Community)) ? new Visible<Claim>(claim) : null;

    /// <summary>Until when something is kept back, and who wants that, is told to those who see its way to the public.</summary>
    public static Visible<Embargo>? Show(Viewer viewer, in Envelope subject, Embargo embargo) =>
        Sees(viewer, subject) && SeesTheWay(viewer, subject) ? new Visible<Embargo>(embargo) : null;

    /// <summary>The same of what waits at the desk.</summary>
    public static Visible<Embargo>? Show(Viewer viewer, Deposit deposit, IReadOnlyCollection<RecordId> named, Embargo embargo) =>
        Show(viewer, deposit, named) is null ? null : new Visible<Embargo>(embargo);

    /// <summary>Old revisions are shown under today's policy, and only those that were public once and no longer than the yes to them holds, except to those who may see the record's way. A community
    /// that only the newest names is asked about that one.</summary>
    public static Visible<Revision>? Show(Viewer viewer, Record record, Revision revision)
    {
        Envelope envelope = Envelope.Of(record);
        if (!Sees(viewer, envelope)) return null;
        bool isAsked = viewer is Viewer.Member member && revision.Number == record.LatestRevision && record.NewlyNamed.Any(member.Communities.Contains);
        bool seesWhole = isAsked || SeesTheWay(viewer, envelope);
        if (!seesWhole && !IsReadByAnyone(revision.WasPublic, revision.PublicUntil, viewer)) return null;
        Revision shown = seesWhole ? revision : WithoutWithheld(revision, record.WithheldFields);
        if (!seesWhole) shown = shown with { Content = WithoutFinest(shown.Content) };
        return new Visible<Revision>(shown with { Content = AtShownPrecision(AtShownPlaces(shown.Content, record.WithheldPlaces), record.IsPlacePrecise) });
    }

    /// <summary>The same of a connection that the viewer sees.</summary>
    public static Visible<ConnectionRevision>? Show(Viewer viewer, Connection connection, ConnectionRevision revision) =>
        Sees(viewer, Envelope.Of(connection)) && (IsReadByAnyone(revision.WasPublic, revision.PublicUntil, viewer) || SeesTheWay(viewer, Envelope.Of(connection))) ? new Visible<ConnectionRevision>(revision) : null;

    /// <summary>Keepers see every deposit; a steward those that name her community; a depositor their own.</summary>
    /// <param name="named">Communities that the deposit names, as far as they are records already.</param>
    public static Visible<Deposit>? Show(Viewer viewer, Deposit deposit, IReadOnlyCollection<RecordId> named)
    {
        bool sees = viewer switch
        {
            Viewer.Depositor depositor => depositor.Deposit == deposit.Id,
            // A draft is nobody's but its depositor's until it is handed in.
            Viewer.Member member => (deposit.Depositor is not null && deposit.Depositor == member.Handle)
                || (deposit.State is not (DepositState.Draft or DepositState.Withdrawn) && (member.IsKeeper || named.Any(member.Communities.Contains))),
            _ => false,
        };
        return sees ? new Visible<Deposit>(deposit) : null;
    }

    /// <summary>Who told a concern sees it, and the day on which it was closed; keepers see every open one, a steward those about what names her community, or by which it is claimed that it should.</summary>
    /// <param name="named">Communities that its subject names.</param>
    public static Visible<Concern>? Show(Viewer viewer, Concern concern, IReadOnlyCollection<RecordId> named)
    {
        bool sees = viewer switch
        {
            Viewer.Teller teller => teller.ReceiptHash.AsSpan().SequenceEqual(concern.ReceiptHash),
            Viewer.Member member => !concern.IsClosed && (member.IsKeeper || named.Any(member.Communities.Contains) || (concern.Community is { } claimed && member.Communities.Contains(claimed))),
            _ => false,
        };
        return sees ? new Visible<Concern>(concern) : null;
    }

    /// <summary>A public act names what the viewer may see and what a tombstone names. What it did to something else is told only of a use of power over what
    /// was public once, without saying what: keepers answer for that they hid, and nobody learns what is hidden.</summary>
    /// <param name="subjects">The records and connections among its subjects that are still there, and the tombstones of those that are not.</param>
    public static Visible<WrittenAct>? Show(Viewer viewer, WrittenAct written, IReadOnlyList<ActSubject> subjects)
    {
        ImmutableArray<RecordId> shown = [.. subjects.Where(one => one.Envelope is not { } envelope || Sees(viewer, envelope)).Select(one => one.Id)];
        bool isTold = subjects.All(one => shown.Contains(one.Id) || (written.Act.By is not null && one.WasPublic));
        return written.Act.IsPublic && isTold ? new Visible<WrittenAct>(written with { Act = written.Act with { Subjects = shown } }) : null;
    }

    /// <summary>What was public once and is not here for the viewer any more: that it is missing may be said, and nothing else of it. What never was public is
    /// not missed.</summary>
    public static bool Misses(Viewer viewer, in ActSubject subject) => subject.WasPublic && !(subject.Envelope is { } envelope && Sees(viewer, envelope));

    public static bool IsPublic(in Envelope envelope, DateOnly today) =>
        envelope.State == RecordState.Published
        && envelope.Visibility == RecordVisibility.Public
        && (envelope.EmbargoUntil is not { } embargo || embargo <= today)
        && (envelope.PublicUntil is not { } until || until >= today);

    /// <summary>It comes and goes with its record, but for one that was taken back and is held.</summary>
    private static bool SeesLink(Viewer viewer, in Envelope link) => link.State != RecordState.Hidden || viewer is Viewer.Member { IsKeeper: true };

    private static bool IsReadByAnyone(bool wasPublic, DateOnly? publicUntil, Viewer viewer) => wasPublic && (publicUntil is not { } until || until >= viewer.Today);

    private static bool SeesTheWay(Viewer viewer, in Envelope envelope) => viewer switch
    {
        Viewer.Member { IsKeeper: true } => true,
        Viewer.Member member => SharesCommunity(member, envelope),
        Viewer.Depositor depositor => envelope.Deposit == depositor.Deposit,
        _ => false,
    };

    private static bool SharesCommunity(Viewer.Member member, in Envelope envelope)
    {
        foreach (RecordId community in envelope.Communities)
        {
            if (member.Communities.Contains(community)) return true;
        }

        return false;
    }

    private static bool IsAt(ContentLink link, ImmutableArray<WithheldPlace> withheld) => link.Field == CommonFields.Where && withheld.Any(one => one.Place == link.Target);

    // The note of a link may say more of the place than its name does.
    private static IEnumerable<ContentLink> Shown(ContentLink link, ImmutableArray<WithheldPlace> withheld) => !IsAt(link, withheld) ? [link]
        : withheld.First(one => one.Place == link.Target).Instead is { } instead ? [link with { Target = instead, Note = null }] : [];

    /// <summary>What anyone may read of the record's content: without the parts that wait for their day.</summary>
    public static RecordContent WithoutWithheld(Record record) => WithheldField.Without(record.Content, record.WithheldFields);

    /// <summary>Why a revision was written may say more than it does.</summary>
    private static Revision WithoutWithheld(Revision revision, ImmutableArray<WithheldField> withheld) => !WithheldField.Holds(revision.Content, withheld) ? revision
        : revision with { Content = WithheldField.Without(revision.Content, withheld), Note = "" };

    /// <summary>That a place is known more closely than it is shown is itself a hint at it.</summary>
    private static RecordContent WithoutFinest(RecordContent content) => !content.Links.Any(link => link.Finest is not null) ? content
        : content with { Links = [.. content.Links.Select(link => link with { Finest = null })] };

    private static Record AtShownPrecision(Record record) =>
        record.Content["coordinates"] is null ? record : record with { Content = AtShownPrecision(record.Content, record.IsPlacePrecise) };

    /// <summary>Its places no closer than the communities that it names and who tells it want them shown: a coarser one in their stead, or none.</summary>
    public static RecordContent AtShownPlaces(RecordContent content, ImmutableArray<WithheldPlace> withheld) => withheld.IsEmpty || !content.Links.Any(link => IsAt(link, withheld)) ? content
        : content with { Links = [.. content.Links.SelectMany(link => Shown(link, withheld)).DistinctBy(link => (link.Field, link.Target))] };

    /// <summary>What the place's precision and its communities allow: a country or region has no point at all, a town one of about ten kilometres.</summary>
    public static RecordContent AtShownPrecision(RecordContent content, bool isPrecise) =>
        content.With("coordinates", content["coordinates"] is FieldValue.Coordinates point ? AtShownPrecision(point, isPrecise) : null);

    /// <summary>Null: no point is shown.</summary>
    public static FieldValue.Coordinates? AtShownPrecision(FieldValue.Coordinates point, bool isPrecise) => point.Precision switch
    {
        Precision.Exact when isPrecise => point,
        Precision.Exact or Precision.Town => new FieldValue.Coordinates(Math.Round(point.Latitude, 1), Math.Round(point.Longitude, 1), Precision.Town),
        _ => null,
    };
}
