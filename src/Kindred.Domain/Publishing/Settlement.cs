using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Domain.Publishing;

/// <summary>What becomes of a record once all that was answered about it is weighed.</summary>
/// <param name="Shown">The revision to show; null: none may be shown.</param>
public sealed record Settlement(RecordState State, int? Shown, DateOnly? PublicUntil, ImmutableArray<RecordId> Without)
{
    /// <summary>The newest revision to which every community it names has said yes is shown; the last consented one stays while a newer is asked. A newer
    /// one that was shown took its place for good: when that may not be public any more, what it left out does not come back by itself.
    /// Pure: the caller gives each revision with where its communities stand, newest first.</summary>
    public static Settlement Of(Record record, IReadOnlyList<(Revision Revision, Standing Standing)> newestFirst, DateOnly today)
    {
        foreach ((Revision revision, Standing standing) in newestFirst)
        {
            // What was shown may have been destroyed since: it took the place of these all the same.
            if (record.PublishedDay is not null && revision.Number < record.Revision) break;
            if (!MayBePublic(record, revision, standing))
            {
                if (revision.WasPublic) break;
                continue;
            }

            RecordState state = record.EmbargoUntil is { } embargo && embargo > today ? RecordState.Embargoed : RecordState.Published;
            // Kept back it is public without nobody: who comes to answer meanwhile is asked.
            return new Settlement(state, revision.Number, standing.Until, [.. standing.Communities
                .Where(one => (one.Answer == CommunityAnswer.Unstewarded && (state == RecordState.Published || record.PublishedWithout.Contains(one.Community))) || IsOwedToNobodyYet(record, revision, one))
                .Select(one => one.Community)]);
        }

        (Revision newest, Standing asked) = newestFirst[0];
        RecordState unsettled = asked switch
        {
            { IsWithdrawn: true } => RecordState.Hidden,
            { IsDeclined: true } => RecordState.Declined,
            // A community without a steward needs a basis that a review has yet to give.
            { HasUnstewarded: true } when newest.Basis == PublicationBasis.Consent => RecordState.InReview,
            _ => record.State == RecordState.InReview ? RecordState.InReview : RecordState.Asked,
        };
        return new Settlement(unsettled, null, null, []);
    }

    private static bool MayBePublic(Record record, Revision revision, Standing standing) =>
        standing.Communities.All(one =>
            one.Answer == CommunityAnswer.Given
            || (one.Answer == CommunityAnswer.Unstewarded && revision.Basis != PublicationBasis.Consent)
            || IsOwedToNobodyYet(record, revision, one));

    /// <summary>Published when the community had no steward: it stays public until she answers, as it is and no further.</summary>
    private static bool IsOwedToNobodyYet(Record record, Revision revision, CommunityStanding one) =>
        one.Answer == CommunityAnswer.Waiting && revision.Number == record.Revision && revision.WasPublic && record.PublishedWithout.Contains(one.Community);
}
