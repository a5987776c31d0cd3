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

    /// <summary>Nothing says what it is about, or the same is said of another.</summary>
    public bool NeedsNames { get; init; }
}

/// <summary>Silos and bridges as a picture has room for them.</summary>
/// <param name="Bridges">How many there are, with those for which there is no room.</param>
public sealed record SilosDrawn(ImmutableArray<SiloShown> Silos, ImmutableArray<BridgesBetween> Between, int Bridges);

/// <summary>All bridges between the same silos.</summary>
/// <param name="Silos">Their numbers, ascending.</param>
/// <param name="Named">They themselves where they are few, the earliest first; empty: only how many there are is said.</param>
public sealed record BridgesBetween(ImmutableArray<int> Silos, ImmutableArray<BridgeShown> Named, int Count);

public sealed record BridgeShown(Bridge Bridge, RecordLine Event);
