using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteMemberStore
{
    public Task<IReadOnlyList<StewardsWish>> Wishes(Viewer.Member steward, CancellationToken cancel) => readers.Read<IReadOnlyList<StewardsWish>>(
        database => [.. steward.Communities.Distinct().SelectMany(community => StewardingRow.Wishes(database, community)).Where(wish => wish.LastDay >= steward.Today)], cancel);
}
