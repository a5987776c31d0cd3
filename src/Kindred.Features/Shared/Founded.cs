using Kindred.Domain.Dates;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared;

/// <summary>Whether the archive has left its first days, in which one keeper is enough for what later takes two.</summary>
public static class Founded
{
    private const string Day = "founded";

    public static bool Is(IArchiveSession session) => session.FindValue(Day) is not null;

    public static async Task<bool> Is(IMemberStore members, CancellationToken cancel) => await members.FindValue(Day, cancel) is not null;

    /// <summary>Notes the day on which the second keeper was there. Called in every act that makes a keeper or lets one claim a link.</summary>
    public static void Note(IArchiveSession session, DateOnly today)
    {
        if (!Is(session) && Power.AreTwoThere(session.Members(), today))
            session.PutValue(Day, today.Written());
    }
}
