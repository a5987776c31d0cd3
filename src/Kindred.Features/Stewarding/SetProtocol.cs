using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Stewarding;

/// <summary>A community's stewards say how it decides. As many of them must wish for the same as the protocol in force asks for, so that one
/// cannot make what took all of them her own to give.</summary>
public sealed class SetProtocol(IArchiveWriter writer, Publication publication, TimeProvider time)
{
    public const int FewestSilenceDays = 7;
    public const int MostSilenceDays = 365;

    public Task<ProtocolOutcome> Do(RecordId community, Protocol wished, Viewer.Member steward, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write<ProtocolOutcome>(session =>
        {
            if (!steward.Communities.Contains(community) || session.FindCommunity(community, today) is not { } named) return new ProtocolOutcome.Unknown();
            if (wished.Needed < 1 || wished.Needed > named.Stewards.Length || wished.SilenceDays is < FewestSilenceDays or > MostSilenceDays) return new ProtocolOutcome.NotOne();
            string key = ProtocolWish.Key(community);
            ProtocolWish? before = ProtocolWish.Read(session.FindValue(key));
            string[] wishing = [.. (before?.Wished == wished ? before.By : []).Append(steward.Handle).Distinct().Where(named.Stewards.Contains)];
            int needed = named.Protocol.Quorum(named.Stewards.Length);
            if (wishing.Length < needed)
            {
                session.PutValue(key, new ProtocolWish(wished, [.. wishing]).ToString());
                return new ProtocolOutcome.Waits(wishing.Length, needed);
            }

            session.PutValue(key, null);
            session.Put(community, wished);
            session.Write(new Act(ActKind.Setting, [community], today, IsPublic: false));
            // What already has as many answers as are needed now need not wait for another act.
            foreach (RecordId id in session.Naming(community))
            {
                if (session.FindRecord(id) is { State: RecordState.Asked }) publication.Settle(session, id, today);
                else if (session.FindConnection(id) is { State: RecordState.Asked } connection) publication.Settle(session, connection, today);
            }

            return new ProtocolOutcome.Done();
        }, cancel);
    }
}

public abstract record ProtocolOutcome
{
    private ProtocolOutcome()
    {
    }

    public sealed record Done : ProtocolOutcome;

    /// <summary>So many of the stewards needed wish for it.</summary>
    public sealed record Waits(int Wishing, int Needed) : ProtocolOutcome;

    public sealed record NotOne : ProtocolOutcome;

    public sealed record Unknown : ProtocolOutcome;
}
