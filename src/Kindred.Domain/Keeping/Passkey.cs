using System.Collections.Immutable;

namespace Kindred.Domain.Keeping;

/// <summary>A key that a member's device or security key holds for one domain of this archive; the archive has its public half only, and no attestation: nothing
/// tells which make of device it is.</summary>
public sealed record Passkey
{
    public const int MostOfMember = 20;
    public const int LongestName = 60;

    /// <summary>Characters of the most that a browser sends of a passkey.</summary>
    public const int LongestAnswer = 16_000;

    public required ImmutableArray<byte> CredentialId { get; init; }

    public required string Handle { get; init; }

    /// <summary>The WebAuthn relying party id: a host name. It works on addresses below that domain and nowhere else.</summary>
    public required string Domain { get; init; }

    /// <summary>A COSE_Key (RFC 9052).</summary>
    public required ImmutableArray<byte> PublicKey { get; init; }

    /// <summary>Zero for those that are copied between devices.</summary>
    public required long SignCount { get; init; }

    public ImmutableArray<string> Transports { get; init; } = [];

    /// <summary>It may be copied to other devices of the member by whoever keeps their passkeys.</summary>
    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }

    /// <summary>As its owner calls it; null: not named.</summary>
    public string? Name { get; init; }

    public required DateOnly Made { get; init; }
}

/// <summary>One of the codes on paper that are each good once in place of the code app's. Kept as a hash.</summary>
public sealed record RecoveryCode(byte[] Hash, string Handle);
