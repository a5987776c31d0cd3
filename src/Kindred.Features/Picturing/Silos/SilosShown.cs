using System.Collections.Immutable;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos with the names of what is shown of them, for one reader's language.</summary>
public sealed record SilosShown
{
    public required SilosFound Found { get; init; }

    /// <summary>Those that are shown, in the order of <see cref="SilosFound.Silos"/>.</summary>
    public required ImmutableArray<SiloShown> Silos { get; init; }

    /// <summary>Bridges between two silos at least that are shown.</summary>
    public required ImmutableArray<BridgeShown> Bridges { get; init; }
}

/// <param name="Number">Of the silo, from 0.</param>
/// <param name="Words">What it is about; empty: nothing is said.</param>
/// <param name="Members">In alphabetical order.</param>
public sealed record SiloShown(int Number, Silo Silo, ImmutableArray<string> Words, ImmutableArray<RecordLine> Members)
{
    /// <summary>What names it in addresses: its first organisation, which was chosen for nothing else.</summary>
    public required string Key { get; init; }
}

public sealed record BridgeShown(Bridge Bridge, RecordLine Event);
