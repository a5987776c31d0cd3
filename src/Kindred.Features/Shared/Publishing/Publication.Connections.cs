using System.Collections.Immutable;
using Kindred.Domain.Ledger;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Publishing;

public sealed partial class Publication
{
    /// <summary>Where the communities stand that a connection names.</summary>
    public Standing Weigh(IArchiveSession session, Connection connection, DateOnly today) => Standing.On(
        connection.Revision, connection.Revision, NamedCommunities.WithStewards(session, NamedCommunities.Of(session, kinds, connection), today), session.Consents(connection.Id), today);

    /// <summary>Whether the words that the connection has now were public once: it may be hidden without ever having been.</summary>
    public static bool WasPublic(IArchiveSession session, Connection connection) => session.ConnectionRevisions(connection.Id).Any(one => one.Number == connection.Revision && one.WasPublic);

    /// <summary>The same for a connection with words of its own.</summary>
    public Connection Settle(IArchiveSession session, Connection connection, DateOnly today) => Settle(session, connection, today, []);

    private Connection Settle(IArchiveSession session, Connection connection, DateOnly today, HashSet<RecordId> settling)
    {
        // It comes and goes with its record, which is asked about.
        if (connection.IsOfField) return connection;
        Connection settled = Hiding.Of(connection, today) is null ? Weighed(session, connection, today, settling) : KeptHidden(session, connection, today, settling);
        if (settled.Type == ConnectionType.InPlace.Name && session.FindRecord(settled.To) is not null) Settle(session, settled.To, today, settling);
        SettleTold(session, session.WithTellingBeside(settled.Id), today, settling);
        return settled;
    }

    private Connection KeptHidden(IArchiveSession session, Connection connection, DateOnly today, HashSet<RecordId> settling)
    {
        MarkWhole(session, Weigh(session, connection, today).Communities);
        Reindex(session, connection.From, today);
        SettleNotesOn(session, connection.Id, today, settling);
        return connection;
    }

    private Connection Weighed(IArchiveSession session, Connection connection, DateOnly today, HashSet<RecordId> settling)
    {
        Standing standing = Weigh(session, connection, today);
        MarkWhole(session, standing.Communities);
        bool mayBePublic = MayBePublic(session, connection, standing);
        bool isPublic = mayBePublic && Embargo.Latest(session.Embargoes(connection.Id), today) is null;
        RecordState state = isPublic ? RecordState.Published
            : mayBePublic ? RecordState.Embargoed
            : standing.IsWithdrawn ? RecordState.Hidden
            : standing.IsDeclined ? RecordState.Declined
            : connection.State == RecordState.InReview || (standing.HasUnstewarded && connection.Basis == PublicationBasis.Consent) ? RecordState.InReview
            : RecordState.Asked;
        DateOnly? until = mayBePublic ? standing.Until : null;
        if (isPublic) MarkRevisions(session, connection, today, until);
        ImmutableArray<RecordId> named = [.. standing.Communities.Select(one => one.Community)];
        if (state == connection.State && until == connection.PublicUntil && connection.HiddenBecause is null && named.Length == connection.Communities.Length) return connection;
        Connection settled = connection with
        {
            State = state,
            Communities = named,
            PublicUntil = until,
            PublishedDay = isPublic ? connection.PublishedDay ?? today : connection.PublishedDay,
            HiddenBecause = null,
            HiddenUntil = null,
        };
        session.Put(settled, "", "", today);
        if (isPublic && connection.State != state) session.Write(new Act(ActKind.Connection, [settled.Id], today, IsPublic: true));
        Reindex(session, settled.From, today);
        SettleNotesOn(session, settled.Id, today, settling);
        return settled;
    }

    private static bool MayBePublic(IArchiveSession session, Connection connection, Standing standing) => standing.IsGiven && (!standing.HasUnstewarded || connection.Basis != PublicationBasis.Consent)
        && (WasPublic(session, connection) || !IsTakenBack(session, connection.Id))
        && !PlacesWithheld.IsWithheld(session, connection, standing);

    /// <summary>The shown revision was public once; of those before it what a community has said no to is read no more, nor longer than its yes holds.</summary>
    private void MarkRevisions(IArchiveSession session, Connection connection, DateOnly today, DateOnly? until)
    {
        session.MarkRevision(connection.Id, connection.Revision, wasPublic: true, until);
        foreach (ConnectionRevision before in session.ConnectionRevisions(connection.Id).Where(one => one.WasPublic && one.Number < connection.Revision))
        {
            Standing standing = Weigh(session, connection with { Revision = before.Number }, today);
            session.MarkRevision(connection.Id, before.Number, !standing.IsRefused, standing.Until);
        }
    }

    /// <summary>What is said beside the record is asked of those, too, whom it names now and did not before.</summary>
    private void SettleConnections(IArchiveSession session, RecordId id, DateOnly today, HashSet<RecordId> settling)
    {
        foreach (Connection connection in session.ConnectionsOf(id).Where(one => !one.IsOfField && NamedCommunities.Of(session, kinds, one).Length > one.Communities.Length))
            Settle(session, connection, today, settling);
    }

    /// <summary>What somebody said beside it of where it was is no closer than it is itself.</summary>
    private void SettleInPlaces(IArchiveSession session, RecordId id, DateOnly today, HashSet<RecordId> settling)
    {
        foreach (Connection connection in session.ConnectionsOf(id).Where(one => !one.IsOfField && one.Type == ConnectionType.InPlace.Name && one.From == id).ToArray())
            Settle(session, connection, today, settling);
    }
}
