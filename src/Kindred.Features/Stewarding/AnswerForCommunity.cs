using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Stewarding;

/// <summary>A steward answers for her community about a record or connection.</summary>
public sealed class AnswerForCommunity(IArchiveWriter writer, Answering answering, TimeProvider time)
{
    /// <param name="subject">The record or connection, or its handle at the desk where it was not accessioned yet.</param>
    /// <param name="basis">What it rests on where a community without a steward is named beside hers.</param>
    public async Task<AnswerOutcome> Answer(RecordId subject, Answer answer, Viewer.Member steward, PublicationBasis basis, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        if (answer.Check(today) is [_, ..] findings) return new AnswerOutcome.NeedsWork([.. findings]);
        // Default deny: who is no steward of it learns nothing of it.
        if (!steward.Communities.Contains(answer.Community)) return new AnswerOutcome.Unknown();
        return await writer.Write(session => answering.Take(session, subject, answer, steward, basis, today), cancel);
    }
}
