using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.Roots;

/// <summary>What is not written down yet, where it could be: shown, and asked for.</summary>
public enum MissingRoot
{
    /// <summary>What a history, or the record that was asked about, grows from.</summary>
    Root,

    /// <summary>When it was.</summary>
    Date,

    /// <summary>Which community bore a history.</summary>
    Bearer,

    /// <summary>Why one grows from the other.</summary>
    Why,
}

/// <param name="Record">Number of the record that could say it.</param>
/// <param name="Root">Of <see cref="MissingRoot.Why"/>: number of its root.</param>
public readonly record struct RootGap(MissingRoot Missing, int Record, int? Root = null)
{
    /// <summary>Of the record and what it grows from, the nearest first. What grows from it has roots of its own. Pure.</summary>
    public static ImmutableArray<RootGap> Of(RootsFound found)
    {
        int[] roots = [.. Enumerable.Range(0, found.Records.Length).Where(at => found.Records[at].Distance >= 0)];
        return
        [
            .. from at in roots where !found.Records[at].HasRoots && (at == 0 || IsHistory(found.Records[at])) select new RootGap(MissingRoot.Root, at),
            .. from at in roots where found.Records[at].Line.When is null select new RootGap(MissingRoot.Date, at),
            .. from at in roots where IsHistory(found.Records[at]) && found.Records[at].BorneBy.IsEmpty select new RootGap(MissingRoot.Bearer, at),
            .. from pair in found.Steps.Where(step => found.Records[step.From].Distance >= 0).GroupBy(step => (step.From, step.To))
               // What is a part of something need not say why.
               where pair.All(step => step.Told == HowTold.Silently) && pair.Any(step => step.Type != ConnectionType.PartOf)
               select new RootGap(MissingRoot.Why, pair.Key.From, pair.Key.To),
        ];
    }

    private static bool IsHistory(RootRecord record) => record.Line.Kind == History.Kind.Name;
}
