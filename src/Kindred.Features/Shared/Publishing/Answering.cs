using System.Collections.Immutable;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Takes a steward's answer, inside the transaction of the act that brought it. With the last needed yes the record is published in it.</summary>
public sealed class Answering(KindList kinds, Publication publication, Accession accession, Embargoing embargoing)
{
    /// <param name="subject">The record or connection, or its handle at the desk where it was not accessioned yet: a yes to a deposit that is not
    /// her own is also its review.</param>
    public AnswerOutcome Take(IArchiveSession session, RecordId subject, Answer answer, Viewer.Member steward, PublicationBasis basis, DateOnly today)
    {
        bool isTakenNow = false;
        ConsentSignature? signed = null;
        if (session.FindDepositOf(subject) is { } deposit && EntryOf(deposit, subject) is { AwaitsReview: true } entry && (entry.Accessioned is null || entry.Entry == subject))
        {
            // By its permanent id it is the archived words that were read: a correction that waits is reviewed by its handle at the desk, where it is shown.
            if (VisibilityPolicy.Show(steward, deposit, Mentions.Named(session, deposit)) is null) return new AnswerOutcome.Unknown();
            if (deposit.Depositor == steward.Handle) return new AnswerOutcome.SecondPersonNeeded();
            // Before anything is taken in: her word is asked for here, or it is none.
            if (!NamedCommunities.AtDesk(session, kinds, deposit, entry.Entry).Contains(answer.Community)) return new AnswerOutcome.Unknown();
            // What is at the desk has no revision yet: who names one has read other words.
            if (answer.Revision is not null || (answer.Wording is { } words && words != Wording.Of(deposit))) return new AnswerOutcome.ChangedMeanwhile();
            if (answer.Signature is { } atDesk)
            {
                // What is not taken in has no answer beside which it could be kept.
                if (answer.Word != ConsentAnswer.Given) return new AnswerOutcome.NeedsWork([new Finding("signature-at-desk", "signature")]);
                Consent asked = Said(answer, subject, revision: 0, steward, today);
                (signed, Finding? wrong) = ConsentSigning.Verify(session, atDesk, asked, Encoding.ASCII.GetBytes(Wording.Of(deposit)), entry.Entry);
                if (wrong is not null) return new AnswerOutcome.NeedsWork([wrong]);
            }

            if (answer.Word != ConsentAnswer.Given && entry.Accessioned is null && answer.NotBefore is { } notBefore) embargoing.BySteward(session, entry.Entry, answer.Community, steward.Handle, notBefore, today);
            if (answer.Word != ConsentAnswer.Given && entry.Accessioned is null) return NotTaken(session, deposit, answer, steward, today);
            switch (accession.Take(session, deposit, steward, basis, today))
            {
                case AccessionOutcome.NeedsWork work: return new AnswerOutcome.NeedsWork(work.Findings);
                case AccessionOutcome.SecondKeeperNeeded: return new AnswerOutcome.SecondPersonNeeded();
                case AccessionOutcome.Done done: (subject, isTakenNow) = (EntryOf(done.Deposit, entry.Entry)!.Value.Accessioned!.Value, true); break;
            }
        }

        Record? record = session.FindRecord(subject);
        Connection? connection = record is null ? session.FindConnection(subject) : null;
        ImmutableArray<RecordId> named = record is not null ? NamedAtAll(session, record) : connection?.Communities ?? [];
        // A link that is there already becomes no connection of its own.
        if (isTakenNow && record is null && connection is null) return new AnswerOutcome.Done(null, RecordState.Published);
        // Thrown, so that nothing is taken in by an answer that is none.
        if (!named.Contains(answer.Community) && isTakenNow) throw new InvalidOperationException("What asked her community at the desk does not in the archive.");
        if (!named.Contains(answer.Community)) return new AnswerOutcome.Unknown();
        if (connection is { IsOfField: true })
            return isTakenNow ? new AnswerOutcome.Done(subject, connection.State) : new AnswerOutcome.NeedsWork([FieldConnections.OfRecord]);
        if (answer.Word == ConsentAnswer.Given && !isTakenNow && WereTakenBack(session, subject)) return new AnswerOutcome.ChangedMeanwhile();
        int revision = record?.LatestRevision ?? connection!.Revision;
        if (answer.Revision is { } read && read != revision) return new AnswerOutcome.ChangedMeanwhile();
        Consent said = Said(answer, subject, revision, steward, today);
        string? condition = said.Condition;
        if (answer.Signature is { } sent && signed is null)
        {
            (signed, Finding? wrong) = ConsentSigning.Verify(session, sent, said, session.WordsSaid(subject, revision));
            if (wrong is not null) return new AnswerOutcome.NeedsWork([wrong]);
        }

        // Before her yes, which may be the last that it needs.
        if (answer.NotBefore is { } day) embargoing.BySteward(session, subject, answer.Community, steward.Handle, day, today);
        publication.Put(session, said);
        if (signed is not null) ConsentSigning.Keep(session, signed, subject);
        session.Write(new Act(ActKind.Consent, [subject, answer.Community], today, IsPublic: false));
        RecordState state = record is not null ? publication.Settle(session, subject, today).State : publication.Settle(session, connection!, today).State;
        bool isOfProposal = record is not null && Publication.TellProposer(session, record.Id, revision, answer.Word, condition, today);
        if (session.FindDepositOf(subject) is { } whole)
        {
            Deposit stands = Accession.WithState(session, whole, today);
            if (answer.Word == ConsentAnswer.Declined && !isOfProposal) stands = stands with { DeclinedBecause = condition };
            // Who can meet her condition must know of it, and of her no to a change, where the deposit is not called declined.
            if (condition is not null && !isOfProposal && answer.Word != ConsentAnswer.Given && stands.State != DepositState.Declined) stands = stands with { Messages = stands.Messages.Add(new DepositMessage(false, today, condition)) };
            session.Put(stands, Mentions.Named(session, stands));
        }

        return new AnswerOutcome.Done(subject, state);
    }

    private static Consent Said(Answer answer, RecordId subject, int revision, Viewer.Member steward, DateOnly today) => new()
    {
        Subject = subject, Community = answer.Community, Revision = revision, Answer = answer.Word, Steward = steward.Handle, Day = today, Until = answer.Until, Scope = answer.Scope,
        Condition = answer.Condition is null ? null : RecordInput.Clean(answer.Condition),
    };

    /// <summary>The deposit with a steward's word against all of it that names these communities.</summary>
    public Deposit Refused(IArchiveSession session, Deposit deposit, ConsentAnswer word, Viewer.Member steward, IReadOnlyCollection<RecordId> communities, DateOnly today)
    {
        IEnumerable<RecordId> entries = deposit.Records.Select(one => one.Entry).Concat(deposit.Connections.Select(one => one.Entry));
        Consent[] said = [.. entries.SelectMany(entry => NamedCommunities.AtDesk(session, kinds, deposit, entry).Intersect(communities)
            .Select(community => new Consent { Subject = entry, Community = community, Revision = 0, Answer = word, Steward = steward.Handle, Day = today }))];
        foreach (Consent no in said) publication.Refused(no);
        return deposit with
        {
            Refusals = [.. deposit.Refusals.Where(old => !said.Any(one => one.Subject == old.Subject && one.Community == old.Community && one.Steward == old.Steward)), .. said],
        };
    }

    /// <summary>A no or a not-yet to what nobody has accepted goes back to its depositor with her words; nothing is taken into the archive.</summary>
    private AnswerOutcome.Done NotTaken(IArchiveSession session, Deposit deposit, Answer answer, Viewer.Member steward, DateOnly today)
    {
        string? words = answer.Condition is null ? null : RecordInput.Clean(answer.Condition);
        Deposit refused = Refused(session, deposit, answer.Word, steward, [answer.Community], today);
        Deposit back = answer.Word == ConsentAnswer.Conditional
            ? refused with { State = DepositState.InReview, StateDay = today, ReviewedBy = steward.Handle, Messages = words is null ? deposit.Messages : deposit.Messages.Add(new DepositMessage(false, today, words)) }
            : refused with { State = DepositState.Declined, StateDay = today, ReviewedBy = steward.Handle, DeclinedBecause = words };
        session.Put(back, Mentions.Named(session, back));
        return new AnswerOutcome.Done(null, answer.Word == ConsentAnswer.Conditional ? RecordState.InReview : RecordState.Declined);
    }

    /// <summary>Its depositor says it otherwise by now, and nobody could read the words that a yes would publish.</summary>
    private static bool WereTakenBack(IArchiveSession session, RecordId subject) =>
        session.FindDepositOf(subject)?.Corrects(subject) == true
        && (session.FindRecord(subject) is { } record ? session.FindRevision(subject, record.LatestRevision) is not { WasPublic: true }
            : session.FindConnection(subject) is { } connection && !Publication.WasPublic(session, connection));

    private ImmutableArray<RecordId> NamedAtAll(IArchiveSession session, Record record) => session.FindRevision(record.Id, record.LatestRevision) is not { } newest ? record.Communities
        : [.. record.Communities.Concat(NamedCommunities.Of(session, record.Id, kinds[record.Kind], newest.Content)).Distinct()];

    private static (RecordId Entry, RecordId? Accessioned, bool AwaitsReview)? EntryOf(Deposit deposit, RecordId subject)
    {
        foreach (DepositedRecord record in deposit.Records)
        {
            if (record.Entry == subject || record.Accessioned == subject) return (record.Entry, record.Accessioned, record.AwaitsReview);
        }

        foreach (DepositedConnection connection in deposit.Connections)
        {
            if (connection.Entry == subject || connection.Accessioned == subject) return (connection.Entry, connection.Accessioned, connection.AwaitsReview);
        }

        return null;
    }
}

/// <summary>What a steward says.</summary>
/// <param name="Condition">What must change before it can be yes, or why not.</param>
/// <param name="Revision">The revision that was read: an answer to another would be to words nobody of the community has seen. Null: the newest.</param>
/// <param name="Wording">The same of a deposit that is answered by a handle at the desk.</param>
/// <param name="Signature">What her own key signed of it; null: it is complete without.</param>
/// <param name="NotBefore">It is not to be public before this day; null: nothing is said of that, and what was said stays.</param>
public sealed record Answer(
    RecordId Community, ConsentAnswer Word, ConsentScope Scope, DateOnly? Until, string? Condition, int? Revision = null, string? Wording = null, SentSignature? Signature = null,
    DateOnly? NotBefore = null)
{
    private const int LongestCondition = 5_000;

    public Finding[] Check(DateOnly today) =>
    [
        .. Until < today ? [new Finding("until-past", "until")] : (Finding[])[],
        .. Embargo.Check(NotBefore, today) is { } wrong ? [wrong] : (Finding[])[],
        .. Until < NotBefore ? [new Finding("until-before-embargo", "until")] : (Finding[])[],
        .. Word == ConsentAnswer.Conditional && string.IsNullOrWhiteSpace(Condition) ? [new Finding("condition-missing", "condition")] : (Finding[])[],
        .. Condition is { Length: > LongestCondition } ? [Finding.TooLong("condition", LongestCondition)] : (Finding[])[],
        .. Word == ConsentAnswer.Given && !Scope.HasFlag(ConsentScope.Publish) ? [new Finding("scope-without-publish", "scope")] : (Finding[])[],
        .. Word == ConsentAnswer.Withdrawn ? [new Finding("withdraw-at-its-address", "answer")] : (Finding[])[],
    ];
}

public abstract record AnswerOutcome
{
    private AnswerOutcome()
    {
    }

    /// <param name="Subject">Its permanent id; null where it was not taken into the archive.</param>
    public sealed record Done(RecordId? Subject, RecordState State) : AnswerOutcome;

    public sealed record NeedsWork(ImmutableArray<Finding> Findings) : AnswerOutcome;

    /// <summary>Nobody reviews their own deposit.</summary>
    public sealed record SecondPersonNeeded : AnswerOutcome;

    /// <summary>A newer revision or a correction came while she read.</summary>
    public sealed record ChangedMeanwhile : AnswerOutcome;

    public sealed record Unknown : AnswerOutcome;
}
