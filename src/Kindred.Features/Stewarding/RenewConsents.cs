using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
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
    /// <param name="sent">What her own key signed of all of them as one; null: they are complete without.</param>
    public async Task<RenewConsentsOutcome> Do(IReadOnlyCollection<(RecordId Subject, RecordId Community)> yeses, DateOnly? until, Viewer.Member steward, SentSignature? sent, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        if (until < today) return new RenewConsentsOutcome.NotRight(new Finding("until-past", "until"));
        Signing? signing = null;
        if (sent is not null)
        {
            // Once for all of them: its count goes on once.
            (Passkey? key, Finding? wrong) = await writer.Write(session => Verify(session, sent, yeses, until, steward, today), cancel);
            if (key is null) return new RenewConsentsOutcome.NotRight(wrong!);
            signing = new Signing(sent, key);
        }

        int renewed = 0, changed = 0;
        // One act each: what is published with the first need not wait for the fiftieth.
        foreach ((RecordId subject, RecordId community) in yeses.Take(MostAtOnce))
        {
            if (await writer.Write(session => Renew(session, subject, community, until, steward, signing, today), cancel)) renewed++;
            else changed++;
        }

        return new RenewConsentsOutcome.Done(renewed, changed);
    }

    private bool Renew(IArchiveSession session, RecordId subject, RecordId community, DateOnly? until, Viewer.Member steward, Signing? signing, DateOnly today)
    {
        if (Again(session, subject, community, until, steward, today) is not { } again) return false;
        // It may have come to say something else since all of them were looked at: then it is not said for her.
        ConsentSignature? signed = signing is null ? null : Signed(session, signing, again);
        if (signing is not null && signed is null) return false;
        publication.Put(session, again);
        if (signed is not null) ConsentSigning.Keep(session, signed, subject);
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

    /// <summary>What she signed must be what would be put down, of every one that is still there to be renewed.</summary>
    private static (Passkey? Key, Finding? Wrong) Verify(
        IArchiveSession session, SentSignature sent, IReadOnlyCollection<(RecordId Subject, RecordId Community)> yeses, DateOnly? until, Viewer.Member steward, DateOnly today)
    {
        (Passkey? key, Finding? wrong) = ConsentSigning.VerifyList(session, sent, steward.Handle);
        if (key is null) return (null, wrong);
        bool isOther = yeses.Take(MostAtOnce).Any(one => Again(session, one.Subject, one.Community, until, steward, today) is { } again && Signed(session, new Signing(sent, key), again) is null);
        return isOther ? (null, new Finding("signature-wrong", "signature")) : (key, null);
    }

    /// <summary>To the revision that she read then: it covers what it covered, and no word that came since. Null: it is no more to be renewed.</summary>
    private static Consent? Again(IArchiveSession session, RecordId subject, RecordId community, DateOnly? until, Viewer.Member steward, DateOnly today)
    {
        if (!steward.Communities.Contains(community)) return null;
        Consent[] said = [.. session.Consents(subject).Where(one => one.Community == community)];
        Consent? last = said.Where(one => one.Steward == steward.Handle).MaxBy(one => one.Number);
        // Another of her community took it back since: to say yes against that she must read it.
        if (said.Any(one => one.Answer == ConsentAnswer.Withdrawn && one.Number > last?.Number)) return null;
        return last is { Answer: ConsentAnswer.Given, Until: not null } && IsStillAsked(session, subject, community, last.Revision, steward)
            ? last with { Number = 0, Day = today, Until = until, WholeOf = 0, WholeBy = [], Condition = null } : null;
    }

    private static ConsentSignature? Signed(IArchiveSession session, Signing signing, Consent again) =>
        ConsentSigning.OfList(signing.Sent, signing.Key, again, session.WordsSaid(again.Subject, again.Revision));

    private sealed record Signing(SentSignature Sent, Passkey Key);

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
