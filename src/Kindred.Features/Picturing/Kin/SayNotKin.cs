using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Kin;

/// <summary>A keeper, or a steward of a community that one of them is or names, says that two are not kin, or takes that back. It is remembered, and neither is changed; whoever writes a kinship of them
/// all the same is asked about as about any other.</summary>
public sealed class SayNotKin(IArchiveWriter writer, TimeProvider time)
{
    /// <summary>So many pairs are remembered in all.</summary>
    public const int MostKept = 10_000;

    public Task<NotKinAnswer> Do(RecordId one, RecordId other, bool isKin, Viewer.Member member, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write(
            session =>
            {
                if (one == other || Find(session, one) is not { } first || Find(session, other) is not { } second || !(Answers(member, first) || Answers(member, second))) return NotKinAnswer.NotThere;
                if (isKin)
                {
                    session.EndNotKin(one, other);
                    return NotKinAnswer.Done;
                }

                // Only what could be offered can be refused.
                if (first.Kind != second.Kind || !UnlikelyKin.Kinds.Contains(first.Kind)) return NotKinAnswer.NotThere;
                if (session.CountNotKin() >= MostKept) return NotKinAnswer.Full;
                session.PutNotKin(one, other, today);
                return NotKinAnswer.Done;
            },
            cancel);

        Record? Find(IArchiveSession session, RecordId id) => session.FindRecord(id) is { } record && VisibilityPolicy.Sees(member, Envelope.Of(record)) ? record : null;
    }

    internal static bool Answers(Viewer.Member member, Record record) => member.IsKeeper || member.Communities.Contains(record.Id) || record.Communities.Any(member.Communities.Contains);
}

public enum NotKinAnswer
{
    Done,

    /// <summary>They are not both there for her, she answers for neither, or they are no two of which kin are looked for.</summary>
    NotThere,

    /// <summary>No more pairs are remembered: one has to be taken back first.</summary>
    Full,
}
