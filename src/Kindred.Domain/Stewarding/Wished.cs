using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>What a community's stewards can decide among themselves.</summary>
public abstract record Wished
{
    private Wished()
    {
    }

    /// <summary>That it decide in another way.</summary>
    public sealed record Decide(Protocol Protocol) : Wished;

    /// <summary>That other things hold for what names it. All of them at once: what one steward read is what the others agree to.</summary>
    public sealed record Set(CommunitySettings Settings) : Wished;

    /// <summary>That somebody answer for it too, or longer.</summary>
    /// <param name="Until">The last day; null: until she lays it down or is relieved.</param>
    public sealed record Invite(string Handle, DateOnly? Until) : Wished;

    /// <summary>That a record no longer ask it, which does not speak of it: a <see cref="Claim"/> is lifted.</summary>
    public sealed record LetGo(RecordId Record) : Wished;

    /// <summary>That somebody answer for it no longer.</summary>
    public sealed record Relieve(string Handle) : Wished;
}
