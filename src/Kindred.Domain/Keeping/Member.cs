using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Keeping;

/// <summary>Someone with a handle. No e-mail address, no name, no hour.</summary>
public sealed record Member
{
    public required RecordId Id { get; init; }

    public required string Handle { get; init; }

    public string? PasswordHash { get; init; }

    /// <summary>What their code app shares with the archive, sealed under a key of the keystore; null: they have none.</summary>
    public string? CodeSecret { get; init; }

    /// <summary>Read with the member; it is their passkeys that are put and destroyed.</summary>
    public bool HasPasskey { get; init; }

    /// <summary>They have claimed their handle: there is a way in.</summary>
    public bool SignsIn => PasswordHash is not null || HasPasskey;

    /// <summary>A password alone is half a way in: until a code app or a passkey is beside it, nothing can be done in any role.</summary>
    public bool HasHalfAWayIn => PasswordHash is not null && CodeSecret is null && !HasPasskey;

    /// <summary>Changes when every session must end.</summary>
    public required string SecurityStamp { get; init; }

    public required DateOnly Joined { get; init; }

    public ImmutableArray<Role> Roles { get; init; } = [];

    /// <summary>The keeper of the terminal: never signs in, never counts among two.</summary>
    public bool IsTerminal => Handle == TerminalHandle;

    public const string TerminalHandle = "keeper";

    /// <summary>With a keeper's full power. What the end of a term leaves for a while is <see cref="KeepersTerm"/>'s to say.</summary>
    public bool IsKeeperOn(DateOnly day) => KeepersTerm.Of(this, day) is KeepersTerm.Full;

    public ImmutableArray<RecordId> CommunitiesOn(DateOnly day) =>
        [.. Roles.Where(role => role.Community is not null && role.HoldsOn(day)).Select(role => role.Community!.Value)];
}

/// <summary>Steward of a community, or keeper (no community), from a day until a day.</summary>
public sealed record Role(RecordId? Community, DateOnly From, DateOnly? Until)
{
    /// <summary>Somebody ended it, or laid it down, before its last day came.</summary>
    public bool IsEnded { get; init; }

    public bool HoldsOn(DateOnly day) => From <= day && (Until is not { } until || until >= day);
}

/// <summary>A one-time link by which someone becomes a member in a role. Only its hash is kept.</summary>
public sealed record Invitation(byte[] Hash, string? Handle, RecordId? Community, bool IsKeeper, DateOnly Until);

/// <summary>A signed-in browser or an API token; only its hash is kept, and the day, never the hour or the machine.</summary>
public sealed record Session(byte[] Hash, string Handle, SessionKind Kind, string? Label, DateOnly From, DateOnly Until);

public enum SessionKind
{
    Browser,
    Token,
    Feed,
}
