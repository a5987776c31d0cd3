using System.Collections.Immutable;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Silos;

/// <summary>How much of the silos a picture shows, and where its parts lead: in a page what there is room for, alone all of it.</summary>
internal sealed record SilosDrawing
{
    public const int SilosInPage = 40;

    public const int BridgesInPage = 60;

    private const int NamedInPage = 12;
    private const int MostBoxesOfBridges = 30;

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>Of the sheet, about.</summary>
    public required double Width { get; init; }

    /// <summary>How many organisations of a silo are named.</summary>
    public required Func<SiloShown, int> MembersShown { get; init; }

    /// <summary>How many of the bridges between the same silos are named.</summary>
    public required int BridgesNamed { get; init; }

    public required Func<SiloShown, string> AddressOf { get; init; }

    public required string BridgesAddress { get; init; }

    /// <summary>An address of the archive as the picture leads there.</summary>
    public required Func<string, string> To { get; init; }

    /// <summary>What stands over and under the picture itself where it is alone.</summary>
    public Action<SvgSheet, MarkDrawing> Above { get; init; } = (_, _) => { };

    public Action<SvgSheet> Below { get; init; } = _ => { };

    /// <summary>So many of each silo are named that no more marks come of it than a page holds.</summary>
    public static int MembersInPage(SilosShown shown)
    {
        int boxes = Math.Min(MostBoxesOfBridges, shown.Bridges.Length) * 2;
        for (int most = NamedInPage; most > 0; most--)
        {
            if (boxes + shown.Silos.Sum(silo => silo.Members.Length > most ? most + 1 : silo.Members.Length) <= Gathering.MostMarks) return most;
        }

        return 0;
    }

    /// <summary>Only the bridges that there is room for: what joins the same silos is gathered anyway.</summary>
    public static SilosShown ForPage(SilosShown shown)
    {
        HashSet<int> there = [.. shown.Silos.Select(silo => silo.Number)];
        ImmutableArray<string> groups = [.. shown.Bridges.Select(Joined).Distinct().Take(MostBoxesOfBridges)];
        return shown with { Bridges = [.. shown.Bridges.Where(bridge => groups.Contains(Joined(bridge)))] };

        string Joined(BridgeShown bridge) => string.Join(',', bridge.Bridge.Silos.Where(there.Contains));
    }
}
