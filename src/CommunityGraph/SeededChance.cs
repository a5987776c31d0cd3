namespace CommunityGraph;

/// <summary>Numbers that look like chance and are the same for the same seed on every machine and in every version of .NET (SplitMix64: Steele, Lea and Flood 2014, "Fast splittable
/// pseudorandom number generators").</summary>
internal struct SeededChance(ulong seed)
{
    private ulong state = seed;

    /// <summary>From 0 to below 1.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A number from 0 to below this one.</summary>
    public int Below(int count) => (int)(Next() * count);
}
