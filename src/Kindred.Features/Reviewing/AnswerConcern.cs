using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

/// <summary>What a desk does from a concern before it is closed: answers or asks back in words, and names a community that was not asked.</summary>
public sealed class AnswerConcern(IArchiveWriter writer, IDepositStore deposits, Publication publication, IWithdrawalJournal journal, TimeProvider time)
{
    public const int LongestWords = 5_000;
    private const int MostSaid = 40;

    /// <summary>Words to whoever told it; read with the receipt. Null: said.</summary>
    public async Task<Finding?> Say(RecordId id, string words, bool closes, Viewer.Member member, CancellationToken cancel)
    {
        string clean = RecordInput.Clean(words);
        if (clean.Length == 0) return new Finding("empty", "words");
        if (clean.Length > LongestWords) return Finding.TooLong("words", LongestWords);
        if (await deposits.Concerns([id], member, cancel) is not [{ Value: var seen }]) return new Finding("concern-gone", "words");
        DateOnly today = time.Today();
        return await writer.Write<Finding?>(
            session =>
            {
                // Whoever told it may have taken it back meanwhile.
                if (session.FindConcern(seen.ReceiptHash) is not { IsClosed: false } concern) return new Finding("concern-gone", "words");
                if (closes && !SettleConcern.MayClose(session, concern, member, today)) return new Finding("concern-keepers", "words");
                if (!closes && concern.Said.Length >= MostSaid) return new Finding("too-many", "words");
                if (closes) journal.ConcernClosed(concern.Id, today);
                session.Put(closes ? concern.Closed(today, clean) : concern with { Said = concern.Said.Add(new ConcernWord(IsFromTeller: false, today, clean)) });
                return null;
            },
            cancel);
    }

    /// <summary>A keeper finds that the record speaks of the community that is claimed not to have been asked: every revision of it asks that one from now on. Where it has a
    /// steward nothing of it is public until she says yes; where it has none what it rests on decides, as for any other. The telling is not rewritten.</summary>
    public async Task<Finding?> NameCommunity(RecordId id, string because, Viewer.Member keeper, CancellationToken cancel)
    {
        if ((Finding.ReasonMissing(because) ?? Act.CheckReason(because)) is { } wrong) return wrong;
        if (!keeper.IsKeeper || await deposits.Concerns([id], keeper, cancel) is not [{ Value: { What: ConcernAbout.NotAsked } seen }]) return new Finding("concern-gone", "reason");
        DateOnly today = time.Today();
        return await writer.Write<Finding?>(
            session =>
            {
                if (session.FindRecord(seen.Subject) is not { State: not RecordState.Withdrawn } record) return new Finding("concern-gone", "reason");
                // Its record may have been made since.
                RecordId? claimed = seen.Community ?? (session.FindByName(seen.CommunityName, [Community.Kind.Name]) is [var one] ? one : null);
                if (claimed is not { } community || session.FindCommunity(community, today) is null) return new Finding("no-such-community", "reason");
                if (record.Communities.Contains(community)) return new Finding("named-already", "reason");
                bool wasPublic = VisibilityPolicy.IsPublic(Envelope.Of(record), today);
                // The journal first: a back-up of before knows of no claim. One that is older than its id has it at the desk, under its handle.
                foreach (RecordId handle in Destruction.EntriesOf(session, record.Id).Prepend(record.Id)) journal.Claimed(handle, community, today);
                session.PutClaim(record.Id, community);
                Record settled = publication.Settle(session, record.Id, today);
                if (!VisibilityPolicy.IsPublic(Envelope.Of(settled), today))
                {
                    // There it stays hidden too, until a keeper has looked at it: also where it only was to be public one day.
                    journal.Hidden(record.Id, today);
                    if (wasPublic) session.Write(new Act(ActKind.Hiding, [record.Id], today, record.WasPublic, keeper.Handle, because.Trim()));
                }

                return null;
            },
            cancel);
    }
}
