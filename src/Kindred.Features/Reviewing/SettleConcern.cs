using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Reviewing;

/// <summary>Somebody at the desk has dealt with a concern: its words are destroyed. What was done about it is another act.</summary>
public sealed class SettleConcern(IArchiveWriter writer, IDepositStore deposits)
{
    public const int Most = 200;

    /// <summary>False where the member may see no such concern.</summary>
    public async Task<bool> Do(RecordId id, Viewer.Member member, CancellationToken cancel)
    {
        IReadOnlyList<Visible<Concern>> seen = await deposits.Concerns(member, Most, cancel);
        if (seen.All(one => one.Value.Id != id)) return false;
        return await writer.Write(
            session =>
            {
                session.DestroyConcern(id);
                return true;
            },
            cancel);
    }
}
