using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

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

    /// <summary>Communities of which some stewards wish for something on which her word counts.</summary>
    public static async Task<IReadOnlyList<RecordId>> OnWishes(IMemberStore members, Viewer.Member steward, CancellationToken cancel)
    {
        List<RecordId> awaited = [];
        foreach (StewardsWish wish in await members.Wishes(steward, cancel))
        {
            bool isOnHer = wish.Wished is Wished.Relieve relieve && relieve.Handle == steward.Handle;
            if (!isOnHer && !wish.By.Contains(steward.Handle) && !awaited.Contains(wish.Community)) awaited.Add(wish.Community);
        }

        return awaited;
    }
}
