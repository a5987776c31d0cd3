using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What would be shown, and whether what stands as published is no more than that: for what comes from elsewhere. Writes nothing.</summary>
public sealed partial class Publication
{
    /// <summary>Whether no more of the published record may be read than what was answered about it lets, today and on any day until it is weighed again.</summary>
    public bool Holds(IArchiveSession session, Record record, DateOnly today)
    {
        if (record.PublishedDay is null || record.EmbargoUntil > today) return false;
        // Nobody may read it any more: the turn of the day weighs it.
        if (record.PublicUntil < today) return true;
        Kind kind = kinds[record.Kind];
        IReadOnlyList<(Revision Revision, Standing Standing)> revisions = Weigh(session, record, today);
        // A newer one that might be shown by now is no reason against this one.
        (Revision Revision, Standing Standing)[] until = [.. revisions.Where(one => one.Revision.Number <= record.Revision)];
        if (until is not [var (shown, standing), ..] || shown.Number != record.Revision) return false;
        if (Embargo.Latest(session.Embargoes(record.Id), today) is not null) return false;
        Settlement settlement = AsTold(session, record, OnSubjects(session, record, AsAnswered(session, record with { EmbargoUntil = null }, until, today), until, today), until, today);
        if (settlement.State != RecordState.Published || settlement.Shown != record.Revision) return false;
        Record settled = Settled(session, record, kind, settlement, null, until, today).Settled;
        return ShowsNoMore(record, settled) && AreAllNamed(session, kind, revisions) && WasAnyoneToAsk(session, record, shown, standing, today)
            && revisions.Where(one => one.Revision.Number != record.Revision).All(one => MayBeRead(one.Revision, one.Standing, revisions, today));
    }

    /// <summary>The same of a connection with words of its own, or of one that stands for a link.</summary>
    public bool Holds(IArchiveSession session, Connection connection, DateOnly today)
    {
        if (connection.PublicUntil < today) return true;
        // Nobody reads it while what is at its end is merged; parting weighs it anew.
        if (session.FindMerge(connection.From) is not null || session.FindMerge(connection.To) is not null) return true;
        if (connection.IsOfField) return StandsForLink(session, connection);
        Standing standing = Weigh(session, connection, today);
        IReadOnlyList<ConnectionRevision> said = session.ConnectionRevisions(connection.Id);
        if (!MayBePublic(session, connection, standing) || Embargo.Latest(session.Embargoes(connection.Id), today) is not null) return false;
        if (standing.Communities.Any(one => !connection.Communities.Contains(one.Community)) || IsLater(connection.PublicUntil, standing.Until)) return false;
        return said.Any(one => one.Number == connection.Revision && ContentJson.Write(connection, one.Words).AsSpan().SequenceEqual(ContentJson.Write(connection, connection.Words)))
            && said.Where(one => one.WasPublic && one.Number != connection.Revision && !(one.PublicUntil < today)).All(one =>
                Weigh(session, connection with { Revision = one.Number }, today) is { IsRefused: false } of && !IsLater(one.PublicUntil, of.Until));
    }

    private static bool ShowsNoMore(Record record, Record settled) =>
        ContentJson.AreSame(record.Content, settled.Content)
        && (record.Visibility != RecordVisibility.Public || settled.Visibility == RecordVisibility.Public)
        && !settled.Communities.Except(record.Communities).Any() && !record.PublishedWithout.Except(settled.PublishedWithout).Any()
        && !IsLater(record.PublicUntil, settled.PublicUntil)
        && settled.WithheldFields.All(one => record.WithheldFields.Any(held => held.Part == one.Part))
        && !settled.WithheldPlaces.Except(record.WithheldPlaces).Any()
        && (!record.IsPlacePrecise || settled.IsPlacePrecise || !SaysWhere(record));

    /// <summary>How precise it may be means something of it.</summary>
    private static bool SaysWhere(Record record) => record.Content["coordinates"] is not null || record.Content.Links.Any(link => link.Field == CommonFields.Where);

    /// <summary>A link says itself whether it leads to a community, which is asked.</summary>
    private static bool AreAllNamed(IArchiveSession session, Kind kind, IReadOnlyList<(Revision Revision, Standing Standing)> revisions) => revisions
        .SelectMany(one => one.Revision.Content.Links).Where(link => !link.IsCommunity && kind[link.Field]?.Link is { NamesCommunity: true }).Select(link => link.Target).Distinct()
        .All(target => session.FindRecord(target)?.Kind != Community.Kind.Name);

    /// <summary>What is public without a community's word became so when nobody answered for it: there was such a time since these words were written. On the day on which
    /// somebody begins to, there may have been.</summary>
    private static bool WasAnyoneToAsk(IArchiveSession session, Record record, Revision shown, Standing standing, DateOnly today)
    {
        RecordId[] without = [.. standing.Communities.Where(one => one.Answer == CommunityAnswer.Waiting && record.PublishedWithout.Contains(one.Community)).Select(one => one.Community)];
        if (without is []) return true;
        ILookup<RecordId, Domain.Keeping.Role> roles = session.Members().SelectMany(member => member.Roles).Where(role => role.Community is not null).ToLookup(role => role.Community!.Value);
        return without.All(community => roles[community].Select(role => role.Until).OfType<DateOnly>().Where(until => until >= shown.Day && until < today).Select(until => until.AddDays(1))
            .Append(shown.Day).Any(day => !roles[community].Any(role => role.From < day && role.HoldsOn(day))));
    }

    /// <summary>An older one that anyone may read.</summary>
    private static bool MayBeRead(Revision revision, Standing standing, IReadOnlyList<(Revision Revision, Standing Standing)> revisions, DateOnly today)
    {
        if (!revision.WasPublic || revision.PublicUntil < today) return true;
        Standing ofWords = revisions.First(one => one.Revision.AskedFrom == revision.AskedFrom).Standing;
        return !standing.IsRefused && !ofWords.IsRefused && !IsLater(revision.PublicUntil, Earlier(standing.Until, ofWords.Until));
    }

    private bool StandsForLink(IArchiveSession session, Connection connection)
    {
        return LinksSo(connection.From) || LinksSo(connection.To);

        // That of a hidden record stays as it was, and is read by nobody until its record is weighed again.
        bool LinksSo(RecordId id) => session.FindRecord(id) is { } record && FieldConnections.Of(record, kinds[record.Kind]).Any(one => one.Is(connection));
    }

    private static bool IsLater(DateOnly? one, DateOnly? other) => (one ?? DateOnly.MaxValue) > (other ?? DateOnly.MaxValue);

    /// <summary>The record as it would be, with the revision that it would say; nothing is written.</summary>
    private (Record Settled, Revision Shown) Settled(
        IArchiveSession session, Record record, Kind kind, Settlement settlement, DateOnly? embargo, IReadOnlyList<(Revision Revision, Standing Standing)> revisions, DateOnly today)
    {
        // Where nothing may be shown the newest is kept at hand for those who review and answer; if something was public, that stays in place, hidden.
        (Revision shown, Standing standing) = revisions.Where(one => one.Revision.Number == settlement.Shown)
            .Concat(revisions.Where(one => one.Revision.WasPublic && one.Revision.Number == record.Revision))
            .Append(revisions[0]).First();
        bool isPublic = settlement.State == RecordState.Published;
        ImmutableArray<RecordId> named = [.. standing.Communities.Select(one => one.Community)];
        // Whom it is for is said in its words, and answered with them: what nobody may read yet widens nothing.
        RecordVisibility visibility = settlement.Shown is null ? record.Visibility : Telling.Readers(kind, shown.Content, record.Visibility);
        bool isForAnyone = isPublic && visibility == RecordVisibility.Public;
        return (record with
        {
            State = settlement.State,
            Visibility = visibility,
            WasPublicBefore = record.WasPublic,
            Revision = shown.Number,
            Content = shown.Content,
            Basis = shown.Basis,
            Communities = named,
            NewlyNamed = [.. revisions[0].Standing.Communities.Select(one => one.Community).Except(named)],
            EmbargoUntil = embargo,
            PublicUntil = settlement.PublicUntil,
            PublishedWithout = settlement.Without,
            // That some could read it before tells no reader when it came.
            PublishedDay = isForAnyone && !record.WasPublic ? today : isPublic ? record.PublishedDay ?? today : record.PublishedDay,
            HiddenBecause = null,
            HiddenUntil = null,
            ComesWithTelling = record.ComesWithTelling && (!isPublic || WithTelling.Needs(record, shown.Content, standing)),
            WithheldFields = Embargo.Parts(session.Embargoes(record.Id), today),
            WithheldPlaces = PlacesWithheld.Of(session, kind, shown, standing, revisions),
            IsPlacePrecise = standing.IsPrecise && (kind.Name != Place.Kind.Name || PrecisePlaces.LetIn(session, record.Id, where => Weigh(session, where, today).IsPrecise)),
        }, shown);
    }
}
