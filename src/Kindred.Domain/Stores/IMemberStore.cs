using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Domain.Stores;

/// <summary>Reads of members, sessions, protocols; what members see of each other is the slices' to decide, none of it is public but keepers' handles and terms.</summary>
public partial interface IMemberStore
{
    Task<Member?> Find(string handle, CancellationToken cancel);

    Task<Member?> Find(RecordId id, CancellationToken cancel);

    Task<IReadOnlyList<Member>> All(CancellationToken cancel);

    /// <summary>The session or token with this hash, if it has not ended.</summary>
    Task<Session?> FindSession(byte[] hash, DateOnly today, CancellationToken cancel);

    Task<IReadOnlyList<Session>> Sessions(string handle, CancellationToken cancel);

    Task<Invitation?> FindInvitation(byte[] hash, DateOnly today, CancellationToken cancel);

    Task<IReadOnlyList<Invitation>> Invitations(CancellationToken cancel);

    Task<IReadOnlyList<TwoKeeperAct>> WaitingForSecondKeeper(CancellationToken cancel);

    /// <summary>A small named value, such as the day on which two keepers were there.</summary>
    Task<string?> FindValue(string name, CancellationToken cancel);

    /// <summary>Protocol and stewards of a community.</summary>
    Task<NamedCommunity?> Community(RecordId id, DateOnly today, CancellationToken cancel);
}
