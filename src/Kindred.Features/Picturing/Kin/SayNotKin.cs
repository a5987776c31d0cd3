using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Kin;

/// <summary>A keeper, or a steward of a community that one of them is or names, says that two are not kin, or takes that back. It is remembered, and neither is changed; whoever writes a kinship of them
/// all the same is asked about as about any other.</summary>
public sealed class SayNotKin(IArchiveWriter writer, TimeProvider time)
{
    /// <returns>False: they are not both there for her, or she answers for neither.</returns>
    public Task<bool> Do(RecordId one, RecordId other, bool isKin, Viewer.Member member, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write(
            session =>
            {
                if (one == other || Find(session, one) is not { } first || Find(session, other) is not { } second || !(Answers(member, first) || Answers(member, second))) return false;
                if (isKin) session.EndNotKin(one, other);
                else session.PutNotKin(one, other, today);
                return true;
            },
            cancel);

        Record? Find(IArchiveSession session, RecordId id) => session.FindRecord(id) is { } record && VisibilityPolicy.Sees(member, Envelope.Of(record)) ? record : null;
    }

    internal static bool Answers(Viewer.Member member, Record record) => member.IsKeeper || member.Communities.Contains(record.Id) || record.Communities.Any(member.Communities.Contains);
}
