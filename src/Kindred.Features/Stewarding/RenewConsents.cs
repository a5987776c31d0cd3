using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Stewarding;

/// <summary>A steward says again, many at a time, what she said for a while: to the same words, within the same limits, until another day. Where it had
/// ended, what it was said to is public again at once, if everyone else still says yes.</summary>
public sealed class RenewConsents(IArchiveWriter writer, Publication publication, TimeProvider time)
{
    public const int MostAtOnce = 50;

    /// <param name="until">Null: until withdrawn.</param>
    public async Task<RenewConsentsOutcome> Do(IReadOnlyCollection<(RecordId Subject, RecordId Community)> yeses, DateOnly? until, Viewer.Member steward, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        if (until < today) return new RenewConsentsOutcome.NotRight(new Finding("until-past", "until"));
        int renewed = 0, changed = 0;
        // One act each: what is published with the first need not wait for the fiftieth.
        foreach ((RecordId subject, RecordId community) in yeses.Take(MostAtOnce))
        {
            if (await writer.Write(session => Renew(session, subject, community, until, steward, today), cancel)) renewed++;
            else changed++;
        }

        return new RenewConsentsOutcome.Done(renewed, changed);
    }

    private bool Renew(IArchiveSession session, RecordId subject, RecordId community, DateOnly? until, Viewer.Member steward, DateOnly today)
    {
        if (!steward.Communities.Contains(community)) return false;
        Consent? last = session.Consents(subject).Where(one => one.Community == community && one.Steward == steward.Handle).MaxBy(one => one.Number);
        if (last is not { Answer: ConsentAnswer.Given, Until: not null } || !IsStillAsked(session, subject, community, last.Revision, steward)) return false;
        // To the revision that she read then: it covers what it covered, and no word that came since.
        publication.Put(session, last with { Number = 0, Day = today, Until = until, WholeOf = 0, Condition = null });
        session.Write(new Act(ActKind.Consent, [subject, community], today, IsPublic: false));
        if (session.FindConnection(subject) is { } connection) publication.Settle(session, connection, today);
        else publication.Settle(session, subject, today);
        if (session.FindDepositOf(subject) is { } deposit)
        {
            Deposit stands = Accession.WithState(session, deposit, today);
            session.Put(stands, Mentions.Named(session, stands));
        }

        return true;
    }

    /// <summary>It names her community, and in the words that she said yes to: those shown, or the newest.</summary>
    private static bool IsStillAsked(IArchiveSession session, RecordId subject, RecordId community, int revision, Viewer.Member steward)
    {
        if (session.FindConnection(subject) is { } connection) return !connection.IsOfField && connection.Communities.Contains(community) && connection.Revision == revision;
        if (session.FindRecord(subject) is not { } record || !VisibilityPolicy.Sees(steward, Envelope.Of(record))) return false;
        return record.Communities.Concat(record.NewlyNamed).Contains(community)
            && ((int[])[record.Revision, record.LatestRevision]).Any(number => number >= revision && session.FindRevision(subject, number) is { } said && said.AskedFrom <= revision);
    }
}

public abstract record RenewConsentsOutcome
{
    private RenewConsentsOutcome()
    {
    }

    /// <param name="Changed">So many were not renewed: they say something else by now, or are gone.</param>
    public sealed record Done(int Renewed, int Changed) : RenewConsentsOutcome;

    public sealed record NotRight(Finding Finding) : RenewConsentsOutcome;
}
