namespace Kindred.Domain.Stewarding;

/// <summary>How a community decides, in its own hands.</summary>
/// <param name="Needed">How many of its stewards must give; null: all of them.</param>
/// <param name="SilenceDays">After how many days a question without an answer goes back to review. Silence is never yes.</param>
public sealed record Protocol(int? Needed = 1, int SilenceDays = 60)
{
    public static Protocol AnySteward { get; } = new();

    public static Protocol AllStewards { get; } = new(Needed: null);

    public int Quorum(int stewards) => Math.Max(1, Math.Min(Needed ?? stewards, Math.Max(stewards, 1)));
}
