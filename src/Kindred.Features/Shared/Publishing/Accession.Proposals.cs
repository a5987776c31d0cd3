using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Takes a proposal, whole or in part: what is taken becomes a revision of the record by the way of every revision.</summary>
public sealed partial class Accession
{
    /// <summary>Takes these parts of the deposit's proposal.</summary>
    /// <param name="parts">Names of some of its parts, one at least.</param>
    public AccessionOutcome Take(IArchiveSession session, Deposit deposit, IReadOnlyCollection<string> parts, Viewer.Member reviewer, PublicationBasis basis, DateOnly today)
    {
        Proposal proposal = deposit.Proposal!;
        if (session.FindRecord(proposal.Record) is not { } record || session.FindRevision(record.Id, record.LatestRevision) is not { } newest)
            return new AccessionOutcome.NeedsWork([new Finding("proposal-record-gone", "record")]);
        if (parts.Count == 0) return new AccessionOutcome.NeedsWork([new Finding("proposal-nothing-taken", "parts")]);
        if (parts.FirstOrDefault(part => !proposal.Parts.Contains(part)) is { } unknown) return new AccessionOutcome.NeedsWork([new Finding("proposal-unknown-part", "parts", unknown)]);
        if (parts.Any(part => IsKeptFrom(session, record, proposal, part, kinds[record.Kind]))) return new AccessionOutcome.NeedsWork([new Finding("proposal-kept-back", "parts")]);
        // Two keepers agree to the same words: they can't, where each may choose others.
        if (basis == PublicationBasis.FirstHand && proposal.Parts.Except(parts).Any()) return new AccessionOutcome.NeedsWork([new Finding("proposal-first-hand-whole", "parts")]);
        Deposit taken = Mentions.OnlyNamedIn(deposit, parts);
        Kind kind = kinds[record.Kind];
        DepositedRecord entry = taken.Proposal!.Onto(newest.Content, kind, parts, link => Mentions.Find(session, link.Target, kind[link.Field]!.LinkKinds));
        // What it led to may have been withdrawn since.
        entry = entry with { Links = [.. entry.Links.Where(link => !RecordId.TryParse(link.Target, out RecordId id) || session.FindRecord(id) is not null || session.FindConnection(id) is not null)] };
        taken = taken with { Proposal = taken.Proposal with { AwaitsReview = false, Taken = [.. proposal.Parts.Where(parts.Contains)], DecidedDay = today }, Records = [.. taken.Records, entry] };
        return Take(session, taken, reviewer, basis, today);
    }

    /// <summary>What is not public before a day is not said anew by who could not read it: it would take the place of what stands there.</summary>
    private static bool IsKeptFrom(IArchiveSession session, Record record, Proposal proposal, string part, Kind kind) => record.WithheldFields.Any(one =>
        one.Part.Field == (ContentPart.NoticeOf(part) ?? ContentPart.FieldOf(part))
        && (one.Part.Target is not { } target || proposal.Links.Any(link => link.Field == part && Mentions.Find(session, link.Target, kind[part]!.LinkKinds) == target)));

    /// <summary>Somebody else changed its record since its words were written.</summary>
    private static bool HasMovedOn(IArchiveSession session, DepositedRecord record) =>
        record is { Accessioned: { } id, OfRevision: { } read } && session.FindRecord(id) is { } known && known.LatestRevision > read;

    /// <summary>A depositor took out no link that she could not see.</summary>
    private static bool IsSeen(IArchiveSession session, Deposit deposit, RecordId target, DateOnly today) => session.FindRecord(target) is not { } record
        || record.Deposit == deposit.Id || VisibilityPolicy.IsPublic(Envelope.Of(record), today);

    /// <summary>What was accepted says what its record says now, with what others changed in it meanwhile.</summary>
    private static Deposit AsTaken(IArchiveSession session, Deposit deposit, ImmutableArray<DepositedRecord> accepted, HashSet<RecordId> moved)
    {
        return deposit with { Records = [.. deposit.Records.Select(record => accepted.Any(one => one.Entry == record.Entry) ? Taken(record) : record)] };

        DepositedRecord Taken(DepositedRecord record)
        {
            int latest = session.FindRecord(record.Accessioned!.Value)!.LatestRevision;
            return moved.Contains(record.Entry)
                ? deposit.AsArchived(record, session.FindRevision(record.Accessioned.Value, latest)!.Content, latest) with { AwaitsReview = record.AwaitsReview }
                : record with { OfRevision = latest };
        }
    }

    /// <summary>The deposit as it is kept: what a proposal makes of the record is the record's alone.</summary>
    private static Deposit Kept(Deposit deposit) =>
        deposit.Proposal is not { } proposal ? deposit : deposit with { Records = [.. deposit.Records.Where(record => record.Entry != proposal.Entry)] };

    /// <summary>It stands where its revision stands.</summary>
    private static DepositState StateOf(IArchiveSession session, Proposal proposal, DepositState before)
    {
        if (proposal.TakenAs is not { } revision || session.FindRecord(proposal.Record) is not { } record) return before;
        if (record.PublishedDay is not null && record.Revision >= revision) return DepositState.Published;
        return before == DepositState.Declined ? before : DepositState.Asked;
    }
}
