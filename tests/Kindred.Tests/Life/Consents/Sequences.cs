using FsCheck;
using FsCheck.Fluent;

namespace Kindred.Tests.Life.Consents;

/// <summary>Sequences of steps as numbers. Three of eight go on from a deposit that was accepted, one from one that a steward refused, three from a story: most of what can go wrong comes after that.</summary>
internal static class Sequences
{
    private static readonly Func<bool, int[], int[]>[] Stories = [Story.Of, Story.OfProposal, Story.OfTelling, Story.OfPart, Story.OfKinship, Story.OfTranslation, Story.OfOthers, Story.OfHeld, Story.OfBackUp];

    /// <summary>In one of three a back-up is made somewhere on the way, and somewhere after it the archive goes back to it.</summary>
    private static int[] GoneBack(int[] steps, int kept, int back)
    {
        if (kept % 3 > 0 || steps is []) return steps;
        int at = kept % steps.Length, then = at + (back % (steps.Length - at));
        return [.. steps[..at], World.BackingUp, .. steps[at..then], World.GoingBack, .. steps[then..]];
    }

    /// <summary>One that fails is tried with ever less in it: what is left is what it takes.</summary>
    public static Arbitrary<int[]> Any { get; } =
        Arb.From(
        from first in Gen.Choose(0, 3199)
        from chosen in Gen.Choose(0, Story.Choices - 1).ArrayOf(Story.Longest)
        from steps in Gen.Choose(0, World.Most - 1).ListOf()
        from kept in Gen.Choose(0, 999)
        from back in Gen.Choose(0, 999)
        select GoneBack([.. Begun(first, chosen), .. steps], kept, back),
        Shorter);

    public static int[] Begun(int first, int[] chosen) => (first % 8) switch
    {
        0 or 2 or 4 => [World.Step(0, first / 8 % 8, first / 64 % 8, first / 512), World.Step(4, 0, 0, 0)],
        6 => [World.Step(0, first / 8 % 8, first / 64 % 8, first / 512), World.Refusal],
        7 => [],
        _ => Stories[first / 8 % Stories.Length](first / 64 % 4 == 1, chosen),
    };

    private static IEnumerable<int[]> Shorter(int[] steps)
    {
        for (int size = Math.Max(1, steps.Length / 2); size > 0; size /= 2)
        {
            for (int at = 0; at < steps.Length; at += size) yield return [.. steps[..at], .. steps[Math.Min(steps.Length, at + size)..]];
        }
    }
}
