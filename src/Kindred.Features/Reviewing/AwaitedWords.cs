using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Reviewing;

/// <summary>What one steward began and others of her community must say too: for those who have not said so.</summary>
public static class AwaitedWords
{
    private const int Most = 1000;

    /// <summary>Records and connections that are hidden by a steward's withdrawal, and destroyed when so many have joined in as the community asks.</summary>
    public static async Task<IReadOnlyList<(RecordId Subject, RecordId Community)>> OnWithdrawals(
        IDepositStore deposits, IMemberStore members, Viewer.Member steward, CancellationToken cancel)
    {
        List<(RecordId, RecordId)> awaited = [];
        foreach (var about in (await deposits.Answered(steward.Communities, steward, Most, cancel)).GroupBy(one => (one.Subject, one.Community)))
        {
            if (about.All(one => one.Answer != ConsentAnswer.Withdrawn) || about.FirstOrDefault(one => one.Steward == steward.Handle)?.Answer == ConsentAnswer.Withdrawn) continue;
            if (await members.Community(about.Key.Community, steward.Today, cancel) is not { } community) continue;
            CommunityStanding standing = Standing.On(int.MaxValue, 0, [community], [.. about.Reverse()], steward.Today).Communities[0];
            if (standing is { Answer: CommunityAnswer.Withdrawn, WithdrawnDay: null }) awaited.Add(about.Key);
        }

        return awaited;
    }

    /// <summary>Communities that some of its stewards wish to decide in another way.</summary>
    public static async Task<IReadOnlyList<RecordId>> OnProtocols(IMemberStore members, Viewer.Member steward, CancellationToken cancel)
    {
        List<RecordId> awaited = [];
        foreach (RecordId community in steward.Communities)
        {
            if (ProtocolWish.Read(await members.FindValue(ProtocolWish.Key(community), cancel)) is { } wish && !wish.By.Contains(steward.Handle)) awaited.Add(community);
        }

        return awaited;
    }
}
