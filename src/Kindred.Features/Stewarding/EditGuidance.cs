using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Stewarding;

/// <summary>A steward rewrites what her community asks of those who write of it, and which names it uses and refuses: a new revision of its record, and her yes to it, in one act. It is shown
/// when so many have said yes to it as the community's protocol asks.</summary>
public sealed class EditGuidance(IArchiveWriter writer, Publication publication, TimeProvider time)
{
    /// <param name="revision">The revision that was read and rewritten.</param>
    public Task<GuidanceOutcome> Do(RecordId community, int? revision, OwnWords words, Viewer.Member steward, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write<GuidanceOutcome>(session =>
        {
            if (!steward.Communities.Contains(community) || session.FindRecord(community) is not { } record || record.Kind != Community.Kind.Name)
                return new GuidanceOutcome.Unknown();
            // Her yes would cover the change that waits too, unread.
            if (record.LatestRevision != record.Revision) return new GuidanceOutcome.ChangeWaits();
            if (revision != record.LatestRevision) return new GuidanceOutcome.ChangedMeanwhile();
            if (Yes(session, community, steward, today) is not { } yes) return new GuidanceOutcome.AnswerFirst();
            if (words.IsTooMuch) return new GuidanceOutcome.TooLong();
            Revision newest = session.FindRevision(community, record.LatestRevision)!;
            RecordContent content = words.In(newest.Content);
            int number = newest.Number + 1;
            content = Staleness.Marked(content, number, newest.Content, one => session.FindRevision(community, one)?.Content);
            // The community speaks, not the member: who its stewards are is not public.
            session.Put(newest with { Number = number, AskedFrom = number, Day = today, Who = content.Title, Note = "", Content = content, WasPublic = false });
            session.Put(record with { LatestRevision = number });
            session.Put(yes with { Revision = number });
            session.Write(new Act(ActKind.Consent, [community], today, IsPublic: false));
            return new GuidanceOutcome.Done(IsShown: publication.Settle(session, community, today) is { State: RecordState.Published } settled && settled.Revision == number);
        }, cancel);
    }

    /// <summary>Her yes to the new revision, within the limits of the one that she gave last. Null where her last word was no yes, or has ended: what she
    /// asks of others does not take it back.</summary>
    private static Consent? Yes(IArchiveSession session, RecordId community, Viewer.Member steward, DateOnly today)
    {
        Consent[] said = [.. session.Consents(community).Where(one => one.Community == community)];
        Consent? last = said.Where(one => one.Steward == steward.Handle).MaxBy(one => one.Number);
        // Nor what another of them took back since: to say yes against that she does so on its page.
        if (said.Any(one => one.Answer == ConsentAnswer.Withdrawn && !(one.Number < last?.Number))) return null;
        if (last is not null && (last.Answer != ConsentAnswer.Given || last.Until < today)) return null;
        return new Consent
        {
            Subject = community, Community = community, Revision = 0, Answer = ConsentAnswer.Given, Steward = steward.Handle, Day = today,
            Until = last?.Until, Scope = last?.Scope ?? ConsentScope.Publish,
        };
    }
}

public abstract record GuidanceOutcome
{
    private GuidanceOutcome()
    {
    }

    /// <param name="IsShown">The community has said yes with it; else others of its stewards are asked.</param>
    public sealed record Done(bool IsShown) : GuidanceOutcome;

    /// <summary>Another change of the community's record waits for an answer first.</summary>
    public sealed record ChangeWaits : GuidanceOutcome;

    /// <summary>Another steward changed it while she wrote.</summary>
    public sealed record ChangedMeanwhile : GuidanceOutcome;

    /// <summary>Her last answer about the community's record was no yes, or has ended.</summary>
    public sealed record AnswerFirst : GuidanceOutcome;

    public sealed record TooLong : GuidanceOutcome;

    public sealed record Unknown : GuidanceOutcome;
}
