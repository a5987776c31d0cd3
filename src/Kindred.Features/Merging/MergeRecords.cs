using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
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

/// <summary>A keeper finds that two records are of one thing, or that they are not after all. What both are merged into asks whomever either names.</summary>
public sealed class MergeRecords(IArchiveWriter writer, KindList kinds, Publication publication, TimeProvider time)
{
    /// <summary>Each of them is weighed anew in the same act.</summary>
    public const int MostConnections = 20_000;

    /// <param name="choose">Whose words of a field; what is left out is as <see cref="MergedContent.Usual"/> has it.</param>
    /// <param name="read">The revisions that were compared, of the one that goes and of the one that stays; null: whatever they are.</param>
    public Task<MergeOutcome> Merge(
        RecordId goes, RecordId stays, IReadOnlyDictionary<string, MergeChoice> choose, string reason, (int Goes, int Stays)? read, Viewer.Member keeper, CancellationToken cancel)
    {
        if ((Finding.ReasonMissing(reason) ?? Act.CheckReason(RecordInput.Clean(reason))) is { } wrong) return Task.FromResult<MergeOutcome>(new MergeOutcome.NotRight(wrong));
        DateOnly today = time.Today();
        return writer.Write(session => Merge(session, goes, stays, choose, RecordInput.Clean(reason), read, keeper, today), cancel);
    }

    public Task<MergeOutcome> Part(RecordId merged, string reason, Viewer.Member keeper, CancellationToken cancel)
    {
        if ((Finding.ReasonMissing(reason) ?? Act.CheckReason(RecordInput.Clean(reason))) is { } wrong) return Task.FromResult<MergeOutcome>(new MergeOutcome.NotRight(wrong));
        DateOnly today = time.Today();
        return writer.Write<MergeOutcome>(
            session =>
            {
                if (!keeper.IsKeeper) return new MergeOutcome.NotYours();
                if (session.FindMerge(merged) is not { } merge) return new MergeOutcome.NotThere();
                RecordId standing = session.Standing(merged);
                ImmutableArray<RecordId> since = [.. session.MadeSince(merge)];
                session.Write(new Act(ActKind.Parting, [merged, standing], today, IsPublic: true, keeper.Handle, RecordInput.Clean(reason)));
                Record parted = publication.Part(session, merge, keeper.Handle, RecordInput.Clean(reason), today);
                return new MergeOutcome.Parted(standing, parted.State, [.. since.Where(one => session.FindConnection(one) is { } link && (link.From == standing || link.To == standing))]);
            },
            cancel);
    }

    /// <summary>Whether they could be merged now, for who compares them. It is decided when they are.</summary>
    public Task<Finding?> WhyNot(RecordId goes, RecordId stays, Viewer.Member keeper, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write(
            session => session.FindRecord(goes) is { } going && session.FindRecord(stays) is { } staying && VisibilityPolicy.Sees(keeper, Envelope.Of(going)) && VisibilityPolicy.Sees(keeper, Envelope.Of(staying))
                ? WhyNot(session, going, staying, today) : new Finding("merge-which", "goes"),
            cancel);
    }

    private static Finding? WhyNot(IArchiveSession session, Record goes, Record stays, DateOnly today)
    {
        if (goes.Id == stays.Id) return new Finding("merge-itself", "into");
        if (goes.Kind != stays.Kind) return new Finding("merge-kinds", "into");
        if (!Domain.Merging.Merge.IsFor(goes.Kind)) return new Finding(goes.Kind == Community.Kind.Name ? "merge-communities" : "merge-own-words", "into");
        // A redirect would tell of what nobody may know of.
        if (!VisibilityPolicy.IsPublic(Envelope.Of(goes), today) || !VisibilityPolicy.IsPublic(Envelope.Of(stays), today)) return new Finding("merge-not-public", "into");
        if (goes.LatestRevision > goes.Revision || stays.LatestRevision > stays.Revision) return new Finding("merge-waits", "into");
        // What somebody suggested or corrected would be read beside a record that nobody sees.
        if (session.ProposalsTo(goes.Id).Concat(session.DepositsHolding(goes.Id).Select(session.FindDeposit).OfType<Deposit>()).Any(one => one.Corrects(goes.Id) || one.Proposal is { AwaitsReview: true })) return new Finding("merge-waits", "into");
        if (IsHeldBack(session, goes) || IsHeldBack(session, stays)) return new Finding("merge-held-back", "into");
        // What keepers found it to speak of is said of no other record unasked.
        if (session.Claims(goes.Id).Count > 0) return new Finding("merge-claimed", "into");
        return session.ConnectionsOf(goes.Id).Count > MostConnections ? new Finding("merge-too-large", "into") : null;
    }

    private MergeOutcome Merge(
        IArchiveSession session, RecordId goes, RecordId stays, IReadOnlyDictionary<string, MergeChoice> choose, string reason, (int Goes, int Stays)? read, Viewer.Member keeper, DateOnly today)
    {
        if (!keeper.IsKeeper) return new MergeOutcome.NotYours();
        if (session.FindRecord(goes) is not { } going || session.FindRecord(stays) is not { } staying
            || !VisibilityPolicy.Sees(keeper, Envelope.Of(going)) || !VisibilityPolicy.Sees(keeper, Envelope.Of(staying))) return new MergeOutcome.NotThere();
        if (WhyNot(session, going, staying, today) is { } wrong) return new MergeOutcome.NotRight(wrong);
        if (read is { } compared && compared != (going.Revision, staying.Revision)) return new MergeOutcome.ChangedMeanwhile();
        Kind kind = kinds[going.Kind];
        RecordContent before = session.FindRevision(stays, staying.LatestRevision)!.Content;
        RecordContent content = MergedContent.Of(kind, stays, before, going.Content, field => choose.TryGetValue(field.Name, out MergeChoice chosen) ? chosen : MergedContent.Usual(field, before, going.Content));
        session.Write(new Act(ActKind.Merging, [stays, goes], today, IsPublic: true, keeper.Handle, reason));
        publication.Merge(session, new Merge { Merged = goes, Into = stays, Day = today, By = keeper.Handle, Reason = reason }, content, today);
        Record merged = session.FindRecord(stays)!;
        return new MergeOutcome.Merged(stays, merged.LatestRevision > merged.Revision);
    }

    private static bool IsHeldBack(IArchiveSession session, Record record) =>
        !record.WithheldFields.IsEmpty || session.Embargoes(record.Id).Count > 0 || session.Parts(record.Id).Any(part => part.Held is not null);
}

public abstract record MergeOutcome
{
    private MergeOutcome()
    {
    }

    /// <param name="Asks">What the one that stays would say from now on waits for the communities that it names; what it said before is shown meanwhile.</param>
    public sealed record Merged(RecordId Into, bool Asks) : MergeOutcome;

    /// <param name="From">What stood for it.</param>
    /// <param name="State">Where it stands now: what stood for it may not be public.</param>
    /// <param name="Since">Connections that were made since they were merged, and stayed.</param>
    public sealed record Parted(RecordId From, RecordState State, ImmutableArray<RecordId> Since) : MergeOutcome;

    public sealed record NotRight(Finding Finding) : MergeOutcome;

    /// <summary>Somebody changed one of them since they were compared.</summary>
    public sealed record ChangedMeanwhile : MergeOutcome;

    public sealed record NotYours : MergeOutcome;

    public sealed record NotThere : MergeOutcome;
}
