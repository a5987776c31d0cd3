using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IMemberStore
{
    /// <summary>What the stewards of her communities wish and have not done yet, oldest first; nobody else's, a keeper's neither.</summary>
    Task<IReadOnlyList<StewardsWish>> Wishes(Viewer.Member steward, CancellationToken cancel);
}
