using Kindred.Domain.Dates;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared;

/// <summary>Whether stewards may appoint keepers: nobody keeps the archive any more, not even in grace, or its keepers left it to them.</summary>
public static class LeftToStewards
{
    private const string Day = "left to stewards";

    public static bool Is(IArchiveSession session, DateOnly today) => session.FindValue(Day) is not null || KeepersTerm.AreAllGone([.. session.Members()], today);

    public static async Task<bool> Is(IMemberStore members, DateOnly today, CancellationToken cancel) =>
        await members.FindValue(Day, cancel) is not null || KeepersTerm.AreAllGone([.. await members.All(cancel)], today);

    public static void Note(IArchiveSession session, DateOnly today) => session.PutValue(Day, today.Written());

    public static void End(IArchiveSession session) => session.PutValue(Day, null);
}
